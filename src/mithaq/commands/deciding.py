"""From the options of ``mithaq case judge`` to the steps that are recorded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from mithaq.commands.decision import Decision, Opening
from mithaq.commands.options import refuse_use
from mithaq.dates import Edtf
from mithaq.errors import DateError
from mithaq.following.case import (
    Accuse,
    Advance,
    Amount,
    Announce,
    AnyRead,
    Assign,
    Attribute,
    Bind,
    Comment,
    Deny,
    Describe,
    Evidence,
    Harm,
    Join,
    Kind,
    Open,
    Party,
    Relate,
    Remedy,
    Rule,
    Verify,
)
from mithaq.following.entry import AnyStep, Confirm, Correct, Entry, Reject, Restrict
from mithaq.following.fold import Case
from mithaq.following.homes import name_target
from mithaq.following.judging import take_back
from mithaq.following.kinds import ValueType, find_kind
from mithaq.model import ActorType
from mithaq.packs.context import load_packs

_AMOUNT = re.compile(r"(>=|<=|>|<|~|=)?(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?")
_EVIDENCE = re.compile(r"(.+):(\d+)-(\d+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NONE, _UNCOUNTABLE = "none", "uncountable"
_PARTY_PARTS = 3


@dataclass(frozen=True, slots=True)
class Matter:
    """The case that a decision is about.

    Args:
        case: The case with all that is proposed.
        entries: Its entries, by number.
        documents: SHA-256 of the documents that it rests on, by name.
    """

    case: Case
    entries: Mapping[int, Entry]
    documents: Mapping[str, str]


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
        *(Confirm(case=case, proposal=find_target(n, matter, "--confirm")) for n in decision.confirm or ()),
        *(
            Reject(case=case, proposal=find_target(n, matter, "--reject"), reason=decision.because)
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
        refuse_use("Say what is decided, for instance --confirm ENTRY or --state STATE", "--confirm")
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
        known = ", ".join(item.name for item in spec.templates) or "none"
        refuse_use(f"The kind {kind} has no template {opening.template}. Templates: {known}", "--template")
    pairs = [cut_pair(pair, "--join") for pair in opening.join or ()]
    opened = Open(
        case=case,
        kind=kind,
        title=title,
        sides=tuple((role, read_party(party, None, "--join")) for role, party in pairs),
        place=opening.place,
        what=opening.what,
        due=read_date(opening.due, "--due"),
        on=read_date(opening.on, "--on"),
    )
    parts = chosen.parts if chosen else ()
    texts = (Describe(case=case, thread=part.name, field="text", value=getattr(part, lang)) for part in parts)
    return (opened, *texts)


def _correct(number: int, own: Sequence[AnyStep], matter: Matter) -> Correct:
    if len(own) != 1:
        refuse_use("A correction is one step: give one of --state, --date, --set … with it", "--correct")
    target = find_target(number, matter, "--correct")
    return Correct(case=matter.case.id, proposal=target, instead=cast("AnyRead", own[0]))


def find_target(number: int, matter: Matter, option: str) -> str:
    """Return how judgements refer to an entry of the case.

    Args:
        number: Number of the entry.
        matter: The case.
        option: What named it, for the refusal.
    """
    entry = matter.entries.get(number)
    if entry is None:
        refuse_use(f"Entry {number} is none of this case; mithaq case show lists its entries", option)
    return name_target(entry)


def _list_own(decision: Decision, matter: Matter) -> Iterator[AnyRead]:
    common = {
        "case": matter.case.id,
        "thread": read_thread(decision.thread, matter.case),
        "on": read_date(decision.on, "--on"),
        "by": tuple(read_party(party, matter.case, "--by").id for party in decision.by or ()),
        "evidence": tuple(read_evidence(text, matter) for text in decision.evidence or ()),
    }
    for maker in _MAKERS:
        yield from maker(decision, matter, common)


def read_thread(name: str, case: Case) -> str:
    """Return the id of a thread: that of a party where the name names one of the case.

    Args:
        name: As it was given; may be a party's name.
        case: The case.
    """
    if not name or any(thread.id == name for thread in case.threads):
        return name
    known = _find_party(name, case)
    return known.id if known and any(thread.id == known.id for thread in case.threads) else name


def read_date(text: str, option: str) -> str | None:
    """Return an EDTF date in its canonical form, None for nothing; refuse what is none.

    Args:
        text: As it was given.
        option: What gave it.
    """
    if not text:
        return None
    try:
        return Edtf.parse(text).text
    except DateError as error:
        refuse_use(str(error), option)


def read_party(text: str, case: Case | None, option: str) -> Party:
    """Return the party that a word names: one of the case, one that the packs know, or ``ID:TYPE:NAME``.

    Args:
        text: As it was given.
        case: The case; None for a new one.
        option: What gave it.
    """
    known = _find_party(text, case)
    if known:
        return known
    parts = text.split(":", _PARTY_PARTS - 1)
    if len(parts) < _PARTY_PARTS or parts[1] not in set(ActorType) or not parts[0] or not parts[2]:
        refuse_use(f"Nobody is known as {text}. Give an id, a name, or ID:TYPE:NAME for somebody new", option)
    return Party(parts[0], ActorType(parts[1]), parts[2])


def _find_party(text: str, case: Case | None) -> Party | None:
    for _, party in case.sides if case else ():
        if text in {party.id, party.ar, party.en}:
            return party
    packs = load_packs()
    phrase = packs.find_phrase(text)
    entry = packs.find_actor(text) or (packs.actors[phrase.actors[0]] if phrase and phrase.actors else None)
    return Party(entry.id, entry.type, entry.ar, entry.en) if entry else None


def read_evidence(text: str, matter: Matter) -> Evidence:
    """Return the words that ``DOCUMENT:START-END`` names.

    Args:
        text: As it was given; the document by name or SHA-256.
        matter: The case.
    """
    found = _EVIDENCE.fullmatch(text)
    document = (
        matter.documents.get(found[1], found[1] if _SHA256.fullmatch(found[1]) else "") if found else ""
    )
    if not found or not document or int(found[2]) >= int(found[3]):
        refuse_use(f"{text} names no words; write DOCUMENT:START-END, such as 01:120-168", "--evidence")
    return Evidence(document, int(found[2]), int(found[3]))


def read_amount(text: str, option: str) -> Amount:
    """Return the number that a text writes with its bounds.

    Args:
        text: ``12``, ``10..20``, ``>=10``, ``~15`` or ``uncountable``.
        option: What gave it.
    """
    if text == _UNCOUNTABLE:
        return Amount(None, None, None, _UNCOUNTABLE)
    found = _AMOUNT.fullmatch(text.replace(",", ""))
    if not found or (found[1] and found[3]):
        refuse_use(f"{text} is no amount; write 12, 10..20, >=10, ~15 or uncountable", option)
    value = float(found[2])
    if found[3]:
        high = float(found[3])
        if high < value:
            refuse_use(f"{text} ends before it begins", option)
        return Amount(value, None, high, "=")
    sign = found[1] or "="
    low = value if sign in {"=", ">", ">="} else None
    return Amount(low, value, value if sign in {"=", "<", "<="} else None, sign)


def _read_groups(decision: Decision) -> Iterator[tuple[str, ...]]:
    if decision.restrict:
        named = (name.strip() for name in decision.restrict.split(","))
        yield () if decision.restrict == _NONE else tuple(named)


def cut_pair(text: str, option: str) -> tuple[str, str]:
    """Return what stands before and behind the first ``=``.

    Args:
        text: As it was given.
        option: What gave it.
    """
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        refuse_use(f"{text} is no pair; write NAME=VALUE", option)
    return name, value


def read_value(field: str, text: str, case: Case) -> str | int | float | Amount:
    """Return the value of a field in the type that the kind gives it; unknown fields are refused later.

    Args:
        field: Name of the field.
        text: As it was given.
        case: The case.
    """
    known = find_kind(case.kind).find_field(field)
    kind = known.type if known else ValueType.TEXT
    if kind is ValueType.AMOUNT:
        return read_amount(text, "--set")
    if kind is ValueType.DATE:
        return read_date(text, "--set") or text
    if kind is ValueType.PARTY:
        return read_party(text, case, "--set").id
    if kind is ValueType.NUMBER:
        try:
            value = float(text)
        except ValueError:
            refuse_use(f"{field}: {text} is no number", "--set")
        return int(value) if value.is_integer() else value
    return text


_Common = Mapping[str, Any]


def _make_state(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    del matter
    if decision.state:
        yield Advance(**common, state=decision.state)
    if decision.date:
        when = None if decision.date == _NONE else read_date(decision.date, "--date")
        yield Announce(**common, when=when)
    for pair in decision.condition or ():
        condition, state = cut_pair(pair, "--condition")
        yield Bind(**common, condition=condition, state=state)


def _make_fields(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    for pair in decision.set_ or ():
        field, value = cut_pair(pair, "--set")
        yield Describe(**common, field=field, value=read_value(field, value, matter.case))
    for pair in decision.join or ():
        role, party = cut_pair(pair, "--join")
        yield Join(**common, role=role, party=read_party(party, matter.case, "--join"))


def _make_incident(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    for pair in decision.harm or ():
        what, amount = cut_pair(pair, "--harm")
        yield Harm(**common, what=what, amount=read_amount(amount, "--harm"), whom=decision.whom)
    if decision.accuse:
        yield Accuse(**common, who=read_party(decision.accuse, matter.case, "--accuse").id)
    if decision.deny:
        yield Deny(**common, who=read_party(decision.deny, matter.case, "--deny").id)


def _make_findings(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    why = decision.because
    if decision.verify:
        yield Verify(**common, reason=why, level=decision.verify, standard=decision.standard)
    if decision.attribute:
        who = tuple(read_party(party, matter.case, "--who").id for party in decision.who or ())
        yield Attribute(**common, reason=why, level=decision.attribute, who=who, standard=decision.standard)
    if decision.rule:
        yield Rule(
            **common, reason=why, ruling=decision.rule, agreement=decision.agreement, term=decision.term
        )


def _make_following(decision: Decision, matter: Matter, common: _Common) -> Iterator[AnyRead]:
    del matter
    due = read_date(decision.due, "--due")
    if decision.remedy:
        yield Remedy(**common, action=decision.remedy, text=decision.comment, due=due)
    elif decision.comment:
        yield Comment(**common, text=decision.comment)
    if decision.assign:
        yield Assign(**common, to=decision.assign, due=due)
    for pair in decision.relate or ():
        relation, other = cut_pair(pair, "--relate")
        yield Relate(**common, other=other, relation=relation)


_Maker = Callable[[Decision, Matter, _Common], Iterator[AnyRead]]
_MAKERS: Sequence[_Maker] = (_make_state, _make_fields, _make_incident, _make_findings, _make_following)
