"""Words that say how an act stands: done, going on, planned, bound to a condition, possible, denied."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.model import ActType, Status
from mithaq.text.normalize import fold

STATUS_FILE = Path(__file__).parent / "data" / "status.yaml"
STATUS_WEIGHTS = Path(__file__).parent.parent / "weights" / "status.json"
STATUSES = tuple(Status)

Weights = dict[str, tuple[float, ...]]


class StatusCue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that speak for a status where they stand near the trigger.

    Args:
        id: Short name, shown as the reason.
        words: The words, each a single token with whatever is attached to it.
        side: ``before`` the trigger, ``after`` it, or ``self``: its first or any further word.
        says: The status that the cue speaks for.
        within: How many tokens away it may stand; within the sentence.
        weight: How strongly it speaks where no fitted weights are at hand; the act is ``actual`` below 1.
        after: The word before the cue must be one of these, if any are given.
        unless: The word before the cue must be none of these.
    """

    id: str
    words: tuple[str, ...]
    side: Literal["before", "after", "self"]
    says: Status
    within: int = 6
    weight: float = 2.0
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class ConditionCue(Struct, frozen=True, forbid_unknown_fields=True):
    """A word that opens a condition.

    Args:
        word: The word.
        after: The word before it must be one of these, if any are given; it then opens the quotation.
        unless: The word before it must be none of these ("ما إذا").
        next: The word behind it must begin with one of these, if any are given.
        ending: The word behind it must end with one of these, if any are given ("حال تشكيلها").
        quoted: Whether the opening word is part of the quotation ("إذا"), or only what follows ("شريطة أن").
        sides: On which sides of the trigger it may stand.
        binding: Whether it binds an act of the ``bound`` types whatever else is said ("شريطة").
    """

    word: str
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    ending: tuple[str, ...] = ()
    quoted: bool = True
    sides: tuple[Literal["before", "after"], ...] = ("before", "after")
    binding: bool = False


class StatusExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of our own: how the act at ``trigger`` stands, and the words of its condition."""

    text: str
    trigger: str
    category: str
    status: Status
    kind: ActType | None = None
    condition: str | None = None


class StatusKnowledge(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``status.yaml``.

    Args:
        spoken: Act types that consist in saying something: said in the future or present, they are done.
        bound: Act types that somebody can make depend on a condition.
        cues: Words that speak for a status.
        conditions: Words that open a condition.
        closers: Words at which a condition ends, besides marks of punctuation.
        past: Beginnings of words that look like a future but are not ("سياسة").
        examples: Sentences that run as tests.
    """

    spoken: tuple[ActType, ...]
    bound: tuple[ActType, ...]
    cues: tuple[StatusCue, ...]
    conditions: tuple[ConditionCue, ...]
    closers: tuple[str, ...]
    past: tuple[str, ...]
    examples: tuple[StatusExample, ...]


class Stances(Struct, frozen=True):
    """Lookup tables in plain spelling, made from ``status.yaml`` and the fitted weights.

    Args:
        spoken: As in ``StatusKnowledge``.
        bound: As in ``StatusKnowledge``.
        cues: By word, the cues that it belongs to, folded.
        conditions: By word, what it opens, folded.
        closers: As in ``StatusKnowledge``.
        past: As in ``StatusKnowledge``.
        weights: By feature, one weight for each of ``STATUSES``.
    """

    spoken: frozenset[ActType]
    bound: frozenset[ActType]
    cues: dict[str, tuple[StatusCue, ...]]
    conditions: dict[str, tuple[ConditionCue, ...]]
    closers: frozenset[str]
    past: tuple[str, ...]
    weights: Weights


def compile_stances(knowledge: StatusKnowledge, weights: Weights | None = None) -> Stances:
    """Return the lookup tables of ``knowledge``.

    Args:
        knowledge: The cues.
        weights: Fitted weights by feature; without them each cue speaks with its own weight.
    """
    cues: dict[str, tuple[StatusCue, ...]] = {}
    for cue in knowledge.cues:
        plain = msgspec.structs.replace(cue, after=_fold(cue.after), unless=_fold(cue.unless))
        for word in _fold(cue.words):
            cues[word] = (*cues.get(word, ()), plain)
    conditions: dict[str, tuple[ConditionCue, ...]] = {}
    for opener in knowledge.conditions:
        word = fold(opener.word)
        lists = {name: _fold(getattr(opener, name)) for name in ("after", "unless", "next", "ending")}
        conditions[word] = (*conditions.get(word, ()), msgspec.structs.replace(opener, word=word, **lists))
    return Stances(
        spoken=frozenset(knowledge.spoken),
        bound=frozenset(knowledge.bound),
        cues=cues,
        conditions=conditions,
        closers=frozenset(_fold(knowledge.closers)),
        past=_fold(knowledge.past),
        weights=weights if weights is not None else _weigh(knowledge),
    )


def _weigh(knowledge: StatusKnowledge) -> Weights:
    """Return the weights that the cues give themselves; "actual" starts with 1."""
    weights = {
        cue.id: tuple(cue.weight if status is cue.says else 0.0 for status in STATUSES)
        for cue in knowledge.cues
    }
    actual, ongoing, planned, conditional = (
        tuple(float(status is wanted) for status in STATUSES)
        for wanted in (Status.ACTUAL, Status.ONGOING, Status.PLANNED, Status.CONDITIONAL)
    )
    weights["start"] = actual
    weights["present of a deed"] = tuple(1.2 * weight for weight in ongoing)
    weights["future of a deed"] = tuple(2.0 * weight for weight in planned)
    weights["condition"] = tuple(2.5 * weight for weight in conditional)
    return weights


def _fold(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in words)


def read_stances(path: Path = STATUS_FILE, weights: Path | None = STATUS_WEIGHTS) -> Stances:
    """Return the status lexicon of a YAML file, with fitted weights where the file of these exists.

    Raises:
        KnowledgeError: If the file breaks its schema.
    """
    fitted = None
    if weights is not None and weights.exists():
        fitted = msgspec.json.decode(weights.read_bytes(), type=Weights)
    return compile_stances(read_knowledge(path, StatusKnowledge), fitted)
