# SPDX-License-Identifier: MIT
"""How a kernel stopped, in words: one function for each kind of stop.

Pure: registers, symbols and source lines come in as data, sentences go out.
diagnosis.py gathers the data and picks the function.
"""

from __future__ import annotations


from grader.addresses import Map
from grader.elf import ElfError
from grader.esr import Syndrome, decode
from grader.intlog import Nest
from grader.record import field, record
from grader.results import Diagnosis, Frame
from grader.transcript import Stop
from grader.values import POISON, number, printable, quote

_WFE, _WFI = 0xD503205F, 0xD503207F
_PSR_I = 1 << 7
_SCTLR_M = 1
_VECTORS = ("current EL with SP_EL0", "current EL with SP_ELx", "lower EL, AArch64", "lower EL, AArch32")


@record
class Scene:
    """Everything that is known of one stop."""

    stop: Stop
    level: int  # entry level
    at: Map
    frames: list[Frame]
    budget: int = 0
    nest: Nest | None = None
    nest_frames: list[Frame] = field(default_factory=list)  # of the nest's chain

    @property
    def early(self) -> bool:
        return self.stop.case < 0

    @property
    def mmu(self) -> bool:
        return bool(self.stop.regs.get("sctlr", 0) & _SCTLR_M)

    @property
    def el(self) -> int:
        return self.stop.regs.get("el", 1)

    def reg(self, name: str) -> int:
        """A register at the stop; 0 if it was not reported."""
        return self.stop.regs.get(name, 0)


def place(frames: list[Frame]) -> str:
    """Where that is, with the line's text; and the student's own frame if it is another."""
    if not frames:
        return "an unknown place"
    top = frames[0]
    if not top.file:
        words = f"{top.function} ({top.pc:#x})" if top.function else f"{top.pc:#x}"
    else:
        words = top.where + (f" (`{top.source}`)" if top.source else "")
    if not top.student:
        own = next((f for f in frames[1:] if f.student), None)
        if own:
            words += f", called from {own.where}" + (f" (`{own.source}`)" if own.source else "")
    return words


def _budget(scene: Scene) -> str:
    return f"{scene.budget:,} instructions" if scene.budget else "its instructions"


def _access(scene: Scene, syndrome: Syndrome, far: int, mmu: bool) -> str:
    """What an abort was about: ` reading ADDRESS (what that is): why not`."""
    if not syndrome.has_far:
        return f" ({syndrome.status})" if syndrome.status else ""
    what = scene.at.describe(far, mmu)
    if syndrome.kind == "data-abort":
        verb = " writing to " if syndrome.write else " reading "
    else:
        verb = " fetching an instruction from "
    half = scene.at.half(far)
    if syndrome.fault == "translation":
        why = f"not mapped by {half}" if half and mmu else "not mapped"
    elif syndrome.fault == "permission":
        may = "writable" if syndrome.write else "readable"
        why = "mapped, but not " + (may if syndrome.kind == "data-abort" else "executable")
    else:
        return f"{verb}{far:#018x} ({what}): {syndrome.status}"
    return f"{verb}{far:#018x} ({what}), {why} ({syndrome.status})"


def _sp_words(scene: Scene) -> str:
    sp = scene.reg("sp")
    if sp == 0:
        return "0: no stack was set up"
    if sp >> 16 == POISON >> 16:
        return f"{sp:#x}: the poison of memory that nobody has written"
    words = scene.at.describe_stack(sp) or scene.at.describe(sp, scene.mmu)
    return f"{sp:#x}: {words}" + ("" if sp % 16 == 0 else "; not a multiple of 16")


def _bad_sp(scene: Scene) -> bool:
    """SP is somewhere where no stack can be."""
    sp = scene.reg("sp")
    return not scene.at.in_image(sp) and not scene.at.describe_stack(sp)


