"""Candidates for acts in a text: words and phrases of the lexicon, weighed by the words around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mithaq.lexicon.compile import Compiled, Group, Rule
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE, Sense, Word
from mithaq.model import ActType
from mithaq.text.segment import Page

_PUNCTUATION = frozenset("،,؛;:«»\"“”()[]-–—")
_UNLIKELY = 0.02


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place in the text that may carry an act.

    Args:
        first: First token.
        last: Token behind the last one.
        head: Token of the verb or noun that governs actor and object.
        lemma: Lemma of the word, or the pattern of the phrase.
        category: Part of speech of the head; ``phrase`` patterns have that of their verb.
        family: Key of the family.
        types: Possible types with their priors, best first; never empty.
        actor: Who acts: ``subject``, ``object``, ``joint``.
        object: What the direct object is: ``recipient``, ``about``, ``place``, ``none``.
        marks: Which preposition (or "ان") brings which role.
        passive: Whether the head can be a passive.
        phrase: Whether a pattern of several words matched.
        governed: Token of the trigger whose content this one seems to be ("دعا إلى *وقف*"), or None.
        sense: The reading of the head.
        why: Family, word and conditions that decided.
    """

    first: int
    last: int
    head: int
    lemma: str
    category: Category
    family: str
    types: tuple[tuple[ActType, float], ...]
    actor: str
    object: str
    marks: tuple[tuple[str, str], ...]
    passive: bool
    phrase: bool
    governed: int | None
    sense: Sense | None
    why: tuple[str, ...]

    @property
    def type(self) -> ActType:
        """Return the likeliest type."""
        return self.types[0][0]

    @property
    def prior(self) -> float:
        """Return the prior of the likeliest type."""
        return self.types[0][1]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase before it is weighed: the family's index and the reading of its head."""

    first: int
    last: int
    head: int
    group: int
    lemma: str
    category: Category
    sense: Sense | None
    phrase: bool


def find_candidates(tables: Compiled, page: Page, words: Sequence[Word]) -> Iterator[Candidate]:
    """Yield every word and phrase of the lexicon, phrases before words, in text order of their heads.

    Args:
        tables: The compiled lexicon.
        page: The text.
        words: What each of its tokens can be.
    """
    for index, word in enumerate(words):
        if word.phrases:
            yield from _match_phrases(tables, page, words, index)
        if max(word.groups, default=-1) >= 0:
            yield from _read_word(tables, words, index)


def _match_phrases(
    tables: Compiled, page: Page, words: Sequence[Word], index: int
) -> Iterator[Candidate]:
    sentence = page.sentences[page.sentence_of[index]]
    for number in words[index].phrases:
        phrase = tables.phrases[number]
        last = index
        for step in phrase.steps[1:]:
            stop = min(last + 2 + step.gap, sentence[1])
            last = next((at for at in range(last + 1, stop) if not step.stems.isdisjoint(words[at].stems)), -1)
            if last < 0:
                break
        else:
            head = words[index]
            sense = _choose_sense(tables, words, index, head.senses)
            category = sense.category if sense else Category.NOUN
            yield Candidate(index, last + 1, index, phrase.family, phrase.text, category, sense, phrase=True)


def _choose_sense(
    tables: Compiled, words: Sequence[Word], index: int, senses: Sequence[Sense]
) -> Sense | None:
    finite = expects_verb(tables, words, index)
    ranked = sorted(senses, key=lambda sense: _fit(sense, finite=finite), reverse=True)
    return ranked[0] if ranked else None


def _read_word(tables: Compiled, words: Sequence[Word], index: int) -> Iterator[Candidate]:
    word = words[index]
    finite = expects_verb(tables, words, index)
    best: dict[int, tuple[float, Sense]] = {}
    for sense, group in zip(word.senses, word.groups, strict=True):
        if group < 0:
            continue
        fit = _fit(sense, finite=finite)
        if group not in best or fit > best[group][0]:
            best[group] = fit, sense
    if not best:
        return
    top = max(fit for fit, _ in best.values())
    for group, (fit, sense) in best.items():
        if fit >= top - 1:
            yield Candidate(index, index + 1, index, group, sense.lemma, sense.category, sense, phrase=False)


