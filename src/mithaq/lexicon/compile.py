"""The lexicon as tables: what the YAML files and the verb forms say, ready for look-up, cached on disk."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from mithaq.errors import KnowledgeError
from mithaq.lexicon.forms import Verb, find_lemma, read_forms
from mithaq.lexicon.schema import (
    Category,
    Condition,
    Cues,
    Family,
    list_files,
    read_acts,
    read_cues,
    read_sets,
    read_topics,
)
from mithaq.model import ActType, Topic
from mithaq.refusals import make_error
from mithaq.text.normalize import fold

CODES = {
    "P": Category.PAST,
    "V": Category.PAST,
    "R": Category.PRESENT,
    "Q": Category.PRESENT,
    "I": Category.IMPERATIVE,
    "A": Category.ACTIVE,
    "O": Category.PASSIVE,
    "M": Category.MASDAR,
}
JOIN = "|"
NONE = -1
FUNCTION = "function"
_GAP = 4


class Rule(Struct, frozen=True, array_like=True):
    """A condition of a family; the fields are those of ``schema.Condition``, lists of stems as slots.

    Args:
        key: Slot that some word of the sentence must fill for the condition to be met; ``NONE`` for none.
    """

    why: str
    after: int
    before: int
    next: int
    previous: int
    sentence: int
    key: int
    within: int
    absent: bool
    category: frozenset[Category]
    words: frozenset[str]
    type: ActType | None
    prior: float | None
    times: float


class Group(Struct, frozen=True, array_like=True):
    """A family ready for use; the fields are those of ``schema.Family``."""

    key: str
    type: ActType
    prior: float
    priors: dict[str, float]
    actor: str
    object: str
    marks: tuple[tuple[str, str], ...]
    only: frozenset[Category]
    rules: tuple[Rule, ...]
    alternative: dict[ActType, float]


class Step(Struct, frozen=True, array_like=True):
    """One element of a phrase: the slot that a word must fill, and how many tokens may stand before it."""

    slot: int
    gap: int


class Phrase(Struct, frozen=True, array_like=True):
    """A pattern of several words.

    Args:
        family: Index of its family.
        text: The pattern.
        steps: Its elements.
        key: The slot of that element behind the first which the fewest words fill.
    """

    family: int
    text: str
    steps: tuple[Step, ...]
    key: int


class Compiled(Struct, frozen=True, array_like=True):
    """All tables.

    A slot is a set of stems that some rule, phrase, cue, set or topic asks for; each has a number, so that a
    word needs to know only the numbers of the slots that it fills.

    Args:
        verbs: Folded finite form -> lemma indices and codes, ``"512 Pm|613 Rm"``; joined, as to split the few
            that are asked for is cheaper than to load all of them split.
        nominals: Folded verbal noun or participle -> lemma indices and codes; fixed word -> ``"-FAMILY N"``.
        lemmas: Lemma and derived form, ``"دعا/I"``.
        families_of: Lemma index -> indices of families.
        groups: The families.
        phrases: The patterns of several words.
        heads: Slot -> indices of the phrases that begin with it.
        slots_of: Stem -> slots that it fills.
        named: Slot by name of the set or list of cues.
        topics: Topic by slot.
    """

    verbs: dict[str, str]
    nominals: dict[str, str]
    lemmas: tuple[str, ...]
    families_of: dict[int, tuple[int, ...]]
    groups: tuple[Group, ...]
    phrases: tuple[Phrase, ...]
    heads: dict[int, tuple[int, ...]]
    slots_of: dict[str, tuple[int, ...]]
    named: dict[str, int]
    topics: dict[int, Topic]


class Builder:
    """Collects the tables; ``build_lexicon`` is its only user."""

    def __init__(self, verbs: Iterable[Verb]) -> None:
        self.verbs: dict[str, list[str]] = {}
        self.nominals: dict[str, list[str]] = {}
        self.keys: list[tuple[str, str]] = []
        self.index: dict[tuple[str, str], int] = {}
        self.families_of: dict[int, list[int]] = {}
        self.groups: list[Group] = []
        self.phrases: list[Phrase] = []
        self.sets: dict[str, frozenset[str]] = {}
        self.slots: dict[frozenset[str], int] = {}
        self.named: dict[str, int] = {}
        for number, verb in enumerate(verbs):
            self.keys.append((verb.lemma, verb.derived))
            self.index[verb.lemma, verb.derived] = number
            self._add_forms(number, verb)
        self.known = tuple(self.keys)

    def _add_forms(self, number: int, verb: Verb) -> None:
        for form, codes in verb.forms:
            for code in codes:
                table = self.nominals if code in "AOM" else self.verbs
                table.setdefault(form, []).append(f"{number} {code}")

    def find_verb(self, spec: str, where: str) -> int:
        """Return the index of the lemma that ``spec`` means."""
        key = find_lemma(self.known, spec)
        if key is None:
            raise make_error(KnowledgeError, "knowledge.no-verb", where=where, verb=spec)
        return self.index[key]

    def resolve(self, elements: Iterable[str], where: str) -> frozenset[str]:
        """Return the stems that a list of elements stands for."""
        stems: set[str] = set()
        for element in elements:
            for word in element.split("|"):
                stems |= self._resolve_word(word, where)
        return frozenset(stems)

    def _resolve_word(self, word: str, where: str) -> frozenset[str]:
        if word.startswith("$"):
            if word[1:] not in self.sets:
                raise make_error(KnowledgeError, "knowledge.no-set", where=where, name=word, file="sets.yaml")
            return self.sets[word[1:]]
        if word.startswith("<"):
            number = self.find_verb(word.strip("<>+"), where)
            stems = (f"<{number}", f"<{number}+") if word.endswith("+>") else (f"<{number}",)
            return frozenset(stems)
        return frozenset((fold(word),))

    def add_family(self, family: Family, act: ActType, where: str) -> None:
        """Add a family with its words, phrases and conditions."""
        number = len(self.groups)
        rules = tuple(self._resolve_condition(condition, where) for condition in family.conditions)
        self.groups.append(
            Group(
                family.key,
                family.type or act,
                family.prior,
                family.priors,
                family.actor,
                family.object,
                tuple((fold(mark), role) for mark, role in family.marks.items()),
                frozenset(family.only),
                rules,
                family.alternative,
            )
        )
        for spec in family.verbs:
            self.families_of.setdefault(self.find_verb(spec, where), []).append(number)
        for words, code in ((family.masdars, "M"), (family.nouns, "N"), (family.adjectives, "J")):
            for word in words:
                self.nominals.setdefault(fold(word), []).append(f"-{number} {code}")
        for pattern in family.phrases:
            steps = tuple(self._read_steps(pattern, where))
            key = self._find_key([step.slot for step in steps[1:] or steps])
            self.phrases.append(Phrase(number, fold(pattern), steps, key))

    def _read_steps(self, pattern: str, where: str) -> Iterable[Step]:
        gap = 0
        for element in pattern.split():
            if element[0] == "…":
                gap = int(element[1:] or _GAP)
                continue
            yield Step(self.number((element,), where), gap)
            gap = 0

    def _resolve_condition(self, condition: Condition, where: str) -> Rule:
        lists = (condition.after, condition.before, condition.next, condition.previous, condition.sentence)
        after, before, behind, previous, sentence = slots = [self.number(words, where) for words in lists]
        return Rule(
            condition.why,
            after,
            before,
            behind,
            previous,
            sentence,
            self._find_key(slots),
            condition.within,
            condition.absent,
            frozenset(condition.category),
            frozenset(fold(word) for word in condition.words),
            condition.type,
            condition.prior,
            condition.times,
        )

    def number(self, elements: Iterable[str], where: str) -> int:
        """Return the number of the slot that a list of elements makes; ``NONE`` for an empty list."""
        stems = self.resolve(elements, where)
        return self.slots.setdefault(stems, len(self.slots)) if stems else NONE

    def _find_key(self, slots: Iterable[int]) -> int:
        """Return the slot that the fewest words fill: one without function words, then the smallest."""
        stems = {slot: found for found, slot in self.slots.items()}
        frequent = self.sets.get(FUNCTION, frozenset())
        chosen = [
            (not frequent.isdisjoint(stems[slot]), len(stems[slot]), slot) for slot in slots if slot >= 0
        ]
        return min(chosen)[-1] if chosen else NONE

    def add_sets(self, sets: dict[str, tuple[str, ...]], where: str) -> None:
        """Add named sets, in order: a later one may name an earlier one."""
        for name, words in sets.items():
            self.sets[name] = self.resolve(words, where)
            self.named[name] = self.number(words, where)

    def list_slots(self) -> dict[str, tuple[int, ...]]:
        """Return for each stem the slots that it fills."""
        found: dict[str, list[int]] = {}
        for stems, slot in self.slots.items():
            for stem in sorted(stems):
                found.setdefault(stem, []).append(slot)
        return {stem: tuple(slots) for stem, slots in sorted(found.items())}


def _list_cues(cues: Cues) -> dict[str, tuple[str, ...]]:
    return {
        "reporting": cues.reporting,
        "negation": cues.negation,
        "prepositions": cues.prepositions,
        "verbal": cues.verbal,
        "closed": cues.closed,
        FUNCTION: (*cues.prepositions, *cues.verbal, *cues.negation, *cues.closed),
    }


def build_lexicon() -> Compiled:
    """Return the tables made from the data files.

    Raises:
        KnowledgeError: If a file breaks its schema or names a verb that has no forms.
    """
    builder = Builder(read_forms())
    builder.add_sets(_list_cues(read_cues()), "cues.yaml")
    builder.add_sets(read_sets(), "sets.yaml")
    for path, file in zip(list_files(), read_acts(), strict=True):
        for family in file.families:
            builder.add_family(family, file.type, f"{path}: {family.key}")
    heads: dict[int, list[int]] = {}
    for number, phrase in enumerate(builder.phrases):
        heads.setdefault(phrase.steps[0].slot, []).append(number)
    topics = {builder.number(words, "topics.yaml"): topic for topic, words in read_topics().items()}
    return Compiled(
        {form: JOIN.join(cells) for form, cells in builder.verbs.items()},
        {form: JOIN.join(cells) for form, cells in builder.nominals.items()},
        tuple(f"{lemma}/{derived}" for lemma, derived in builder.keys),
        {number: tuple(found) for number, found in builder.families_of.items()},
        tuple(builder.groups),
        tuple(builder.phrases),
        {slot: tuple(found) for slot, found in heads.items()},
        builder.list_slots(),
        builder.named,
        topics,
    )