def _register_lines(scene: Scene, syndrome: Syndrome | None) -> list[str]:
    lines = []
    if syndrome is not None:
        status = f", {syndrome.status}" if syndrome.status else ""
        if syndrome.kind == "data-abort":
            status += ", by a write" if syndrome.write else ", by a read"
        lines.append(f"ESR_EL{scene.el} = {scene.reg('esr'):#x}: {syndrome.words}{status}")
        if syndrome.has_far:
            far = scene.reg("far")
            lines.append(f"FAR_EL{scene.el} = {far:#x}: {scene.at.describe(far, scene.mmu)}")
    lines.append(f"SP = {_sp_words(scene)}")
    lines.append(f"EL{scene.el}, MMU {'on' if scene.mmu else 'off'}, entered at EL{scene.level}")
    return lines


def crash(scene: Scene) -> Diagnosis:
    """An exception that went to the firmware's vectors: the kernel has none of its own."""
    syndrome = decode(scene.reg("esr"))
    access = _access(scene, syndrome, scene.reg("far"), scene.mmu)
    at_el2 = " at EL2" if scene.el == 2 else ""
    summary = f"the CPU took {syndrome.words}{at_el2} at {place(scene.frames)}{access}"
    summary += "; the kernel has no vector table yet"
    details = _register_lines(scene, syndrome)
    apart = (scene.reg("far") - scene.reg("sp") + 512) % (1 << 64)
    if syndrome.kind == "data-abort" and apart <= 1024 and _bad_sp(scene):
        details.append("that address is next to SP: the access was to the stack")
    return Diagnosis("crash", syndrome.kind, summary, details)


_WAITS = {_WFI: "wfi", _WFE: "wfe"}


def _word_before(at: Map, pc: int) -> int:
    """The instruction before @pc, or 0."""
    try:
        return int.from_bytes(at.elf.read(at.to_virtual(pc) - 4, 4), "little")
    except ElfError:
        return 0  # a PC that is nowhere in the kernel


def wait_address(stop: Stop, at: Map) -> int:
    """Where a stopped CPU was: a WFI or WFE that it had finished is before its PC."""
    pc = stop.regs["pc"]
    waited = stop.number("insn") not in _WAITS and _word_before(at, pc) in _WAITS
    return pc - 4 if stop.kind == "watchdog" and waited else pc


def _waits(scene: Scene) -> str:
    """`wfi` or `wfe` if the CPU waits in one, or in a loop of one."""
    return _WAITS.get(scene.stop.number("insn")) or _WAITS.get(
        _word_before(scene.at, scene.reg("pc")), ""
    )


def watchdog(scene: Scene) -> Diagnosis:
    """The instructions that were allowed are used up."""
    wait = _waits(scene)
    masked = ", with interrupts masked" if scene.reg("spsr") & _PSR_I else ""
    if wait:
        fault, does = wait, f"waits for ever in `{wait}` at {place(scene.frames)}"
    else:
        fault, does = "endless-loop", f"is in an endless loop at {place(scene.frames)}"
    if scene.early:
        head = f"the kernel did not reach its tests within {_budget(scene)}: it {does}{masked}"
    else:
        head = f"the check was not over after {_budget(scene)}: the CPU {does}{masked}"
    return Diagnosis("watchdog", fault, head, _register_lines(scene, None))


def panic(scene: Scene) -> Diagnosis:
    """The kernel called panic()."""
    text = printable(" ".join(scene.stop.text)) or "(no message)"
    own = next((f for f in scene.frames if f.student), None)
    where = f"; the way there leads through {place([own])}" if own else ""
    return Diagnosis("panic", "panic", f"the kernel panicked: {text}{where}", [])


def _psci(kind: str, call: str, did: str, scene: Scene) -> Diagnosis:
    when = "before its tests" if scene.early else "in the middle of a check"
    summary = f"the kernel {did} {when} (PSCI {call}) at {place(scene.frames)}"
    return Diagnosis(kind, kind, summary, _register_lines(scene, None))


def off(scene: Scene) -> Diagnosis:
    """PSCI SYSTEM_OFF."""
    return _psci("off", "SYSTEM_OFF", "switched the machine off", scene)


def reset(scene: Scene) -> Diagnosis:
    """PSCI SYSTEM_RESET."""
    return _psci("reset", "SYSTEM_RESET", "reset the machine", scene)


def void(scene: Scene) -> Diagnosis:
    """The kernel interfered with the tests."""
    reason = printable(" ".join(scene.stop.text)) or "the kernel interfered with the tests"
    summary = f"the run is void: {reason}, at {place(scene.frames)}"
    return Diagnosis("void", "void", summary, _register_lines(scene, None))


