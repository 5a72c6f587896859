"""Commitments: what somebody bound himself to, by when, and how far it was kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from mithaq.dates import Edtf, Precision
from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause, pick_strongest
from mithaq.following.content import find_content, gather_content
from mithaq.following.cues import Cues, Hit, load_cues
from mithaq.following.promises import Promise, find_promises
from mithaq.following.story import Story
from mithaq.following.tracks import Desk, Reasons, Track, list_names, make_id, meets, open_desk
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Category
from mithaq.lexicon.words import FINITE
from mithaq.reading.parts import Time

if TYPE_CHECKING:
    from mithaq.following.state import Case

_SAME = 0.75  # from this likeness on a promise is one that is known
_LINK = 0.5  # from this likeness on a clause tells of a promise
_LINK_FIRM = 0.33  # likewise where its words speak of promises or of a part
_STATES = ("released", "partly-met", "missed", "met")
_BRIEF = 6
_YEAR = 4
_REFERS = "refers"  # words that speak of a promise that is known
_NAMED = 0.22  # what they add where he who made it is present
_TO_COME = frozenset(("ان", "لن", "ولن", "سوف", "بان", "كي", "حتي", "لكي"))
_WEEK = 7
_FULFILLED = 1.3  # words of this weight tell that all was kept

_Telling = tuple[Clause, Hit, float, Reasons]
_Kept = dict[str, list[_Telling]]  # what a report tells of each promise


def propose_commitments(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of commitments, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.COMMITMENT, cases), load_cues("commitments")
    for told in story.affairs:
        before = len(desk.tracks)
        sentences = [cut_clauses(told, one) for one in told.sentences if not one.headline]
        kept: _Kept = {}
        for clauses in sentences:
            _follow_sentence(desk, cues, clauses, kept)
        if len(desk.tracks) > before:
            _look_back(desk, cues, sentences, kept, before)
        for case, found in kept.items():
            _settle(desk, desk.tracks[case], found)
    return desk.proposals


def _look_back(
    desk: Desk, cues: Cues, sentences: Sequence[Sequence[Clause]], kept: _Kept, before: int
) -> None:
    """Bring to a promise what a report told of it before it told the promise itself."""
    fresh = {track.id: track.last[1] for track in desk.tracks.values() if track.number >= before}
    for clause in (clause for clauses in sentences for clause in clauses):
        hits = cues.find(clause.forms, clause.first, clause.last)
        if any(hit.state == _REFERS for hit in hits):
            earlier: _Kept = {}
            _bring(desk, clause, hits, earlier)
            for case, found in earlier.items():
                if clause.sentence.number < fresh.get(case, 0):
                    kept.setdefault(case, []).extend(found)


def _settle(desk: Desk, track: Track, found: Sequence[_Telling]) -> None:
    """Propose what the sentence of a report that speaks most plainly of a promise tells of it."""
    told: dict[int, list[_Telling]] = {}
    for one in found:
        told.setdefault(one[0].sentence.number, []).append(one)
    plainest = max(told, key=lambda number: max(map(_rate, told[number])))
    for number, group in told.items():
        if number == plainest or all(hit.state == "made" for _, hit, _, _ in group):
            _keep(desk, track, group)


def _rate(one: _Telling) -> float:
    _, hit, likeness, _ = one
    return likeness + 0.3 * (hit.cue.weight > 1.0) - 1.0 * (hit.state == "made")


def _follow_sentence(desk: Desk, cues: Cues, clauses: Sequence[Clause], kept: _Kept) -> None:
    """Take the promises of a sentence; bring what else it tells to those that are known."""
    taken = 0
    for clause in clauses:
        hits = cues.find(clause.forms, clause.first, clause.last)
        promises = () if clause.first < taken else tuple(find_promises(desk.parties, clause, cues, hits))
        for promise in promises:
            _take(desk, clause, promise)
            taken = max(taken, promise.last)
        if promises or clause.first < taken:
            continue
        _bring(desk, clause, hits, kept)


def _bring(desk: Desk, clause: Clause, hits: Sequence[Hit], kept: _Kept) -> None:
    """Add to what is told of each promise what a clause tells of one."""
    refers = any(hit.state == _REFERS for hit in hits)
    hits = tuple(
        hit for hit in hits if (hit.state in _STATES or hit.state == "made") and _is_past(clause.forms, hit)
    )
    if not hits:
        desk.parties.list(clause.told)  # the two sides of a later document are looked for here too
        return
    track, likeness, reasons = _find_track(desk, clause, refers=refers)
    if track is None:
        return
    for hit in hits:
        firm = hit.cue.weight > 1.0 or refers
        enough = _LINK_FIRM if firm else _LINK
        if likeness >= enough and (
            firm or desk.compare(track, _leave_out(desk, track, clause)) >= _LINK_FIRM
        ):
            kept.setdefault(track.id, []).append((clause, hit, likeness, reasons))
            track.last = clause.told.order, clause.sentence.number


def _is_past(forms: Sequence[str], hit: Hit) -> bool:
    """Tell whether a verb that can tell of a deed tells one that was done ("أن تفتح" does not)."""
    if hit.state != "met" or hit.cue.weight > 1.0:
        return True
    form, before = forms[hit.first], forms[hit.first - 1] if hit.first else ""
    return before not in _TO_COME and not _is_present(form)


@lru_cache(maxsize=20_000)
def _is_present(form: str) -> bool:
    kinds = {sense.category for sense in load_lexicon().analyse(form)} & FINITE
    return bool(kinds) and Category.PAST not in kinds


def _leave_out(desk: Desk, track: Track, clause: Clause) -> frozenset[str]:
    """Return what a clause is about, without where and without those who promised."""
    told, by = clause.told, track.sides.get("by", frozenset())
    placed = {
        at for spot in told.find_spots(clause.first, clause.last) for at in range(spot.first, spot.last)
    }
    for one in desk.parties.find(told, clause.first, clause.last):
        if meets(one, by):
            placed.update(range(one.first, one.last))
    return frozenset(
        word
        for at in range(clause.first, clause.last)
        if at not in placed
        for word in find_content(clause.forms[at])
    )


def _keep(desk: Desk, track: Track, told: Sequence[_Telling]) -> None:
    chosen = tuple(_choose([hit for _, hit, _, _ in told]))
    for clause, hit, likeness, reasons in told:
        if hit in chosen and clause.told.document not in track.documents:
            if hit.state != "made":
                track.documents.add(clause.told.document)
            score = 0.5 * likeness + 0.2 * min(hit.cue.weight, 1.0)
            if desk.advance(track, "", hit.state, clause, (hit, score, reasons)):
                desk.learn(track, clause.find_terms(), clause)


def _find_words(clause: Clause, promise: Promise) -> frozenset[str]:
    """Return what is promised, as terms, without the names of those who promise."""
    bound = {at for one in promise.by for at in range(one.first, one.last)}
    times = {
        at
        for time in clause.told.find_times(promise.first, promise.last)
        for at in range(time.first, time.last)
    }
    cue = set(range(promise.hit.first, promise.hit.last)) if promise.hit.state != "due" else set()
    found: set[str] = set()
    for at in range(promise.first, promise.last):
        if at not in bound and at not in times and at not in cue:
            found |= gather_content(clause.forms, at, at + 1)
    return frozenset(found)


def _take(desk: Desk, clause: Clause, promise: Promise) -> None:
    terms = _find_words(clause, promise)
    if not terms:
        return
    names = frozenset().union(*(one.names for one in promise.by))
    ranked = sorted(
        ((_liken(desk, track, clause, (names, terms)), track.id) for track in desk.list_tracks(terms)),
        reverse=True,
    )
    part = Clause(clause.told, clause.sentence, promise.first, promise.last)
    if ranked and ranked[0][0] >= _SAME:
        track = desk.tracks[ranked[0][1]]
        desk.advance(track, "", "made", part, (promise.hit, 0.6, (("same-words", f"{ranked[0][0]:.2f}"),)))
        desk.learn(track, terms, clause)
        return
    _open(desk, part, promise, terms)


def _liken(desk: Desk, track: Track, clause: Clause, said: tuple[frozenset[str], frozenset[str]]) -> float:
    names, terms = said
    by = not names.isdisjoint(track.sides.get("by", frozenset()))
    next_to = track.last[0] == clause.told.order and 0 < clause.sentence.number - track.last[1] <= 1
    brief = next_to and len(terms) <= _BRIEF and by
    return desk.compare(track, terms) + 0.15 * by + 0.3 * _shares_due(track, clause) + 0.5 * brief


def _shares_due(track: Track, clause: Clause) -> bool:
    """Tell whether a clause names the day by which a promise falls due."""
    if track.due is None:
        return False
    times = clause.told.find_times(clause.first, clause.last)
    return any(time.value.text[4:] == track.due[4:] and len(track.due) > _YEAR for time in times)


def _open(desk: Desk, part: Clause, promise: Promise, terms: frozenset[str]) -> None:
    evidence = part.quote()
    by = tuple(dict.fromkeys(one.party for one in promise.by))
    to = _find_recipients(desk, part, promise)
    step = Open(
        case=make_id(Kind.COMMITMENT, evidence),
        kind=Kind.COMMITMENT,
        title=part.told.write(part.first, part.last),
        sides=(
            *(("by", desk.find_party(name)) for name in by),
            *(("to", desk.find_party(name)) for name in to),
        ),
        due=_find_due(part),
        on=date_clause(part, promise.hit.first),
        evidence=(evidence,),
    )
    track = Track(step.case, Kind.COMMITMENT, terms=dict.fromkeys(terms, 1.0), due=step.due)
    track.sides["by"] = frozenset().union(*(one.names for one in promise.by))
    if to:
        track.sides["to"] = frozenset().union(*(list_names(desk.parties, name) for name in to))
    track.last = part.told.order, part.sentence.number
    reasons = (("promises", part.told.select(promise.hit.first, promise.hit.last)),)
    desk.open(track, step, 0.65 if promise.dated else 0.5, reasons)
    desk.advance(track, "", "made", part, (promise.hit, 0.6, ()))


def _find_recipients(desk: Desk, part: Clause, promise: Promise) -> tuple[str, ...]:
    bound = frozenset().union(*(one.names for one in promise.by))
    others = [
        one.party
        for one in desk.parties.find(part.told, part.first, part.last)
        if not one.weak and not meets(one, bound) and ("ل" in one.clitic or _is_towards(part, one.first))
    ]
    return tuple(dict.fromkeys(others))[:2]


def _is_towards(part: Clause, at: int) -> bool:
    return part.forms[at - 1] in ("الي", "لدي", "امام")


def _find_due(part: Clause) -> str | None:
    """Return the last day named in the words of a promise, EDTF; a month or weekday without a year is to come."""
    published = part.told.published
    days = [_look_ahead(time, published) for time in part.told.find_times(part.first, part.last)]
    later = [day for day in days if day is not None]
    return later[-1].text if later else None


def _look_ahead(time: Time, published: Edtf | None) -> Edtf | None:
    value = time.value
    if published is None or published.earliest is None or value.latest is None:
        return None
    if value.latest >= published.earliest:
        return value
    if not time.relative:
        return None
    if value.precision is Precision.DAY and published.earliest - value.latest < timedelta(days=_WEEK):
        return value.shift(days=_WEEK)
    return value.shift(years=1) if value.precision in (Precision.DAY, Precision.MONTH) else None


def _find_track(desk: Desk, clause: Clause, *, refers: bool) -> tuple[Track | None, float, Reasons]:
    """Return the promise that a clause fits best; words that speak of a promise find it by who made it."""
    best: tuple[Track | None, float, Reasons] = (None, 0.0, ())
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    terms = clause.find_terms()
    for track in desk.list_tracks(terms, present if refers else ()):
        likeness = desk.compare(track, terms)
        by = any(meets(one, track.sides.get("by", frozenset())) for one in present)
        total = likeness + (0.12 if by else 0.0) + 0.25 * _shares_due(track, clause)
        if refers and by:
            total += _NAMED
        if total > best[1]:
            reasons = [("same-words", f"{likeness:.2f}")]
            if by:
                reasons.append(("same-parties", ""))
            best = track, total, tuple(reasons)
    return best


def _choose(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the state that the cues of one clause show, the strongest of those that go together."""
    found = pick_strongest(hits)
    if "met" in found and found["met"].cue.weight > _FULFILLED and "released" not in found:
        yield found["met"]
        return
    for state in _STATES:
        if state in found:
            yield found[state]
            return
    yield from found.values()
