"""How an act stands in the text: done, going on, planned, bound to a condition, possible or denied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from math import exp

from msgspec import Struct

from mithaq.lexicon.stances import STATUSES, ConditionCue, Stances, StatusCue
from mithaq.model import ActType, Span, Status
from mithaq.text.segment import Page
from mithaq.text.stem import cut_stem

_BEFORE = 14
_AFTER = 14
_CONDITION = 30
_FUTURE = ("سي", "ست", "سن", "وسي", "وست", "وسن", "فسي", "فست", "فسن")
_SHORT = 5
_ENDS = frozenset('،,؛:.«»"“”()!?؟…-–')
_YEAR = 4
_NEAR = 4
_THEN = ("ف", "س", "وس")
_THEN_FUTURE = ("فسي", "فست", "فسن")
_QUOTES = frozenset('«“"')
_REASONS = 3
_FUTURE_BEFORE = "future verb before"
_ACTUAL = STATUSES.index(Status.ACTUAL)


class Stance(Struct, frozen=True, gc=False):
    """How an act stands.

    Args:
        status: One of the six.
        condition: The words that bind a conditional act.
        why: The cues that spoke for the status, strongest first.
        chance: How likely the status is; None where weights do not tell.
    """

    status: Status
    condition: Span | None = None
    why: tuple[str, ...] = ()
    chance: float | None = None


class Known(Struct, frozen=True, gc=False):
    """What is known before the status of an act is asked for.

    Args:
        closers: What ``list_closers`` returns, where many acts of one page are asked for.
        heard: What is added to the log-odds of each status, in the order of ``STATUSES``.
    """

    closers: Sequence[int] | None = None
    heard: Sequence[float] = ()


_NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Condition:
    """What binds an act.

    Args:
        words: Token range of the words.
        word: The word that opens it.
        binding: Whether it binds the act whatever else is said.
    """

    words: tuple[int, int]
    word: str
    binding: bool = False


def find_status(
    page: Page,
    trigger: tuple[int, int],
    evidence: tuple[int, int],
    category: str,
    lexicon: Stances,
    kind: ActType | None = None,
    known: Known = _NOTHING,
) -> Stance:
    """Return how the act stands.

    Args:
        page: The text in tokens.
        trigger: Token range of the word or phrase that carries the act.
        evidence: Token range of its clause.
        category: What the trigger's head is: past, present, imperative, masdar, active-participle,
            passive-participle, noun, adjective.
        lexicon: The words of status.
        kind: The act's type, where it is known.
        known: What is known of the act or its page beforehand.
    """
    condition = find_condition(page, trigger, evidence, lexicon, known.closers)
    if condition is not None and is_bound(condition, lexicon, kind):
        return Stance(Status.CONDITIONAL, page.span(*condition.words), (condition.word,))
    weights = lexicon.weights
    features = [
        feature
        for feature in list_features(page, trigger, condition, category, lexicon, kind)
        if feature in weights
    ]
    scores = [sum(column) for column in zip(*(weights[feature] for feature in features), strict=True)]
    if known.heard and scores:
        scores = [score + more for score, more in zip(scores, known.heard, strict=True)]
    most = max(scores, default=0.0)
    best = scores.index(most) if scores else _ACTUAL
    chance = 1 / sum([exp(score - most) for score in scores]) if scores else None
    spoke = nlargest(_REASONS, features, key=lambda feature: weights[feature][best])
    why = tuple(feature for feature in spoke if weights[feature][best] > 0)
    status = STATUSES[best]
    quoted = page.span(*condition.words) if condition and status is Status.CONDITIONAL else None
    return Stance(status, quoted, why, chance)


def is_bound(condition: Condition, lexicon: Stances, kind: ActType | None) -> bool:
    """Tell whether the condition alone makes the act conditional ("وافق شريطة أن")."""
    return condition.binding and (kind is None or kind in lexicon.bound)


def list_features(
    page: Page,
    trigger: tuple[int, int],
    condition: Condition | None,
    category: str,
    lexicon: Stances,
    kind: ActType | None = None,
) -> list[str]:
    """Return what speaks for or against a status, by name.

    Args:
        page: The text in tokens.
        trigger: Token range of the trigger.
        condition: What ``find_condition`` found.
        category: Part of speech of its head, as in ``find_status``.
        lexicon: The words of status.
        kind: The act's type, where it is known.
    """
    first, last = trigger
    sort = _sort(kind, lexicon)
    tense = "future" if category == "present" and _is_future(page.forms[first], lexicon) else category
    features = list(_name_act(tense, sort, kind))
    if page.sentence_of[first] == 0:
        features.append(f"headline {tense}")
    features += _describe_word(page.forms[first], tense, sort)
    features += _describe_neighbours(page, trigger, tense, sort)
    if condition is not None:
        features += (
            "condition",
            f"condition of {sort}",
            f"condition with {tense}",
            f"condition by {condition.word}",
        )
    seen: set[str] = set()
    for cue in _find_cues(page, first, last, lexicon):
        if cue.id not in seen:
            seen.add(cue.id)
            features += _name_cue(cue.id, tense, sort)
    if _FUTURE_BEFORE not in seen and _has_future(page, first, lexicon):
        features += _name_cue(_FUTURE_BEFORE, tense, sort)
    return features


@lru_cache(maxsize=1024)
def _name_act(tense: str, sort: str, kind: ActType | None) -> tuple[str, ...]:
    features = ("start", f"{tense} of {sort}")
    return features if kind is None else (*features, kind.value, f"{kind.value} {tense}")


@lru_cache(maxsize=1024)
def _name_cue(name: str, tense: str, sort: str) -> tuple[str, ...]:
    return name, f"{name} by {tense}", f"{name} of {sort}"


@lru_cache(maxsize=20_000)
def _describe_word(form: str, tense: str, sort: str) -> tuple[str, ...]:
    """Return what the trigger's own letters show: its stem, article, particle and person."""
    stem = cut_stem(form)
    article = "definite" if stem.article else "bare"
    particle = stem.clitic.lstrip("وف")
    features: tuple[str, ...] = (f"stem {stem.root}", f"{article} {tense} of {sort}")
    if particle and tense not in ("past", "present", "future"):
        features += (f"{particle} on {tense}",)
    if tense == "present" and stem.base:
        features += (f"person {stem.base[0]} of {sort}",)
    return features


