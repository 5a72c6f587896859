"""Deeds: one who was asked does what he was asked for, told with the verb of the request ("شطبت واشنطن ...")."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from mithaq.following.clauses import PAST, Clause
from mithaq.following.content import find_content
from mithaq.following.cues import Cue, Hit, load_cues, load_set
from mithaq.following.tense import is_coming, is_denied
from mithaq.following.tracks import Desk, Track, meets

_ALIKE = 0.4  # how much of what was asked for the clause must name
_DENIED = 3
_WHOLE = 1.0  # weight of the terms with which a request was made
_DONE: Final = Cue(state="completed", patterns=("*",), weight=0.7)
_GIVEN: Final = Cue(state="delivering", patterns=("*",), weight=0.7)


def list_verbs(desk: Desk, clause: Clause) -> tuple[int, ...]:
    """Return the verbs in the past tense of a clause with which a case at hand is told, too.

    Args:
        desk: The desk.
        clause: The clause.
    """
    forms, asking = clause.forms, _list_asking()
    past = [at for at in range(clause.first, clause.last) if PAST[forms[at]]]
    return tuple(
        at
        for at in past
        if any(word in desk.index and word not in asking for word in find_content(forms[at]))
        and _is_told(clause, at)
    )


def find_deed(desk: Desk, track: Track, clause: Clause, verbs: Sequence[int]) -> Hit | None:
    """Return the verb by which an addressee of a request does what it asks for, or None.

    Args:
        desk: The desk.
        track: The request.
        clause: The clause.
        verbs: What `list_verbs` found in it.
    """
    asked = frozenset(term for term, weight in track.terms.items() if weight == _WHOLE) - _list_asking()
    forms = clause.forms
    wanted = [at for at in verbs if not asked.isdisjoint(find_content(forms[at]))]
    if not wanted or desk.compare(track, clause.find_terms()) < _ALIKE:
        return None
    theirs = track.addressed
    present = [one for one in desk.parties.find(clause.told, clause.first, clause.last) if not one.weak]
    for at in wanted:
        if any(meets(one, theirs) for one in present if one.first == at + 1):
            cue = _GIVEN if load_cues("requests").fills("gradual", forms[at]) else _DONE
            return Hit(at, at + 1, cue.state, cue)
    return None


@cache
def _list_asking() -> frozenset[str]:
    """Return the content of words that ask: who asks in return does not do what he was asked for."""
    return frozenset(word for form in load_set("asked") for word in find_content(form))


def _is_told(clause: Clause, at: int) -> bool:
    """Tell whether a verb is neither denied nor to come."""
    before = clause.forms[max(clause.first, at - _DENIED) : at]
    return not is_denied(before) and not is_coming(clause.forms[at], before)
