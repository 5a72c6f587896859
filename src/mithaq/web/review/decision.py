"""From what somebody clicked and typed to the judgements that are recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from django.http import QueryDict

from mithaq.following.case import AnyRead
from mithaq.following.entry import AnyStep, Confirm, Correct, Reject
from mithaq.reports.saying import refuse
from mithaq.web.review.correction import Ground, Typed, read_correction
from mithaq.web.review.item import Copy, Item

CONFIRM, CORRECT, REJECT, SKIP = "confirm", "correct", "reject", "skip"
# Why proposals are rejected most often: each is one click. What is recorded is what the person read.
REASONS: Final = ("not-said", "other-party", "not-so-far", "other-case", "known", "trifle")
_PREFIX = "step-"
_SIDES = "step-sides"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides.

    Args:
        name: `CONFIRM`, `CORRECT`, `REJECT` or `SKIP`.
        ready: One of `REASONS`, or empty.
        because: Why, in their own words.
        saw: The version of the case that they looked at; -1 where the form does not say.
        together: Whether it holds for the copies that were listed.
        copies: Numbers of these.
        typed: What they entered of a correction.
    """

    name: str
    ready: str
    because: str
    saw: int
    together: bool
    copies: frozenset[int]
    typed: Typed


def read_verdict(form: QueryDict) -> Verdict:
    """Return what a form says.

    Args:
        form: As it was sent.
    """
    name, _, ready = form.get("verdict", "").partition(":")
    return Verdict(
        name=name,
        ready=ready if ready in REASONS else "",
        because=form.get("because", "").strip(),
        saw=_read_number(form.get("saw", "")),
        together=form.get("together") == "1",
        copies=frozenset(map(_read_number, form.getlist("copy"))),
        typed=read_typed(form),
    )


def _read_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else -1


def read_typed(form: QueryDict) -> Typed:
    """Return what a form says of a correction.

    Args:
        form: As it was sent.
    """
    fields = {
        name: tuple(text for text in map(str.strip, form.getlist(name)) if text)
        for name in form
        if name.startswith(_PREFIX)
    }
    roles, parties = form.getlist(f"{_SIDES}-role"), form.getlist(f"{_SIDES}-party")
    sides = [f"{role}={party.strip()}" for role, party in zip(roles, parties, strict=False) if party.strip()]
    if roles:
        fields[_SIDES] = tuple(sides)
    return Typed(
        kind=form.get("kind", ""),
        fields=fields,
        evidence=tuple(dict.fromkeys(form.getlist("evidence"))),
        words=form.get("words", "").strip(),
    )


def list_judgements(
    verdict: Verdict, ground: Ground, copies: Sequence[Copy], reason: str
) -> tuple[AnyStep, ...]:
    """Return what a decision records: one judgement, and the same one for each copy.

    Args:
        verdict: What somebody decides.
        ground: What it is about.
        copies: The copies for which it holds, too.
        reason: Why it is rejected, in words.

    Raises:
        InputError: If what was entered cannot be understood, or nothing was decided.
    """
    item = ground.item
    case, targets = item.case.id, [item.target, *(copy.waiting.target for copy in copies)]
    if verdict.name == CONFIRM:
        return tuple(Confirm(case=case, proposal=target) for target in targets)
    if verdict.name == REJECT:
        if not reason:
            refuse("because", "because", "")
        return tuple(Reject(case=case, proposal=target, reason=reason) for target in targets)
    if verdict.name != CORRECT:
        refuse("verdict", "verdict", verdict.name)
    instead = read_correction(verdict.typed, ground)
    return (
        Correct(case=case, proposal=item.target, instead=instead),
        *(
            Correct(case=case, proposal=copy.waiting.target, instead=_carry_over(instead, item, copy))
            for copy in copies
        ),
    )


def _carry_over(instead: AnyRead, item: Item, copy: Copy) -> AnyRead:
    """Return what a correction says of a copy: what was changed, on the copy's own words."""
    step = item.held.step
    if type(instead) is not type(step):
        return msgspec.structs.replace(instead, evidence=copy.step.evidence)
    changed = {
        name: getattr(instead, name)
        for name in instead.__struct_fields__
        if name != "evidence" and getattr(instead, name) != getattr(step, name)
    }
    return msgspec.structs.replace(copy.step, **changed)
