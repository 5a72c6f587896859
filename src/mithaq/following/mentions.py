"""Mentions: where a document speaks of an incident, with the day, the place and the harm that it tells there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from mithaq.dates import Edtf, Precision
from mithaq.following.clauses import Clause, cut_clauses
from mithaq.following.cues import Cue, Hit, load_cues, load_set
from mithaq.following.harms import Count, find_harms
from mithaq.following.story import Sentence, Told
from mithaq.following.terms import find_term, rate_term
from mithaq.reading.parts import Spot, Time

_EVENT, _AGAIN = "event:", "again"
_DEATHS = "event:deaths"  # says less of what happened than any other
_FINDINGS = frozenset(("corroborated", "investigated", "verified", "refuted", "disputed"))
_WIDE = 9
_NONE = frozenset(("لم", "ولم", "دون", "بلا", "لا", "ولا"))
_CLOSE = 4
_COUNTRY = frozenset(("country", "region"))
RARE = 5.0
"""So rare are the words by which an incident is told (binary logarithm of articles to one with it)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document speaks of an incident.

    Args:
        told: The document.
        clause: The clause.
        hit: The words.
        category: Its category; empty where the words only point back.
        day: When it was; None where not told.
        firm: Whether its own clause gives the day.
        places: English names of places near by.
        terms: Rare words of the sentence.
        sites: What kinds of places the sentence names ("hospital"), as terms.
        harms: What it did to people.
        finding: Whether its clause tells how well established it is.
    """

    told: Told
    clause: Clause
    hit: Hit
    category: str
    day: Edtf | None
    firm: bool
    places: frozenset[str]
    terms: frozenset[str]
    sites: frozenset[str]
    harms: tuple[Count, ...]
    finding: bool = False

    @property
    def bare(self) -> bool:
        """Whether it only tells a finding, of what its words must say."""
        return self.hit.state in _FINDINGS


def find_mentions(told: Told) -> Iterator[Mention]:
    """Yield where a document speaks of incidents, in text order.

    A clause that only tells a finding ("the panel concluded", "the ministry denied") counts as well: of which
    incident, its words decide.

    Args:
        told: The document.
    """
    cues = load_cues("incidents")
    for sentence in told.sentences:
        for clause in cut_clauses(told, sentence):
            hits = cues.find(told.page.forms, clause.first, clause.last)
            events = [hit for hit in hits if hit.state.startswith(_EVENT) and _is_told(told, clause, hit)]
            back = [hit for hit in hits if hit.state == _AGAIN and _is_told(told, clause, hit)]
            findings = [hit for hit in hits if hit.state in _FINDINGS]
            harms = find_harms(clause)
            if events:
                event = next((hit for hit in events if hit.state != _DEATHS), events[0])
                category = event.state.removeprefix(_EVENT)
                yield _make(told, clause, event, category, harms, finding=bool(findings))
            elif back or harms:
                hit = back[0] if back else Hit(harms[0].first, harms[0].first + 1, _AGAIN, Cue(_AGAIN, ()))
                yield _make(told, clause, hit, "", harms, finding=bool(findings))
            elif findings:
                yield _make(told, clause, findings[0], "", (), finding=True)


def _is_told(told: Told, clause: Clause, hit: Hit) -> bool:
    """Tell whether an event is told as one that happened: neither stopped, feared, asked for nor to come."""
    if hit.denied or hit.coming:
        return False
    forms = told.page.forms
    if not load_set("stopped").isdisjoint(forms[max(hit.first - 2, clause.first) : hit.first]):
        return False
    if not load_set("wanted").isdisjoint(forms[max(hit.first - _WIDE, clause.first) : hit.first]):
        return False
    before = forms[max(hit.first - _CLOSE, clause.first) : hit.first]
    if before[-1:] == ("اي",) and not _NONE.isdisjoint(forms[clause.first : hit.first]):
        return False
    return load_set("feared").isdisjoint(before) and _NONE.isdisjoint(before)


def _make(
    told: Told, clause: Clause, hit: Hit, category: str, harms: tuple[Count, ...], *, finding: bool
) -> Mention:
    sentence = clause.sentence
    places = find_places(told, sentence) or find_places(told, told.sentences[0])
    terms = told.list_terms(sentence)
    day, firm = _find_earliest(told, clause, hit.first) if finding else find_day(told, clause, hit.first)
    return Mention(
        told,
        clause,
        hit,
        category,
        day,
        firm,
        places,
        frozenset(term for term in terms if rate_term(term) >= RARE),
        frozenset(find_term(form) for form in told.page.forms[sentence.first : sentence.last])
        & _list_sites(),
        harms,
        finding,
    )


@cache
def _list_sites() -> frozenset[str]:
    """Return kinds of places that are hit, as terms."""
    return frozenset(map(find_term, load_set("sites")))


def find_places(told: Told, sentence: Sentence) -> frozenset[str]:
    """Return where a sentence says that something is: neither its dateline nor a capital that speaks for its state.

    Args:
        told: The document.
        sentence: A sentence of it.
    """
    first = next((clause.first for clause in cut_clauses(told, sentence)), sentence.first)
    spots = [spot for spot in told.find_spots(first, sentence.last) if spot.kind not in _COUNTRY]
    named = {seen.first: seen for seen in told.find_parties(first, sentence.last)}
    located = [spot for spot in spots if spot.first not in named or _is_location(told, spot)]
    return frozenset(spot.en for spot in located)


def _is_location(told: Told, spot: Spot) -> bool:
    """Tell whether the word before a place says that something is there ("in", "near", "the town of")."""
    form, before = told.page.forms[spot.first], told.page.forms[spot.first - 1 : spot.first]
    return form.startswith(_IN) or bool(
        before and (before[0] in load_set("places") or before[0].lstrip("وب") in load_set("places"))
    )


_IN = ("ب", "وب")


def find_day(told: Told, clause: Clause, at: int) -> tuple[Edtf | None, bool]:
    """Return the day of what stands at a token, and whether its own clause gives it and not only its sentence.

    Args:
        told: The document.
        clause: The clause.
        at: The token.
    """
    sentence = clause.sentence
    for first, last in ((clause.first, clause.last), (sentence.first, sentence.last)):
        times = [time for time in told.find_times(first, last) if _is_day(told, time)]
        times = [time for time in times if not _is_of_speech(told, time)]
        if times:
            day = min(times, key=lambda time: (time.first < at, abs(time.first - at))).value
            return day, first == clause.first and last == clause.last
    return None, False


def _find_earliest(told: Told, clause: Clause, at: int) -> tuple[Edtf | None, bool]:
    """Return the earliest day that a clause with a finding names, unless that is when the finding was made."""
    times = [time for time in told.find_times(clause.first, clause.last) if _is_day(told, time)]
    if not times:
        return None, False
    best = min(times, key=lambda time: time.value.earliest or date.max)
    published, day = told.published, best.value
    fresh = (
        published
        and published.earliest
        and day.earliest
        and (published.earliest - day.earliest).days <= _FRESH
    )
    return (None, False) if fresh and best.first < at else (day, True)


_FRESH = 2
_SPOKEN = 4


def _is_of_speech(told: Told, time: Time) -> bool:
    """Tell whether a time says when something was said rather than when it happened."""
    before = told.page.forms[max(time.first - _SPOKEN, 0) : time.first]
    return any(form.lstrip("و") in load_set("saying") or form in load_set("saying") for form in before)


def _is_day(told: Told, time: Time) -> bool:
    if time.value.precision is not Precision.DAY:
        return False
    published = told.published
    ahead = published and published.latest and time.value.earliest and time.value.earliest > published.latest
    return not ahead
