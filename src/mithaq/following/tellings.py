"""What each document tells of the steps of a roadmap: which step, how it stands, which date it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.dates import Edtf
from mithaq.following.ahead import (
    count_on,
    find_date,
    find_end,
    find_length,
    find_past,
    find_start,
    has_future,
    is_after,
    is_ahead,
    is_named,
    lies_ahead,
    read_ahead,
)
from mithaq.following.case import Evidence
from mithaq.following.clauses import PAST, Clause, cut_clauses
from mithaq.following.cues import Hit, find_keys, load_cues, load_set
from mithaq.following.story import Told
from mithaq.lexicon.steps import load_steps
from mithaq.reading.datings import read_qualifiers
from mithaq.reading.parts import Time
from mithaq.text.normalize import fold

# Where a clause shows several states, they come in this order.
_ORDER = ("announced", "postponed", "missed", "date-unknown", "held", "confirmed", "cancelled")
_NAMING = 6
_PAIR, _LOOKING_BACK, _LEAST_QUOTED = 2, 6, 4
_PAST = frozenset(("كان", "كانت", "وكان", "وكانت", "كانا"))
_TRUCE = "truce"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one clause tells of a step.

    Args:
        told: The document.
        clause: The clause.
        what: Slug of the step, what qualifies it included.
        kind: Slug of the step alone.
        qualifiers: What qualifies it.
        state: How it stands.
        when: The date that it is given; None where none is.
        evidence: The words.
        length: A length of time that counts from the date so far (truces), in days and months.
        cue: The words that show the state.
        retold: Whether it only looks back at what was so before.
        recalled: A day behind publication that it gives the step: when it was held, or should have been.
        vague: Whether that day is told by its distance from publication ("yesterday").
        weak: Whether many steps of its kind are none of a roadmap.
    """

    told: Told
    clause: Clause
    what: str
    kind: str
    qualifiers: frozenset[str]
    state: str
    when: Edtf | None
    evidence: Evidence
    length: tuple[int, int] = (0, 0)
    cue: str = ""
    retold: bool = False
    recalled: Edtf | None = None
    vague: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Thing:
    at: int
    kind: str
    qualifiers: frozenset[str]
    number: int  # of the sentence
    weak: bool = False


def find_tellings(told: Told) -> tuple[Telling, ...]:
    """Return everything that a document tells of steps of a roadmap, in order.

    Args:
        told: The document.
    """
    return tuple(_find_in(told))


def find_dated(told: Told, when: Edtf) -> Clause | None:
    """Return the first clause of a document that gives a date which lies ahead, whatever it is about.

    Args:
        told: The document.
        when: The date.
    """
    for sentence in told.sentences:
        for clause in cut_clauses(told, sentence):
            times = told.find_times(clause.first, clause.last)
            if any(read_ahead(told, clause, time, "announced").text == when.text for time in times):
                return clause
    return None


def _find_in(told: Told) -> Iterator[Telling]:
    last: _Thing | None = None
    for sentence in told.sentences:
        for clause in cut_clauses(told, sentence):
            things = _find_things(told, clause)
            if last and things and _takes_up(clause, things[0], last):
                things = [last]
            named = things or ([last] if last and _goes_on(clause, last) else [])
            if named:
                yield from _tell(told, clause, named, named=bool(things) and things[0] is not last)
            if things:
                last = things[0]


def _find_things(told: Told, clause: Clause) -> list[_Thing]:
    forms = told.page.forms
    hits = load_cues("steps").find(forms, clause.first, clause.last)
    things = []
    for hit in hits:
        after = forms[hit.first + 1] if hit.first + 1 < len(forms) else ""
        if after not in load_set("press") and not _names_body(forms, hit.first):
            qualifiers = _find_qualifiers(told, clause, hit)
            weak, _, kind = hit.state.rpartition(":")
            things.append(_Thing(hit.first, kind, qualifiers, clause.sentence.number, weak=bool(weak)))
    # An event that is voted on, announced or opened says more than the vote, the announcement or the opening.
    rank = {
        "results": 0,
        "registration": 1,
        "transitional-council": 2,
        "session": 3,
        "signing": 4,
        "meeting": 9,
    }
    return sorted(things, key=lambda thing: (thing.weak, rank.get(thing.kind, len(rank)), thing.at))


def _names_body(forms: Sequence[str], at: int) -> bool:
    """Tell whether a word is part of the name of a body ("the High Commission for Elections")."""
    before = forms[at - 1] if at else ""
    return before in load_set("commissions") or (
        forms[at].startswith("ل") and before in load_set("commission-names")
    )


