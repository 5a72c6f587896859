"""The signs by which a party is judged to be the actor, the recipient or the source of an act, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mithaq.lexicon import Trigger
from mithaq.lexicon.words import FINITE
from mithaq.reading.government import list_government_signs
from mithaq.reading.parties import Party
from mithaq.reading.survey import Survey

ACTOR, RECIPIENT, SOURCE = ROLES = ("actor", "recipient", "source")
_BREAKS = frozenset("،,؛;:")
_RELATIVE = {
    "الذي": "rel",
    "التي": "rel",
    "الذين": "rel",
    "ان": "that",
    "بان": "that",
    "حيث": "where",
    "انه": "that",
}
_EARLIER = 4
# So many parties of the sentence are considered on each side.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Stake:
    """A party that may have a part in an act.

    Args:
        party: The party.
        where: ``before`` or ``after`` the trigger in its sentence (in the gap of a phrase is ``after``, too);
            ``earlier`` in the sentence before; ``speaker`` where only speech brings it in, ``told`` where only the
            act before does.
        rank: How many parties of the same sentence stand nearer on that side.
        speaks: Whether the act lies in what this party says.
    """

    party: Party
    where: str
    rank: int
    speaks: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An act whose roles are known.

    Args:
        first: First token of its trigger.
        kind: Its type.
        actors: Indices into the cast.
        recipients: Indices into the cast.
    """

    first: int
    kind: str
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One act as roles are judged for it.

    Args:
        trigger: The candidate.
        kind: Its type.
        earlier: The acts told before it in the text whose roles are known, the nearest last.
        chance: How likely it is an act of that type at all, from 0 to 1.
    """

    trigger: Trigger
    kind: str
    earlier: tuple[Told, ...] = ()
    chance: float = 1.0


def find_stakes(survey: Survey, parties: Sequence[Party], telling: Telling) -> tuple[Stake, ...]:
    """Return the parties that may have a part in an act, nearest first on each side.

    Args:
        survey: The text.
        parties: All parties in text order.
        telling: The act and those told before it.
    """
    trigger = telling.trigger
    begin, end = survey.sentence(trigger.first)
    speakers = _find_speakers(survey, trigger)
    here = [party for party in parties if begin <= party.first < end]
    before = [party for party in here if party.last <= trigger.first][-_MOST:]
    after = [party for party in here if party.first >= trigger.first][:_MOST]
    stakes = [
        Stake(party, "before", rank, _speaks(party, speakers)) for rank, party in enumerate(reversed(before))
    ]
    stakes += [Stake(party, "after", rank, _speaks(party, speakers)) for rank, party in enumerate(after)]
    sentence = survey.page.sentence_of[trigger.first]
    if sentence:
        low, high = survey.page.sentences[sentence - 1]
        earlier = [party for party in parties if low <= party.first < high]
        chosen = earlier[:2] + earlier[2:][-1:]
        stakes += [
            Stake(party, "earlier", rank, _speaks(party, speakers)) for rank, party in enumerate(chosen)
        ]
    known = {actor for stake in stakes for actor in stake.party.actors}
    missing = tuple(actor for actor in speakers if actor not in known)
    if missing:
        stakes.append(Stake(Party(begin, begin, missing, ""), "speaker", 0, speaks=True))
        known.update(missing)
    for told in telling.earlier[-1:]:
        for rank, group in enumerate((told.actors, told.recipients)):
            kept = tuple(actor for actor in group if actor not in known)
            if kept:
                stakes.append(Stake(Party(begin, begin, kept, ""), "told", rank, speaks=False))
                known.update(kept)
    return tuple(stakes)


def _find_speakers(survey: Survey, trigger: Trigger) -> tuple[int, ...]:
    index = survey.speech_at[trigger.first]
    return survey.speech[index].speakers if index >= 0 else ()


def _speaks(party: Party, speakers: tuple[int, ...]) -> bool:
    return any(actor in speakers for actor in party.actors)


def list_role_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> Iterator[list[str]]:
    """Yield the signs of each stake.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties, as ``find_stakes`` gives them.
    """
    sides = [stake.where for stake in stakes]
    crowd = f"{min(sides.count('before'), 2)}{min(sides.count('after'), 2)}"
    spoken = any(stake.speaks for stake in stakes)
    governor = _find_governor(survey, telling.trigger)
    objects = min(sum(other.where == "after" and not other.party.preposition for other in stakes), 3)
    for stake in stakes:
        signs = [*_sign_place(stake, telling, crowd), *_sign_grammar(survey, stake, telling), governor]
        place = f"{stake.where}{min(stake.rank, 2)}"
        kind = survey.cast.actors[stake.party.actors[0]].type.value
        signs += (
            f"is={kind}",
            f"is={kind} {telling.kind} {stake.where}",
            f"likely={_grade_odds(survey, stake)}",
            f"likely={_grade_odds(survey, stake)} {place}",
            f"speaks={stake.speaks}",
            f"speaks={stake.speaks} {telling.kind}",
            f"speaks={stake.speaks} {telling.kind} {place}",
            f"speaks={stake.speaks} fam={telling.trigger.family}",
            f"speaks={stake.speaks} spoken={spoken} {place}",
            f"spoken={spoken} {stake.where} {telling.kind}",
            f"many={min(len(stake.party.actors), 3)} {telling.kind} {stake.where}",
            f"{governor} {place}",
        )
        signs.extend(_sign_before(survey, stake, telling))
        if stake.where not in ("speaker", "told"):
            side = stake.where, stake.rank
            signs.extend(list_government_signs(survey, stake.party, side, telling.trigger, telling.kind))
        signs.extend(_sign_party(survey, stake, telling, _count_bare(stakes, stake)))
        signs.extend(_sign_subject(stake, telling, kind, objects))
        yield signs


def list_nobody_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> list[str]:
    """Return the signs that a role of the act is nobody's.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties.
    """
    trigger = telling.trigger
    category = trigger.category.value
    sides = [stake.where for stake in stakes]
    after = min(sides.count("after"), 2)
    before = min(sides.count("before"), 2)
    spoken = any(stake.speaks for stake in stakes)
    stem = survey.stems[trigger.first]
    return [
        "nobody",
        f"nobody {telling.kind}",
        f"nobody fam={trigger.family}",
        f"nobody fam={trigger.family} {category}",
        f"nobody name={trigger.name}",
        f"nobody {category} passive={trigger.passive}",
        f"nobody before={before} after={after}",
        f"nobody before={before} after={after} {telling.kind}",
        f"nobody before={before} after={after} {category}",
        f"nobody doer={trigger.actor} thing={trigger.object} after={after}",
        f"nobody pro={stem.pronoun} art={stem.article} {category}",
        f"nobody spoken={spoken}",
        f"nobody spoken={spoken} {telling.kind}",
        f"nobody person={trigger.sense.person if trigger.sense else '-'} after={after}",
    ]


def _sign_before(survey: Survey, stake: Stake, telling: Telling) -> Iterator[str]:
    """Name the part that the party had in the act told just before."""
    if not telling.earlier:
        yield "tale=first"
        return
    told = telling.earlier[-1]
    sentence = survey.page.sentence_of
    near = sentence[told.first] == sentence[telling.trigger.first]
    actors = set(stake.party.actors)
    part = "actor" if actors & set(told.actors) else "recipient" if actors & set(told.recipients) else "none"
    category = telling.trigger.category.value
    yield f"tale={part} near={near}"
    yield f"tale={part} near={near} {stake.where}"
    yield f"tale={part} near={near} {told.kind}>{telling.kind}"
    yield f"tale={part} near={near} {category} {stake.where}"
    clitic = survey.stems[telling.trigger.first].clitic[:1]
    yield f"tale={part} near={near} {category} cl={clitic}"
    gap = _grade_gap(telling.trigger.first - told.first)
    yield f"tale={part} gap={gap}"
    if len(telling.earlier) > 1:
        older = any(actors & set(item.actors) for item in telling.earlier[-4:-1])
        yield f"tale={part} older={older}"


def _sign_subject(stake: Stake, telling: Telling, kind: str, objects: int) -> Iterator[str]:
    """Name how the verb agrees with the kind of party, and how many could be subject and object behind it."""
    sense = telling.trigger.sense
    category = telling.trigger.category.value
    free = "bare" if not stake.party.preposition else "bound"
    place = f"{stake.where}{min(stake.rank, 2)} {free}"
    yield f"{place} objects={objects} {category}"
    yield f"{place} objects={objects} {category} {telling.kind}"
    if sense is not None and sense.person:
        yield f"person={sense.person} is={kind} {stake.where}"
        yield f"person={sense.person} objects={objects} {place}"


def _count_bare(stakes: Sequence[Stake], stake: Stake) -> int:
    """Count the parties without preposition that stand nearer on the same side."""
    return min(
        sum(
            other.where == stake.where and other.rank < stake.rank and not other.party.preposition
            for other in stakes
        ),
        2,
    )


def _sign_party(survey: Survey, stake: Stake, telling: Telling, bare: int) -> Iterator[str]:
    """Name who the party is, how much the text is about it, and how its words fit the verb."""
    trigger, party = telling.trigger, stake.party
    category, where = trigger.category.value, stake.where
    actor = party.actors[0]
    mentions = [mention for mention in survey.mentions if mention.actor == actor]
    told = min(len(mentions), 4)
    yield f"told={told}"
    yield f"told={told} {where}"
    yield f"headline={bool(mentions) and survey.number(mentions[0].first) == 0} {where}"
    if survey.cast.actors[actor].en:
        yield f"who={survey.cast.actors[actor].id}"
        yield f"who={survey.cast.actors[actor].id} {telling.kind}"
    if where not in ("before", "after"):
        return
    free = "bare" if not party.preposition else "bound"
    yield f"{free}{bare} {where} {category}"
    yield f"{free}{bare} {where} {category} {telling.kind}"
    yield f"{free}{bare} {where} fam={trigger.family} {category}"
    yield f"{free}{bare} {where} doer={trigger.actor} thing={trigger.object}"
    begin = survey.sentence(party.first)[0]
    opening = survey.page.forms[party.first - 1] if party.first > begin else "start"
    yield f"prev={opening if len(opening) <= 3 or opening in _RELATIVE else 'word'} {where} {category}"  # noqa: PLR2004
    person = trigger.sense.person if trigger.sense is not None else ""
    if person:
        feminine = survey.page.forms[party.first].endswith(("ه", "ات", "ا"))
        yield f"person={person} feminine={feminine} {where}"
        yield f"person={person} feminine={feminine} {free}{bare} {where}"


def _find_edge(trigger: Trigger, party: Party) -> int:
    """Return the token from which the way to a party behind is measured: a phrase may have the party in its gap."""
    return trigger.last if party.first >= trigger.last else trigger.first + 1


def _sign_place(stake: Stake, telling: Telling, crowd: str) -> Iterator[str]:
    trigger = telling.trigger
    category = trigger.category.value
    place = f"{stake.where}{min(stake.rank, 3)}"
    gap = (
        trigger.first - stake.party.last
        if stake.where == "before"
        else stake.party.first - _find_edge(trigger, stake.party)
    )
    near = _grade_gap(gap) if stake.where in ("before", "after") else 9
    yield "bias"
    yield place
    yield f"{stake.where} near={near}"
    yield f"{place} near={near} {category}"
    yield f"{place} {category} {telling.kind}"
    yield f"{place} {telling.kind}"
    yield f"{place} fam={trigger.family}"
    yield f"{place} fam={trigger.family} {category}"
    yield f"{place} lem={trigger.name}"
    yield f"{place} crowd={crowd}"
    yield f"{place} crowd={crowd} {category}"
    yield f"{place} crowd={crowd} {telling.kind}"
    yield f"{place} {category} passive={trigger.passive}"


def _sign_grammar(survey: Survey, stake: Stake, telling: Telling) -> Iterator[str]:
    trigger, party = telling.trigger, stake.party
    category = trigger.category.value
    preposition = party.preposition
    mark = (
        next((role for word, role in trigger.marks if _same(word, preposition)), "-")
        if preposition
        else "bare"
    )
    yield f"by={preposition} {stake.where}"
    yield f"by={preposition} {stake.where} {category}"
    yield f"by={preposition} {stake.where} {telling.kind}"
    yield f"by={preposition} fam={trigger.family} {stake.where}"
    yield f"mark={mark} {stake.where}"
    yield f"mark={mark} {stake.where}{min(stake.rank, 1)}"
    place = f"{stake.where}{min(stake.rank, 2)}"
    yield f"doer={trigger.actor} thing={trigger.object} {place} by={bool(preposition)}"
    yield f"doer={trigger.actor} {category} {stake.where}{min(stake.rank, 1)}"
    stem = survey.stems[trigger.first]
    yield f"pro={stem.pronoun} {stake.where}{min(stake.rank, 1)} {category}"
    yield f"art={stem.article} {stake.where}{min(stake.rank, 1)} {category}"
    if stake.where not in ("before", "after"):
        return
    low, high = (
        (party.last, trigger.first) if stake.where == "before" else (_find_edge(trigger, party), party.first)
    )
    between = survey.page.forms[low:high]
    commas = min(sum(form in _BREAKS for form in between), 2)
    verbs = min(sum(_is_verb(survey, at) for at in range(low, high)), 2)
    clause = "".join(dict.fromkeys(_RELATIVE[form] for form in between if form in _RELATIVE))
    yield f"commas={commas} verbs={verbs} {stake.where}"
    yield f"commas={commas} verbs={verbs} {stake.where}{min(stake.rank, 1)} {category}"
    yield f"clause={clause} {stake.where}{min(stake.rank, 1)}"
    yield f"clause={clause} verbs={verbs} {stake.where} {category}"
    if between:
        yield f"first={between[0]} {stake.where}"
        yield f"last={between[-1]} {stake.where}"
        yield f"last={between[-1]} {telling.kind} {stake.where}"
    else:
        yield f"touching {stake.where} {category} {telling.kind} by={preposition}"
        yield f"touching {stake.where} fam={trigger.family}"
    begin = survey.sentence(party.first)[0]
    yield f"opens={min(party.first - begin, 3)} {stake.where}"
    if party.last < len(survey.page.forms):
        yield f"then={survey.page.forms[party.last]} {stake.where}"


def _find_governor(survey: Survey, trigger: Trigger) -> str:
    """Name the nearest verb before a noun: whose act the noun tells often hangs on it."""
    if trigger.category in FINITE:
        return "governor=self"
    begin = survey.sentence(trigger.first)[0]
    for at in range(trigger.first - 1, max(begin - 1, trigger.first - 1 - _EARLIER), -1):
        for sense in survey.words[at].senses:
            if sense.category in FINITE:
                return f"governor={sense.lemma}"
    return "governor=none"


def _is_verb(survey: Survey, at: int) -> bool:
    senses = survey.words[at].senses
    return bool(senses) and senses[0].category in FINITE


def _same(word: str, preposition: str) -> bool:
    return word.replace("ى", "ي").replace("إ", "ا").replace("أ", "ا") == preposition


def _grade_odds(survey: Survey, stake: Stake) -> int:
    """Grade how surely the party's first actor is one at all, from 0 to 5."""
    odds = survey.odds[stake.party.actors[0]] if survey.odds else 0.0
    return sum(odds > limit for limit in (-0.6, 0.0, 0.8, 1.8, 3.0))


def _grade_gap(gap: int) -> int:
    for grade, limit in enumerate((0, 1, 2, 4, 7, 12)):
        if gap <= limit:
            return grade
    return 6
