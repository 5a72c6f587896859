"""Agreements: one case for each, from the first proposal to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mithaq.following.case import Kind, Open, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause, is_finite_verb
from mithaq.following.conditions import Book
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.rosters import Present
from mithaq.following.story import Story
from mithaq.following.tracks import Desk, Reasons, Track, list_names, make_id, meets, open_desk
from mithaq.model import ActorType

if TYPE_CHECKING:
    from mithaq.following.state import Case

_LINK = 0.5  # from this likeness on a clause tells of an agreement that is known
_OPENING = frozenset(("proposed", "signed", "reached", "ratified", "in-force", "suspended", "ended"))
_CLASSES = ("accords", "truces", "contracts", "memoranda")
_SIDES = frozenset(
    (ActorType.STATE, ActorType.INSTITUTION, ActorType.ARMED_GROUP, ActorType.COMPANY, ActorType.ORGANIZATION)
)
_BEFORE = 6
_BINDING = frozenset(("يربط", "تربط", "ربط", "ربطت", "رهن", "مشروط", "مشروطه", "مرهون", "مرهونه"))
_AWAITED = frozenset(("الا", "شريطه", "بشرط", "متي", "اذا", "حالما", "انتظار", "بانتظار", "قبل", "ضروره"))
_LEAST_SIDES = 2


def propose_agreements(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of agreements, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.AGREEMENT, cases), load_cues("agreements")
    book = Book(desk)
    for told in story.told:
        for sentence in told.sentences:
            if sentence.headline:
                continue
            for clause in cut_clauses(told, sentence):
                hits = [
                    hit
                    for hit in cues.find(clause.forms, clause.first, clause.last)
                    if not _is_awaited(clause, hit)
                ]
                _follow_clause(desk, book, clause, tuple(_choose(hits)))
    book.close()
    return desk.proposals


def _is_awaited(clause: Clause, hit: Hit) -> bool:
    """Tell whether what a cue names is only a condition or still to come ("إلا بعد مصادقة المجلس")."""
    before = clause.forms[max(clause.first, hit.first - 3) : hit.first]
    further = clause.forms[max(clause.first, hit.first - _BEFORE) : hit.first]
    bound = clause.forms[hit.first].startswith("ب") and any(form in _BINDING for form in further)
    return bound or any(form in _AWAITED for form in before)


def _choose(hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the strongest cue of each state, without those that another state of the clause excludes."""
    found: dict[str, Hit] = {}
    for hit in hits:
        known = found.get(hit.state)
        if known is None or hit.cue.weight > known.cue.weight:
            found[hit.state] = hit
    if found.keys() & {"ended", "broken"}:
        found.pop("in-force", None)
    if "ratified" in found:
        found.pop("suspended", None)
    if "signed" in found and "reached" in found and "احرف" not in " ".join(hits[0].cue.patterns):
        found.pop("proposed", None)
    yield from found.values()


def _follow_clause(desk: Desk, book: Book, clause: Clause, hits: Sequence[Hit]) -> None:
    for _ in book.follow(clause):
        pass
    nouns = _find_nouns(clause)
    if not hits and not (nouns and book.sets(clause)):
        desk.parties.list(clause.told)  # the two sides of a later document are looked for here too
        return
    track, likeness, reasons = _find_track(desk, clause, nouns)
    for hit in hits:
        if track is not None and likeness >= _LINK:
            score = 0.4 * likeness + 0.4 * hit.cue.weight
            desk.advance(track, "", hit.state, clause, (hit, score, reasons))
            desk.learn(track, clause.find_terms(), clause)
            track.nouns |= nouns
        elif hit.state in _OPENING and nouns:
            track = _open(desk, clause, hit, nouns)
            likeness, reasons = (1.0, ()) if track else (0.0, ())
    if track is not None and likeness >= _LINK and nouns:
        book.set(track, ("",), clause)


def _find_nouns(clause: Clause) -> frozenset[str]:
    """Return the classes of nouns by which the clause names agreements."""
    return frozenset().union(*map(_find_classes, clause.forms[clause.first : clause.last]))


@lru_cache(maxsize=60_000)
def _find_classes(form: str) -> frozenset[str]:
    keys = find_keys(form)
    return frozenset(name for name in _CLASSES if not load_set(name).isdisjoint(keys))


def _find_track(desk: Desk, clause: Clause, nouns: frozenset[str]) -> tuple[Track | None, float, Reasons]:
    best: tuple[Track | None, float, Reasons] = (None, 0.0, ())
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    terms = clause.find_terms()
    known = {track.number: track for track in (*desk.list_tracks(terms, present), *desk.list_recent())}
    for _, track in sorted(known.items()):
        shared = [role for role, names in track.sides.items() if any(meets(one, names) for one in present)]
        likeness = desk.compare(track, terms)
        total = 0.15 * min(len(shared), _LEAST_SIDES) + 0.5 * likeness
        reasons: list[tuple[str, str]] = [("same-words", f"{likeness:.2f}")]
        if shared:
            reasons.append(("same-parties", str(len(shared))))
        if nouns & track.nouns:
            total += 0.4
            reasons.append(("same-noun", ""))
        elif nouns and "accords" not in nouns | track.nouns:
            total -= 0.3
        elif nouns:
            total += 0.2
        if len(desk.tracks) == 1 and nouns:
            total += 0.15
        if track.last[0] == clause.told.order:
            total += 0.1
        if total > best[1]:
            best = track, total, tuple(reasons)
    return best


def _open(desk: Desk, clause: Clause, hit: Hit, nouns: frozenset[str]) -> Track | None:
    """Open an agreement where a clause names at least two who make it."""
    sides = _find_sides(desk, clause)
    told_once = len(sides) < _LEAST_SIDES and not is_finite_verb(clause.forms[hit.first])
    if (told_once or not sides) and hit.state != "proposed":
        return None
    evidence = clause.quote()
    step = Open(
        case=make_id(Kind.AGREEMENT, evidence),
        kind=Kind.AGREEMENT,
        title=clause.told.write(hit.first, clause.last),
        sides=tuple(("party", desk.find_party(side.party)) for side in sides),
        on=date_clause(clause, hit.first),
        evidence=(evidence,),
    )
    track = Track(step.case, Kind.AGREEMENT, terms=dict.fromkeys(clause.find_terms(), 1.0), nouns=nouns)
    for number, side in enumerate(sides):
        track.sides[str(number)] = side.names | list_names(desk.parties, side.party)
    track.last = clause.told.order, clause.sentence.number
    desk.open(track, step, 0.6 + 0.1 * hit.cue.weight, (("cue", clause.told.select(hit.first, hit.last)),))
    desk.advance(track, "", hit.state, clause, (hit, 0.7, ()))
    return track


def _find_sides(desk: Desk, clause: Clause) -> tuple[Present, ...]:
    """Return the first bodies or states that the clause names, two of them; persons stand for nobody."""
    found: dict[str, Present] = {}
    for present in desk.parties.find(clause.told, clause.first, clause.last):
        party = desk.parties.find_party(present.party)
        if present.weak or party is None or party.type not in _SIDES or "ب" in present.clitic:
            continue
        names = {name for name in present.names if not name.startswith("state ")}
        if any(names & other.names for other in found.values()):
            continue
        found[present.party] = present
    return tuple(found.values())[:3]
