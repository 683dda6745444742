# SPDX-License-Identifier: MIT
"""ESR_ELx in words: why the CPU took an exception (Arm ARM D17.2.37, "ESR_EL1")."""

from __future__ import annotations

from grader.record import record


# EC -> (kind for [[cause]], words).
_CLASSES: dict[int, tuple[str, str]] = {
    0x00: ("undefined", "an undefined instruction (EC 0x00, unknown reason)"),
    0x01: ("wf-trap", "a trapped WFI or WFE"),
    0x07: ("fp-trap", "a trapped access to FP or SIMD registers (CPACR_EL1.FPEN)"),
    0x0E: ("illegal-state", "an Illegal Execution State exception (PSTATE.IL)"),
    0x15: ("svc", "an SVC"),
    0x16: ("hvc", "an HVC"),
    0x17: ("smc", "an SMC"),
    0x18: ("sysreg-trap", "a trapped MSR, MRS or system instruction"),
    0x19: ("fp-trap", "a trapped access to SVE registers"),
    0x20: ("instruction-abort", "an Instruction Abort from a lower exception level"),
    0x21: ("instruction-abort", "an Instruction Abort"),
    0x22: ("pc-alignment", "a PC alignment fault"),
    0x24: ("data-abort", "a Data Abort from a lower exception level"),
    0x25: ("data-abort", "a Data Abort"),
    0x26: ("sp-alignment", "an SP alignment fault (SP is not a multiple of 16)"),
    0x2C: ("fp-exception", "a floating-point exception"),
    0x2F: ("serror", "an SError"),
    0x30: ("debug", "a breakpoint exception from a lower exception level"),
    0x31: ("debug", "a breakpoint exception"),
    0x32: ("debug", "a software step exception from a lower exception level"),
    0x33: ("debug", "a software step exception"),
    0x34: ("debug", "a watchpoint exception from a lower exception level"),
    0x35: ("debug", "a watchpoint exception"),
    0x3C: ("brk", "a BRK instruction"),
}

# Fault status codes without a level (ISS, DFSC and IFSC, bits 5 to 0).
_STATUS: dict[int, str] = {
    0x10: "synchronous external abort: nothing answers at that physical address",
    0x18: "synchronous parity or ECC error",
    0x21: "alignment fault",
    0x30: "TLB conflict",
    0x34: "implementation defined fault (lockdown)",
    0x35: "unsupported exclusive or atomic access",
}
_LEVELLED = {0: "address size fault", 1: "translation fault", 2: "access flag fault"}
_LEVELLED |= {3: "permission fault"}


@record
class Syndrome:
    """An ESR taken apart."""

    kind: str
    words: str
    status: str = ""  # of an abort: "translation fault, level 2"
    fault: str = ""  # of an abort: translation, permission, alignment, ...
    write: bool = False  # of a Data Abort: WnR
    has_far: bool = False


def _status(code: int) -> tuple[str, str]:
    """A fault status code: words with level, and the word alone."""
    if code < 0x10:
        name = _LEVELLED[code >> 2]
        return f"{name}, level {code & 3}", name.removesuffix(" fault").replace(" ", "-")
    if 0x14 <= code <= 0x17:
        return f"synchronous external abort on the table walk, level {code & 3}", "external"
    words = _STATUS.get(code, f"fault status {code:#x}")
    word = {0x10: "external", 0x21: "alignment"}.get(code, "other")
    return words, word


def decode(esr: int) -> Syndrome:
    """What @esr says."""
    ec, iss = esr >> 26 & 0x3F, esr & 0x1FFFFFF
    kind, words = _CLASSES.get(ec, ("other", f"an exception of class EC {ec:#04x}"))
    if kind in ("instruction-abort", "data-abort"):
        status, fault = _status(iss & 0x3F)
        far_valid = not iss >> 10 & 1  # FnV
        write = kind == "data-abort" and bool(iss >> 6 & 1)
        return Syndrome(kind, words, status, fault, write, far_valid)
    if kind == "brk":
        return Syndrome(kind, f"{words} (immediate {iss & 0xFFFF:#x})")
    if kind in ("svc", "hvc", "smc"):
        return Syndrome(kind, f"{words} (immediate {iss & 0xFFFF:#x})")
    return Syndrome(kind, words, has_far=kind == "pc-alignment")
