"""Words and phrases of the lexicon in a text, before their priors are judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from mithaq.lexicon.compile import NONE, Compiled, Phrase, Rule
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE, Sense, Word
from mithaq.model import ActType
from mithaq.text.segment import Page

_NEAR = 0.9
_START = 0.5
_JOINED = 0.2
_OPEN = frozenset((NONE,))

Types = tuple[tuple[ActType, float], ...]


class Outcome(Struct, frozen=True, gc=False):
    """What the conditions of a family make of one of its words.

    Args:
        types: Possible types with their priors, best first.
        why: Family, word and the conditions that fired.
    """

    types: Types
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A word or phrase with its family: all that is the same wherever it stands.

    Args:
        group: Index of the family.
        name: The word's folded lemma, or the text of the phrase.
        category: Part of speech of the head.
        phrase: Whether several words matched.
        rules: The conditions that this word or phrase can meet.
        keys: Slots of which a sentence must fill one before any condition can be met.
        idle: The conditions (as bits) that hold where none can be met, being ``absent`` ones.
        outcomes: What was judged before, by the conditions (as bits) that held.
    """

    group: int
    name: str
    category: Category
    phrase: bool
    rules: tuple[Rule, ...]
    keys: frozenset[int]
    idle: int
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return the part of speech, or ``phrase``."""
        return "phrase" if self.phrase else self.category


class Candidate(Struct, frozen=True, gc=False):
    """A place in the text where a word or phrase of a family stands.

    Args:
        first: First token.
        last: Token behind the last one.
        entry: The word or phrase.
        sense: The reading of the head; None for a head that the lexicon does not know by itself.
    """

    first: int
    last: int
    entry: Entry
    sense: Sense | None


Reading = tuple[Entry, Sense | None]


class Memory(Struct):
    """What was met before.

    Args:
        entries: By family, name, part of speech and whether it is a phrase.
        words: Readings by form and what was expected there.
        phrases: Reading by number of the phrase, form of its head and what was expected there.
    """

    entries: dict[tuple[int, str, Category, bool], Entry] = {}
    words: dict[tuple[str, float], tuple[Reading, ...]] = {}
    phrases: dict[tuple[int, str, float], Reading] = {}


@dataclass(frozen=True, slots=True)
class Scene:
    """A text with what its words can be.

    Args:
        tables: The compiled lexicon.
        page: The text.
        words: What each token can be.
        memory: Entries met before; kept by the lexicon.
        filled: Slots that the words of each sentence fill, found when first asked for.
    """

    tables: Compiled
    page: Page
    words: Sequence[Word]
    memory: Memory
    filled: dict[int, frozenset[int]] = field(default_factory=dict)

    def read_slots(self, sentence: int) -> frozenset[int]:
        """Return all slots that the words of a sentence fill, and ``NONE``.

        Args:
            sentence: Its index.
        """
        found = self.filled.get(sentence)
        if found is None:
            low, high = self.page.sentences[sentence]
            found = _OPEN.union(*[word.slots for word in self.words[low:high]])
            self.filled[sentence] = found
        return found


def find_candidates(scene: Scene) -> Iterator[Candidate]:
    """Yield every word and phrase of the lexicon in text order of their first tokens.

    Args:
        scene: The text.
    """
    memory = scene.memory.words
    sentence_of = scene.page.sentence_of
    for index, word in enumerate(scene.words):
        if word.keys and not word.keys.isdisjoint(scene.read_slots(sentence_of[index])):
            yield from _match_phrases(scene, index)
        if word.acts:
            lean = expects_verb(scene, index) if len(word.acts) > 1 else 0.0
            readings = memory.get((word.form, lean))
            if readings is None:
                readings = memory[word.form, lean] = tuple(_choose_readings(scene, word, lean))
            for entry, sense in readings:
                yield Candidate(index, index + 1, entry, sense)


def keep_longest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what is left when phrases have swallowed what is inside them.

    Args:
        candidates: In text order.
    """
    phrases = [item for item in candidates if item.entry.phrase]
    if not phrases:
        return list(candidates)
    taken: dict[int, tuple[int, int]] = {}
    for item in sorted(phrases, key=_by_length):
        span = item.first, item.last
        if all(taken.get(at, span) == span for at in range(*span)):
            taken.update(dict.fromkeys(range(*span), span))
    return [item for item in candidates if _stands(item, taken.get(item.first))]


def _stands(item: Candidate, taken: tuple[int, int] | None) -> bool:
    return taken == (item.first, item.last) or (taken is None and not item.entry.phrase)


def _by_length(item: Candidate) -> int:
    return item.first - item.last