def _describe_neighbours(page: Page, trigger: tuple[int, int], tense: str, sort: str) -> list[str]:
    """Return what the words around show without being in any list: a present, a year, the stems behind."""
    forms, (first, last) = page.forms, trigger
    begin, end = page.sentences[page.sentence_of[first]]
    features = []
    if any(map(_is_present, forms[max(begin, first - _NEAR) : first])):
        features.append(f"present before {tense} of {sort}")
    if _is_present(forms[begin]) and begin < first:
        features.append(f"present first, then {tense}")
    if any(len(form) == _YEAR and form.isdecimal() for form in forms[last : min(end, last + 8)]):
        features.append(f"year behind {tense}")
    if not _QUOTES.isdisjoint(forms[max(begin, first - 25) : first]):
        features.append(f"quoted {tense}")
    features += [f"behind {cut_stem(form).root}" for form in forms[last : min(end, last + _NEAR)]]
    return features


@lru_cache(maxsize=50_000)
def _is_present(form: str) -> bool:
    """Tell whether the word begins like a present in the third person masculine, which is the clear one."""
    return (
        len(form) >= _SHORT and (form[0] == "ي" or (form[0] in "وف" and form[1] == "ي")) and form[-1] != "ه"
    )


def _sort(kind: ActType | None, lexicon: Stances) -> str:
    if kind is not None and kind in lexicon.spoken:
        return "a saying"
    return "a deed"


