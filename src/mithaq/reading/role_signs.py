"""The signs by which a party is judged to be the actor, the recipient or the source of an act, or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from mithaq.lexicon import Trigger
from mithaq.lexicon.words import FINITE
from mithaq.reading import role_names as names
from mithaq.reading.government import find_governor, gather_government
from mithaq.reading.parties import Party
from mithaq.reading.stakes import Stake, Telling
from mithaq.reading.sums import Bundle, Cues, spell
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
_SHORT = 3
_ODDS = (-0.6, 0.0, 0.8, 1.8, 3.0)
_GAPS = (0, 1, 2, 4, 7, 12)
_HERE = ("before", "after")
_Gathered = tuple[Sequence[Bundle], Sequence[str]]


class Company(Struct, frozen=True, gc=False):
    """What all parties of an act have in common.

    Args:
        crowd: How many stand before and behind the trigger, two digits.
        spoken: Whether any of them says so.
        governor: The verb that the trigger hangs on.
        objects: How many behind the trigger have no preposition.
    """

    crowd: str
    spoken: bool
    governor: str
    objects: int


def list_role_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> Iterator[list[str]]:
    """Yield the signs of each stake by name.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties, as ``find_stakes`` gives them.
    """
    for cues in gather_role_signs(survey, telling, stakes):
        yield list(spell(cues))


def gather_role_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> Iterator[Cues]:
    """Yield the signs of each stake.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties, as ``find_stakes`` gives them.
    """
    sides = [stake.where for stake in stakes]
    company = Company(
        f"{min(sides.count('before'), 2)}{min(sides.count('after'), 2)}",
        any(stake.speaks for stake in stakes),
        find_governor(survey, telling.trigger),
        min(sum([stake.where == "after" and not stake.party.preposition for stake in stakes]), 3),
    )
    for stake in stakes:
        bundles = _gather_place(survey, stake, telling, company)
        bundles += _gather_party(survey, stake, telling, company)
        bundles += _gather_tale(survey, stake, telling)
        words = _list_words(survey, stake, telling, company)
        if stake.where in _HERE:
            for gathered, listed in (
                _gather_way(survey, stake, telling),
                _gather_freedom(survey, stake, telling, _count_bare(stakes, stake)),
            ):
                bundles += gathered
                words += listed
        if stake.where not in ("speaker", "told"):
            side = stake.where, stake.rank
            hung, listed = gather_government(survey, stake.party, side, telling.trigger, telling.kind)
            bundles.append(hung)
            words += listed
        yield Cues(bundles, words)


def list_nobody_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> list[str]:
    """Return the signs that a role of the act is nobody's by name.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties.
    """
    return list(spell(gather_nobody_signs(survey, telling, stakes)))


def gather_nobody_signs(survey: Survey, telling: Telling, stakes: Sequence[Stake]) -> Cues:
    """Return the signs that a role of the act is nobody's.

    Args:
        survey: The text.
        telling: The act.
        stakes: Its parties.
    """
    trigger, kind = telling.trigger, telling.kind
    category, sense = trigger.category, trigger.sense
    sides = [stake.where for stake in stakes]
    after = min(sides.count("after"), 2)
    before = min(sides.count("before"), 2)
    spoken = any(stake.speaks for stake in stakes)
    stem = survey.stems[trigger.first]
    person = sense.person if sense else "-"
    return Cues(
        (
            (names.name_nobody, kind, trigger.family, category, trigger.name),
            (names.name_emptiness, before, after, kind, category),
            (names.name_nobody_form, category, trigger.passive, stem.pronoun, stem.article, person, after),
            (names.name_nobody_frame, trigger.actor, trigger.object, after, spoken, kind),
        )
    )


def _gather_place(survey: Survey, stake: Stake, telling: Telling, company: Company) -> list[Bundle]:
    """Return where the party stands, and how that fits the words of the act."""
    trigger, kind, where, party = telling.trigger, telling.kind, stake.where, stake.party
    category, family, preposition = trigger.category, trigger.family, party.preposition
    stem = survey.stems[trigger.first]
    rank = min(stake.rank, 3)
    near = 9
    if where == "before":
        near = _grade_gap(trigger.first - party.last)
    elif where == "after":
        near = _grade_gap(party.first - _find_edge(trigger, party))
    return [
        (names.name_place, where, rank, near, category, kind),
        (names.name_family, where, rank, family, category),
        (names.name_crowd, where, rank, company.crowd, category, kind),
        (names.name_form, where, rank, category, trigger.passive, stem.pronoun, stem.article),
        (names.name_preposition, preposition, where, category, kind),
        (names.name_mark, _find_mark(trigger, preposition), where, rank),
        (names.name_frame, trigger.actor, trigger.object, where, rank, bool(preposition), category),
    ]


def _find_mark(trigger: Trigger, preposition: str) -> str:
    """Return which part the lexicon gives to a preposition."""
    if not preposition:
        return "bare"
    for word, role in trigger.marks:
        if _same(word, preposition):
            return role
    return "-"


def _gather_party(survey: Survey, stake: Stake, telling: Telling, company: Company) -> list[Bundle]:
    """Return who the party is, how much the text is about it, and how its kind fits the verb."""
    trigger, kind, where = telling.trigger, telling.kind, stake.where
    rank = min(stake.rank, 2)
    index = stake.party.actors[0]
    actor = survey.cast.actors[index]
    times, first = survey.named.get(index, (0, -1))
    headline = times > 0 and survey.number(first) == 0
    free = "bound" if stake.party.preposition else "bare"
    bundles: list[Bundle] = [
        (names.name_type, actor.type, min(len(stake.party.actors), 3), kind, where),
        (names.name_fame, _grade_odds(survey, stake), min(times, 4), headline, where, rank),
        (names.name_speech, stake.speaks, company.spoken, where, rank, kind),
        (names.name_objects, where, rank, free, company.objects, trigger.category, kind),
    ]
    if trigger.sense is not None and trigger.sense.person:
        person = trigger.sense.person
        bundles.append((names.name_person, person, actor.type, company.objects, where, rank, free))
    return bundles


def _list_words(survey: Survey, stake: Stake, telling: Telling, company: Company) -> list[str]:
    """Return the signs that words give, of which there are too many to be remembered as bundles."""
    trigger, kind, where, governor = telling.trigger, telling.kind, stake.where, company.governor
    listed = [
        f"{where}{min(stake.rank, 3)} lem={trigger.name}",
        f"by={stake.party.preposition} fam={trigger.family} {where}",
        f"governor={governor}",
        f"governor={governor} {where}{min(stake.rank, 2)}",
        f"speaks={stake.speaks} fam={trigger.family}",
    ]
    actor = survey.cast.actors[stake.party.actors[0]]
    if actor.en:
        listed += (f"who={actor.id}", f"who={actor.id} {kind}")
    return listed


def _gather_tale(survey: Survey, stake: Stake, telling: Telling) -> list[Bundle]:
    """Return the part that the party had in the act told just before."""
    if not telling.earlier:
        return [(names.name_first_tale,)]
    told, trigger = telling.earlier[-1], telling.trigger
    sentence = survey.page.sentence_of
    near = sentence[told.first] == sentence[trigger.first]
    actors = stake.party.actors
    part = (
        "actor" if _meet(actors, told.actors) else "recipient" if _meet(actors, told.recipients) else "none"
    )
    clitic = survey.stems[trigger.first].clitic[:1]
    bundles: list[Bundle] = [
        (names.name_tale, part, near, stake.where, trigger.category, clitic),
        (names.name_tale_kind, part, near, told.kind, telling.kind),
        (names.name_tale_gap, part, _grade_gap(trigger.first - told.first)),
    ]
    if len(telling.earlier) > 1:
        older = any(_meet(actors, item.actors) for item in telling.earlier[-4:-1])
        bundles.append((names.name_older_tale, part, older))
    return bundles


def _meet(some: Sequence[int], others: Sequence[int]) -> bool:
    for actor in some:  # noqa: SIM110 - twice as fast as any() with a generator
        if actor in others:
            return True
    return False


def _count_bare(stakes: Sequence[Stake], stake: Stake) -> int:
    """Count the parties without preposition that stand nearer on the same side."""
    nearer = [
        other
        for other in stakes
        if other.where == stake.where and other.rank < stake.rank and not other.party.preposition
    ]
    return min(len(nearer), 2)


def _gather_freedom(survey: Survey, stake: Stake, telling: Telling, bare: int) -> _Gathered:
    """Return how the words of a party of the sentence fit the verb."""
    trigger, party, where = telling.trigger, stake.party, stake.where
    category, forms = trigger.category, survey.page.forms
    free = "bound" if party.preposition else "bare"
    begin = survey.sentence(party.first)[0]
    opening = forms[party.first - 1] if party.first > begin else "start"
    shown = opening if len(opening) <= _SHORT or opening in _RELATIVE else "word"
    bundles: list[Bundle] = [
        (names.name_freedom, free, bare, where, category, telling.kind),
        (names.name_previous, shown, min(party.first - begin, 3), where, category),
    ]
    listed = [
        f"{free}{bare} {where} fam={trigger.family} {category}",
        f"{free}{bare} {where} doer={trigger.actor} thing={trigger.object}",
    ]
    if party.last < len(forms):
        listed.append(f"then={forms[party.last]} {where}")
    if trigger.sense is not None and trigger.sense.person:
        feminine = forms[party.first].endswith(("ه", "ات", "ا"))
        bundles.append((names.name_gender, trigger.sense.person, feminine, free, bare, where))
    return bundles, listed


def _find_edge(trigger: Trigger, party: Party) -> int:
    """Return the token from which the way to a party behind is measured: a phrase may have the party in its gap."""
    return trigger.last if party.first >= trigger.last else trigger.first + 1


def _gather_way(survey: Survey, stake: Stake, telling: Telling) -> _Gathered:
    """Return what stands between the trigger and a party of its sentence."""
    trigger, party, where = telling.trigger, stake.party, stake.where
    low, high = (
        (party.last, trigger.first) if where == "before" else (_find_edge(trigger, party), party.first)
    )
    between = survey.page.forms[low:high]
    commas = min(len([form for form in between if form in _BREAKS]), 2)
    verbs = min(len([at for at in range(low, high) if _is_verb(survey, at)]), 2)
    clause = "".join(dict.fromkeys([_RELATIVE[form] for form in between if form in _RELATIVE]))
    way: Bundle = (names.name_way, commas, verbs, clause, where, min(stake.rank, 1), trigger.category)
    if not between:
        kind, preposition = telling.kind, party.preposition
        return [way, (names.name_touch, where, trigger.category, kind, preposition, trigger.family)], ()
    first, last = between[0], between[-1]
    return [way], (f"first={first} {where}", f"last={last} {where}", f"last={last} {telling.kind} {where}")


def _is_verb(survey: Survey, at: int) -> bool:
    senses = survey.words[at].senses
    return bool(senses) and senses[0].category in FINITE


def _same(word: str, preposition: str) -> bool:
    return word.replace("ى", "ي").replace("إ", "ا").replace("أ", "ا") == preposition


def _grade_odds(survey: Survey, stake: Stake) -> int:
    """Grade how surely the party's first actor is one at all, from 0 to 5."""
    odds = survey.odds[stake.party.actors[0]] if survey.odds else 0.0
    return bisect_left(_ODDS, odds)


def _grade_gap(gap: int) -> int:
    return bisect_left(_GAPS, gap)
