"""Finds the parts of a published text that are no report: breadcrumbs, share lines, links to other reports.

Only whole lines are skipped (and words that a page glues to the front of one), only short ones, and never
all of
them: where a text would have nothing left, nothing is skipped. Phrases are knowledge (``boilerplate.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from mithaq.knowledge import read_knowledge
from mithaq.model import Span
from mithaq.text.normalize import fold

KNOWLEDGE = Path(__file__).with_name("boilerplate.yaml")
_LONGEST_LINE = 220
_HEAD_LINES, _TAIL_LINES, _ECHO_LINES = 6, 10, 6
_ECHO_SLACK = 20
"""How many vowel marks and signs one telling of a headline may have more than the other."""
_LONGEST_HEADLINE = 15
_LONGEST_STEP, _LONGEST_TRAIL, _FEWEST_STEPS = 4, 30, 2
_FIRST_WORDS = 3
"""How many of a line's first words are looked at for the first that has letters."""
_WORD = re.compile(r"[^\W_]+")
_FIRST_WORD = re.compile(r"[\W\d_]*([^\W\d_]+)")
_NUMBER = re.compile(r"\d+")
_STOP = re.compile(r"(?:(?<!\.)\.|[:،؛])[\"»”')\]\s]*$")
_INNER_STOP = re.compile(r"[.؟?!؛]\s")
_MANY_WAYS = re.compile("[اويهك]|(?<![a-z])[a-z]")
"""Letters that plain spelling gathers from several, and the first of a Latin word, which may be a capital."""
_POINT = re.compile(r"\s*[:|\-–—»…].*")

Where = Literal["anywhere", "tail"]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Crumbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a trail of sections is written."""

    homes: tuple[str, ...]
    bars: str
    slashes: str
    steps: tuple[str, ...]
    match: tuple[str, ...]
    spare: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which lines are skipped; the meaning of each field stands at the head of the file.

    ``unstopped``: only lines without a final full stop; ``numbered``: only lines that hold a number.
    """

    kind: str
    longest: Count
    match: tuple[str, ...]
    spare: tuple[str, ...]
    starts: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    least: Count = 1
    where: Where = "anywhere"
    takes: Count = 0
    pointed: bool = False
    unstopped: bool = False
    numbered: bool = False


class Boilerplate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that the file knows."""

    crumbs: Crumbs
    heads: tuple[str, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    Args:
        span: Without the blanks around it.
        body: The words that it selects. They are spelt plainly only on demand, because that takes longer than
            all else and nearly no line needs it.
    """

    span: Span
    body: str

    @property
    def plain(self) -> str:
        """The line in plain spelling and lower case, blanks made single."""
        return _spell(self.body)

    @property
    def is_headline(self) -> bool:
        """Tell whether it looks like a headline: short, no full stop at its end or inside."""
        return (
            self.body.count(" ") < _LONGEST_HEADLINE
            and _STOP.search(self.body) is None
            and _INNER_STOP.search(self.body) is None
        )


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    starts: re.Pattern[str] | None
    contains: re.Pattern[str] | None
    words: frozenset[str]
    known: frozenset[str]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Table:
    rules: tuple[_Compiled, ...]
    home: re.Pattern[str]
    mark: re.Pattern[str]
    bar: re.Pattern[str]
    steps: frozenset[str]
    head: re.Pattern[str]
    firsts: frozenset[str]
    fragments: tuple[str, ...]


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """Return what is not to be read, in order and disjoint.

    Args:
        text: A whole document; lines end with a line feed.
    """
    return skip_lines(text, split_lines(text))