def _is_future(form: str, lexicon: Stances) -> bool:
    if len(form) < _SHORT or not form.startswith(_FUTURE):
        return False
    return not form.lstrip("وف").startswith(lexicon.past)


def _has_future(page: Page, first: int, lexicon: Stances) -> bool:
    begin = max(page.sentences[page.sentence_of[first]][0], first - 5)
    return any(form.startswith(_FUTURE) and _is_future(form, lexicon) for form in page.forms[begin:first])


def _find_cues(page: Page, first: int, last: int, lexicon: Stances) -> list[StatusCue]:
    begin, end = page.sentences[page.sentence_of[first]]
    forms, cues = page.forms, lexicon.cues
    found: list[StatusCue] = []
    for index in range(max(begin, first - _BEFORE), min(end, last + _AFTER)):
        for cue in cues.get(forms[index], ()):
            side, distance = "self", 0
            if index < first:
                side, distance = "before", first - index
            elif index >= last:
                side, distance = "after", index - last + 1
            if side != cue.side or distance > cue.within:
                continue
            before = forms[index - 1] if index else ""
            if (not cue.after or before in cue.after) and before not in cue.unless:
                found.append(cue)
    return found


def find_condition(
    page: Page,
    trigger: tuple[int, int],
    evidence: tuple[int, int],
    lexicon: Stances,
    closers: Sequence[int] | None = None,
) -> Condition | None:
    """Return the condition that the sentence puts to the act, or None.

    A condition behind the act is preferred to one before it; the nearest one counts.

    Args:
        page: The text in tokens.
        trigger: Token range of the trigger.
        evidence: Token range of its clause.
        lexicon: The words of status.
        closers: What ``list_closers`` returns, where it is known.
    """
    closers = list_closers(page, lexicon) if closers is None else closers
    first, last = trigger
    begin, end = page.sentences[page.sentence_of[first]]
    openers, forms = lexicon.conditions, page.forms
    stop = min(end, max(evidence[1], last + _CONDITION // 2))
    behind = (index for index in range(last, stop) if forms[index] in openers)
    for index in behind:
        if (found := _read_condition(page, index, ("after", closers), lexicon)) is not None:
            return found
    start = max(begin, first - _CONDITION)
    for index in range(first - 1, start - 1, -1):
        if forms[index] not in openers:
            continue
        found = _read_condition(page, index, ("before", closers), lexicon)
        if found is None:
            continue
        if found.words[1] <= first:
            return found
        if index + 2 < first and forms[first].startswith(_THEN):
            return replace(found, words=(found.words[0], first))
        return None
    return None


def list_closers(page: Page, lexicon: Stances) -> list[int]:
    """Return the tokens that end a condition.

    Args:
        page: The text in tokens.
        lexicon: The words of status.
    """
    known = lexicon.closers | _ENDS
    return [at for at, form in enumerate(page.forms) if form in known or form.startswith(_THEN_FUTURE)]


def _read_condition(
    page: Page, index: int, place: tuple[str, Sequence[int]], lexicon: Stances
) -> Condition | None:
    """Return the condition that the word at ``index`` opens on its side of the trigger, or None."""
    side, closers = place
    forms = page.forms
    end = page.sentences[page.sentence_of[index]][1]
    before = forms[index - 1] if index else ""
    behind = forms[index + 1] if index + 1 < end else ""
    cue = next(
        (
            cue
            for cue in lexicon.conditions[forms[index]]
            if side in cue.sides and _opens(cue, before, behind)
        ),
        None,
    )
    if cue is None:
        return None
    start = index - bool(cue.after) if cue.quoted else index + 1
    following = bisect_right(closers, index)
    stop = min(closers[following], end) if following < len(closers) else end
    return Condition((start, stop), cue.word, cue.binding) if stop > start + 1 else None


def _opens(cue: ConditionCue, before: str, behind: str) -> bool:
    if (cue.after and before not in cue.after) or before in cue.unless:
        return False
    return (not cue.next or behind.startswith(cue.next)) and (not cue.ending or behind.endswith(cue.ending))
