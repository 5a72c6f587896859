"""Requests: one case for what is asked, one thread for everybody who is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mithaq.following.answers import admits, choose, find_threads, fit, is_vague, keep_telling
from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause
from mithaq.following.conditions import Book
from mithaq.following.content import gather_content
from mithaq.following.crowds import Crowd, find_crowd, name_crowd
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.deeds import find_deed, list_verbs
from mithaq.following.demands import Demand, find_demand, find_further
from mithaq.following.story import Story, Told
from mithaq.following.tracks import Desk, Reasons, Track, list_names, make_id, meets, open_desk
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.words import FINITE

if TYPE_CHECKING:
    from mithaq.following.state import Case

_SAME = 0.8  # from this likeness on a demand tells an open request again
_KNOWN = 0.5  # likewise where the words take up a request that is known
_ANSWER = 0.6  # from this likeness on a clause tells of a request
_CROWD = 0.25  # what two addressees in one clause add
_OWN = ("ها", "ه", "هم", "هما")
_URGED = 0.2  # how much more must speak for an answer to mere urging
_IMPLIED = "answer"  # what those cues take that tell of a request by its answer
_RENEWED = 6  # tokens before "his request" in which a verb can say that it is made again
_OPENING = 0.6  # weight that words must have to open a request
_BEHIND = 2  # tokens before or behind a verb in which its subject stands


def propose_requests(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of requests, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.REQUEST, cases), load_cues("requests")
    book = Book(desk)
    crowds: list[Crowd] = []
    for told in story.affairs:
        crowds = [crowd for crowd in crowds if not _name(desk, crowd, told)]
        for sentence in told.sentences:
            if sentence.headline:
                continue
            for clause in cut_clauses(told, sentence):
                hits = cues.find(clause.forms, clause.first, clause.last)
                crowds.extend(_follow_clause(desk, book, clause, hits))
    book.close()
    return desk.proposals


def _follow_clause(desk: Desk, book: Book, clause: Clause, hits: Sequence[Hit]) -> tuple[Crowd, ...]:
    """Take what a clause tells; return whom it asks without a name."""
    hits = [_read_partly(clause, hit) for hit in hits if clause.forms[hit.first] not in load_set("before")]
    binding = [hit for hit in hits if hit.state == "conditional"]
    opening = [
        hit
        for hit in hits
        if hit.state == "open" and not any(other.first <= hit.first < other.last for other in binding)
    ]
    asking = [hit for hit in opening if hit.cue.takes != _IMPLIED]
    crowd = next(filter(None, (find_crowd(desk.parties, clause, hit) for hit in asking)), None)
    if crowd is None:
        _ask(desk, clause, asking)
    waiting = crowd is not None and not _name(desk, crowd, clause.told)
    states = [hit for hit in hits if hit.state != "open" and not (opening and is_vague(hit))]
    implied = [hit for hit in opening if hit.cue.takes == _IMPLIED]
    fresh = bool(implied) and _is_fresh(desk, clause, implied[0]) and _ask(desk, clause, implied)
    moved = _answer(desk, clause, states) if states else _do(desk, clause)
    if moved is None and not fresh and _ask(desk, clause, implied):
        moved = _answer(desk, clause, states) if states else None
    for condition, hit in book.follow(clause):
        track = desk.tracks[condition.track]
        if track.states.get(condition.thread) == "conditional":
            reasons = (("same-condition", condition.id),)
            desk.advance(track, condition.thread, "conditional", clause, (hit, 0.5, reasons))
    if moved is not None:
        track, threads = moved
        bound = [thread for thread in threads if track.states.get(thread) == "conditional"]
        book.set(track, bound, clause)
    else:
        _list_conditions(desk, book, clause)
    return (crowd,) if crowd is not None and waiting else ()


def _read_partly(clause: Clause, hit: Hit) -> Hit:
    """Return words that say that something was done as words that it is being done, where only a part was."""
    partly = hit.state == "completed" and not load_set("partial").isdisjoint(
        clause.forms[hit.first : clause.last]
    )
    return replace(hit, state="delivering") if partly else hit


def _is_fresh(desk: Desk, clause: Clause, hit: Hit) -> bool:
    """Tell whether an answer is that of somebody whom no known request asks."""
    demand = find_demand(desk.parties, clause, hit)
    return demand is not None and not any(
        meets(present, track.addressed)
        for track in desk.list_tracks((), demand.addressees)
        for present in demand.addressees
    )


def _ask(desk: Desk, clause: Clause, hits: Sequence[Hit]) -> bool:
    """Take the first of some cues at which somebody asks somebody; tell whether one did."""
    for demand in filter(None, (find_demand(desk.parties, clause, hit) for hit in hits)):
        taken = [_take(desk, clause, one) for one in find_further(desk.parties, clause, demand)]
        if any(track is not None for track in taken):
            return True
    return False


def _name(desk: Desk, crowd: Crowd, told: Told) -> bool:
    """Take a crowd that a document names for what it asks; tell whether it names it."""
    named = name_crowd(desk.parties, crowd, told)
    if named is None:
        return False
    clause, addressees = named
    demand = Demand(crowd.by, addressees, crowd.hit)
    track = _take(desk, crowd.clause, demand)
    if track is not None:
        desk.settle(track)
        _tell_again(desk, clause, demand, track)
    return track is not None


def _list_conditions(desk: Desk, book: Book, clause: Clause) -> None:
    """Take a sentence that begins with "the conditions" for a list of those just set."""
    forms, sentence = clause.forms, clause.sentence
    opening = forms[sentence.first : sentence.first + 2]
    if clause.first != sentence.first or not any(
        not load_set("condition").isdisjoint(find_keys(f)) for f in opening
    ):
        return
    for track in desk.list_tracks((), desk.parties.list(clause.told)):
        bound = [thread for thread, state in track.states.items() if state == "conditional"]
        if bound and track.last[0] == clause.told.order:
            book.set(track, bound, clause)


def _take(desk: Desk, clause: Clause, demand: Demand) -> Track | None:
    """Bring a demand to the request that it tells again, or open one, and return it; None where neither is done."""
    terms = _find_object(desk, clause, demand)
    ranked = sorted(
        ((_liken(desk, track, demand, terms), track.id) for track in desk.list_tracks((), demand.addressees)),
        reverse=True,
    )
    known = _looks_back(clause, demand.hit)
    if ranked and ranked[0][0] >= (_KNOWN if known else _SAME):
        track = desk.tracks[ranked[0][1]]
        _tell_again(desk, clause, demand, track)
        desk.learn(track, terms, clause)
        return track
    if demand.by and not _refers(clause, demand.hit):
        return _open(desk, clause, demand, terms)
    return None


def _looks_back(clause: Clause, hit: Hit) -> bool:
    """Tell whether a verb takes up a request that is known ("what it had asked of the League")."""
    before = clause.forms[max(clause.first, hit.first - _BEHIND) : hit.first]
    return any(form in load_set("relative") for form in before)


def _refers(clause: Clause, hit: Hit) -> bool:
    """Tell whether the words speak of a request that is known already ("طلبها", "الرسالة")."""
    form = clause.forms[hit.first]
    senses = load_lexicon().analyse(form)
    if form.startswith(("ال", "بال", "وال", "لل")):
        return not any(sense.category in FINITE and not sense.suffix for sense in senses)
    if any(
        not load_set("renewed").isdisjoint(find_keys(word))
        for word in clause.forms[max(hit.first - _RENEWED, 0) : hit.first]
    ):
        return False
    nouns = [sense for sense in senses if sense.category not in FINITE]
    return bool(nouns) and clause.told.page.raw(hit.first).endswith(_OWN)


def _find_object(desk: Desk, clause: Clause, demand: Demand) -> frozenset[str]:
    """Return what is asked for: the terms of the clause, without those of the parties' names."""
    named = {
        at
        for present in desk.parties.find(clause.told, clause.first, clause.last)
        for at in range(present.first, present.last)
    }
    terms: set[str] = set()
    for at in range(demand.first or demand.hit.first, demand.last or clause.last):
        if at not in named:
            terms |= gather_content(clause.forms, at, at + 1)
    return frozenset(terms)


