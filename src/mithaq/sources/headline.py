"""What the first lines of a text say about it: its headline, and outlet, writer and date of the dateline.

Only clear cases count: a headline is short, has no full stop and is followed by a report; a dateline is a
line of its own between headline and report, or stands before a colon or dash at the beginning of the
report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from mithaq.dates import Edtf
from mithaq.knowledge import read_knowledge
from mithaq.model import Span
from mithaq.sources.boilerplate import Line
from mithaq.sources.draft import Metadata
from mithaq.sources.stamp import read_stamp
from mithaq.text.normalize import fold

KNOWLEDGE = Path(__file__).with_name("dateline.yaml")
_LONGEST_TITLE, _LONGEST_DATELINE = 25, 70
_FIRST_LINES = 4
_LONGEST_NAME = 4
_FULL_STOP = re.compile(r"(?<!\.)\.[\"»”')\]]*$|[:،؛]$")
_BAR = re.compile(r"\s*[–—|/،()-]\s*|\s{3,}")
_PROLOGUE = re.compile(r"[^:\n.؟!]{3,60}?:")
_NAME = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3}")


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency or outlet and how datelines write it."""

    name: str
    forms: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that must be understood, and what it says."""

    line: str
    outlet: str | None = None
    author: str | None = None
    published: str | None = None


class Datelines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the file knows; see the comments there."""

    outlets: tuple[Outlet, ...]
    bylines: tuple[str, ...]
    towns: tuple[str, ...]
    months: dict[int, tuple[str, ...]]
    weekdays: tuple[str, ...]
    match: tuple[Example, ...]
    spare: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    outlets: dict[str, str]
    towns: frozenset[str]
    byline: re.Pattern[str]
    date: re.Pattern[str]
    months: dict[str, int]


def find_title(text: str, lines: Sequence[Line], skipped: Iterable[Span]) -> str | None:
    """Return the headline that a text begins with, None where its first line is none.

    Args:
        text: A whole document.
        lines: Its lines that are not blank.
        skipped: Its boilerplate.
    """
    kept = list(_keep(lines[: _FIRST_LINES * 3], tuple(skipped)))[:2]
    if len(kept) < 2:  # noqa: PLR2004 - a headline and a report
        return None
    title = text[kept[0].start : kept[0].end].strip()
    if title.count(" ") >= _LONGEST_TITLE or len(title) > 10 * _LONGEST_TITLE or _FULL_STOP.search(title):
        return None
    return " ".join(title.split())


def find_dateline(text: str, lines: Sequence[Line], skipped: Iterable[Span]) -> Metadata:
    """Return outlet, writer and date that the first lines state; empty where they state none."""
    found = Metadata()
    for span in list(_keep(lines[: _FIRST_LINES * 3], tuple(skipped)))[:_FIRST_LINES]:
        line = text[span.start : min(span.end, span.start + 3 * _LONGEST_DATELINE)]
        found = found.over(read_dateline(line))
    return found


def read_dateline(line: str) -> Metadata:
    """Return what a dateline says: a line of its own, or the beginning of a report up to its colon."""
    table = _compile()
    if len(line) <= _LONGEST_DATELINE:
        found = _read_whole(table, line.strip(" .:"))
        if found != Metadata():
            return found
    prologue = _PROLOGUE.match(line)
    return _read_parts(table, prologue.group()[:-1]) if prologue else Metadata()


def _read_whole(table: _Table, line: str) -> Metadata:
    plain = fold(line)
    if date := table.date.fullmatch(plain):
        return Metadata(published=_read_date(table, date))
    if byline := table.byline.fullmatch(plain):
        start, end = byline.span("name")
        name = line[start:end] if len(plain) == len(line) else byline["name"]
        return Metadata(author=name.strip())
    return _read_parts(table, line)


def _read_date(table: _Table, match: re.Match[str]) -> Edtf | None:
    if match["figures"]:
        return read_stamp(match["figures"])
    return read_stamp(f"{match['day']}/{table.months[match['month']]}/{match['year']}")


def _read_parts(table: _Table, line: str) -> Metadata:
    """Return outlet and writer of "writer - outlet - place" and "place - outlet"."""
    parts = [part for part in _BAR.split(line.strip()) if part]
    if len(parts) < 2:  # noqa: PLR2004 - an outlet never stands alone in a dateline
        return Metadata()
    named = [table.outlets.get(fold(part)) for part in parts]
    outlet = next(filter(None, named), None)
    if outlet is None or any(part.count(" ") >= _LONGEST_NAME for part in parts):
        return Metadata()
    first = parts[0]
    is_name = named[0] is None and _NAME.fullmatch(first) is not None and fold(first) not in table.towns
    return Metadata(outlet=outlet, author=first if is_name else None)


def _keep(lines: Iterable[Line], skipped: Sequence[Span]) -> Iterable[Span]:
    """Return what boilerplate leaves of the lines; it stands at their beginning or is all of them."""
    at = 0
    for line in lines:
        start, end = line.span
        while at < len(skipped) and skipped[at].end <= start:
            at += 1
        if at < len(skipped) and skipped[at].start == start:
            start = skipped[at].end
        if start < end:
            yield Span(start, end)


@cache
def _compile() -> _Table:
    data = read_knowledge(KNOWLEDGE, Datelines)
    months = {fold(name): number for number, names in data.months.items() for name in names}
    month = _join(months)
    weekday = _join(map(fold, data.weekdays))
    date = (
        rf"(?:(?:نشر|تاريخ النشر|اخر تحديث|التاريخ)\W+)?(?:في )?(?:(?:{weekday})[ ,،]+)?"
        rf"(?:(?P<day>\d{{1,2}}) (?P<month>{month})(?: ?[/(] ?(?:{month})\)?)?[ ,،]+(?P<year>(?:19|20)\d\d)"
        r"|(?P<figures>\d{1,2}/\d{1,2}/(?:19|20)\d\d|(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}))"
        r"(?: ?[مم]\.?)?(?:[ ,،|–-]+(?:الساعه )?\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:ص|م|صباحا|مساء|AM|PM|GMT))*)?"
    )
    names = r"(?P<name>[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,3})"
    pointed = _join(fold(word).rstrip(":") for word in data.bylines)
    certain = _join(fold(word) for word in data.bylines if word == "بقلم")
    return _Table(
        outlets={fold(form): outlet.name for outlet in data.outlets for form in outlet.forms},
        towns=frozenset(map(fold, data.towns)),
        byline=re.compile(rf"(?:(?:{pointed}) ?[:/–-] ?|(?:{certain}) ){names}"),
        date=re.compile(date),
        months=months,
    )


def _join(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