def _fit(sense: Sense, *, finite: float) -> float:
    """Return how well a reading fits a place that expects a verb (1) or a noun (-1)."""
    if sense.category in FINITE:
        score = finite + (-0.5 if sense.category is Category.IMPERATIVE else 0.1)
        return score - (0.2 if sense.passive else 0.0)
    return -finite + (0.5 if sense.article else 0.0)


def expects_verb(tables: Compiled, words: Sequence[Word], index: int) -> float:
    """Return between -1 and 1 whether a finite verb rather than a noun is to be expected at a token.

    Args:
        tables: The compiled lexicon.
        words: What each token can be.
        index: The token.
    """
    form = words[index].form
    if index == 0:
        return 0.5
    before = words[index - 1].stems
    if not tables.cues["verbal"].isdisjoint(before):
        return 1.0
    if not tables.cues["prepositions"].isdisjoint(before):
        return -1.0
    previous = words[index - 1].form
    if previous[0] == "\n" or previous in _PUNCTUATION or not previous[0].isalpha():
        return 0.4
    if form.startswith(("و", "ف")):
        return 0.2
    if previous.startswith(("ال", "وال", "بال", "لل")):
        return 0.3
    return -0.3


def weigh(tables: Compiled, page: Page, words: Sequence[Word], candidate: Candidate) -> tuple[Trigger, ...]:
    """Return the candidate with its types and priors after the family's conditions; empty if nothing is left.

    Args:
        tables: The compiled lexicon.
        page: The text.
        words: What each of its tokens can be.
        candidate: The word or phrase.
    """
    group = tables.groups[candidate.group]
    name = "phrase" if candidate.phrase else candidate.category.value
    prior = group.priors.get(name, group.prior)
    act = group.type
    why = [f"{group.key}: {candidate.lemma} ({name})"]
    for rule in group.rules:
        if holds(rule, page, words, candidate):
            act = rule.type or act
            prior = (prior if rule.prior is None else rule.prior) * rule.times
            why.append(rule.why)
    types = {act: prior}
    for other, share in group.alternative.items():
        types[other] = max(types.get(other, 0.0), prior * share)
    ranked = tuple(sorted(types.items(), key=lambda item: (-item[1], item[0].value)))
    return (
        Trigger(
            candidate.first,
            candidate.last,
            candidate.head,
            candidate.lemma,
            candidate.category,
            group.key,
            ranked,
            group.actor,
            group.object,
            tuple(group.marks.items()),
            candidate.sense.passive if candidate.sense else False,
            candidate.phrase,
            None,
            candidate.sense,
            tuple(why),
        ),
    )


def holds(rule: Rule, page: Page, words: Sequence[Word], candidate: Candidate) -> bool:
    """Tell whether a condition is met at a candidate."""
    if rule.category and candidate.category not in rule.category:
        return False
    if rule.words and not _is_of(rule.words, candidate):
        return False
    low, high = page.sentences[page.sentence_of[candidate.first]]
    first, last, within = candidate.first, candidate.last, rule.within
    met = (
        _has(rule.after, words, range(last, min(last + within, high)))
        and _has(rule.before, words, range(max(first - within, low), first))
        and _has(rule.next, words, range(last, min(last + 1, high)))
        and _has(rule.previous, words, range(max(first - 1, low), first))
        and _has(rule.sentence, words, range(low, high))
    )
    return met is not rule.absent


def _is_of(names: frozenset[str], candidate: Candidate) -> bool:
    return (candidate.lemma if candidate.phrase else candidate.sense.plain if candidate.sense else "") in names


def _has(stems: frozenset[str], words: Sequence[Word], tokens: Iterable[int]) -> bool:
    return not stems or any(not stems.isdisjoint(words[at].stems) for at in tokens)


def keep_best(triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Return one trigger for each place: phrases swallow the words inside, families of one word are merged.

    Args:
        triggers: In any order.
    """
    ranked = sorted(triggers, key=lambda t: (not t.phrase, t.first - t.last, -t.prior, t.first))
    taken: dict[int, Trigger] = {}
    kept: list[Trigger] = []
    for trigger in ranked:
        if any(at in taken for at in range(trigger.first, trigger.last)):
            continue
        if trigger.prior >= _UNLIKELY:
            kept.append(trigger)
        for at in range(trigger.first, trigger.last):
            taken[at] = trigger
    return tuple(sorted(kept, key=lambda t: t.first))
