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
_GAP = 4


class Rule(Struct, frozen=True, array_like=True):
    """A condition with its words resolved; the fields are those of ``schema.Condition``."""

    why: str
    after: frozenset[str]
    before: frozenset[str]
    next: frozenset[str]
    previous: frozenset[str]
    sentence: frozenset[str]
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
    """One element of a phrase: the stems that fit, and how many tokens may stand before it."""

    stems: frozenset[str]
    gap: int


class Phrase(Struct, frozen=True, array_like=True):
    """A pattern of several words: its family (index), its text, and its elements."""

    family: int
    text: str
    steps: tuple[Step, ...]


class Compiled(Struct, frozen=True, array_like=True):
    """All tables.

    Args:
        verbs: Folded finite form -> lemma index and code, for instance ``"512 Pm"``.
        nominals: Folded verbal noun or participle -> lemma index and code; fixed word -> ``"-FAMILY n"``.
        lemmas: Lemma and derived form, ``"دعا/I"``.
        families_of: Lemma index -> indices of families.
        groups: The families.
        phrases: The patterns of several words.
        heads: Stem -> indices of the phrases that begin with it.
        cues: Stems by name of the cue list.
        topics: Stems by topic.
        sets: Stems by name of the set.
        vocabulary: All stems that any rule, phrase, cue or topic asks for; others need not be kept.
    """

    verbs: dict[str, tuple[str, ...]]
    nominals: dict[str, tuple[str, ...]]
    lemmas: tuple[str, ...]
    families_of: dict[int, tuple[int, ...]]
    groups: tuple[Group, ...]
    phrases: tuple[Phrase, ...]
    heads: dict[str, tuple[int, ...]]
    cues: dict[str, frozenset[str]]
    topics: dict[Topic, frozenset[str]]
    sets: dict[str, frozenset[str]]
    vocabulary: frozenset[str]


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
            raise KnowledgeError(
                f"no forms of the verb {spec}",
                where=where,
                remedy="Run tools/build_forms.py or correct the verb",
            )
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
                raise KnowledgeError(f"no set of the name {word}", where=where, remedy="Add it to sets.yaml")
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
            self.phrases.append(Phrase(number, fold(pattern), tuple(self._read_steps(pattern, where))))

    def _read_steps(self, pattern: str, where: str) -> Iterable[Step]:
        gap = 0
        for element in pattern.split():
            if element[0] == "…":
                gap = int(element[1:] or _GAP)
                continue
            yield Step(self.resolve((element,), where), gap)
            gap = 0

    def _resolve_condition(self, condition: Condition, where: str) -> Rule:
        return Rule(
            condition.why,
            self.resolve(condition.after, where),
            self.resolve(condition.before, where),
            self.resolve(condition.next, where),
            self.resolve(condition.previous, where),
            self.resolve(condition.sentence, where),
            condition.within,
            condition.absent,
            frozenset(condition.category),
            frozenset(fold(word) for word in condition.words),
            condition.type,
            condition.prior,
            condition.times,
        )

    def add_sets(self, sets: dict[str, tuple[str, ...]]) -> None:
        """Add the named sets, in order: a later one may name an earlier one."""
        for name, words in sets.items():
            self.sets[name] = self.resolve(words, "sets.yaml")

    def list_vocabulary(self, lists: Iterable[frozenset[str]]) -> frozenset[str]:
        """Return every stem that a rule, phrase, set or one of the further ``lists`` asks for."""
        stems: set[str] = set().union(*lists, *self.sets.values())
        for group in self.groups:
            for rule in group.rules:
                stems.update(rule.after, rule.before, rule.next, rule.previous, rule.sentence)
            stems.update(mark for mark, _ in group.marks)
        for phrase in self.phrases:
            for step in phrase.steps:
                stems |= step.stems
        return frozenset(stems)

    def resolve_cues(self, cues: Cues) -> dict[str, frozenset[str]]:
        """Return the stems of the single-word cues by name of their list."""
        lists = {
            "reporting": cues.reporting,
            "negation": cues.negation,
            "prepositions": cues.prepositions,
            "verbal": cues.verbal,
            "closed": cues.closed,
            "function": (*cues.prepositions, *cues.verbal, *cues.negation, *cues.closed),
        }
        return {name: self.resolve(words, "cues.yaml") for name, words in lists.items()}


def build_lexicon() -> Compiled:
    """Return the tables made from the data files.

    Raises:
        KnowledgeError: If a file breaks its schema or names a verb that has no forms.
    """
    builder = Builder(read_forms())
    builder.add_sets(read_sets())
    for path, file in zip(list_files(), read_acts(), strict=True):
        for family in file.families:
            builder.add_family(family, file.type, f"{path}: {family.key}")
    heads: dict[str, list[int]] = {}
    for number, phrase in enumerate(builder.phrases):
        for stem in phrase.steps[0].stems:
            heads.setdefault(stem, []).append(number)
    cues = builder.resolve_cues(read_cues())
    topics = {topic: builder.resolve(words, "topics.yaml") for topic, words in read_topics().items()}
    return Compiled(
        {form: tuple(cells) for form, cells in builder.verbs.items()},
        {form: tuple(cells) for form, cells in builder.nominals.items()},
        tuple(f"{lemma}/{derived}" for lemma, derived in builder.keys),
        {number: tuple(found) for number, found in builder.families_of.items()},
        tuple(builder.groups),
        tuple(builder.phrases),
        {stem: tuple(found) for stem, found in heads.items()},
        cues,
        topics,
        builder.sets,
        builder.list_vocabulary((*cues.values(), *topics.values())),
    )
