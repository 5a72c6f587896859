"""Requests: one case for what is asked, one thread for everybody who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause
from mithaq.following.conditions import Book
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.deeds import find_deed, list_verbs
from mithaq.following.demands import Demand, find_demand
from mithaq.following.rosters import Present
from mithaq.following.story import Story
from mithaq.following.tracks import Desk, Reasons, Track, list_names, make_id, meets, open_desk
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.words import FINITE
from mithaq.text.normalize import fold

if TYPE_CHECKING:
    from mithaq.following.state import Case

_SAME = 0.8  # from this likeness on a demand tells an open request again
_KNOWN = 0.5  # likewise where the words take up a request that is known
_ANSWER = 0.6  # from this likeness on a clause tells of a request
_CROWD = 0.25  # what two addressees in one clause add
_UNNAMED = 0.3  # what a sentence about the request says that names no addressee
_OWN = ("ها", "ه", "هم", "هما")
_FIRM = 0.8  # weight from which on a cue sets a condition and does not only speak of one
_FAR = 99
_NEXT_TO = {0: 0.3, 1: 0.15}  # what it adds that the case was just told of, by sentences between
_URGED = 0.2  # how much more must speak for an answer to mere urging
_IMPLIED = "answer"  # what those cues take that tell of a request by its answer
_RENEWED = 6  # tokens before "his request" in which a verb can say that it is made again
_OPENING = 0.6  # weight that words must have to open a request
_MOVED = frozenset(("accepted", "agreed", "activated", "accepted-in-principle", "conditional", "delivering"))
_LATE = frozenset(("delivering", "completed", "activated", "agreed"))
_BOUND = frozenset(("conditional", "accepted-in-principle"))
_DECIDED = frozenset(("accepted", "declined", "withdrawn", "completed"))
_ANSWERS = frozenset(("acknowledged", "accepted-in-principle", "conditional", "accepted", "declined"))
_BEHIND = 2  # tokens before or behind a verb in which its subject stands
_CLOSED = frozenset(("declined", "withdrawn"))
_WEAKER = frozenset(("made", "acknowledged", "accepted-in-principle", "conditional"))
_ORDER = (
    "made", "acknowledged", "accepted-in-principle", "conditional", "accepted", "declined", "agreed", "activated",
    "delivering", "completed", "withdrawn",
)  # fmt: skip


def propose_requests(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of requests, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.REQUEST, cases), load_cues("requests")
    book = Book(desk)
    for told in story.told:
        for sentence in told.sentences:
            if sentence.headline:
                continue
            for clause in cut_clauses(told, sentence):
                _follow_clause(desk, book, clause, cues.find(clause.forms, clause.first, clause.last))
    book.close()
    return desk.proposals


def _follow_clause(desk: Desk, book: Book, clause: Clause, hits: Sequence[Hit]) -> None:
    binding = [hit for hit in hits if hit.state == "conditional"]
    opening = [
        hit
        for hit in hits
        if hit.state == "open" and not any(other.first <= hit.first < other.last for other in binding)
    ]
    _ask(desk, clause, [hit for hit in opening if hit.cue.takes != _IMPLIED])
    states = [hit for hit in hits if hit.state != "open"]
    moved = _answer(desk, clause, states) if states else _do(desk, clause)
    if moved is None and _ask(desk, clause, [hit for hit in opening if hit.cue.takes == _IMPLIED]):
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


def _ask(desk: Desk, clause: Clause, hits: Sequence[Hit]) -> bool:
    """Take the first of some cues at which somebody asks somebody; tell whether one did."""
    demands = (find_demand(desk.parties, clause, hit) for hit in hits)
    return any(demand is not None and _take(desk, clause, demand) for demand in demands)


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


def _take(desk: Desk, clause: Clause, demand: Demand) -> bool:
    """Bring a demand to the request that it tells again, or open one; tell whether either was done."""
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
        return True
    if demand.by and not _refers(clause, demand.hit):
        _open(desk, clause, demand, terms)
        return True
    return False


def _looks_back(clause: Clause, hit: Hit) -> bool:
    """Tell whether a verb takes up a request that is known ("what it had asked of the League")."""
    before = clause.forms[max(clause.first, hit.first - _BEHIND) : hit.first]
    return any(form in _RELATIVE for form in before)


_RELATIVE = frozenset(fold(word) for word in ("ما", "الذي", "التي", "كما", "بما", "عما", "مما"))


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
    for at in range(demand.hit.first, clause.last):
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


def _open(desk: Desk, clause: Clause, demand: Demand, terms: frozenset[str]) -> None:
    evidence = clause.quote()
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


def _answer(desk: Desk, clause: Clause, hits: Sequence[Hit]) -> tuple[Track, tuple[str, ...]] | None:
    """Bring the states that a clause shows to the threads that they move, and return these."""
    terms = clause.find_terms()
    best: tuple[float, Track, tuple[str, ...], Reasons] | None = None
    told, sentence = clause.told, clause.sentence
    near = desk.parties.find(told, told.sentences[max(sentence.number - 1, 0)].first, sentence.last)
    for track in desk.list_tracks((), near):
        threads, level = _find_threads(desk, clause, track)
        if not any(_admits(desk, track, thread, clause, hit) for thread in threads for hit in hits):
            continue
        likeness, reasons = _fit(desk, clause, track, (level, terms))
        likeness += _CROWD if len(threads) > 1 and level == 1.0 else 0.0
        likeness -= _URGED if track.tentative else 0.0
        if best is None or likeness > best[0]:
            best = likeness, track, threads, reasons
    if best is None or best[0] < _ANSWER:
        return None
    likeness, track, threads, reasons = best
    moved = False
    for thread in threads:
        for hit in _choose([hit for hit in hits if _admits(desk, track, thread, clause, hit)]):
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


def _fit(
    desk: Desk, clause: Clause, track: Track, seen: tuple[float, frozenset[str]]
) -> tuple[float, Reasons]:
    level, terms = seen
    likeness = desk.compare(track, terms)
    sentence, told = clause.sentence, clause.told
    asked = _names_request(clause.forms[sentence.first : sentence.last])
    by = any(meets(p, track.sides["by"]) for p in desk.parties.find(told, sentence.first, sentence.last))
    apart = sentence.number - track.last[1] if told.order == track.last[0] else _FAR
    near = _NEXT_TO.get(apart, 0.0)
    total = 0.5 * level + 0.8 * likeness + 0.3 * asked + 0.12 * by + near
    reasons = [("addressee", f"{level:.1f}"), ("same-words", f"{likeness:.2f}")]
    if asked:
        reasons.append(("names-request", ""))
    return total, tuple(reasons)


def _names_request(forms: Sequence[str]) -> bool:
    return any(map(_is_asked, forms))


@lru_cache(maxsize=60_000)
def _is_asked(form: str) -> bool:
    return not load_set("asked").isdisjoint(find_keys(form))


def _find_threads(desk: Desk, clause: Clause, track: Track) -> tuple[tuple[str, ...], float]:
    """Return the threads of which a clause tells, and how surely, between 0 and 1."""
    told, sentence = clause.told, clause.sentence
    mine = track.sides.get("by", frozenset())
    ranges = [(clause.first, clause.last, 1.0), (sentence.first, clause.first, 0.7)]
    if sentence.number:
        before = told.sentences[sentence.number - 1]
        ranges.append((before.first, before.last, 0.3))
    for first, last, level in ranges:
        found = [
            (present, thread)
            for present in desk.parties.find(told, first, last)
            for thread in _list_meant(track, present, mine)
        ]
        strong = [(present, thread) for present, thread in found if not present.weak] or found
        if strong:
            if level < 1.0:
                strong = _keep_nearest(strong)
            weak = all(present.weak for present, _ in strong)
            return tuple(dict.fromkeys(thread for _, thread in strong)), level * (0.7 if weak else 1.0)
    words = clause.forms[sentence.first : sentence.last]
    present = desk.parties.find(told, sentence.first, sentence.last)
    by = any(meets(one, mine) for one in present)
    if not by or len(track.threads) != 1 or not _names_request(words) or _leads(desk, present, mine):
        return (), 0.0
    return tuple(track.threads), _UNNAMED


def _leads(desk: Desk, present: Sequence[Present], mine: frozenset[str]) -> bool:
    """Tell whether another known body stands before the one who asked: it answers, and to something else."""
    strong = [one for one in present if not one.weak]
    return bool(strong) and not meets(strong[0], mine) and desk.parties.is_known_body(strong[0].party)


def _list_meant(track: Track, present: Present, mine: frozenset[str]) -> tuple[str, ...]:
    """Return the threads of those for whom somebody present can stand; of one thread's party, that thread alone."""
    if present.party in track.threads and present.party not in mine:
        return (present.party,)
    return tuple(thread for thread, names in track.threads.items() if meets(present, names - mine))


