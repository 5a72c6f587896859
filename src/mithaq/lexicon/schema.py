"""The typed form of the lexicon's YAML files.

Words are written as the press writes them; hamza, teh marbuta and final yeh need no care, but a doubling mark
tells "حذّر" (warned) from "حذر" (was wary). A pattern is a row of elements set apart by blanks:

- ``كلمة`` a word, with any attached particles, article, ending or possessive pronoun;
- ``أ|ب`` one of several words;
- ``<دعا>`` any finite form of the verb, ``<دعا+>`` also its verbal noun and participles;
- ``$talks`` one of a named set of words (``sets.yaml``);
- ``…`` up to four words between, ``…7`` up to seven; never across a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import ActType, Topic

DATA = Path(__file__).parent / "data"


class Category(StrEnum):
    """What a word is as a part of speech."""

    __hash__ = str.__hash__  # that of the letters, which they remember

    PAST = "past"
    PRESENT = "present"
    IMPERATIVE = "imperative"
    MASDAR = "masdar"
    ACTIVE = "active-participle"
    PASSIVE = "passive-participle"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Condition(Struct, frozen=True, forbid_unknown_fields=True):
    """What the words around a trigger change.

    All of ``after``, ``before``, ``next``, ``previous`` and ``sentence`` that are given must be met, unless
    ``absent`` turns the whole around. Each is a list of elements of patterns.

    Args:
        why: A few words that an explanation shows.
        after: One of these stands within ``within`` words after the trigger.
        before: One of these stands within ``within`` words before it.
        next: One of these stands right behind the trigger.
        previous: One of these stands right before it.
        sentence: One of these stands anywhere in the sentence.
        within: How far ``after`` and ``before`` look, in tokens.
        absent: Whether the condition holds when the words are *not* there.
        category: Holds only for these categories.
        words: Holds only for these lemmas, nouns or phrases of the family.
        type: The type that the act then has.
        prior: The prior that it then has.
        times: What its prior is multiplied by.
    """

    why: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    sentence: tuple[str, ...] = ()
    within: int = 4
    absent: bool = False
    category: tuple[Category, ...] = ()
    words: tuple[str, ...] = ()
    type: ActType | None = None
    prior: float | None = None
    times: float = 1.0


class Family(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that carry one act in one way.

    Args:
        key: Short English name, unique in the lexicon.
        prior: How often, between 0 and 1, such a word in the news really carries an act.
        type: The act type, where it is not that of the file.
        priors: Priors of single categories, where they differ; ``phrase`` for phrases.
        actor: Who acts: ``subject`` of the verb, ``object`` ("received support"), ``joint`` (all sides).
        object: What the direct object is: ``recipient``, ``about``, ``place`` or ``none``.
        marks: What a preposition or "أن" behind it brings: ``recipient``, ``about``, ``actor``, ``place``.
        verbs: Lemmas; their regular verbal nouns and participles come along.
        only: Categories that the verbs bring along; all where empty.
        masdars: Verbal nouns of form I and irregular ones.
        nouns: Fixed nouns, each number that does not end in ات, ان or ين by itself.
        adjectives: Adjectives and participles of their own.
        phrases: Patterns of several words.
        conditions: In order; a later one sees what an earlier one changed.
        alternative: Further type that the same words often have, with its share of the prior.
        match: Phrases in which the family must be found with its type (or "TYPE: phrase").
        avoid: Phrases in which it must not reach half its prior.
    """

    key: str
    prior: float
    type: ActType | None = None
    priors: dict[str, float] = {}
    actor: str = "subject"
    object: str = "recipient"
    marks: dict[str, str] = {}
    verbs: tuple[str, ...] = ()
    only: tuple[Category, ...] = ()
    masdars: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    alternative: dict[ActType, float] = {}
    match: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class ActFile(Struct, frozen=True, forbid_unknown_fields=True):
    """One ``acts-*.yaml``: the type of its families, and the families."""

    type: ActType
    families: tuple[Family, ...]


class Cues(Struct, frozen=True, forbid_unknown_fields=True):
    """``cues.yaml``: words that carry no act but say how one stands.

    Args:
        reporting: Verbs of saying; no acts.
        negation: Words that deny what follows.
        prepositions: Words that a noun follows.
        verbal: Words that a finite verb follows.
        closed: Function words that are never read as verbs.
    """

    reporting: tuple[str, ...]
    negation: tuple[str, ...]
    prepositions: tuple[str, ...]
    verbal: tuple[str, ...]
    closed: tuple[str, ...]


def list_files() -> tuple[Path, ...]:
    """Return the lexicon's act files in order."""
    return tuple(sorted(DATA.glob("acts-*.yaml")))


def read_acts() -> tuple[ActFile, ...]:
    """Return all act files.

    Raises:
        KnowledgeError: If one breaks the schema.
    """
    return tuple(read_knowledge(path, ActFile) for path in list_files())


def read_sets() -> dict[str, tuple[str, ...]]:
    """Return the named sets of words."""
    return read_knowledge(DATA / "sets.yaml", dict[str, tuple[str, ...]])


def read_cues() -> Cues:
    """Return the cues."""
    return read_knowledge(DATA / "cues.yaml", Cues)


def read_topics() -> dict[Topic, tuple[str, ...]]:
    """Return the words that tell each topic."""
    return read_knowledge(DATA / "topics.yaml", dict[Topic, tuple[str, ...]])


def read_roots() -> dict[str, tuple[str, ...]]:
    """Return the derived forms of the roots that were added by hand."""
    return read_knowledge(DATA / "roots.yaml", dict[str, tuple[str, ...]])


def read_named_verbs() -> Iterator[str]:
    """Yield every verb that an act file, set or cue names, as it is written there."""
    for file in read_acts():
        for family in file.families:
            yield from family.verbs
            for pattern in list_patterns(family):
                yield from _find_verbs(pattern)
    cues = read_cues()
    for pattern in (*cues.reporting, *cues.negation):
        yield from _find_verbs(pattern)
    for words in read_sets().values():
        for word in words:
            yield from _find_verbs(word)


def list_patterns(family: Family) -> tuple[str, ...]:
    """Return all patterns of a family: its phrases and the words of its conditions."""
    words = [*family.phrases]
    for condition in family.conditions:
        words.extend((*condition.after, *condition.before, *condition.next))
        words.extend((*condition.previous, *condition.sentence))
    return tuple(words)


def _find_verbs(pattern: str) -> Iterator[str]:
    for element in pattern.split():
        for word in element.split("|"):
            if word.startswith("<"):
                yield word.strip("<>+")
