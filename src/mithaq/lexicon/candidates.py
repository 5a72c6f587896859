"""Words and phrases of the lexicon in a text, before they are weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mithaq.lexicon.compile import Compiled, Phrase, Rule
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE, Sense, Word
from mithaq.text.segment import Page

_PUNCTUATION = frozenset('،,؛;:«»"“”()[]-–—.!?؟…')
_NEAR = 0.9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase that may carry an act.

    Args:
        first: First token.
        last: Token behind the last one.
        group: Index of the family.
        name: The word's folded lemma, or the text of the phrase.
        category: Part of speech of the head.
        sense: The reading of the head; None for a head that the lexicon does not know by itself.
        phrase: Whether several words matched.
    """

    first: int
    last: int
    group: int
    name: str
    category: Category
    sense: Sense | None
    phrase: bool

    @property
    def kind(self) -> str:
        """Return the part of speech, or ``phrase``."""
        return "phrase" if self.phrase else self.category


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with what its words can be.

    Args:
        tables: The compiled lexicon.
        page: The text.
        words: What each token can be.
        stems: Stems of each sentence, filled when first asked for.
    """

    tables: Compiled
    page: Page
    words: Sequence[Word]
    stems: dict[int, frozenset[str]] = field(default_factory=dict)

    def read_stems(self, sentence: int) -> frozenset[str]:
        """Return all stems of a sentence.

        Args:
            sentence: Its index.
        """
        found = self.stems.get(sentence)
        if found is None:
            low, high = self.page.sentences[sentence]
            found = frozenset().union(*(word.stems for word in self.words[low:high]))
            self.stems[sentence] = found
        return found


def find_candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield every word and phrase of the lexicon in text order of their first tokens.

    Args:
        scene: The text.
    """
    for index, word in enumerate(scene.words):
        if word.phrases:
            yield from _match_phrases(scene, index)
        if word.acts:
            yield from _read_word(scene, index)


def keep_longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return in text order what is left when phrases have swallowed what is inside them.

    Args:
        candidates: In any order.
    """
    taken: dict[int, tuple[int, int]] = {}
    kept = []
    for item in sorted(candidates, key=_by_length):
        span = item.first, item.last
        if item.phrase and any(taken.get(at, span) != span for at in range(*span)):
            continue
        if taken.setdefault(item.first, span) == span:
            kept.append(item)
            if item.phrase:
                taken.update(dict.fromkeys(range(*span), span))
    return sorted(kept, key=_by_place)


def _by_length(item: Candidate) -> int:
    return item.first - item.last


def _by_place(item: Candidate) -> int:
    return item.first


def _match_phrases(scene: Scene, index: int) -> Iterator[Candidate]:
    stop = scene.page.sentences[scene.page.sentence_of[index]][1]
    word = scene.words[index]
    for number in word.phrases:
        phrase = scene.tables.phrases[number]
        last = _follow(scene.words, phrase, index, stop)
        if last:
            finite = expects_verb(scene, index)
            sense = max(word.senses, key=lambda sense: _fit(sense, finite), default=None)
            category = sense.category if sense else Category.NOUN
            yield Candidate(index, last, phrase.family, phrase.text, category, sense, phrase=True)


def _follow(words: Sequence[Word], phrase: Phrase, index: int, stop: int) -> int:
    """Return the token behind the phrase that begins at ``index``, or 0."""
    at = index
    for step in phrase.steps[1:]:
        stems = step.stems
        for at in range(at + 1, min(at + 2 + step.gap, stop)):  # noqa: B020 - the scan goes on from there
            if not stems.isdisjoint(words[at].stems):
                break
        else:
            return 0
    return at + 1


def _read_word(scene: Scene, index: int) -> Iterator[Candidate]:
    acts = scene.words[index].acts
    finite = expects_verb(scene, index) if len(acts) > 1 else 0.0
    best: dict[int, tuple[float, Sense]] = {}
    for sense, group in acts:
        fit = _fit(sense, finite)
        if group not in best or fit > best[group][0]:
            best[group] = fit, sense
    top = max(fit for fit, _ in best.values())
    for group, (fit, sense) in best.items():
        if fit >= top - _NEAR:
            yield Candidate(index, index + 1, group, sense.plain, sense.category, sense, phrase=False)


def _fit(sense: Sense, finite: float) -> float:
    """Return how well a reading fits a place that expects a verb (1) or a noun (-1)."""
    if sense.category in FINITE:
        score = finite + (-0.5 if sense.category is Category.IMPERATIVE else 0.1)
        return score - (0.2 if sense.passive else 0.0)
    return -finite + (0.5 if sense.article else 0.0)


def expects_verb(scene: Scene, index: int) -> float:
    """Return between -1 and 1 whether a finite verb rather than a noun is to be expected at a token.

    Args:
        scene: The text.
        index: The token.
    """
    if index == 0:
        return 0.5
    previous = scene.words[index - 1]
    cues = scene.tables.cues
    if not cues["verbal"].isdisjoint(previous.stems):
        return 1.0
    if not cues["prepositions"].isdisjoint(previous.stems):
        return -1.0
    form = previous.form
    if form in _PUNCTUATION or not form[0].isalpha():
        return 0.4
    if scene.words[index].form.startswith(("و", "ف")):
        return 0.2
    return 0.3 if form.startswith(("ال", "وال", "بال", "لل")) else -0.3


def holds(rule: Rule, scene: Scene, candidate: Candidate) -> bool:
    """Tell whether a condition is met at a candidate.

    Args:
        rule: The condition; its words and categories are checked too.
        scene: The text.
        candidate: Where.
    """
    if rule.words and candidate.name not in rule.words:
        return False
    if rule.category and candidate.category not in rule.category:
        return False
    return _is_met(rule, scene, candidate) is not rule.absent


def _is_met(rule: Rule, scene: Scene, candidate: Candidate) -> bool:
    sentence = scene.page.sentence_of[candidate.first]
    if rule.sentence and rule.sentence.isdisjoint(scene.read_stems(sentence)):
        return False
    low, high = scene.page.sentences[sentence]
    first, last, words = candidate.first, candidate.last, scene.words
    return (
        (not rule.next or _has(rule.next, words[last : min(last + 1, high)]))
        and (not rule.previous or _has(rule.previous, words[max(first - 1, low) : first]))
        and (not rule.after or _has(rule.after, words[last : min(last + rule.within, high)]))
        and (not rule.before or _has(rule.before, words[max(first - rule.within, low) : first]))
    )


def _has(stems: frozenset[str], words: Sequence[Word]) -> bool:
    for word in words:  # noqa: SIM110 - twice as fast as any() with a generator
        if not stems.isdisjoint(word.stems):
            return True
    return False
