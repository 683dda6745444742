# SPDX-License-Identifier: MIT
"""From what a run left behind to checks: a pure function, the machine is not touched.

A check passes only if it passed at every entry level, its console rules hold
there, and nothing voided the run.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.cases import Case, ConsoleRule, Site
from grader.console import BOOT, Console
from grader.errors import Fault
from grader.results import Check, Failure
from grader.transcript import CaseRun, Entry, Expectation, Stop, Transcript
from grader.values import meaning, quote, relation

STOPPED = "the kernel stopped in this check: "
_STOPS = {
    "crash": "it took an exception and had no vectors of its own",
    "watchdog": "its instructions were used up",
    "panic": "it panicked",
    "off": "it switched the machine off",
    "reset": "it reset the machine",
    "frozen": "an exception whose handler cannot run, for ever",
    "flood": "it wrote more than 1 MiB to the console",
    "host-limit": "the emulator used up its 60 s of CPU time",
}


def _expectation(found: Expectation, site: Site) -> Failure:
    """The failure that a failing expectation makes."""
    if site.op == "STREQ":
        expected, seen = quote(found.expected), quote(found.seen)
    elif site.op == "TRUE":
        expected, seen = "true", "false"
    else:
        expected = relation(site.op, meaning(site.what, site.expr, int(found.expected, 0)))
        seen = meaning(site.what, site.expr, int(found.seen, 0))
    return Failure(
        kind="expect",
        message=f"{site.what}: expected {expected}, seen {seen}",
        what=f"{site.what} (`{site.expr}`)",
        expected=expected,
        seen=seen,
        where=f"{site.file}:{site.line}",
    )


def rule_pattern(rule: ConsoleRule) -> re.Pattern[str]:
    """The rule's regular expression; the module `re` keeps what it has compiled."""
    try:
        return re.compile(rule.regex, re.MULTILINE)
    except re.error as err:
        words = f"console rule of `{rule.case}`: {rule.regex!r} is no regular expression: {err}"
        raise Fault(words) from None


def _rule_failures(case: Case, rules: list[ConsoleRule], level: int, out: Console) -> list[Failure]:
    """The console rules of @case that do not hold at entry @level."""
    failures = []
    for rule in rules:
        if rule.case != case.name:
            continue
        text = out.text(level, BOOT if rule.boot else case.index)
        if bool(rule_pattern(rule).search(text)) == rule.has:
            continue
        when = "before the first test" if rule.boot else "while the check ran"
        verb = "has" if rule.has else "has no"
        shown = quote(text[-400:]) if text else "nothing"
        failures.append(
            Failure(
                kind="console",
                message=f"the console {when} {'lacks' if rule.has else 'has'} /{rule.regex}/",
                what=f"the text on the console {when}",
                expected=f"{verb} match for /{rule.regex}/",
                seen=("..." if len(text) > 400 else "") + shown,
                where=case.where,
            )
        )
    return failures


def _unreached(case: Case, entry: Entry | None, stop: Stop | None) -> Failure:
    how = f" ({_STOPS.get(stop.kind, stop.kind)})" if stop else ""
    if stop and stop.case >= 0:
        message = f"not reached: the kernel stopped in an earlier check{how}"
    elif entry is not None and any(b.planned for b in entry.boots):
        message = f"not reached: the kernel stopped between two checks{how}"
    elif entry is not None and entry.boots:
        message = f"not reached: the kernel stopped before its tests{how}"
    else:
        message = "not reached: the run ended before the kernel was entered at this level"
    return Failure(kind="not-reached", message=message, where=case.where)


def _at_entry(
    case: Case,
    entry: Entry | None,
    rules: list[ConsoleRule],
    out: Console,
    site_of: Callable[[int], Site],
) -> list[Failure]:
    """Why @case failed under one entry level; empty if it passed."""
    run: CaseRun | None = entry.cases.get(case.index) if entry else None
    if entry is None or run is None:
        last = entry.boots[-1].stop if entry and entry.boots else None
        return [_unreached(case, entry, last)]
    failures = [_expectation(found, site_of(found.site)) for found in run.expectations]
    if run.stop is not None and not (case.panics and run.stop.kind == "panic"):
        words = STOPPED + _STOPS.get(run.stop.kind, run.stop.kind)
        failures.append(Failure(kind="stop", message=words, where=case.where))
    elif run.ok:
        failures += _rule_failures(case, rules, entry.level, out)
    elif case.panics and run.stop is None:
        words = "the check has to end in panic(), but the kernel went on"
        failures.append(Failure(kind="expect", message=words, where=case.where))
    elif not failures:
        words = "the check compared nothing: it left before its first expectation"
        failures.append(Failure(kind="empty", message=words, where=case.where))
    for failure in failures:
        failure.levels = (entry.level,)
    return failures


def _merge(per_level: list[tuple[int, list[Failure]]]) -> list[Failure]:
    """One list of failures: what is the same at several entry levels is said once."""
    merged: list[Failure] = []
    for level, failures in per_level:
        for failure in failures:
            twin = next((m for m in merged if m.same_as(failure) and level not in m.levels), None)
            if twin is None:
                failure.levels = (level,)
                merged.append(failure)
            else:
                twin.levels += (level,)
    return merged


def judge(
    cases: list[Case],
    rules: list[ConsoleRule],
    levels: tuple[int, ...],
    transcript: Transcript,
    console: Console,
    site_of: Callable[[int], Site],
) -> list[Check]:
    """One Check for each case, in order."""
    checks = []
    for case in cases:
        check = Check(case.name, case.title, case.hidden, case.where, case.hint)
        checks.append(check)
        if transcript.void is not None:
            reason = " ".join(transcript.void.text) or "the kernel interfered with the tests"
            check.failures.append(Failure("void", f"the run is void: {reason}", where=case.where))
            continue
        if transcript.bad_image is not None:
            words = "not reached: a boot loader would refuse the Image"
            check.failures.append(Failure("not-reached", words, where=case.where))
            continue
        per_level = []
        for level in levels:
            entry = next((e for e in transcript.entries if e.level == level), None)
            per_level.append((level, _at_entry(case, entry, rules, console, site_of)))
            run = entry.cases.get(case.index) if entry else None
            if run and not run.ok:
                check.notes += [note for note in run.notes if note not in check.notes]
        check.failures = _merge(per_level)
    return checks