def _keep_nearest(found: Sequence[tuple[Present, str]]) -> list[tuple[Present, str]]:
    last = found[-1][0]
    return [item for item in found if item[0].first == last.first]


def _admits(desk: Desk, track: Track, thread: str, clause: Clause, hit: Hit) -> bool:
    """Tell whether a thread can come into the state of a cue, from where it stands and after what was told."""
    state = track.states.get(thread, "made")
    if hit.state in _LATE:
        closed = state in _CLOSED and not _names_request(clause.forms[clause.first : clause.last])
        return not closed
    if hit.state == "conditional" and hit.cue.weight < _FIRM:
        return state in _BOUND
    if hit.state == "withdrawn" and _is_told_of_addressee(desk, track, clause, hit):
        return False
    if hit.state in _ANSWERS and _is_told_of_asker(desk, track, clause, hit):
        return False
    decided = any((track.id, thread, one, clause.told.document) in desk.told for one in _DECIDED)
    return not (decided and hit.state in _WEAKER)


def _is_told_of_addressee(desk: Desk, track: Track, clause: Clause, hit: Hit) -> bool:
    """Tell whether one who was asked is the subject of a cue, and not the one who asked."""
    before = [one for one in desk.parties.find(clause.told, clause.first, hit.last) if not one.weak]
    mine = track.sides.get("by", frozenset())
    theirs = track.addressed
    return any(meets(one, theirs) for one in before) and not any(meets(one, mine) for one in before)