def _liken(desk: Desk, track: Track, demand: Demand, terms: frozenset[str]) -> float:
    names = frozenset().union(*track.threads.values())
    asked = sum(meets(present, names) for present in demand.addressees) / len(demand.addressees)
    if not asked:
        return 0.0
    mine = frozenset().union(*(list_names(desk.parties, party) for party in demand.by))
    by = 0.25 if mine & track.sides.get("by", frozenset()) else 0.0
    crowd = 0.5 if asked == 1.0 and len(demand.addressees) > 2 else 0.0  # noqa: PLR2004 - two may be chance
    return 0.35 * asked + by + crowd + 0.6 * desk.compare(track, terms)


def _tell_again(desk: Desk, clause: Clause, demand: Demand, track: Track) -> None:
    for present in demand.addressees:
        for thread, names in track.threads.items():
            if meets(present, names):
                reasons = (("same-request", track.id),)
                desk.advance(track, thread, "made", clause, (demand.hit, 0.7, reasons))


def _open(desk: Desk, clause: Clause, demand: Demand, terms: frozenset[str]) -> Track:
    evidence = clause.quote(demand.first or None, demand.last or None)
    by = tuple(("by", desk.find_party(name)) for name in demand.by)
    to = tuple(("to", desk.find_party(present.party)) for present in demand.addressees)
    words = clause.told.write(demand.hit.first, clause.last)
    step = Open(
        case=make_id(Kind.REQUEST, evidence),
        kind=Kind.REQUEST,
        title=words,
        sides=(*by, *to),
        on=date_clause(clause, demand.hit.first),
        evidence=(evidence,),
    )
    track = Track(step.case, Kind.REQUEST, terms=dict.fromkeys(terms, 1.0))
    track.sides["by"] = frozenset().union(*(list_names(desk.parties, name) for name in demand.by))
    track.last = clause.told.order, clause.sentence.number
    for present in demand.addressees:
        track.threads[present.party] = present.names | list_names(desk.parties, present.party)
    cue = clause.told.select(demand.hit.first, demand.hit.last)
    track.tentative = demand.hit.cue.weight < _OPENING
    desk.open(track, step, 0.7 * demand.hit.cue.weight, (("asks", cue), ("asked", to[0][1].ar)))
    for present in demand.addressees:
        desk.advance(track, present.party, "made", clause, (demand.hit, 0.7, ()))
    return track


