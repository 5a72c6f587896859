"""Incidents: what was reported, by whom it is held to be done, who denies it, and how well it is established."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mithaq.dates import Edtf
from mithaq.following.case import Accuse, Advance, Deny, Harm, Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.cues import Hit, load_cues
from mithaq.following.events import Incident, Mention, find_incidents
from mithaq.following.proposals import keep_first, name_case, propose
from mithaq.following.story import Story, Told
from mithaq.following.terms import find_terms
from mithaq.model import Act, ActorType, ActType
from mithaq.text.normalize import fold

if TYPE_CHECKING:
    from mithaq.following.fold import Case

_STATES = ("corroborated", "investigated", "verified", "refuted", "disputed")
_FIRM = frozenset(("corroborated", "verified"))
_ASKING = frozenset(
    fold(word)
    for word in (
        "طالب",
        "طالبت",
        "ونطالب",
        "نطالب",
        "طلب",
        "طلبت",
        "دعا",
        "دعت",
        "مطالبا",
        "مطالبة",
        "وطالب",
        "ودعا",
    )
)
_DOERS = frozenset((ActorType.ARMED_GROUP, ActorType.STATE, ActorType.INSTITUTION, ActorType.ORGANIZATION))
_REACH = 3  # sentences behind a mention that still speak of it


def propose_incidents(story: Story, cases: Sequence[Case]) -> list[Proposal]:
    """Return what the documents say of incidents.

    Args:
        story: The documents.
        cases: Open cases.
    """
    known = [_read_case(case) for case in cases if case.kind is Kind.INCIDENT]
    incidents = find_incidents(story, known)
    return keep_first(
        proposal for incident in incidents if incident.mentions for proposal in _propose(story, incident)
    )


def _read_case(case: Case) -> Incident:
    on = case.opened.step.on
    terms = find_terms(fold(case.title).split(), 0, len(fold(case.title).split()))
    places = frozenset({case.place} if case.place else ())
    return Incident([], Edtf.parse(on) if on else None, places, terms, case=case.id)


def _propose(story: Story, incident: Incident) -> Iterator[Proposal]:
    opening = next((mention for mention in incident.mentions if mention.category), incident.mentions[0])
    case = incident.case or name_case(Kind.INCIDENT, opening.clause.quote())
    reasons = _explain(incident)
    if not incident.case:
        yield propose(_open(case, incident, opening), 0.6, *reasons)
    firm = False
    for told in story.told:
        mentions = [mention for mention in incident.mentions if mention.told is told]
        if mentions:
            states = list(_find_states(told, mentions, first=told is opening.told, firm=firm))
            firm = firm or any(state == "verified" for state, _, _ in states)
            yield from _tell(case, told, mentions, states, reasons)


def _explain(incident: Incident) -> tuple[tuple[str, str], ...]:
    parts = (
        ("same-day", str(incident.day) if incident.day else ""),
        ("same-place", ", ".join(sorted(incident.places)[:2])),
    )
    return tuple((key, value) for key, value in parts if value)


def _open(case: str, incident: Incident, opening: Mention) -> Open:
    evidence = opening.clause.quote()
    text = opening.told.reading.document.text
    return Open(
        case=case,
        kind=Kind.INCIDENT,
        title=text[evidence.start : evidence.end],
        place=min(opening.places, default=""),
        what=opening.category,
        on=str(incident.day) if incident.day else None,
        evidence=(evidence,),
    )


def _find_states(
    told: Told, mentions: Sequence[Mention], *, first: bool, firm: bool
) -> Iterator[tuple[str, Clause, Hit | None]]:
    """Yield the states that a document shows of an incident, each once, with their words."""
    found: dict[str, tuple[Clause, Hit]] = {}
    for clause in _list_near(told, mentions):
        for hit in load_cues("incidents").find(told.page.forms, clause.first, clause.last):
            if hit.state in _STATES and not _is_asked(told, clause, hit):
                found.setdefault(_read_state(told, clause, hit), (clause, hit))
    if "refuted" in found and any(count.amount.best for mention in mentions for count in mention.harms):
        # Who counts the dead and finds no trace of one story refutes the story, not the incident.
        found.setdefault("verified", found.pop("refuted"))
    _weed(found, mentions[0].clause.sentence.number, first=first, firm=firm)
    if first or _FIRM.isdisjoint(found):
        opening = next((item for item in mentions if item.category), mentions[0])
        yield "reported", opening.clause, None
    for state in ("corroborated", "investigated", "disputed", "verified", "refuted"):
        if state in found:
            yield state, *found[state]


def _read_state(told: Told, clause: Clause, hit: Hit) -> str:
    """Return the state that words show; a finding that it did not happen is none that it did."""
    if hit.state != "verified":
        return hit.state
    forms = told.page.forms[hit.last : min(hit.last + _FINDING, clause.sentence.last)]
    links = [at for at, form in enumerate(forms) if form in _THAT]
    denied = any(not _NOT.isdisjoint(forms[at + 1 : at + _REACH + 1]) for at in links[:1])
    return "refuted" if denied else "verified"


_FINDING = 14
_THAT = frozenset(("ان", "انه", "انها", "بان", "بانه"))
_NOT = frozenset(("لم", "ليس", "ليست", "لا", "عدم", "غير"))


def _weed(found: dict[str, tuple[Clause, Hit]], told_at: int, *, first: bool, firm: bool) -> None:
    """Take away the states that others of the same document, or of earlier ones, exclude."""
    if first:
        # What only now becomes known has not been verified by anybody yet.
        found.pop("verified", None)
        if "corroborated" in found and found["corroborated"][0].sentence.number == told_at:
            found.pop("corroborated")
    if "verified" in found and "refuted" in found:
        one, other = (found[state][0].sentence.number for state in ("verified", "refuted"))
        found.pop("refuted" if one < other else "verified")
    if firm or "verified" in found:
        found.pop("disputed", None)
        found.pop("corroborated", None)
    if "verified" in found:
        found.pop("investigated", None)


def _list_near(told: Told, mentions: Sequence[Mention]) -> Iterator[Clause]:
    """Yield the clauses that speak of an incident: those of its sentences and of the few behind them."""
    numbers = {mention.clause.sentence.number for mention in mentions}
    for sentence in told.sentences:
        if any(number <= sentence.number <= number + _REACH for number in numbers):
            yield from cut_clauses(told, sentence)


def _is_asked(told: Told, clause: Clause, hit: Hit) -> bool:
    before = told.page.forms[clause.sentence.first : hit.first]
    return hit.state == "investigated" and not _ASKING.isdisjoint(before)


def _tell(
    case: str,
    told: Told,
    mentions: Sequence[Mention],
    states: Sequence[tuple[str, Clause, Hit | None]],
    reasons: tuple[tuple[str, str], ...],
) -> Iterator[Proposal]:
    published = f"{told.published}~" if told.published else None
    for state, clause, hit in states:
        on = str(mentions[0].day) if state == "reported" and mentions[0].day else published
        cue = (("cue", told.select(hit.first, hit.last)),) if hit else ()
        step = Advance(case=case, state=state, on=on, evidence=(clause.quote(),))
        yield propose(step, 0.6, *cue, *reasons)
        if state == "disputed" and hit is not None:
            yield from _deny(case, told, clause, hit)
    for mention in mentions:
        for count in mention.harms:
            harm = Harm(
                case=case,
                what=count.what,
                amount=count.amount,
                whom=count.whom,
                on=published,
                evidence=(count.evidence,),
            )
            yield propose(harm, 0.6, ("figure", told.select(count.first, count.first + 2)))
        yield from _accuse(case, told, mention)


_NUMBERS = frozenset(("ارقام", "الارقام", "رقم", "الرقم", "حصيله", "الحصيله", "عدد", "العدد"))


def _deny(case: str, told: Told, clause: Clause, hit: Hit) -> Iterator[Proposal]:
    if not _NUMBERS.isdisjoint(told.page.forms[hit.first : hit.last + _REACH]):
        return
    seen = told.find_parties(clause.sentence.first, clause.sentence.last)
    nearest = min(seen, key=lambda item: (item.first < hit.first, abs(item.first - hit.first)), default=None)
    if nearest is not None:
        names = nearest.party, nearest.party
        step = Deny(
            case=case, who=names[0], by=names[1:], named=told.name_parties(names), evidence=(clause.quote(),)
        )
        yield propose(step, 0.5, ("cue", told.select(hit.first, hit.last)))


def _accuse(case: str, told: Told, mention: Mention) -> Iterator[Proposal]:
    sentence = mention.clause.sentence
    hits = load_cues("incidents").find(told.page.forms, sentence.first, sentence.last)
    denied = min((hit.first for hit in hits if hit.state == "disputed"), default=sentence.last)
    for act in told.find_acts(sentence.first, denied):
        accused, by = _read_accusation(told, act)
        accused = accused or _find_accused(told, act)
        for who in accused:
            span = act.evidence
            first, last = told.find_tokens(span)
            named = told.name_parties((who, *by))
            step = Accuse(case=case, who=who, by=by, named=named, evidence=(told.quote(first, last),))
            place = (told.document, act.type.value, act.trigger.start, act.trigger.end)
            yield propose(step, act.confidence * 0.8, ("act", act.type.value), act=place)


def _find_accused(told: Told, act: Act) -> list[str]:
    """Return the first party behind the verb of an accusation that the reader gave no recipient."""
    if act.type is not ActType.ACCUSE:
        return []
    after, _ = told.find_tokens(act.trigger)
    _, last = told.find_tokens(act.evidence)
    actors = {told.parties[name].id for name in act.actors if name in told.parties}
    named = [seen.party for seen in told.find_parties(after, last) if seen.party not in actors]
    return named[:1]


def _read_accusation(told: Told, act: Act) -> tuple[list[str], tuple[str, ...]]:
    """Return who is held to be the doer by an act of a reading, and by whom."""
    if act.type is ActType.ACCUSE:
        names, by = act.recipients, act.actors
    elif act.type is ActType.ASSAULT and act.said_by:
        names, by = act.actors, act.said_by
    else:
        return [], ()
    parties = [told.parties[name] for name in names if name in told.parties]
    accusers = tuple(told.parties[name].id for name in by if name in told.parties)
    doers = [party for party in parties if party.type in _DOERS and party.id not in accusers]
    if act.type is ActType.ASSAULT:
        # "a shell hit the hospital": what was hit is often taken for who did it, unless a pack knows it as a force.
        doers = [party for party in doers if party.en or party.type is ActorType.ARMED_GROUP]
    return [party.id for party in doers], accusers
