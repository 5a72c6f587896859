"""Harms: how many people were killed, wounded, driven out or taken, by the words beside each number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.following.case import Amount, Evidence
from mithaq.following.clauses import Clause
from mithaq.following.cues import find_keys, load_cues
from mithaq.following.words import load_list
from mithaq.reading.numerals import Number

_BEFORE, _AFTER, _REACH = 3, 2, 7
_MOST = 5000
_CIVIL = load_list("harms", "civilians")
_ARMED = load_list("harms", "combatants")
_MORE = load_list("harms", "more")
_ABOUT = load_list("harms", "about")
_LEAST = load_list("harms", "least")
_PAIRS = load_list("harms", "pairs")
_OWN_WAW = load_list("harms", "own-waw")
_HARMED = load_list("harms", "harmed")
_EITHER = ("بين", "قتيل")  # "between dead and wounded": neither is counted
_AMONG = load_list("harms", "among")
_SKIPPED = load_list("harms", "measures")


@dataclass(frozen=True, slots=True)
class Count:
    """How many people met with what.

    Args:
        what: ``killed``, ``wounded``, ``displaced``, ``detained`` or ``missing``.
        amount: How many.
        whom: ``civilian``, ``combatant`` or empty.
        clause: Where it is told.
        evidence: The words.
        first: Token of the number.
    """

    what: str
    amount: Amount
    whom: str
    clause: Clause
    evidence: Evidence
    first: int


def find_harms(clause: Clause) -> tuple[Count, ...]:
    """Return what a clause counts of harm to people.

    Args:
        clause: The clause.
    """
    return tuple(_find(clause))


def _find(clause: Clause) -> Iterator[Count]:
    told, forms = clause.told, clause.forms
    hits = load_cues("harms").find(forms, clause.first, clause.last)
    if not hits:
        return
    words = [(at, hit.state) for hit in hits for at in range(hit.first, hit.last)]
    joined = {at for at, _ in words if forms[at][0] == "و" and forms[at] not in _OWN_WAW}
    zero = next((hit for hit in hits if hit.state == _NONE), None)
    if zero is not None:
        yield Count(
            "killed", Amount(0.0, 0.0, 0.0, "="), "", clause, clause.quote(zero.first, zero.last), zero.first
        )
        return
    spots = [at for at in range(clause.first, clause.last) if _is_pair(forms[at])]
    pairs = [(at, at, at + 1, 2.0) for at in spots]
    pairs += [
        (at, at, at + 1, 1.0) for at in range(clause.first + 1, clause.last) if _is_single(forms, at, words)
    ]
    dated = {at for time in told.find_times(clause.first, clause.last) for at in range(time.first, time.last)}
    within = [
        number
        for number in told.numbers
        if clause.first <= number.first < clause.last
        and number.first not in dated
        and _is_number(clause, number)
    ]
    numbers = [(n.first, n.first, n.last, n.value) for n in within]
    counted = {at for _, first, last, _ in numbers for at in range(first, last)}
    pairs = [pair for pair in pairs if counted.isdisjoint((pair[0], pair[0] - 1))]
    for first, low, high, value in [*numbers, *pairs]:
        what = _choose(forms, [pair for pair in words if pair[0] < low or pair[0] not in joined], low, high)
        skipped = (high < len(forms) and forms[high] in _SKIPPED) or _is_part(forms, low, high)
        if what and not skipped and 0 < value < _MOST:
            amount = read_amount(forms, low, high, value)
            evidence = clause.quote(max(clause.first, low - _BEFORE), min(clause.last, high + _AFTER))
            yield Count(what, amount, _read_whom(forms, low, high), clause, evidence, first)


def _is_number(clause: Clause, number: Number) -> bool:
    """Tell whether a number is one: neither "dead", spelt like "two hundred", nor "one" beside a noun."""
    if number.last - number.first > 1:
        return True
    written = clause.told.write(number.first, number.last)
    return clause.forms[number.first] not in _ONES and not _DEAD.match(written)


_DEAD = re.compile("[وفبل]?مي")  # "ميتا" is folded like "مئتا"


def _is_part(forms: Sequence[str], low: int, high: int) -> bool:
    """Tell whether a number counts only some of those harmed ("four of the wounded", "among them three")."""
    among = low > 0 and forms[low - 1] in _AMONG
    of_them = (
        high + 1 < len(forms) and forms[high] == "من" and not find_keys(forms[high + 1]).isdisjoint(_HARMED)
    )
    either = any(forms[at : at + 2] == _EITHER for at in range(high, high + _AFTER))
    return among or of_them or either


def _is_single(forms: Sequence[str], at: int, words: Sequence[tuple[int, str]]) -> bool:
    """Tell whether one person is named right behind a word of harm ("the killing of a soldier")."""
    if forms[at] in _ONES:
        return any(place in {at - 1, at - 2} for place, _ in words)
    if forms[at] in _ONE_OF:
        return any(place == at - 1 for place, _ in words)
    if not any(place == at - 1 for place, _ in words):
        return False
    keys = find_keys(forms[at])
    return forms[at] in _SINGLES and not forms[at].startswith("ال") and bool(keys)


_SINGLES = load_list("harms", "singles")
_ONES = load_list("harms", "ones")
_ONE_OF = load_list("harms", "one-of")
_NONE = "none"


def _is_pair(form: str) -> bool:
    keys = find_keys(form)
    return any(word in keys for word in _PAIRS)


def _joins(form: str) -> bool:
    """Tell whether a word is joined to what stands before it: it begins another count ("and the wounded number")."""
    return form[0] == "و" and form not in _OWN_WAW and form not in _ONES


def _choose(forms: Sequence[str], words: Sequence[tuple[int, str]], low: int, high: int) -> str:
    """Return what the nearest word beside a number says: right behind it first, then before it."""
    joined = next(
        (at for at in range(high, min(high + _REACH, len(forms))) if _joins(forms[at])), high + _REACH
    )
    behind = [(at - high, state) for at, state in words if high <= at < joined]
    before = [(low - at, state) for at, state in words if low - _REACH <= at < low]
    inside = [(0, state) for at, state in words if low <= at < high]
    near = min((*inside, *behind), default=None)
    # "six bodies and fourteen wounded": a word before counts only where none stands right behind.
    if near is not None and near[0] < _AFTER:
        return near[1]
    best = min(before, default=None) or near
    return best[1] if best else ""


def read_amount(forms: Sequence[str], low: int, high: int, value: float) -> Amount:
    """Return a number with the bounds that the words around it set.

    Args:
        forms: Folded words.
        low: First token of the number.
        high: Token behind it.
        value: The number.
    """
    before, behind = set(forms[max(low - _BEFORE, 0) : low]), set(forms[high : high + 4])
    if _LEAST & (before | behind):
        return Amount(value, value, None, ">=")
    if _MORE & before:
        return Amount(value, value, None, ">")
    if _ABOUT & before:
        return Amount(None, value, None, "~")
    return Amount(value, value, value, "=")


def _read_whom(forms: Sequence[str], low: int, high: int) -> str:
    keys = [find_keys(form) for form in forms[low : high + _AFTER]]
    if any(word in found for found in keys for word in _CIVIL):
        return "civilian"
    return "combatant" if any(word in found for found in keys for word in _ARMED) else ""
