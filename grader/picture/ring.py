# SPDX-License-Identifier: MIT
"""The scheduler's events, as common/kernel/trace.s7.c left them in memory.

The rings are the kernel's own memory, so a broken kernel may have written
anything there: an entry that makes no sense is left out and counted.
"""

from __future__ import annotations

import struct

from grader.errors import Fault
from grader.picture.still import Still
from grader.record import record

MAGIC = 0x31474E4952435254  # TRACE_MAGIC in common/include/linux/trace.h
_HEADER = struct.Struct("<QIIQ")
_ENTRY = struct.Struct("<QHHiQ16s")
NS_PER_TICK = 16

SWITCH, WAKE, MOVE, IRQ_BEGIN, IRQ_END, CASE_BEGIN, CASE_END = range(1, 8)


@record
class Event:
    """One thing that happened."""

    time: int  # nanoseconds of the machine's time
    kind: int
    cpu: int  # where
    pid: int
    name: str
    arg: int


@record
class Trace:
    """All that the rings hold, in the order of time."""

    events: list[Event]
    lost: int = 0  # overwritten: older than what is here
    damaged: int = 0  # entries or whole rings that make no sense
    since: int = 0  # from here on there are the events of all CPUs
    begun: bool = True  # the kernel came as far as sched_init()


def _name(raw: bytes) -> str:
    text = raw.split(b"\0")[0].decode("ascii", "replace")
    return "".join(c if c.isprintable() and c != "\ufffd" else "?" for c in text)


def _ring(raw: bytes, cpu: int, trace: Trace) -> list[Event]:
    """The events of one CPU, oldest first."""
    magic, capacity, size, count = _HEADER.unpack_from(raw)
    room = (len(raw) - _HEADER.size) // _ENTRY.size
    if magic != MAGIC or capacity != room or size != _ENTRY.size or count >= 1 << 48:
        trace.damaged += 1
        return []
    trace.lost += max(0, count - capacity)
    events: list[Event] = []
    for number in range(max(0, count - capacity), count):
        at = _HEADER.size + number % capacity * _ENTRY.size
        time, kind, where, pid, arg, name = _ENTRY.unpack_from(raw, at)
        late = events and time * NS_PER_TICK < events[-1].time
        if not SWITCH <= kind <= CASE_END or where != cpu or late or time >> 48:
            trace.damaged += 1
            continue
        events.append(Event(time * NS_PER_TICK, kind, cpu, pid, _name(name), arg))
    if count > capacity and events:
        trace.since = max(trace.since, events[0].time)
    return events


def parse_rings(raw: bytes, cpus: int) -> Trace:
    """The events in @raw, which holds a ring for each of @cpus CPUs."""
    size = len(raw) // cpus
    trace = Trace([])
    heads = [_HEADER.unpack_from(raw, cpu * size)[0] for cpu in range(cpus)]
    if MAGIC not in heads:
        trace.begun = False
        return trace
    for cpu in range(cpus):
        trace.events += _ring(raw[cpu * size : (cpu + 1) * size], cpu, trace)
    # Of one instant the lower CPU first; within a CPU the order is kept.
    trace.events.sort(key=lambda e: (e.time, e.cpu))
    return trace


def read_trace(still: Still) -> Trace:
    """The events of the machine that stands still."""
    symbol = still.kernel.elf.symbol("trace_rings")
    most = 8  # NR_CPUS
    if symbol is None or symbol.size % most or (symbol.size // most - _HEADER.size) % _ENTRY.size:
        raise Fault("vmlinux: no trace_rings of the known layout (common/kernel/trace.s7.c)")
    raw = still.memory.read(still.physical(symbol.value), symbol.size)
    if raw is None:
        raise Fault("vmlinux: trace_rings does not lie in the machine's memory")
    return parse_rings(raw, most)