def flood(scene: Scene) -> Diagnosis:
    """More console output than is read."""
    when = "before its tests" if scene.early else "in one check"
    words = f"the kernel wrote more than 1 MiB to the console {when}"
    if scene.frames:
        words += f": it prints without end at {place(scene.frames)}"
    return Diagnosis("flood", "flood", words, [f"it ends in {quote(''.join(scene.stop.text))}"])


def host_limit(_scene: Scene) -> Diagnosis:
    """The emulator's own limit."""
    words = "the emulator used up 60 s of CPU time: the kernel keeps it busy at few instructions"
    return Diagnosis("host-limit", "host-limit", words, [])


def frozen(scene: Scene) -> Diagnosis:
    """Exceptions within exceptions: the vector itself faults."""
    nest = scene.nest
    if nest is None or not nest.chain:
        words = "the CPU takes the same exception again and again, without executing an instruction"
        return Diagnosis("frozen", "frozen", words, [])
    first, loop = nest.chain[0], nest.loop
    syndrome, again = decode(first.esr), decode(loop.esr)
    # Only with the MMU on do translation and permission faults exist.
    mmu = again.fault in ("translation", "permission") or syndrome.fault in ("translation", "permission")
    access = _access(scene, syndrome, first.far, mmu)
    summary = f"the CPU took {syndrome.words} at {place(scene.nest_frames[:1])}{access}"
    vector = f"VBAR_EL{loop.target} + {loop.pc & 0x7FF:#x} = {loop.pc:#x}"
    if loop.elr == loop.pc:
        summary += f"; its handler at {vector} takes {again.words} itself, so this goes on for ever"
    else:
        summary += f"; its handler at {vector} comes to {again.words} again and again"
    details = []
    for taken, frame in zip(nest.chain, scene.nest_frames):
        decoded = decode(taken.esr)
        status = f", {decoded.status}" if decoded.status else ""
        far = ""
        if decoded.has_far:
            far = f"; FAR {taken.far:#x}: {scene.at.describe(taken.far, mmu)}"
        details.append(f"EL{taken.source}: {decoded.words} at {place([frame])}{status}{far}")
    details.append(f"vectors at {loop.pc & ~0x7FF:#x}: {scene.at.describe(loop.pc & ~0x7FF, mmu)}")
    details.append(f"vector {loop.pc & 0x7FF:#x}: {_VECTORS[(loop.pc & 0x7FF) >> 9]}")
    return Diagnosis("frozen", syndrome.kind, summary, details)


_IMAGE = {
    "magic": 'its magic number (offset 56) is not "ARM\\x64"',
    "image-size-zero": "its image_size (offset 16) is 0",
    "image-size-small": "its image_size (offset 16) is smaller than the Image",
    "image-size-large": "its image_size (offset 16) does not fit in memory",
    "endian": "its flags (offset 24) say big-endian",
    "page-size": "its flags (offset 24) do not say 4 KiB pages",
    "text-offset": "its text_offset (offset 8) is not a multiple that can be loaded",
}


def bad_image(stop: Stop) -> Diagnosis:
    """A header that a boot loader would refuse."""
    reason = stop.values.get("reason", "")
    words = _IMAGE.get(reason, f"its {reason} is wrong")
    seen, expected = stop.number("seen"), stop.number("expected")
    summary = f"a boot loader would refuse the Image: {words}"
    details = [f"expected {number(expected)}, seen {number(seen)}"]
    return Diagnosis("bad-image", reason or "bad-image", summary, details)


def still(scene: Scene) -> Diagnosis:
    """For a picture (grader/proctor/report.c): the kernel is not to blame."""
    summary = f"the machine was made to stand still, for a picture of it, at {place(scene.frames)}"
    return Diagnosis("still", "still", summary, [])


EXPLAIN = {
    "crash": crash,
    "watchdog": watchdog,
    "panic": panic,
    "off": off,
    "reset": reset,
    "void": void,
    "flood": flood,
    "host-limit": host_limit,
    "frozen": frozen,
    "still": still,
}