def _match_phrases(scene: Scene, index: int) -> Iterator[Candidate]:
    sentence = scene.page.sentence_of[index]
    filled, stop = scene.read_slots(sentence), scene.page.sentences[sentence][1]
    word = scene.words[index]
    for number in word.phrases:
        phrase = scene.tables.phrases[number]
        if phrase.key in filled:
            last = _follow(scene.words, phrase, index, stop)
            if last:
                lean = expects_verb(scene, index)
                reading = scene.memory.phrases.get((number, word.form, lean))
                if reading is None:
                    reading = scene.memory.phrases[number, word.form, lean] = _head_phrase(
                        scene, phrase, word, lean
                    )
                yield Candidate(index, last, *reading)


def _follow(words: Sequence[Word], phrase: Phrase, index: int, stop: int) -> int:
    """Return the token behind the phrase that begins at ``index``, or 0."""
    at = index
    for step in phrase.steps[1:]:
        slot = step.slot
        for at in range(at + 1, min(at + 2 + step.gap, stop)):  # noqa: B020 - the scan goes on from there
            if slot in words[at].slots:
                break
        else:
            return 0
    return at + 1


def _head_phrase(scene: Scene, phrase: Phrase, word: Word, lean: float) -> Reading:
    sense = max(word.senses, key=lambda sense: _fit(sense, lean), default=None)
    category = sense.category if sense else Category.NOUN
    return _find_entry(scene, (phrase.family, phrase.text, category, True)), sense


def _choose_readings(scene: Scene, word: Word, lean: float) -> Iterator[Reading]:
    """Yield the readings of a word that fit its place about as well as the best, one for each family."""
    best: dict[int, tuple[float, Sense]] = {}
    for sense, group in word.acts:
        fit = _fit(sense, lean)
        if group not in best or fit > best[group][0]:
            best[group] = fit, sense
    top = max(fit for fit, _ in best.values())
    for group, (fit, sense) in best.items():
        if fit >= top - _NEAR:
            yield _find_entry(scene, (group, sense.plain, sense.category, False)), sense


def _find_entry(scene: Scene, key: tuple[int, str, Category, bool]) -> Entry:
    found = scene.memory.entries.get(key)
    if found is None:
        group, name, category, phrase = key
        rules = tuple(
            rule
            for rule in scene.tables.groups[group].rules
            if (not rule.words or name in rule.words) and (not rule.category or category in rule.category)
        )
        keys = frozenset(rule.key for rule in rules)
        idle = sum(1 << number for number, rule in enumerate(rules) if rule.absent)
        found = scene.memory.entries[key] = Entry(group, name, category, phrase, rules, keys, idle)
    return found


def _fit(sense: Sense, lean: float) -> float:
    """Return how well a reading fits a place that expects a verb (1) or a noun (-1)."""
    if sense.category in FINITE:
        score = lean + (-0.5 if sense.category is Category.IMPERATIVE else 0.1)
        return score - (0.2 if sense.passive else 0.0)
    return -lean + (0.5 if sense.article else 0.0)


def expects_verb(scene: Scene, index: int) -> float:
    """Return between -1 and 1 whether a finite verb rather than a noun is to be expected at a token.

    Args:
        scene: The text.
        index: The token.
    """
    if index == 0:
        return _START
    previous = scene.words[index - 1]
    if previous.firm or scene.words[index].form[0] not in "وف":
        return previous.lead
    return _JOINED


def find_rules(scene: Scene, candidate: Candidate) -> int:
    """Return which conditions hold at a candidate, as bits in the order of the entry's conditions.

    Args:
        scene: The text.
        candidate: Where.
    """
    entry = candidate.entry
    sentence = scene.page.sentence_of[candidate.first]
    filled = scene.read_slots(sentence)
    if entry.keys.isdisjoint(filled):
        return entry.idle
    held = entry.idle
    for number, rule in enumerate(entry.rules):
        if rule.key in filled and _is_met(rule, scene, candidate, filled):
            held ^= 1 << number
    return held


def _is_met(rule: Rule, scene: Scene, candidate: Candidate, filled: frozenset[int]) -> bool:
    low, high = scene.page.sentences[scene.page.sentence_of[candidate.first]]
    first, last, words = candidate.first, candidate.last, scene.words
    return (
        (rule.sentence == NONE or rule.sentence in filled)
        and (rule.next == NONE or (last < high and rule.next in words[last].slots))
        and (rule.previous == NONE or (first > low and rule.previous in words[first - 1].slots))
        and (rule.after == NONE or _has(rule.after, words[last : min(last + rule.within, high)]))
        and (rule.before == NONE or _has(rule.before, words[max(first - rule.within, low) : first]))
    )


def _has(slot: int, words: Sequence[Word]) -> bool:
    for word in words:  # noqa: SIM110 - twice as fast as any() with a generator
        if slot in word.slots:
            return True
    return False
