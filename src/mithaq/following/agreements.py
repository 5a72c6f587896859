"""Agreements: one case for each, from the first proposal to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from mithaq.dates import Edtf
from mithaq.following.case import Kind, Open, Party, Proposal
from mithaq.following.clauses import Clause, cut_clauses, date_clause, is_finite_verb, pick_strongest
from mithaq.following.conditions import Book
from mithaq.following.content import gather_content
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.rosters import Present
from mithaq.following.story import Story
from mithaq.following.tracks import Desk, Reasons, Track, list_names, make_id, meets, open_desk
from mithaq.following.words import load_list
from mithaq.model import ActorType
from mithaq.text.segment import segment

if TYPE_CHECKING:
    from mithaq.following.state import Case

_LINK = 0.5  # from this likeness on a clause tells of an agreement that is known
_OPENING = frozenset(("proposed", "signed", "reached", "ratified", "in-force", "suspended", "ended"))
_CLASSES = ("accords", "truces", "contracts", "memoranda")
_SIDES = frozenset(
    (ActorType.STATE, ActorType.INSTITUTION, ActorType.ARMED_GROUP, ActorType.COMPANY, ActorType.ORGANIZATION)
)
_BEFORE = 6
_NEAR = 3  # tokens before a cue in which a wish or a plan can stand
_TOWARDS = 9  # likewise behind a preposition ("تسعى الحكومة إلى تعليق")
_BINDING = load_list("agreements", "binding")
_LEAST_SIDES = 2
_MADE = frozenset(("signed", "ratified", "in-force"))  # what is made is no proposal again
_NEW = frozenset(("proposed", "signed", "reached"))
_DATED = 0.6  # cues that are weaker count only with a day beside them
_WITHIN = 8  # tokens in which that day must be named
_INITIALS = 4  # tokens behind a signature in which it can be said to be one in initials
_APART = 30  # days between two signatures that are not those of one agreement
_RELATIVE = load_list("agreements", "relative")
_DEFINITE = ("ال", "وال", "بال", "لل", "كال")
_PLACED = load_list("agreements", "placed")


@dataclass(slots=True)
class _Docket:
    """What the agreements of a story are followed with.

    Args:
        desk: The cases at hand.
        book: Their conditions.
        signed: The document and the day in which each was signed, as far as told.
    """

    desk: Desk
    book: Book
    signed: dict[str, tuple[int, Edtf | None]] = field(default_factory=dict)


def propose_agreements(story: Story, cases: Sequence[Case] = ()) -> list[Proposal]:
    """Return what the story tells of agreements, as proposals.

    Args:
        story: The documents.
        cases: Open cases.
    """
    desk, cues = open_desk(story, Kind.AGREEMENT, cases), load_cues("agreements")
    docket = _Docket(desk, Book(desk))
    for case in cases:
        if case.kind is Kind.AGREEMENT:
            desk.tracks[case.id].nouns = _read_nouns(case.title)
    for told in story.affairs:
        for sentence in told.sentences:
            if sentence.headline:
                continue
            for clause in cut_clauses(told, sentence):
                hits = [
                    hit
                    for hit in cues.find(clause.forms, clause.first, clause.last)
                    if not _is_awaited(clause, hit) and _is_settled(clause, hit)
                ]
                _follow_clause(docket, clause, tuple(_choose(clause, hits)))
    docket.book.close()
    return desk.proposals


def _is_awaited(clause: Clause, hit: Hit) -> bool:
    """Tell whether what a cue names is only a condition or still to come ("إلا بعد مصادقة المجلس")."""
    form = clause.forms[hit.first]
    near = _TOWARDS if clause.forms[hit.first - 1] in ("الي", "علي", "عن") else _NEAR
    before = clause.forms[max(clause.first, hit.first - near) : hit.first]
    further = clause.forms[max(clause.first, hit.first - _BEFORE) : hit.first]
    bound = form.startswith("ب") and any(one in _BINDING for one in further)
    purpose = form.startswith("لل") and not is_finite_verb(form)
    return bound or purpose or any(one.removeprefix("و") in load_set("awaited") for one in before)


def _is_settled(clause: Clause, hit: Hit) -> bool:
    """Tell whether a cue says that something came about: a participle only with its day beside it."""
    if hit.state == "signed" and "الاحرف" in " ".join(clause.forms[hit.last : hit.last + _INITIALS]):
        return False
    following = clause.forms[hit.first + 1] if hit.first + 1 < clause.last else ""
    if clause.forms[hit.first].startswith("وقع") and following in load_set("happenings"):
        return False
    if hit.cue.weight >= _DATED:
        return True
    return bool(clause.told.find_times(hit.first, min(hit.last + _WITHIN, clause.last)))


def _choose(clause: Clause, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield the strongest cue of each state, without those that another state of the clause excludes."""
    found = pick_strongest(hits)
    if found.keys() & {"ended", "broken"}:
        found.pop("in-force", None)
    if "ratified" in found:
        found.pop("suspended", None)
    if found.keys() & {"signed", "reached"} and _tells_when(clause, found.get("in-force")):
        found.pop("in-force")
    if "signed" in found and "reached" in found:
        found.pop("proposed", None)
    yield from found.values()


