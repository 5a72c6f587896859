"""From what people say of a case to the steps that are recorded."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, cast

from mithaq.errors import Reason
from mithaq.following.case import (
    Accuse,
    Advance,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Harm,
    Join,
    Kind,
    Open,
    Relate,
    Remedy,
    Rule,
    Verify,
)
from mithaq.following.entry import AnyStep, Confirm, Correct, Reject, Restrict, Split
from mithaq.following.fold import Case
from mithaq.following.homes import name_target
from mithaq.following.judging import take_back
from mithaq.following.kinds import find_kind
from mithaq.reports.decision import Decision, Opening
from mithaq.reports.saying import (
    Matter,
    cut_pair,
    read_amount,
    read_date,
    read_evidence,
    read_party,
    read_thread,
    read_value,
    refuse,
)

_NONE = "none"
_ID = 6  # random bytes of the id of a case


def list_steps(decision: Decision, matter: Matter) -> tuple[AnyStep, ...]:
    """Return what a decision records, judgements first.

    Args:
        decision: What was chosen.
        matter: What it is about.
    """
    case = matter.case.id
    own: tuple[AnyStep, ...] = tuple(_list_own(decision, matter))
    restrictions = (
        Restrict(case=case, groups=groups, reason=decision.because) for groups in _read_groups(decision)
    )
    if decision.correct is not None:
        own = (_correct(decision.correct, own, matter),)
    steps = (
        *(Confirm(case=case, proposal=find_target(n, matter, "confirm")) for n in decision.confirm or ()),
        *(
            Reject(case=case, proposal=find_target(n, matter, "reject"), reason=decision.because)
            for n in decision.reject or ()
        ),
        *(
            step
            for number in decision.undo or ()
            for step in take_back(number, case, matter.entries.values())
        ),
        *own,
        *restrictions,
    )
    if not steps:
        refuse("confirm", "nothing", "")
    return steps


def list_opening(opening: Opening, case: str, kind: Kind, title: str, lang: str) -> tuple[AnyStep, ...]:
    """Return what opens a case: the case itself, and the measures of a template.

    Args:
        opening: What was chosen.
        case: Id of the new case.
        kind: Its kind.
        title: What names it.
        lang: Language of the texts of a template.
    """
    spec = find_kind(kind)
    chosen = next((item for item in spec.templates if item.name == opening.template), None)
    if opening.template and chosen is None:
        known = ", ".join(item.name for item in spec.templates) or Reason("entered.no-checklist")
        refuse("template", "template", opening.template, kind=kind, known=known)
    pairs = [cut_pair(pair, "join") for pair in opening.join or ()]
    opened = Open(
        case=case,
        kind=kind,
        title=title,
        sides=tuple((role, read_party(party, None, "join")) for role, party in pairs),
        place=opening.place,
        what=opening.what,
        due=read_date(opening.due, "due"),
        on=read_date(opening.on, "on"),
    )
    parts = chosen.parts if chosen else ()
    texts = (Describe(case=case, thread=part.name, field="text", value=getattr(part, lang)) for part in parts)
    return (opened, *texts)


def _correct(number: int, own: Sequence[AnyStep], matter: Matter) -> Correct:
    if len(own) != 1:
        refuse("correct", "correction", "")
    target = find_target(number, matter, "correct")
    return Correct(case=matter.case.id, proposal=target, instead=cast("AnyRead", own[0]))


def make_case_id(kind: Kind) -> str:
    """Return the id of a new case, which no other case has.

    Args:
        kind: Its kind.
    """
    return f"{kind.value}-{secrets.token_hex(_ID)}"


def list_split(case: Case, entries: Sequence[int], title: str, new: str) -> tuple[AnyStep, ...]:
    """Return what makes another case of some entries of a case.

    Args:
        case: The case.
        entries: Numbers of the entries that leave it.
        title: What names the new case; empty for the title of the old one.
        new: Id of the new case.
    """
    # Names that are withheld do not enter the ledger a second time under their masks.
    sides = tuple((role, party) for role, party in case.sides if not party.id.startswith("withheld-"))
    opened = Open(
        case=new, kind=case.kind, title=title or case.title, sides=sides, topics=case.topics, place=case.place,
        what=case.what,
    )  # fmt: skip
    return (opened, Split(case=case.id, entries=tuple(entries), to=new))


def find_target(number: int, matter: Matter, field: str) -> str:
    """Return how judgements refer to an entry of the case.

    Args:
        number: Number of the entry.
        matter: The case.
        field: Which field named it, for the refusal.
    """
    entry = matter.entries.get(number)
    if entry is None:
        refuse(field, "entry", str(number))
    return name_target(entry)


def _list_own(decision: Decision, matter: Matter) -> Iterator[AnyRead]:
    common = {
        "case": matter.case.id,
        "thread": read_thread(decision.thread, matter.case),
        "on": read_date(decision.on, "on"),
        "by": tuple(read_party(party, matter.case, "by").id for party in decision.by or ()),
        "evidence": tuple(read_evidence(text, matter) for text in decision.evidence or ()),
    }
    for maker in _MAKERS:
        yield from maker(decision, matter, common)


def _read_groups(decision: Decision) -> Iterator[tuple[str, ...]]:
    if decision.restrict:
        named = (name.strip() for name in decision.restrict.split(","))
        yield () if decision.restrict == _NONE else tuple(named)


_Common = Mapping[str, Any]


def _make_state(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    del matter
    if decision.state:
        yield Advance(**common, state=decision.state)
    if decision.date:
        when = None if decision.date == _NONE else read_date(decision.date, "date")
        yield Announce(**common, when=when)
    for pair in decision.condition or ():
        condition, state = cut_pair(pair, "condition")
        yield Bind(**common, condition=condition, state=state)


def _make_fields(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    for pair in decision.set_ or ():
        field, value = cut_pair(pair, "set")
        yield Describe(**common, field=field, value=read_value(field, value, matter.case))
    for pair in decision.join or ():
        role, party = cut_pair(pair, "join")
        yield Join(**common, role=role, party=read_party(party, matter.case, "join"))


def _make_incident(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    for pair in decision.harm or ():
        what, amount = cut_pair(pair, "harm")
        yield Harm(**common, what=what, amount=read_amount(amount, "harm"), whom=decision.whom)
    if decision.accuse:
        yield Accuse(**common, who=read_party(decision.accuse, matter.case, "accuse").id)
    if decision.deny:
        yield Deny(**common, who=read_party(decision.deny, matter.case, "deny").id)


def _make_findings(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    why = decision.because
    if decision.verify:
        yield Verify(**common, reason=why, level=decision.verify, standard=decision.standard)
    if decision.attribute:
        who = tuple(read_party(party, matter.case, "who").id for party in decision.who or ())
        yield Attribute(**common, reason=why, level=decision.attribute, who=who, standard=decision.standard)
    if decision.rule:
        yield Rule(
            **common, reason=why, ruling=decision.rule, agreement=decision.agreement, term=decision.term
        )


def _make_following(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    del matter
    due = read_date(decision.due, "due")
    if decision.remedy:
        yield Remedy(**common, action=decision.remedy, text=decision.comment, due=due)
    elif decision.comment:
        yield Comment(**common, text=decision.comment)
    if decision.assign:
        yield Assign(**common, to=decision.assign, due=due)
    for pair in decision.relate or ():
        relation, other = cut_pair(pair, "relate")
        yield Relate(**common, other=other, relation=relation)


_Maker = Callable[[Decision, Matter, _Common], Iterator[AnyRead]]
_MAKERS: Sequence[_Maker] = (_make_state, _make_fields, _make_incident, _make_findings, _make_following)
