"""Steps of a roadmap: the typed form of ``steps.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from mithaq.knowledge import read_knowledge
from mithaq.lexicon.quantities import WEIGHTS, Quantities, load_quantities, read_weights
from mithaq.model import MilestoneStatus
from mithaq.text.normalize import fold

_PATH = Path(__file__).parent / "data" / "steps.yaml"
_NOUN_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول")
_VERB_CLITICS = ("", "و", "ف")


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of step.

    Args:
        kind: English slug.
        en: English name.
        needs: Kinds of which one has to be named near, where the words alone mean too much ("بدأ").
        nouns: Nouns that name it.
        verbs: Finite verbs that do it.
    """

    kind: str
    en: str
    needs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


class Qualifier(Struct, frozen=True, forbid_unknown_fields=True):
    """What a step is about: part of its slug."""

    slug: str
    en: str
    words: tuple[str, ...]


class StatusWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell how a step stands."""

    status: MilestoneStatus
    words: tuple[str, ...]


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths of time: the words that lead to them and their units."""

    leads: tuple[str, ...]
    days: tuple[str, ...]
    weeks: tuple[str, ...]
    months: tuple[str, ...]
    years: tuple[str, ...]


class StepCue(Struct, frozen=True, forbid_unknown_fields=True):
    """Words near a step that speak for or against it."""

    name: str
    words: tuple[str, ...]


class StepExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A text, its publication date, and its milestones as date and status."""

    text: str
    published: str
    milestones: tuple[tuple[str, MilestoneStatus], ...]


class StepFile(Struct, frozen=True, forbid_unknown_fields=True):
    """``steps.yaml``."""

    steps: tuple[Step, ...]
    qualifiers: tuple[Qualifier, ...]
    statuses: tuple[StatusWords, ...]
    terms: Terms
    cues: tuple[StepCue, ...]
    weights: dict[str, float]
    examples: tuple[StepExample, ...]


class StepWord(NamedTuple):
    """One surface form that names or does a step; ``rest`` are the tokens that must follow it."""

    step: Step
    verb: bool
    rest: tuple[str, ...]


class Length(NamedTuple):
    """How long one unit of time is; ``pair`` marks a dual, which is two of them without a number."""

    days: int = 0
    months: int = 0
    years: int = 0
    pair: bool = False


class Steps(NamedTuple):
    """All that reading milestones looks up, compiled.

    Args:
        words: By first token in plain spelling, longest phrase first.
        qualifiers: By first token: the tokens behind it and the qualifier.
        statuses: Status words in plain spelling.
        leads: Words that lead to a length of time.
        spans: Units of time in plain spelling, as days, months and years that one of them lasts.
        cues: Cue classes of a word in plain spelling.
        weights: Weights of the judgement.
        quantities: Number words for lengths of time, and what texts are about.
    """

    words: dict[str, tuple[StepWord, ...]]
    qualifiers: dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]
    statuses: dict[str, MilestoneStatus]
    leads: frozenset[str]
    spans: dict[str, Length]
    cues: dict[str, tuple[str, ...]]
    weights: dict[str, float]
    quantities: Quantities


def read_steps() -> StepFile:
    """Return what ``steps.yaml`` says."""
    return read_knowledge(_PATH, StepFile)


@cache
def load_steps(weights: Path | None = WEIGHTS) -> Steps:
    """Return the compiled steps; read once.

    Args:
        weights: Folder of the fitted weights; None to judge by those of the file.
    """
    file = read_steps()
    return Steps(
        words=_spell_steps(file.steps),
        qualifiers=_spell_qualifiers(file.qualifiers),
        statuses={
            clitic + fold(word): entry.status
            for entry in reversed(file.statuses)
            for word in entry.words
            for clitic in ("", "و", "ف", "ب", "ل", "ال")
        },
        leads=frozenset(fold(word) for word in file.terms.leads),
        spans=_spell_lengths(file.terms),
        cues=_index_cues(file.cues),
        weights=read_weights("milestones", weights) or file.weights,
        quantities=load_quantities(weights),
    )


def _spell_steps(steps: tuple[Step, ...]) -> dict[str, tuple[StepWord, ...]]:
    words: dict[str, dict[tuple[str, ...], StepWord]] = {}
    for step in steps:
        for forms, clitics, verb in ((step.nouns, _NOUN_CLITICS, False), (step.verbs, _VERB_CLITICS, True)):
            for form in forms:
                head, *rest = fold(form).split()
                for clitic in clitics:
                    known = words.setdefault(clitic + head, {})
                    known.setdefault(tuple(rest), StepWord(step, verb, tuple(rest)))
    return {
        head: tuple(sorted(known.values(), key=lambda word: -len(word.rest))) for head, known in words.items()
    }


def _spell_lengths(terms: Terms) -> dict[str, Length]:
    lengths: dict[str, Length] = {}
    for forms, length in (
        (terms.days, Length(days=1)),
        (terms.weeks, Length(days=7)),
        (terms.months, Length(months=1)),
        (terms.years, Length(years=1)),
    ):
        for form in forms:
            lengths[fold(form)] = length._replace(pair=form.endswith("ين") and form != "سنين")
    return lengths


def _spell_qualifiers(
    qualifiers: tuple[Qualifier, ...],
) -> dict[str, tuple[tuple[tuple[str, ...], Qualifier], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], Qualifier]]] = {}
    for qualifier in qualifiers:
        for word in qualifier.words:
            head, *rest = fold(word).split()
            for clitic in ("", "ال", "لل", "ل", "و", "بال"):
                index.setdefault(clitic + head, []).append((tuple(rest), qualifier))
    return {head: tuple(found) for head, found in index.items()}


def _index_cues(cues: tuple[StepCue, ...]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for cue in cues:
        for word in cue.words:
            for clitic in ("", "و", "ف", "ب", "ل"):
                form = clitic + fold(word)
                index[form] = (*index.get(form, ()), cue.name)
    return index
