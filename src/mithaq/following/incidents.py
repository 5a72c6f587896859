"""Incidents: what was reported, by whom it is held to be done, who denies it, and how well it is established."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mithaq.dates import Edtf
from mithaq.following.accusations import Accusation, find_accusations
from mithaq.following.case import Accuse, Advance, Deny, Evidence, Harm, Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.cues import Hit, find_keys, load_cues
from mithaq.following.events import Incident, find_incidents
from mithaq.following.mentions import Mention
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
    firm = accused = False
    for told in story.told:
        mentions = [mention for mention in incident.mentions if mention.told is told]
        if mentions:
            blamed = [*_accuse(case, told, mentions), *_accuse_by_words(story, case, told, mentions)]
            accused = accused or any(_is_blamed(proposal) for proposal in blamed)
            found = _gather_states(told, mentions, accused=accused)
            states = list(_find_states(found, mentions, first=told is opening.told, firm=firm))
            firm = firm or any(state == "verified" for state, _, _ in states)
            yield from _tell(case, told, mentions, states, reasons)
            yield from _find_denials(case, told, mentions)
            yield from keep_first(blamed)


def _is_blamed(proposal: Proposal) -> bool:
    """Tell whether somebody accuses somebody else."""
    return isinstance(proposal.step, Accuse) and proposal.step.who not in proposal.step.by


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


Found = dict[str, tuple[Clause, Hit]]


def _gather_states(told: Told, mentions: Sequence[Mention], *, accused: bool) -> Found:
    """Return the states that a document shows of an incident, each with the first words that show it."""
    found: Found = {}
    for clause in sorted(_list_near(told, mentions), key=lambda clause: clause.sentence.headline):
        for hit in load_cues("incidents").find(told.page.forms, clause.first, clause.last):
            if hit.state in _STATES and not _is_asked(told, clause, hit):
                found.setdefault(_read_state(told, clause, hit, accused=accused), (clause, hit))
    found.pop("", None)
    if "refuted" in found and any(count.amount.best for mention in mentions for count in mention.harms):
        # Who counts the dead and finds no trace of one story refutes the story, not the incident.
        found.setdefault("verified", found.pop("refuted"))
    return found


def _find_states(
    found: Found, mentions: Sequence[Mention], *, first: bool, firm: bool
) -> Iterator[tuple[str, Clause, Hit | None]]:
    """Yield the states that hold in one document, each once, with their words."""
    _weed(found, mentions[0].clause.sentence.number, first=first, firm=firm)
    told_again = not found or (found.keys() == {"disputed"} and any(mention.harms for mention in mentions))
    if first or told_again:
        opening = next((item for item in mentions if item.category), mentions[0])
        yield "reported", opening.clause, None
    for state in ("corroborated", "investigated", "disputed", "verified", "refuted"):
        if state in found:
            yield state, *found[state]


def _read_state(told: Told, clause: Clause, hit: Hit, *, accused: bool) -> str:
    """Return the state that words show; empty where they leave open whether the incident happened.

    A finding that it did not happen is none that it did; that the doer is not known, or one had no part in it, says
    nothing of the incident.
    """
    behind = told.page.forms[hit.last - 1 : min(hit.last + _ABOUT, clause.sentence.last)]
    if hit.state == "refuted":
        return "" if any(not _DOER.isdisjoint(find_keys(form)) for form in behind) else "refuted"
    if hit.state == "disputed":
        linked = any(not _LINK.isdisjoint(find_keys(form)) for form in behind)
        return "" if linked and not accused else "disputed"
    if (
        not _NOT_DONE.isdisjoint(told.page.forms[hit.first + 1 : hit.last - 1])
        and told.page.forms[hit.first].lstrip("و") not in _NOT_DONE
    ):
        return ""
    if hit.state != "verified":
        return hit.state
    if not _THAT.isdisjoint(told.page.forms[hit.first + 1 : hit.last - 1]):
        return ""
    forms = told.page.forms[hit.last : min(hit.last + _FINDING, clause.sentence.last)]
    links = [at for at, form in enumerate(forms) if form in _THAT]
    denied = any(not _NOT.isdisjoint(forms[at + 1 : at + _REACH + 1]) for at in links[:1])
    return "refuted" if denied else "verified"


_ABOUT = 9
_DOER = frozenset(
    fold(word)
    for word in (
        "تحديد", "لتحديد", "هوية", "المسؤول", "الفاعل", "الفاعلين", "الجهة", "مشاركة", "ضلوع", "تورط", "علاقة", "صلة",
        "مسؤولية", "الجناة", "المنفذين", "يدين", "تدين", "يثبت", "يربط",
    )
)  # fmt: skip
_LINK = frozenset(
    fold(word) for word in ("صلة", "علاقة", "ضلوع", "تورط", "مسؤولية", "ضلوعه", "ضلوعها", "تورطه", "تورطها")
)
_FINDING = 14
_THAT = frozenset(("ان", "انه", "انها", "بان", "بانه"))
_NOT_DONE = frozenset(("لم", "ولم", "لن", "ولن", "لا", "ليس", "ليست"))
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
    if "verified" in found or "refuted" in found:
        found.pop("investigated", None)
    if "refuted" in found:
        found.pop("corroborated", None)


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


_NUMBERS = frozenset(("ارقام", "الارقام", "رقم", "الرقم", "حصيله", "الحصيله", "عدد", "العدد"))


def _find_denials(case: str, told: Told, mentions: Sequence[Mention]) -> Iterator[Proposal]:
    """Yield who denies, once for each party; not who only doubts the numbers."""
    denied = set()
    for clause in _list_near(told, mentions):
        for hit in load_cues("incidents").find(told.page.forms, clause.first, clause.last):
            if hit.state != "disputed" or not _NUMBERS.isdisjoint(
                told.page.forms[hit.first : hit.last + _REACH]
            ):
                continue
            who = _find_denier(told, clause, hit)
            if who and who not in denied:
                denied.add(who)
                named = told.name_parties((who,))
                step = Deny(case=case, who=who, by=(who,), named=named, evidence=(clause.quote(),))
                yield propose(step, 0.5, ("cue", told.select(hit.first, hit.last)))


def _find_denier(told: Told, clause: Clause, hit: Hit) -> str:
    """Return who denies: whom the reader's act names, who stands right behind the verb, or the last one before it."""
    for act in told.find_acts(hit.first, hit.last):
        names = [told.parties[name].id for name in act.actors if name in told.parties]
        if act.type is ActType.REJECT and names:
            return names[0]
    seen = told.find_parties(clause.sentence.first, clause.sentence.last)
    nearest = min(seen, key=lambda item: (item.first < hit.first, abs(item.first - hit.first)), default=None)
    return nearest.party if nearest is not None else ""


