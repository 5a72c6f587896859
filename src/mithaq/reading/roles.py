"""Who did it, to whom, and on whose word: the parts that the parties near a trigger have in its act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.reading.parties import Party
from mithaq.reading.role_signs import (
    ACTOR,
    RECIPIENT,
    ROLES,
    SOURCE,
    gather_nobody_signs,
    gather_role_signs,
)
from mithaq.reading.stakes import Stake, Telling, find_stakes
from mithaq.reading.survey import Survey
from mithaq.reading.weights import Weights

_HERE = ("before", "after")
# The likeliest party is taken from the first probability on, a further one from the second; F1 is flat around these.
_LEAST = {ACTOR: (0.2, 0.3), RECIPIENT: (0.25, 0.3), SOURCE: (0.25, 0.25)}
# Nobody is taken where this chance is not reached that there is such an act and that the party has the role in it.
_WORTH = 0.1

Choice = tuple[Stake, str, float]


@dataclass(frozen=True, slots=True)
class Roles:
    """The parts that actors have in one act.

    Args:
        actors: Indices into the cast of those who did it.
        recipients: Indices of those to whom it was done.
        sources: Indices of those on whose word it rests.
        doers: Parties of the actors in the sentence of the act.
        others: Parties of the recipients in that sentence.
        chances: How likely each role is those's who are named, on average, in the order of `ROLES`; None where
            nobody is named or weights do not tell.
    """

    actors: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    sources: tuple[int, ...] = ()
    doers: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()
    chances: tuple[float | None, float | None, float | None] = (None, None, None)


def find_roles(survey: Survey, parties: Sequence[Party], telling: Telling, weights: Weights | None) -> Roles:
    """Return the parts that the actors of a text have in one act.

    Args:
        survey: The text.
        parties: All parties, in text order.
        telling: The act, with those told before it.
        weights: Fitted weights, or None to go by the government of the lexicon.
    """
    stakes = find_stakes(survey, parties, telling)
    if not stakes:
        return Roles()
    if weights is None:
        return gather(_choose_by_rule(stakes, telling))
    return gather(choose(list_chances(survey, stakes, telling, weights)), _WORTH / telling.chance)


def list_chances(survey: Survey, stakes: Sequence[Stake], telling: Telling, weights: Weights) -> list[Choice]:
    """Return for every party and role the probability that the party has the role.

    Args:
        survey: The text.
        stakes: The parties that may have a part, at least one.
        telling: The act, with those told before it.
        weights: Fitted weights.
    """
    described = [*gather_role_signs(survey, telling, stakes), gather_nobody_signs(survey, telling, stakes)]
    columns = weights.choose(described)[: len(stakes)].T.tolist()
    return [
        (stake, role, share)
        for role in ROLES
        for stake, share in zip(stakes, columns[weights.classes.index(role)], strict=True)
    ]


def choose(chances: Sequence[Choice]) -> list[Choice]:
    """Return the parties that are likely enough for their roles.

    Args:
        chances: As `list_chances` returns them.
    """
    top = dict.fromkeys(ROLES, 0.0)
    for _, role, share in chances:
        top[role] = max(top[role], share)
    return [
        (stake, role, share) for stake, role, share in chances if share >= _LEAST[role][share < top[role]]
    ]


def _choose_by_rule(stakes: Sequence[Stake], telling: Telling) -> list[Choice]:
    """Give roles by word order and by what the lexicon says of the trigger's government."""
    trigger = telling.trigger
    marks = dict(trigger.marks)
    behind = [stake for stake in stakes if stake.where == "after"]
    ahead = [stake for stake in stakes if stake.where == "before"]
    marked = [(stake, marks[stake.party.preposition]) for stake in behind if stake.party.preposition in marks]
    chosen: list[Choice] = [(stake, role, 1.0) for stake, role in marked if role in (ACTOR, RECIPIENT)]
    bare = [stake for stake in behind if not stake.party.preposition]
    free = [stake for stake in ahead if not stake.party.preposition]
    doer = next(iter((*free, *bare) if trigger.category == "present" else (*bare, *free)), None)
    if doer is not None:
        chosen.append((doer, ACTOR, 1.0))
        rest = next((stake for stake in bare if stake is not doer), None)
        if rest is not None and trigger.object == RECIPIENT:
            chosen.append((rest, RECIPIENT, 0.9))
    chosen.extend((stake, SOURCE, 0.8) for stake in stakes if stake.speaks)
    return chosen


def gather(chosen: Sequence[Choice], least: float = 0.0) -> Roles:
    """Return who has which part; who is too unlikely for one still tells where the clause begins and ends.

    Args:
        chosen: Parties with roles and probabilities.
        least: From which probability on an actor is named.
    """
    best: dict[int, tuple[float, str]] = {}
    for stake, role, share in chosen:
        for actor in stake.party.actors:
            if share > best.get(actor, (0.0, ""))[0]:
                best[actor] = share, role

    def list_actors(role: str) -> tuple[int, ...]:
        return tuple(
            sorted(actor for actor, (share, part) in best.items() if part == role and share >= least)
        )

    def list_parties(role: str) -> tuple[Party, ...]:
        return tuple(stake.party for stake, part, _ in chosen if part == role and stake.where in _HERE)

    def average(actors: Sequence[int]) -> float | None:
        return sum([best[actor][0] for actor in actors]) / len(actors) if actors else None

    actors, recipients, sources = list_actors(ACTOR), list_actors(RECIPIENT), list_actors(SOURCE)
    return Roles(
        actors,
        recipients,
        sources,
        list_parties(ACTOR),
        list_parties(RECIPIENT),
        (average(actors), average(recipients), average(sources)),
    )
