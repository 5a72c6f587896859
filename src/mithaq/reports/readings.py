"""Readings as JSON lines: everything with its spans, confidence and reasons, to be read again later.

A date is its EDTF text, a span the pair of its start and end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from mithaq.dates import Edtf
from mithaq.errors import DateError, Reason, SourceError
from mithaq.model import Act, Figure, Milestone, Reading, Span
from mithaq.refusals import make_error, name_fault

_HOW = Reason("readings.how")


def write_reading(reading: Reading) -> bytes:
    """Return one line of JSON, UTF-8, with its line feed.

    Args:
        reading: What was read.
    """
    plain = msgspec.to_builtins(reading)
    _change_dates(plain, lambda when: when["text"])
    return msgspec.json.encode(plain) + b"\n"


def read_readings(path: Path) -> Iterator[Reading]:
    """Yield the readings of a file of JSON lines.

    Args:
        path: What ``write_reading`` wrote, line by line.

    Raises:
        SourceError: If the file or a line cannot be read, or a name comes twice; names file and line.
    """
    names: set[str] = set()
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                reading = _read_line(line, f"{path}:{number}")
                if reading.document.name in names:
                    where, name = f"{path}:{number}", reading.document.name
                    raise make_error(SourceError, "readings.twice", where=where, name=name)
                names.add(reading.document.name)
                yield reading
    except OSError as error:
        raise make_error(SourceError, "readings.unread", where=str(path), error=name_fault(error)) from error


def _read_line(line: bytes, where: str) -> Reading:
    try:
        plain = msgspec.json.decode(line)
        _change_dates(plain, lambda text: msgspec.to_builtins(Edtf.parse(text)))
        reading = msgspec.convert(plain, Reading)
    except (
        msgspec.MsgspecError,
        DateError,
        KeyError,
        TypeError,
        AttributeError,
        UnicodeDecodeError,
    ) as error:
        raise make_error(SourceError, "readings.none", where=where, error=str(error), how=_HOW) from error
    fault = _find_fault(reading)
    if fault:
        raise make_error(SourceError, "readings.none", where=where, error=fault, how=_HOW)
    return reading


def _change_dates(plain: dict[str, Any], change: Callable[[Any], Any]) -> None:
    places = [(plain["document"], "published")]
    places += [(act, "date") for act in plain["acts"]]
    places += [(milestone, "when") for milestone in plain["milestones"]]
    for owner, key in places:
        if owner.get(key) is not None:
            owner[key] = change(owner[key])


def _find_fault(reading: Reading) -> Reason | None:
    """Return what would make a page about this reading wrong; None where nothing would."""
    size = len(reading.document.text)
    ids = {actor.id for actor in reading.actors}
    for span in _list_spans(reading):
        if not 0 <= span.start < span.end <= size:
            return Reason("readings.bad-span", {"start": span.start, "end": span.end})
    named = {name for item in _list_items(reading) for name in item.said_by}
    named.update(name for act in reading.acts for name in (*act.actors, *act.recipients))
    unknown = sorted(named - ids)
    return Reason("readings.no-actor", {"actor": unknown[0]}) if unknown else None


def _list_spans(reading: Reading) -> Iterator[Span]:
    for actor in reading.actors:
        yield from actor.mentions
    for act in reading.acts:
        spans = (act.trigger, act.about, act.condition, act.date_evidence, act.place_evidence)
        yield from (span for span in spans if span is not None)
    yield from (item.evidence for item in _list_items(reading))


def _list_items(reading: Reading) -> tuple[Act | Milestone | Figure, ...]:
    return (*reading.acts, *reading.milestones, *reading.figures)