def _accuse(case: str, told: Told, mentions: Sequence[Mention]) -> Iterator[Proposal]:
    for mention in mentions:
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


def _accuse_by_words(story: Story, case: str, told: Told, mentions: Sequence[Mention]) -> Iterator[Proposal]:
    rosters = story.rosters
    for item in find_accusations(rosters, told, tuple(_list_near(told, mentions))):
        found = (rosters.find_party(name) for name in dict.fromkeys((item.who, *item.by)))
        named = tuple(party for party in found if party is not None)
        step = Accuse(case=case, who=item.who, by=item.by, named=named, evidence=(_quote_accusation(item),))
        yield propose(step, 0.5, ("cue", told.select(item.hit.first, item.hit.last)))


def _quote_accusation(item: Accusation) -> Evidence:
    return item.clause.quote()


def _find_accused(told: Told, act: Act) -> list[str]:
    """Return the first party behind the verb of an accusation that the reader gave no recipient."""
    if act.type is not ActType.ACCUSE:
        return []
    after, _ = told.find_tokens(act.trigger)
    _, last = told.find_tokens(act.evidence)
    actors = {told.parties[name].id for name in act.actors if name in told.parties}
    known = {party.id: party for party in told.parties.values()}
    named = [known[seen.party] for seen in told.find_parties(after, last) if seen.party in known]
    return [party.id for party in named if party.type in _DOERS and party.id not in actors][:1]


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
        # A dateline is often taken for who did it, as is what was hit.
        first, last = told.find_tokens(act.evidence)
        sentence = told.sentences[told.page.sentence_of[first]]
        begin = cut_clauses(told, sentence)[0].first
        present = {seen.party for seen in told.find_parties(max(first, begin), max(last, sentence.last))}
        doers = [party for party in doers if party.id in present]
        # "a shell hit the hospital": what was hit is often taken for who did it, unless a pack knows it as a force.
        doers = [party for party in doers if party.en or party.type is ActorType.ARMED_GROUP]
    return [party.id for party in doers], accusers