def _is_told_of_asker(desk: Desk, track: Track, clause: Clause, hit: Hit) -> bool:
    """Tell whether one who asked is the subject of a cue, where neither an addressee nor the request is named."""
    low = max(clause.first, hit.first - _BEHIND)
    near = [one for one in desk.parties.find(clause.told, low, hit.last + _BEHIND) if not one.weak]
    mine = track.sides.get("by", frozenset())
    if not any(meets(one, mine) for one in near) or _names_request(clause.forms[clause.first : clause.last]):
        return False
    theirs = track.addressed
    return not any(meets(one, theirs) for one in desk.parties.find(clause.told, clause.first, clause.last))


def _choose(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the cues that count: stronger states swallow those that they imply."""
    found: dict[str, Hit] = {}
    for hit in hits:
        known = found.get(hit.state)
        if known is None or hit.cue.weight > known.cue.weight:
            found[hit.state] = hit
    if found.keys() & {"conditional", "accepted-in-principle", "declined", "withdrawn"}:
        for weaker in ("accepted", "delivering", "completed", "acknowledged", "agreed", "activated"):
            found.pop(weaker, None)
    if "accepted" in found or len(found) > 1:
        found.pop("made", None)
    late = next((name for name in ("completed", "delivering") if name in found), None)
    for name in _ORDER:
        if name in found and (name not in _LATE or name in (late, "agreed")):
            yield found[name]