def _tells_when(clause: Clause, hit: Hit | None) -> bool:
    """Tell whether a clause only adds from when on an agreement is to hold ("هدنة تسري من مساء الاثنين")."""
    return hit is not None and clause.forms[hit.first].lstrip("و") in ("يسري", "تسري")


def _follow_clause(docket: _Docket, clause: Clause, hits: Sequence[Hit]) -> None:
    desk, book = docket.desk, docket.book
    for _ in book.follow(clause):
        pass
    told = hits or book.sets(clause)
    nouns = _find_nouns(clause.forms, clause.first, clause.last) if told else frozenset()
    if not hits and not nouns:
        desk.parties.list(clause.told)  # the two sides of a later document are looked for here too
        return
    track, likeness, reasons = _find_track(desk, clause, nouns)
    for hit in hits:
        known = track is not None and likeness >= _LINK
        if track is not None and known and not _is_next(track, hit, nouns):
            continue
        if track is not None and known and not (nouns and _is_another(docket, track, clause, hit)):
            score = 0.4 * likeness + 0.4 * hit.cue.weight
            desk.advance(track, "", hit.state, clause, (hit, score, reasons))
            desk.learn(track, clause.find_terms(), clause)
            track.nouns |= nouns
        elif hit.state in _OPENING and nouns:
            track = _open(desk, clause, hit, nouns)
            likeness, reasons = (1.0, ()) if track else (0.0, ())
        if track is not None and hit.state == "signed" and track.id not in docket.signed:
            docket.signed[track.id] = clause.told.order, _read_day(clause, hit)
    if track is not None and likeness >= _LINK and nouns:
        book.set(track, ("",), clause)


def _is_next(track: Track, hit: Hit, nouns: frozenset[str]) -> bool:
    """Tell whether a state can be told of an agreement: what is made is no proposal again, talks name what for."""
    if hit.state == "reached":
        return bool(nouns)
    return hit.state != "proposed" or track.states.get("") not in _MADE


def _read_day(clause: Clause, hit: Hit) -> Edtf | None:
    day = date_clause(clause, hit.first)
    return Edtf.parse(day) if day else None


def _is_another(docket: _Docket, track: Track, clause: Clause, hit: Hit) -> bool:
    """Tell whether a clause tells of a new agreement, made by others or long after the one that is known."""
    at = _find_noun(clause, hit)
    if hit.state not in _NEW or at < 0 or not _is_news(clause, hit):
        return False
    if any(form in load_set("former") for form in clause.forms[hit.first : hit.last + 2]):
        return track.last[0] == clause.told.order
    if not _is_new(clause.forms, at, clause.last):
        return False
    order, day = docket.signed.get(track.id, (-1, None))
    if order == clause.told.order or order in docket.desk.story.companions.get(clause.told.order, ()):
        return False
    known = frozenset().union(*track.sides.values())
    sides = _find_sides(docket.desk, clause, hit.first)[:_LEAST_SIDES]
    strange = [side for side in sides if not meets(side, known)]
    if strange and known and (hit.state == "signed" or len(strange) == len(sides)):
        return True
    return hit.state == "signed" and bool(sides) and _is_apart(day, _read_day(clause, hit))


def _is_news(clause: Clause, hit: Hit) -> bool:
    """Tell whether a finite verb tells what happened, not a clause that says which agreement is meant."""
    before = clause.forms[hit.first - 1] if hit.first > clause.first else ""
    return before not in _RELATIVE and not _find_classes(before or "-")


def _find_noun(clause: Clause, hit: Hit) -> int:
    """Return the token of the noun by which a cue names an agreement, or -1."""
    return next((at for at in range(hit.last - 1, hit.first - 1, -1) if _find_classes(clause.forms[at])), -1)


def _is_new(forms: Sequence[str], at: int, stop: int) -> bool:
    """Tell whether a noun brings up an agreement that was not told of before ("اتفاقا", "مذكرة تفاهم")."""
    form, following = forms[at], forms[at + 1] if at + 1 < stop else ""
    if form.startswith(_DEFINITE) or following.startswith("ال"):
        return False
    return form.endswith("ا") or following.startswith("ل") or following in load_set("matters")


