"""Answers of quick judging: one line an act, made into annotations in the benchmark's form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.texts import ACTS_ONLY

from mithaq.model import ActorType, ActType, Status
from tools.judge.marking import Marked, Place

_FIELD = re.compile(r'(\w+)=((?:"[^"]*"|[^\s"])+)')
_VALUE = re.compile(r'"[^"]*"|[^,\s"]+')
_SAME = re.compile(r"(\d+)=(\d+)")
_DATE = re.compile(r"\d{4}")
_PARTS = {"a": "actors", "r": "recipients", "s": "said_by"}
_LATER = 24  # how far behind the last act an unmarked word is looked for first, in code points


class AnswerError(ValueError):
    """A line that cannot be understood: where it stands, what it says, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One act as it was judged; actors by number."""

    at: Place
    kind: str
    parts: Mapping[str, tuple[int, ...]]
    status: str
    date: str | None


@dataclass(slots=True)
class _Cast:
    """Who the numbers of a text are: those marked, those whom the answers name, and which are one actor."""

    marked: Marked
    named: list[tuple[Place, int]]
    same: dict[int, int] = field(default_factory=dict)

    def find(self, number: int) -> int:
        """Return the number that stands for an actor."""
        seen: set[int] = set()
        while number in self.same and number not in seen:
            seen.add(number)
            number = self.same[number]
        return number

    def name(self, place: Place) -> int:
        """Return the number of the actor who is named at a place; a new one where nobody is yet."""
        known = [actor for own, actor in self.named if own == place]
        if not known:
            known = [max((actor for _, actor in self.named), default=-1) + 1]
            self.named.append((place, known[0]))
        return known[0]


def read_answers(text: str, source: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield the name of each text that was judged, with its lines and their numbers.

    Args:
        text: What was written.
        source: What an error calls it.

    Raises:
        AnswerError: If a line stands before the first text.
    """
    name = ""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith("###"):
            if name:
                yield name, lines
            name, lines = [*line.split(), ""][1], []
        elif line.strip() and not name:
            raise AnswerError(f"{source}:{number}: no text is named before this line. Begin with ### NAME")
        elif line.strip():
            lines.append((number, line.strip()))
    if name:
        yield name, lines


def annotate_text(marked: Marked, lines: Sequence[tuple[int, str]], source: str) -> dict[str, Any]:
    """Return the annotation of a text in the benchmark's form: acts only.

    Args:
        marked: The text.
        lines: What was judged, with line numbers.
        source: File of the lines.

    Raises:
        AnswerError: If a line cannot be understood.
    """
    cast = _Cast(marked, list(marked.names))
    judged: list[_Line] = []
    for number, line in lines:
        try:
            if line.startswith("same"):
                cast.same.update((int(later), int(first)) for first, later in _SAME.findall(line))
            else:
                judged.append(_read_line(line, cast, judged))
        except ValueError as error:
            raise AnswerError(f"{source}:{number}: {error}: {line}") from error
    forms: dict[int, dict[str, None]] = {}
    for (start, end), actor in cast.named:
        forms.setdefault(cast.find(actor), {})[marked.text[start:end]] = None
    acts = [_write_act(line, cast) for line in sorted(judged, key=lambda line: line.at)]
    used = {name for act in acts for part in _PARTS.values() for name in act[part]}
    return {
        "document": f"{marked.name}.txt",
        "published": marked.meta.get("published"),
        ACTS_ONLY: True,
        "actors": [
            {"id": str(actor), "type": _find_type(marked, actor), "en": "", "forms": list(names)}
            for actor, names in sorted(forms.items())
            if str(actor) in used
        ],
        "acts": acts,
        "milestones": [],
        "figures": [],
    }


def _find_type(marked: Marked, actor: int) -> str:
    return marked.types[actor] if actor < len(marked.types) else ActorType.ORGANIZATION.value


def _read_line(line: str, cast: _Cast, earlier: Sequence[_Line]) -> _Line:
    head, _, rest = line.partition(" ")
    kind, _, rest = rest.strip().partition(" ")
    at = _find_word(head, cast.marked, earlier)
    found = {name: _VALUE.findall(values) for name, values in _FIELD.findall(rest)}
    strange = sorted(set(found) - {*_PARTS, "st", "d"})
    if strange:
        raise ValueError(f"no such field: {strange[0]}")
    parts = {
        part: tuple(dict.fromkeys(_find_actor(value, cast, at) for value in found.get(short, ())))
        for short, part in _PARTS.items()
    }
    status = Status(found["st"][0]) if "st" in found else Status.ACTUAL
    return _Line(at, ActType(kind).value, parts, status.value, _find_date(found.get("d", ()), cast.marked))


def _find_word(head: str, marked: Marked, earlier: Sequence[_Line]) -> Place:
    if not head.startswith("+"):
        return _pick(marked.words, head, "word")
    word, _, near = head[1:].partition("@")
    since = _pick(marked.words, near, "word")[0] if near else max((line.at[0] for line in earlier), default=0)
    return _find_nearest(marked.text, word.replace("_", " "), since + _LATER)


def _pick(places: Sequence[Place], number: str, what: str) -> Place:
    if not number.isdigit() or not 0 < int(number) <= len(places):
        raise ValueError(f"no {what} has the number {number}")
    return places[int(number) - 1]


def _find_nearest(text: str, quote: str, near: int) -> Place:
    places = [match.span() for match in re.finditer(re.escape(quote), text)]
    if not quote or not places:
        raise ValueError(f"not in the text: {quote}")
    return min(places, key=lambda place: abs(place[0] - near))


def _find_actor(value: str, cast: _Cast, at: Place) -> int:
    if not value.startswith('"'):
        if not value.isdigit() or int(value) >= len(cast.marked.types):
            raise ValueError(f"no actor has the number {value}")
        return int(value)
    return cast.name(_find_nearest(cast.marked.text, value.strip('"'), at[0]))


def _find_date(values: Iterable[str], marked: Marked) -> str | None:
    for value in values:
        plain = value.strip('"')
        if _DATE.match(plain):
            return plain
        if not plain.isdigit() or not 0 < int(plain) <= len(marked.dates):
            raise ValueError(f"no date has the number {plain}")
        return marked.dates[int(plain) - 1]
    return None


def _write_act(line: _Line, cast: _Cast) -> dict[str, Any]:
    text = cast.marked.text
    trigger = text[slice(*line.at)]
    parts = {
        part: list(dict.fromkeys(str(cast.find(actor)) for actor in numbers))
        for part, numbers in line.parts.items()
    }
    return {
        "type": line.kind,
        "status": line.status,
        "trigger": trigger,
        **parts,
        "about": None,
        "topic": [],
        "date": line.date,
        "place": None,
        "condition": None,
        "evidence": _quote_evidence(cast.marked, line.at),
    }


def _quote_evidence(marked: Marked, at: Place) -> str:
    """Return the act's sentence; what follows its trigger where the same word stands before it."""
    text, trigger = marked.text, marked.text[slice(*at)]
    start, end = next((place for place in marked.sentences if place[0] <= at[0] < place[1]), at)
    for begin in (start, at[0]):
        evidence = text[begin : max(end, at[1])].strip()
        found = text.find(evidence)
        if text.find(trigger, found) == at[0]:
            return evidence
    raise ValueError(f"cannot be quoted without ambiguity: {trigger}")


def list_batches(folder: Path) -> list[Path]:
    """Return the files of answers of a folder of batches, in order.

    Args:
        folder: Holds the folder ``out``.
    """
    return sorted((folder / "out").glob("b*.txt"))
