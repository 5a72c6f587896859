"""Clauses: the parts of a sentence that tell one thing each, with who is present in them and when it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from mithaq.dates import Edtf
from mithaq.following.case import Evidence
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, load_set
from mithaq.following.story import Sentence, Told
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE
from mithaq.reading.parts import Time
from mithaq.text.memory import Memory

_STOPS = frozenset("؛;")
_COMMA = "،"
_MARKS = _STOPS | {_COMMA}
_AT = ("في", "علي")
_PRONOUN = 5  # letters of "that" with its pronoun
_DATELINE = 7
_DASHES = frozenset("-–—")
_LEAST = 3  # words that a clause must have
_LONGEST = 45  # tokens that a quotation keeps
_ALSO = ("غير", "الا", "بيد")
_SHORT = 4
_BODY = 4
_ADJECTIVAL = ("ي", "يه", "ه", "ين", "ون", "ات")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence.

    Args:
        told: The document.
        sentence: The sentence.
        first: First token.
        last: Token behind the last one.
    """

    told: Told
    sentence: Sentence
    first: int
    last: int

    @property
    def forms(self) -> Sequence[str]:
        """The folded words of the whole document."""
        return self.told.page.forms

    def find_terms(self) -> frozenset[str]:
        """Return what the clause is about, as terms."""
        return gather_content(self.forms, self.first, self.last)

    def quote(self, first: int | None = None, last: int | None = None) -> Evidence:
        """Return the words of the clause, or of a part of it, as evidence; no mark at its ends.

        Args:
            first: First token; that of the clause if None.
            last: Token behind the last one; that of the clause if None.
        """
        low = self.first if first is None else first
        high = self.last if last is None else last
        forms = self.forms
        while high - low > 1 and not forms[high - 1][0].isalnum() and forms[high - 1] not in '»"”)':
            high -= 1
        while high - low > 1 and not forms[low][0].isalnum() and forms[low] not in '«"“(':
            low += 1
        return self.told.quote(low, min(high, low + _LONGEST))


def cut_clauses(told: Told, sentence: Sentence) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order.

    Args:
        told: The document.
        sentence: One of its sentences.
    """
    known = told.clauses.get(sentence.number)
    return known if known is not None else told.clauses.setdefault(sentence.number, _cut(told, sentence))


def _cut(told: Told, sentence: Sentence) -> tuple[Clause, ...]:
    forms = told.page.forms
    starts = [_skip_dateline(forms, sentence)]
    openers = _load_openers()
    for at in range(starts[0] + 1, sentence.last):
        if forms[at] not in openers and forms[at - 1] not in _MARKS:
            continue
        if at - starts[-1] >= _LEAST and _begins(forms, at, sentence.last):
            starts.append(at)
    ends = [*starts[1:], sentence.last]
    return tuple(
        Clause(told, sentence, first, last) for first, last in zip(starts, ends, strict=True) if last > first
    )


def _skip_dateline(forms: Sequence[str], sentence: Sentence) -> int:
    """Return the first token behind a dateline ("الخرطوم - "); a headline has none."""
    for at in range(sentence.first + 1, min(sentence.first + _DATELINE, sentence.last - 1)):
        if forms[at] in _DASHES:
            return at + 1
    return sentence.first


@cache
def _load_openers() -> frozenset[str]:
    """Return the words that can begin a clause wherever they stand."""
    return load_set("breaks") | {*_AT, *_ALSO}


def _begins(forms: Sequence[str], at: int, stop: int) -> bool:
    form, before = forms[at], forms[at - 1]
    if before in _STOPS:
        return True
    if form in load_set("breaks") or (form in _AT and at + 1 < stop and forms[at + 1] == "حين"):
        return True
    if form in _ALSO and at + 1 < stop and forms[at + 1].startswith("ان") and len(forms[at + 1]) <= _PRONOUN:
        return True
    return before == _COMMA and form[0] in "وف" and is_finite(form)


@lru_cache(maxsize=60_000)
def is_finite(form: str) -> bool:
    """Tell whether a folded word with a conjunction can only be a finite verb, or is one before all.

    Args:
        form: The word.
    """
    senses = [sense for sense in load_lexicon().analyse(form) if sense.clitics[:1] in ("و", "ف")]
    verbs = sum(sense.category in FINITE for sense in senses)
    return verbs > 0 and verbs * 2 >= len(senses)


@lru_cache(maxsize=60_000)
def is_finite_verb(form: str) -> bool:
    """Tell whether a folded word can be a verb in the past or present tense.

    Args:
        form: The word.
    """
    return any(sense.category in FINITE for sense in load_lexicon().analyse(form))


def _is_past(form: str) -> bool:
    categories = {sense.category for sense in load_lexicon().analyse(form)}
    return Category.PAST in categories and Category.PRESENT not in categories


PAST: Final = Memory(_is_past, 60_000)
"""Whether a folded word can be a verb in the past tense, and none in the present."""


def date_clause(clause: Clause, anchor: int) -> str | None:
    """Return when something told at a token happened: the nearest past date of the clause, else of the sentence.

    Args:
        clause: The clause.
        anchor: The token.
    """
    told, sentence = clause.told, clause.sentence
    published = told.published
    for first, last in ((clause.first, clause.last), (sentence.first, anchor)):
        past = [time for time in told.find_times(first, last) if _is_behind(time, published)]
        if past:
            return min(past, key=lambda time: abs(time.first - anchor)).value.text
    return f"{published.text}~" if published and published.text[-1].isdigit() else None


def _is_behind(time: Time, published: Edtf | None) -> bool:
    earliest = time.value.earliest
    if earliest is None:
        return False
    return published is None or published.latest is None or earliest <= published.latest


def pick_strongest(hits: Iterable[Hit]) -> dict[str, Hit]:
    """Return the cue of the greatest weight for each state that a clause shows; the first of equal ones.

    Args:
        hits: The cues of the clause, in text order.
    """
    found: dict[str, Hit] = {}
    for hit in hits:
        known = found.get(hit.state)
        if known is None or hit.cue.weight > known.cue.weight:
            found[hit.state] = hit
    return found
