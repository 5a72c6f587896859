"""Answers: of which request and of whom asked a clause tells, and which of its states count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mithaq.following.clauses import Clause, pick_strongest
from mithaq.following.cues import Hit, find_keys, load_set
from mithaq.following.rosters import Present
from mithaq.following.tracks import Desk, Reasons, Track, meets

_UNNAMED = 0.3  # what a sentence about the request says that names no addressee
_VAGUE = 0.6  # weight below which words of what is given count only where they name what was asked for
_ALIKE = 0.45  # how much of it they must name
_FIRM = 0.8  # weight from which on a cue sets a condition and does not only speak of one
_FAR = 99
_NEXT_TO = {0: 0.3, 1: 0.15}  # what it adds that the case was just told of, by sentences between
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


def keep_telling(desk: Desk, track: Track, clause: Clause, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the cues that count for a request.

    Vague ones ("arrived") count only where nothing else is told, and where it is about what was asked for.
    """
    firm = [hit for hit in hits if not is_vague(hit)]
    if firm or names_request(clause.forms[clause.first : clause.last]):
        return firm
    return hits if desk.compare(track, clause.find_terms()) >= _ALIKE else []


def is_vague(hit: Hit) -> bool:
    """Tell whether words of what is given ("arrived") say too little to belong to a request by themselves."""
    return hit.cue.weight < _VAGUE and hit.state in _LATE


def fit(
    desk: Desk, clause: Clause, track: Track, seen: tuple[float, frozenset[str]]
) -> tuple[float, Reasons]:
    """Return how well a clause fits a request, with the reasons.

    Args:
        desk: The desk.
        clause: The clause.
        track: The request.
        seen: How surely somebody who was asked is present, and what the clause is about.
    """
    level, terms = seen
    likeness = desk.compare(track, terms)
    sentence, told = clause.sentence, clause.told
    asked = names_request(clause.forms[sentence.first : sentence.last])
    by = any(meets(p, track.sides["by"]) for p in desk.parties.find(told, sentence.first, sentence.last))
    apart = sentence.number - track.last[1] if told.order == track.last[0] else _FAR
    near = _NEXT_TO.get(apart, 0.0)
    total = 0.5 * level + 0.8 * likeness + 0.3 * asked + 0.12 * by + near
    reasons = [("addressee", f"{level:.1f}"), ("same-words", f"{likeness:.2f}")]
    if asked:
        reasons.append(("names-request", ""))
    return total, tuple(reasons)


def names_request(forms: Sequence[str]) -> bool:
    """Tell whether one of some words names a request ("the letter", "its demand")."""
    return any(map(_is_asked, forms))


@lru_cache(maxsize=60_000)
def _is_asked(form: str) -> bool:
    return not load_set("asked").isdisjoint(find_keys(form))


def find_threads(desk: Desk, clause: Clause, track: Track) -> tuple[tuple[str, ...], float]:
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
    if not by or len(track.threads) != 1 or not names_request(words) or _leads(desk, present, mine):
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


def admits(desk: Desk, track: Track, thread: str, clause: Clause, hit: Hit) -> bool:
    """Tell whether a thread can come into the state of a cue, from where it stands and after what was told."""
    state = track.states.get(thread, "made")
    if hit.state in _LATE:
        closed = state in _CLOSED and not names_request(clause.forms[clause.first : clause.last])
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
    if not any(meets(one, mine) for one in near) or names_request(clause.forms[clause.first : clause.last]):
        return False
    theirs = track.addressed
    return not any(meets(one, theirs) for one in desk.parties.find(clause.told, clause.first, clause.last))


def choose(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the cues that count: stronger states swallow those that they imply."""
    found = pick_strongest(hits)
    if found.keys() & {"conditional", "accepted-in-principle", "declined", "withdrawn"}:
        for weaker in ("accepted", "delivering", "completed", "acknowledged", "agreed", "activated"):
            found.pop(weaker, None)
    if "accepted" in found or len(found) > 1:
        found.pop("made", None)
    late = next((name for name in ("completed", "delivering") if name in found), None)
    for name in _ORDER:
        if name in found and (name not in _LATE or name in (late, "agreed")):
            yield found[name]