def _find_qualifiers(told: Told, clause: Clause, hit: Hit) -> frozenset[str]:
    forms, steps = told.page.forms, load_steps()
    stop = min(clause.last, hit.last + _NAMING)
    found = {slug for at in range(hit.first, stop) for slug in read_qualifiers(forms, at, steps)}
    near = range(max(clause.first, hit.first - 3), stop)
    for at in near:
        keys = find_keys(forms[at])
        if not keys.isdisjoint(load_set("stages")) and at + 1 < len(forms):
            later = not find_keys(forms[at + 1]).isdisjoint(load_set("later-stages"))
            found.update(("second-stage",) if later else ())
    return frozenset(found - {"national"})


def _takes_up(clause: Clause, thing: _Thing, last: _Thing) -> bool:
    """Tell whether "the session" or "the meeting" is the step of which the words before told."""
    near = clause.sentence.number - last.number <= 1
    return near and not last.weak and thing.kind == "meeting" and clause.forms[thing.at].startswith("ال")


def _goes_on(clause: Clause, last: _Thing) -> bool:
    """Tell whether a clause without a step of its own can speak of the last one."""
    if clause.sentence.number == last.number:
        return True
    forms = clause.forms[clause.first : clause.last]
    return clause.sentence.number == last.number + 1 and any(
        not find_keys(form).isdisjoint(load_set("dates")) for form in forms
    )


def _tell(told: Told, clause: Clause, things: Sequence[_Thing], *, named: bool) -> Iterator[Telling]:
    hits = load_cues("milestones").find(told.page.forms, clause.first, clause.last)
    states = [
        hit
        for hit in hits
        if not (hit.state == "cancelled" and _is_denied(told, clause, hit))
        and not _is_other_word(told, hit)
        and not _is_only_thought_of(told, clause, hit)
    ]
    by_thing: dict[_Thing, list[Hit]] = {things[0]: []}
    for hit in states:
        by_thing.setdefault(_find_nearest(things, hit), []).append(hit)
    for thing in things:
        if thing.kind == _TRUCE and (thing in by_thing or thing is things[0]):
            yield from _tell_truce(told, clause, thing, states)
        elif thing in by_thing:
            yield from _tell_step(told, clause, thing, by_thing[thing], named=named)


def _is_other_word(told: Told, hit: Hit) -> bool:
    """Tell whether words are only spelt like those of putting off: "أرجاء" (all over), "من أجل" (for)."""
    forms = told.page.forms
    form = forms[hit.first]
    if form in load_set("that") or form in load_set("breaks"):
        return True
    if form.endswith(_REGIONS):
        return "أ" in told.page.raw(hit.first)
    return form in _SAKES and (form != _SAKES[0] or forms[hit.first - 1] in _FOR)


def _is_only_thought_of(told: Told, clause: Clause, hit: Hit) -> bool:
    """Tell whether a step is not told as held but as something to come about ("that it meets", "when it meets")."""
    if not hit.state.startswith("held") or PAST[told.page.forms[hit.first]]:
        return False
    before = told.page.forms[max(clause.first, hit.first - _PAIR) : hit.first]
    return not _TO_COME.isdisjoint(before)


_TO_COME = frozenset(("ان", "بان", "متي", "كي", "حتي"))
_REGIONS = fold("أرجاء")
_SAKES = ("اجل", "لاجل")
_FOR = frozenset(("من", "ومن", "فمن"))


def _find_nearest(things: Sequence[_Thing], hit: Hit) -> _Thing:
    state, _, kind = hit.state.partition(":")
    fitting = [thing for thing in things if not kind or thing.kind == kind] or things
    if state == "announced":
        return fitting[0]
    return min(
        fitting, key=lambda thing: 0 if hit.first <= thing.at < hit.last else abs(hit.first - thing.at)
    )


def _tell_step(
    told: Told, clause: Clause, thing: _Thing, states: Sequence[Hit], *, named: bool
) -> Iterator[Telling]:
    chosen = _choose(states, thing)
    if not chosen and named and not thing.weak and has_future(told, clause):
        time, when = find_date(told, clause, thing.at, "announced")
        if when is not None:
            yield _make(clause, thing, "announced", when, (thing.at, _end(time, thing.at)))
    for found, hit in chosen:
        time, when = find_date(told, clause, thing.at, "announced" if found in {"held", "dated"} else found)
        if found == "held" and (time is None or (when is not None and not is_after(told, when))):
            when = None
        state = "announced" if found in {"held", "dated"} and when is not None else found
        today = found == "dated" and when is not None and not is_after(told, when)
        if (
            state == "dated"
            or today
            or (state == "announced" and thing.weak and _is_pledged(told, clause, hit))
        ):
            continue
        retold = state in {"announced", "postponed"} and _is_retold(told, clause, hit, when)
        if retold:
            when = None
        if state != "announced" or when is not None or named:
            past = None if when else find_past(told, clause, hit.first, state)
            reach = (min(thing.at if named else hit.first, hit.first), max(hit.last, _end(time, hit.last)))
            telling = _make(
                clause, thing, state, when, reach, told.select(hit.first, hit.last), retold=retold
            )
            yield replace(telling, recalled=past[1], vague=not is_named(told, past[0])) if past else telling


