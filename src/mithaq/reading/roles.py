"""Who did it, to whom, and on whose word: the parts that the parties near a trigger have in its act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.model import ActType
from mithaq.lexicon import Trigger
from mithaq.reading.parties import Party
from mithaq.reading.role_signs import ACTOR, RECIPIENT, SOURCE, Stake, Telling, find_stakes, list_role_signs
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

_OBJECT_MARKS = frozenset(("recipient", "actor"))


@dataclass(frozen=True, slots=True)
class Roles:
    """The parts that actors have in one act.

    Args:
        actors: Indices into the cast of those who did it.
        recipients: Indices of those to whom it was done.
        sources: Indices of those on whose word it rests.
        doers: Parties of the actors in the sentence of the act.
        others: Parties of the recipients in that sentence.
    """

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    doers: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()


def find_roles(
    survey: Survey, parties: Sequence[Party], trigger: Trigger, kind: ActType, weights: Weights | None
) -> Roles:
    """Return the parts that the actors of a text have in one act.

    Args:
        survey: The text.
        parties: All parties, in text order.
        trigger: The words of the act.
        kind: Its type.
        weights: Fitted weights, or None to go by the government of the lexicon.
    """
    stakes = find_stakes(survey, parties, trigger)
    if not stakes:
        return Roles()
    if weights is None:
        return _gather(_rule_roles(stakes, trigger))
    table = weights.judge(list(list_role_signs(survey, Telling(trigger, kind.value), stakes)))
    chosen = []
    for stake, row in zip(stakes, table, strict=True):
        best = 1 + int(row[1:].argmax())
        if float(row[best]) >= weights.threshold:
            chosen.append((stake, weights.classes[best], float(row[best])))
    return _gather(chosen)


def _rule_roles(stakes: Sequence[Stake], trigger: Trigger) -> list[tuple[Stake, str, float]]:
    """Give roles by word order and by what the lexicon says of the trigger's government."""
    chosen: list[tuple[Stake, str, float]] = []
    near = [stake for stake in stakes if stake.where in ("before", "after", "inside")]
    marks = dict(trigger.marks)
    for stake in near:
        mark = marks.get(stake.party.preposition, "") if stake.party.preposition else ""
        if mark in _OBJECT_MARKS and stake.where != "before":
            chosen.append((stake, ACTOR if mark == "actor" else RECIPIENT, 1.0))
    taken = {id(stake) for stake, _, _ in chosen}
    bare = [stake for stake in near if not stake.party.preposition and id(stake) not in taken]
    behind = [stake for stake in bare if stake.where != "before"]
    ahead = [stake for stake in bare if stake.where == "before"]
    subject = next(iter(behind if trigger.category != "present" else ahead), None) or next(iter(ahead or behind), None)
    if subject is not None:
        chosen.append((subject, ACTOR, 1.0))
        rest = [stake for stake in behind if stake is not subject]
        if rest and trigger.object == "recipient" and not any(role == RECIPIENT for _, role, _ in chosen):
            chosen.append((rest[0], RECIPIENT, 1.0))
    chosen += [(stake, SOURCE, 1.0) for stake in stakes if stake.speaks and stake is not subject]
    return chosen


def _gather(chosen: Sequence[tuple[Stake, str, float]]) -> Roles:
    best: dict[int, tuple[float, str]] = {}
    for stake, role, share in chosen:
        for actor in stake.party.actors:
            if share > best.get(actor, (0.0, ""))[0]:
                best[actor] = share, role
    parts: dict[str, list[int]] = {ACTOR: [], RECIPIENT: [], SOURCE: []}
    for actor, (_, role) in best.items():
        parts[role].append(actor)

    def pick(role: str) -> tuple[Party, ...]:
        return tuple(
            stake.party for stake, part, _ in chosen if part == role and stake.where in ("before", "after", "inside")
        )

    return Roles(
        tuple(parts[ACTOR]), tuple(parts[RECIPIENT]), tuple(parts[SOURCE]), pick(ACTOR), pick(RECIPIENT)
    )