def _answer(desk: Desk, clause: Clause, hits: Sequence[Hit]) -> tuple[Track, tuple[str, ...]] | None:
    """Bring the states that a clause shows to the threads that they move, and return these."""
    terms = clause.find_terms()
    best: tuple[float, Track, tuple[str, ...], Reasons] | None = None
    told, sentence = clause.told, clause.sentence
    near = desk.parties.find(told, told.sentences[max(sentence.number - 1, 0)].first, sentence.last)
    for track in desk.list_tracks((), near):
        threads, level = find_threads(desk, clause, track)
        telling = keep_telling(desk, track, clause, hits)
        if not any(admits(desk, track, thread, clause, hit) for thread in threads for hit in telling):
            continue
        likeness, reasons = fit(desk, clause, track, (level, terms))
        likeness += _CROWD if len(threads) > 1 and level == 1.0 else 0.0
        likeness -= _URGED if track.tentative else 0.0
        if best is None or likeness > best[0]:
            best = likeness, track, threads, reasons
    if best is None or best[0] < _ANSWER:
        return None
    likeness, track, threads, reasons = best
    hits, moved = keep_telling(desk, track, clause, hits), False
    for thread in threads:
        for hit in choose([hit for hit in hits if admits(desk, track, thread, clause, hit)]):
            score = min(0.95, 0.5 * likeness + 0.3 * hit.cue.weight)
            moved |= desk.advance(track, thread, hit.state, clause, (hit, score, reasons))
    if moved:
        desk.learn(track, terms, clause)
    return (track, threads) if moved else None


def _do(desk: Desk, clause: Clause) -> tuple[Track, tuple[str, ...]] | None:
    """Bring a deed of one who was asked to the request that asks for it."""
    verbs = list_verbs(desk, clause)
    present = desk.parties.find(clause.told, clause.first, clause.last) if verbs else ()
    for track in desk.list_tracks((), present):
        hit = find_deed(desk, track, clause, verbs)
        moved = _answer(desk, clause, (hit,)) if hit else None
        if moved is not None:
            return moved
    return None