def _is_pledged(told: Told, clause: Clause, hit: Hit) -> bool:
    """Tell whether somebody promises or asks for it: that is no step of a roadmap."""
    before = told.page.forms[clause.sentence.first : hit.first]
    return any(not find_keys(form).isdisjoint(load_set("pledges")) for form in before)


def _end(time: Time | None, other: int) -> int:
    return time.last if time else other + 1


def _choose(hits: Sequence[Hit], thing: _Thing) -> list[tuple[str, Hit]]:
    """Return the states that a clause shows of a step, each with its words."""
    fitting: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: abs(hit.first - thing.at)):
        state, _, kind = hit.state.partition(":")
        if state == "dated" and thing.weak:
            continue
        if (state in _ORDER or state == "dated") and kind in {"", thing.kind}:
            fitting.setdefault(state, hit)
    if len(fitting) > 1:
        fitting.pop("dated", None)
    if "date-unknown" in fitting:
        fitting.pop("postponed", None)
    if "postponed" in fitting:  # "it will not meet before October"
        fitting.pop("cancelled", None)
    if len(fitting) > 1 and fitting.get("announced") and not fitting["announced"].coming:
        fitting = {state: hit for state, hit in fitting.items() if state != "announced" or _is_first(hit)}
    elif len(fitting) > 1 and "announced" in fitting:
        fitting.pop("held", None)
    return sorted(fitting.items(), key=lambda pair: _ORDER.index(pair[0]) if pair[0] in _ORDER else 0)


def _is_first(hit: Hit) -> bool:
    return any("أول" in pattern for pattern in hit.cue.patterns) and hit.last - hit.first == _PAIR


def _is_retold(told: Told, clause: Clause, hit: Hit, when: Edtf | None) -> bool:
    """Tell whether a clause only looks back at an announcement or at a date that was put off."""
    forms = told.page.forms
    before = forms[max(clause.first, hit.first - _LOOKING_BACK) : hit.first + 1]
    return (not _PAST.isdisjoint(before) or when is None) and (when is None or not is_ahead(told, when))


def _is_denied(told: Told, clause: Clause, hit: Hit) -> bool:
    before = told.page.forms[clause.sentence.first : hit.first]
    return not load_set("denying").isdisjoint(before)


def _make(
    clause: Clause,
    thing: _Thing,
    state: str,
    when: Edtf | None,
    reach: tuple[int, int],
    cue: str = "",
    *,
    retold: bool = False,
) -> Telling:
    what = "-".join((*sorted(thing.qualifiers), thing.kind))
    first, last = max(reach[0], clause.first), min(max(reach[1], reach[0] + _LEAST_QUOTED), clause.last)
    evidence = clause.quote(first, max(last, first + 1))
    return Telling(
        clause.told,
        clause,
        what,
        thing.kind,
        thing.qualifiers,
        state,
        when,
        evidence,
        cue=cue,
        retold=retold,
        weak=thing.weak,
    )


def _tell_truce(told: Told, clause: Clause, thing: _Thing, hits: Sequence[Hit]) -> Iterator[Telling]:
    """Yield what a clause tells of the end of a truce."""
    end = replace(thing, kind="end-of-truce")
    states = {hit.state.partition(":")[0]: hit for hit in hits if hit.state in _TRUCE_STATES}
    length = find_length(told, clause)
    time, explicit = find_end(told, clause.sentence, clause)
    extended = "postponed" in states and not _is_asked(told, clause, states["postponed"])
    held = states.get("held")
    whole = (clause.first, clause.last)
    if extended and (length != (0, 0) or explicit):
        yield replace(_make(clause, end, "postponed", explicit, whole), length=length)
    elif held and "postponed" not in states and not lies_ahead(told, clause):
        yield _make(clause, end, "held", None, (held.first, held.last))
    elif explicit and time and lies_ahead(told, clause):
        yield _make(
            clause, end, "announced", explicit, (max(time.first - _LEAST_QUOTED, clause.first), time.last)
        )
    elif length != (0, 0) and not held and "postponed" not in states:
        start = find_start(told, clause.sentence)
        yield replace(
            _make(clause, end, "announced", start and count_on(start, length), whole), length=length
        )


_TRUCE_STATES = frozenset(("postponed", "held:truce", "held"))


def _is_asked(told: Told, clause: Clause, hit: Hit) -> bool:
    """Tell whether an extension is only asked for."""
    before = [find_keys(form) for form in told.page.forms[clause.first : hit.first]]
    asked = any(not keys.isdisjoint(load_set("proposing")) for keys in before)
    return asked and not any(not keys.isdisjoint(load_set("agreeing")) for keys in before)