def _is_apart(one: Edtf | None, other: Edtf | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return False
    return abs((one.earliest - other.earliest).days) > _APART


def _find_nouns(forms: Sequence[str], first: int, last: int) -> frozenset[str]:
    """Return the classes of nouns by which some tokens name agreements, and the nouns behind "="."""
    return frozenset().union(*map(_find_classes, forms[first:last]))


@lru_cache(maxsize=60_000)
def _find_classes(form: str) -> frozenset[str]:
    keys = find_keys(form)
    found = {name for name in _CLASSES if not load_set(name).isdisjoint(keys)}
    exact = min((key for name in found for key in load_set(name) & keys), key=len, default="")
    return frozenset((*found, f"={exact.removeprefix('ال').removesuffix('ا')}") if found else ())


@lru_cache(maxsize=2_000)
def _read_nouns(title: str) -> frozenset[str]:
    forms = segment(title).forms
    return _find_nouns(forms, 0, len(forms))


def _find_track(desk: Desk, clause: Clause, nouns: frozenset[str]) -> tuple[Track | None, float, Reasons]:
    best: tuple[Track | None, float, Reasons] = (None, 0.0, ())
    present = desk.parties.find(clause.told, clause.sentence.first, clause.last)
    terms = clause.find_terms()
    meant = nouns or _find_nouns(clause.forms, clause.sentence.first, clause.first)
    known = {track.number: track for track in (*desk.list_tracks(terms, present), *desk.list_recent())}
    latest = max((track.last for track in known.values()), default=(-1, -1))
    for _, track in sorted(known.items()):
        shared = [role for role, names in track.sides.items() if any(meets(one, names) for one in present)]
        likeness = desk.compare(track, terms)
        total = 0.15 * min(len(shared), _LEAST_SIDES) + 0.5 * likeness + _rate_nouns(nouns, meant, track)
        reasons: list[tuple[str, str]] = [("same-words", f"{likeness:.2f}")]
        if shared:
            reasons.append(("same-parties", str(len(shared))))
        if nouns & track.nouns:
            reasons.append(("same-noun", ""))
        if len(desk.tracks) == 1 and meant:
            total += 0.15
        if track.last[0] == clause.told.order:
            total += 0.1
        if track.last == latest:
            total += 0.1
        if total > best[1]:
            best = track, total, tuple(reasons)
    return best


def _rate_nouns(nouns: frozenset[str], meant: frozenset[str], track: Track) -> float:
    """Return what the nouns say of a clause, or those of its sentence before it where a pronoun takes one up."""
    shared = (nouns or meant) & track.nouns
    exact = 0.05 if any(noun.startswith("=") for noun in shared) else 0.0
    if shared:
        return 0.4 + exact if nouns else 0.35 + exact
    return 0.0 if not nouns else 0.2 if "accords" in nouns | track.nouns else -0.3


def _open(desk: Desk, clause: Clause, hit: Hit, nouns: frozenset[str]) -> Track | None:
    """Open an agreement where a clause names at least two who make it."""
    sides = _find_sides(desk, clause, clause.first)
    told_once = len(sides) < _LEAST_SIDES and not is_finite_verb(clause.forms[hit.first])
    former = any(form in load_set("former") for form in clause.forms[clause.first : clause.last])
    if (told_once or not sides) and hit.state != "proposed" and not former:
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
    words = gather_content(clause.forms, clause.sentence.first, clause.last)  # with where it was made
    track = Track(step.case, Kind.AGREEMENT, terms=dict.fromkeys(words, 1.0), nouns=nouns)
    for number, side in enumerate(sides):
        track.sides[str(number)] = side.names | list_names(desk.parties, side.party)
    track.last = clause.told.order, clause.sentence.number
    desk.open(track, step, 0.6 + 0.1 * hit.cue.weight, (("cue", clause.told.select(hit.first, hit.last)),))
    desk.advance(track, "", hit.state, clause, (hit, 0.7, ()))
    return track


def _find_sides(desk: Desk, clause: Clause, first: int) -> tuple[Present, ...]:
    """Return the first bodies or states named from a token on, two of them; a minister stands for his state."""
    found: dict[str, Present] = {}
    for present in desk.parties.find(clause.told, first, clause.last):
        party = _find_maker(desk, present)
        if party is None or "ب" in present.clitic or clause.forms[present.first - 1] in _PLACED:
            continue
        names = {name for name in present.names if not name.startswith("state ")} | {party.id}
        if any(names & other.names for other in found.values()):
            continue
        one = Present(present.first, present.last, present.names | {party.id}, party.id, present.clitic)
        found.setdefault(party.id, one)
    return tuple(found.values())[:3]


def _find_maker(desk: Desk, present: Present) -> Party | None:
    """Return who makes an agreement where somebody is present: the body or state, or that of an office."""
    party = desk.parties.find_party(present.party)
    if present.weak or party is None:
        return None
    if party.type in _SIDES:
        return party
    state = next((name[6:] for name in sorted(present.names) if name.startswith("state ")), "")
    return desk.parties.find_party(state) if party.type is ActorType.PERSON and state else None
