# SPDX-License-Identifier: MIT
"""Does one job: a submission's stages are built, booted and judged, and become a report.

Whatever a submission holds, this returns: what could not be used is refused
with the reason, and a failure of the grader's own is told apart from a verdict.
"""

from __future__ import annotations

import os
import traceback

from grader.classroom.jobs import Graded, Job, ended
from grader.classroom.teaching import shelf_of
from grader.errors import GraderError, Unusable
from grader.report import to_json
from grader.results import StageResult
from grader.stagefile import Stage
from grader.style import Style
from grader.submission import Submission
from grader.terminal import render
from grader.tree import Tree


def _sources(sub: str, stages: list[Stage]) -> dict[str, str]:
    """The student's files as they are graded."""
    found = {}
    for stage in stages:
        for file in stage.files:
            path = os.path.join(sub, stage.place, file)
            if os.path.isfile(path):
                with open(path, encoding="utf-8", errors="surrogateescape") as opened:
                    found[f"{stage.place}/{file}"] = opened.read()
    return found


def _transcript(result: StageResult, stage: Stage) -> str:
    """The report as staff read it; where both bases were graded, first the one that counts."""
    text = render(result, len(stage.entry), Style(unicode=True))
    if result.other is None:
        return text
    other = render(result.other, len(stage.entry), Style(unicode=True))
    head = f"on the {'reference' if result.other.base == 'reference' else 'submission'}'s own lower stages"
    return f"{text}\n{'=' * 72}\nThe same stage {head}, which does not count:\n\n{other}"


def _grade(tree: Tree, job: Job) -> Graded:
    stages = [tree.stage(n) for n in job.stages]
    submission = Submission(tree, job.path, stages, sandbox=job.sandbox, hidden_dir=job.hidden, shelf=shelf_of(tree))
    results, transcripts, sources = [], {}, _sources(submission.sub, stages)
    try:
        for stage in stages:
            result = submission.grade(stage, job.seed, True, job.base)
            results.append(result)
            transcripts[stage.number] = _transcript(result, stage)
    finally:
        submission.close()
    report = to_json(results, job.seed, submission.flags)
    return Graded(job.id, job.content, job.work, job.seed, "graded", "", report, transcripts, sources)


def _plain(words: str, tree: Tree, job: Job) -> str:
    """@words without where things lie on this machine."""
    folder = os.path.dirname(job.path)
    return words.replace(folder + "/", "").replace(tree.root + "/", "")


def do_job(tree: Tree, job: Job) -> Graded:
    """Grade a submission; never raises, but for what ends this process."""
    try:
        return _grade(tree, job)
    except Unusable as err:
        return ended(job, "refused", _plain(str(err), tree, job))
    except GraderError as err:
        return ended(job, "fault", _plain(str(err), tree, job))
    except Exception as err:  # noqa: BLE001 - one bad submission never stops the rest
        place = traceback.extract_tb(err.__traceback__)[-1]
        words = f"{type(err).__name__}: {err} ({place.name}, line {place.lineno})"
        return ended(job, "fault", words)