def skip_lines(text: str, lines: Sequence[Line]) -> tuple[Span, ...]:
    """Return what ``find_boilerplate`` does, for a text that is cut into lines already."""
    table = _compile()
    skipped: dict[int, Span] = {}
    for index, line in enumerate(lines):
        if len(line.body) <= _LONGEST_LINE and index not in skipped:
            _judge(table, text, lines, index, skipped)
    _skip_echoes(lines, skipped)
    if all(skipped.get(index) == line.span for index, line in enumerate(lines)):
        return ()
    return tuple(span for _, span in sorted(skipped.items()))


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are not blank."""
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if body:
            begin = start + len(raw) - len(raw.lstrip())
            span = Span(begin, begin + len(body))
            lines.append(Line(span, body))
        start += len(raw) + 1
    return tuple(lines)


def name_kind(line: str) -> str | None:
    """Return what sort of boilerplate a line is, wherever in a text it stands; None where it is none."""
    table = _compile()
    found = Line(Span(0, len(line)), line)
    if _find_trail(table, line):
        return "crumbs"
    return next((entry.rule.kind for entry in table.rules if _fits(entry, found)), None)


def _spell(line: str) -> str:
    return " ".join(fold(line).lower().split())


def _judge(table: _Table, text: str, lines: Sequence[Line], index: int, skipped: dict[int, Span]) -> None:
    line = lines[index]
    if index < _HEAD_LINES:
        start, end = line.span
        trail = _find_trail(table, text[start:end])
        if trail:
            skipped[index] = _cut_trail(text, lines, index, trail)
            return
        glued = table.head.match(text, start, end)
        if glued:
            skipped[index] = Span(start, glued.end())
            return
    if not _is_suspect(table, line):
        return
    for entry in table.rules:
        if _lies(entry.rule.where, index, len(lines)) and _fits(entry, line):
            skipped[index] = line.span
            if entry.rule.takes and _is_bare(entry, line):
                _take_headlines(entry.rule.takes, lines, index, skipped)
            return


def _is_suspect(table: _Table, line: Line) -> bool:
    """Tell whether any rule could fit: this spares nearly all lines the single rules."""
    first = _FIRST_WORD.match(fold(" ".join(line.body.split(None, _FIRST_WORDS)[:_FIRST_WORDS])).lower())
    if first is not None and first[1] in table.firsts:
        return True
    return any(fragment in line.body for fragment in table.fragments)


def _find_trail(table: _Table, body: str) -> int:
    """Return the index behind the last mark of a trail of sections, 0 where the line is none."""
    if not table.mark.search(body) or body.count(" ") > _LONGEST_TRAIL:
        return 0
    steps = [_spell(step).strip(" :") for step in table.mark.split(body)]
    leading = [step for step in steps[:-1] if step]
    if not leading:
        return 0
    if not table.home.fullmatch(leading[0]):
        named = [step for step in _split_bars(table, body)[:-1] if step]
        if len(named) < _FEWEST_STEPS or not table.steps.issuperset(named):
            return 0
    elif any(step.count(" ") >= _LONGEST_STEP for step in leading):
        return 0
    return [match.end() for match in table.mark.finditer(body)][-1]


def _split_bars(table: _Table, body: str) -> list[str]:
    return [_spell(step) for step in table.bar.split(body)]


def _cut_trail(text: str, lines: Sequence[Line], index: int, trail: int) -> Span:
    """Return the whole line, or only the trail where a headline is glued to it that stands nowhere else."""
    start, end = lines[index].span
    rest = _spell(text[start + trail : end])
    echoed = any(rest == other.plain for other in lines[index + 1 : index + _ECHO_LINES])
    if echoed or rest.count(" ") < _LONGEST_STEP:
        return Span(start, end)
    return Span(start, start + trail)


def _lies(where: Where, index: int, count: int) -> bool:
    return where == "anywhere" or (index > 0 and index >= count - _TAIL_LINES)


def _fits(entry: _Compiled, line: Line) -> bool:
    rule, plain = entry.rule, line.plain
    if plain.count(" ") >= rule.longest or (rule.unstopped and _STOP.search(plain)):
        return False
    if entry.contains and entry.contains.search(plain):
        return True
    if entry.starts and (found := entry.starts.match(plain)):
        rest = plain[found.end() :]
        return not rule.pointed or not rest.strip() or bool(_POINT.fullmatch(rest)) or line.is_headline
    return bool(entry.known or entry.alone) and _is_made_of(entry, plain)


def _is_made_of(entry: _Compiled, plain: str) -> bool:
    words = [word for word in _WORD.findall(plain) if not word.isdigit()]
    if " ".join(words) in entry.alone:
        return True
    if entry.rule.numbered and not _NUMBER.search(plain):
        return False
    return entry.known.issuperset(words) and sum(word in entry.words for word in words) >= entry.rule.least


def _is_bare(entry: _Compiled, line: Line) -> bool:
    plain = line.plain
    found = entry.starts.match(plain) if entry.starts else None
    return found is not None and not _WORD.search(plain, found.end())


def _take_headlines(most: int, lines: Sequence[Line], index: int, skipped: dict[int, Span]) -> None:
    for at in range(index + 1, min(index + 1 + most, len(lines))):
        if not lines[at].is_headline or at in skipped:
            return
        skipped[at] = lines[at].span


def _skip_echoes(lines: Sequence[Line], skipped: dict[int, Span]) -> None:
    """Skip the second and later telling of the headline near the beginning."""
    first = next((at for at, line in enumerate(lines) if skipped.get(at) != line.span), None)
    if first is None or " " not in lines[first].body:
        return
    length = len(lines[first].body)
    headline = _WORD.findall(lines[first].plain)
    for at in range(first + 1, min(first + _ECHO_LINES, len(lines))):
        line = lines[at]
        if (
            at not in skipped
            and abs(len(line.body) - length) <= _ECHO_SLACK
            and _WORD.findall(line.plain) == headline
        ):
            skipped[at] = line.span


@cache
def _compile() -> _Table:
    data = read_knowledge(KNOWLEDGE, Boilerplate)
    crumbs = data.crumbs
    homes = _join(crumbs.homes)
    begins = (
        phrase for rule in data.rules for phrase in (*rule.starts, *rule.words, *rule.fillers, *rule.alone)
    )
    contained = [phrase for rule in data.rules for phrase in rule.contains]
    return _Table(
        rules=tuple(map(_compile_rule, data.rules)),
        home=re.compile(rf"(?:{homes})(?:[ :]+(?:{homes}))*"),
        mark=re.compile(f"[{re.escape(crumbs.bars + crumbs.slashes)}]+"),
        bar=re.compile(f"[{re.escape(crumbs.bars)}]+"),
        steps=frozenset(map(_spell, crumbs.steps)),
        head=re.compile("(?:" + "|".join(data.heads) + r")(?!\w)\s*", re.IGNORECASE),
        firsts=frozenset(found[1] for phrase in begins if (found := _FIRST_WORD.match(_spell(phrase)))),
        fragments=tuple(sorted(set(map(_find_fragment, contained)))),
    )


def _compile_rule(rule: Rule) -> _Compiled:
    words = frozenset(map(_spell, rule.words))
    return _Compiled(
        rule=rule,
        starts=re.compile(rf"\W*(?:{_join(rule.starts)})(?!\w)") if rule.starts else None,
        contains=re.compile(rf"(?<!\w)(?:{_join(rule.contains)})(?!\w)") if rule.contains else None,
        words=words,
        known=words | frozenset(map(_spell, rule.fillers)),
        alone=frozenset(map(_spell, rule.alone)),
    )


def _find_fragment(phrase: str) -> str:
    """Return the longest piece of a phrase that is written in one way only, to look for it first."""
    return max(_MANY_WAYS.split(_spell(phrase)), key=len)


def _join(phrases: Iterable[str]) -> str:
    spelt = sorted(set(map(_spell, phrases)), key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in spelt)
