# SPDX-License-Identifier: MIT
"""Why a kernel stopped: gathers symbols, source lines and registers, and has them explained.

Imported only for a run in which something failed.
"""

from __future__ import annotations

from grader.addresses import Map
from grader.cases import Kernel
from grader.causes import causes_of_check, causes_of_stop
from grader.intlog import IntLog, Nest
from grader.results import Diagnosis, Failure, Frame, StageResult
from grader.stagefile import Stage
from grader.stops import EXPLAIN, Scene, bad_image, wait_address
from grader.symbols import Symbolizer
from grader.transcript import Stop
from grader.tree import Tree

_NEST_SHOWN = 4


def _addresses(stop: Stop, at: Map) -> list[int]:
    """PC and return addresses; the link register too where it is no frame's yet."""
    if "pc" not in stop.regs:
        return list(stop.frames)
    pc, frames = stop.regs["pc"], list(stop.frames)
    link = at.to_virtual(stop.regs.get("x30", 0))
    here, caller = at.elf.function_at(at.to_virtual(pc)), at.elf.function_at(link)
    is_new = link not in (at.to_virtual(f) for f in frames)
    if stop.kind != "panic" and caller and is_new and (not here or here[0].value != caller[0].value):
        frames.insert(0, link)
    return [wait_address(stop, at), *frames]


def _facts(scene: Scene, diagnosis: Diagnosis) -> str:
    """What [[cause]] regexes are matched against: key=value, one a line."""
    stop, top = scene.stop, (scene.frames or [Frame(0)])[0]
    own = next((f for f in scene.frames if f.student), Frame(0))
    lines = [
        f"kind={diagnosis.kind}",
        f"fault={diagnosis.fault}",
        f"entry={scene.level}",
        f"function={top.function}",
        f"where={top.where}",
        f"source={top.source}",
        f"student={own.where if own.file else ''}",
        f"student_function={own.function}",
        f"mmu={'on' if scene.mmu else 'off'}",
    ]
    lines += [f"{key}={value:#x}" for key, value in stop.regs.items()]
    lines += [f"{key}={value}" for key, value in stop.values.items() if key != "kind"]
    lines += [f"text={text}" for text in stop.text]
    lines.append(f"summary={diagnosis.summary}")
    lines += [f"detail={detail}" for detail in diagnosis.details]
    return "\n".join(lines)


class Explainer:
    """Explains the stops of one run."""

    def __init__(
        self, tree: Tree, stage: Stage, kernel: Kernel, vmlinux: str, sub: str, log: IntLog
    ) -> None:
        self._stage = stage
        self._kernel = kernel
        self._symbols = Symbolizer(tree.root, sub, vmlinux)
        self._log = log
        self._nests: dict[int, Nest] = {}

    def diagnose(self, stop: Stop, level: int, base: int) -> Diagnosis:
        """The words for one stop, under entry @level with the Image at @base."""
        if stop.kind == "bad-image":
            diagnosis = bad_image(stop)
            header = Map(self._kernel.elf, 0)
            diagnosis.frames = self._symbols.frames(header, [header.text])
            diagnosis.facts = "\n".join(f"{k}={v}" for k, v in stop.values.items())
            diagnosis.causes = causes_of_stop(self._stage.causes, diagnosis)
            return diagnosis
        at = Map(self._kernel.elf, base)
        budget = self._stage.boot_budget
        if stop.case >= 0:
            budget = self._kernel.cases[stop.case].budget or self._stage.case_budget
        scene = Scene(stop, level, at, self._symbols.frames(at, _addresses(stop, at)), budget)
        scene.nest = self._nests.get(id(stop))
        if scene.nest is not None:
            elrs = [taken.elr for taken in scene.nest.chain[:_NEST_SHOWN]]
            # Each is a PC of its own, so each is looked up as the top of a list.
            scene.nest_frames = [self._symbols.frames(at, [elr])[0] for elr in elrs]
            scene.frames = scene.nest_frames[:1]
        diagnosis = EXPLAIN[stop.kind](scene)
        diagnosis.frames = scene.frames
        diagnosis.levels = (level,)
        diagnosis.facts = _facts(scene, diagnosis)
        check = self._kernel.cases[stop.case].name if stop.case >= 0 else ""
        diagnosis.causes = causes_of_stop(self._stage.causes, diagnosis, check)
        return diagnosis

    def explain(self, result: StageResult, stops: list[tuple[Stop, int, int]]) -> None:
        """Attach the reasons for @stops (stop, entry level, load address) to @result."""
        checks = {check.name: check for check in result.checks}
        # The stops come in the order in which the machine froze.
        frozen = [stop for stop, _, _ in stops if stop.kind == "frozen"]
        self._nests = {id(stop): nest for stop, nest in zip(frozen, self._log.nests)}
        for stop, level, base in stops:
            if stop.case < 0 or stop.kind == "void":
                self._add(result, self.diagnose(stop, level, base))
                continue
            check = checks.get(self._kernel.cases[stop.case].name)
            failure = _failure_of(check.failures, level) if check else None
            if failure is None:
                continue  # a panic that the case asked for, or a hidden check that is not shown
            if failure.diagnosis is None:
                failure.diagnosis = self.diagnose(stop, level, base)
                failure.message = failure.diagnosis.summary
            if result.diagnosis is None:
                result.diagnosis = failure.diagnosis
        for check in result.checks:
            if any(f.kind in ("expect", "console", "empty") for f in check.failures):
                check.causes = causes_of_check(self._stage.causes, check)

    def _add(self, result: StageResult, diagnosis: Diagnosis) -> None:
        """A stop of the whole run; the first such one is the stage's diagnosis."""
        twin = next((d for d in result.diagnoses if d.same_as(diagnosis)), None)
        if twin is not None:
            twin.levels += diagnosis.levels
            return
        if not result.diagnoses:
            result.diagnosis = diagnosis
        result.diagnoses.append(diagnosis)


def _failure_of(failures: list[Failure], level: int) -> Failure | None:
    """The failure that a stop under entry @level makes."""
    return next((f for f in failures if f.kind == "stop" and level in f.levels), None)
