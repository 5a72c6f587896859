"""A report from the field as a text, and as steps that rest on its lines.

The text is Arabic, one labelled line for each thing that was filled in, in the order of the form
(`fieldform.yaml`); each step points to the line that it comes from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

import msgspec

from mithaq.dates import Edtf
from mithaq.following.case import (
    Accuse,
    Amount,
    AnyRead,
    Deny,
    Describe,
    Evidence,
    Harm,
    Join,
    Kind,
    Open,
    Party,
)
from mithaq.following.entry import AnyStep, Withhold
from mithaq.ledger.attachments import Attachment
from mithaq.ledger.reporting import Told, name_case
from mithaq.model import Document, Span
from mithaq.packs.context import load_packs
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.fieldform import FieldForm, Form, Item, read_form
from mithaq.reports.wording import Lang

Value = str | int | float | Amount | Party
_PARTY_ROLE = "party"
_SHORT = 8
_LRI, _PDI = "\u2066", "\u2069"
# What reads from left to right; among Arabic words its parts would change places.
_ISOLATED: Final = frozenset({"coordinates", "observer-position", "time-zone"})


class Side(msgspec.Struct, frozen=True):
    """Somebody who takes part.

    Args:
        party: Who.
        withheld: Whether the name is withheld at once.
    """

    party: Party
    withheld: bool = False


class Claim(msgspec.Struct, frozen=True):
    """What a party says of it.

    Args:
        text: Its words.
        party: Who says it; None where that is not known.
        denies: Whether it denies what it is accused of.
    """

    text: str
    party: Party | None = None
    denies: bool = False


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report from the field, as it was filled in; the keys are names of the form's items.

    Args:
        number: Its number, made on the device.
        written: When it was written, ISO 8601 UTC, by the device's clock.
        title: What happened, in one line.
        account: What happened, in the reporter's words.
        place: Where, as it was written.
        place_en: English name of the place where the gazetteer knows it, else empty.
        values: Values of fields of incidents.
        harms: How many people came to harm.
        sides: Who takes part.
        claims: What parties say.
        attachments: Files, kept already.
        into: The incident that it joins; empty where it opens one.
    """

    number: UUID
    written: str
    title: str
    account: str = ""
    place: str = ""
    place_en: str = ""
    values: Mapping[str, tuple[Value, ...]] = MappingProxyType({})
    harms: Mapping[str, Amount] = MappingProxyType({})
    sides: Mapping[str, tuple[Side, ...]] = MappingProxyType({})
    claims: Mapping[str, Claim] = MappingProxyType({})
    attachments: tuple[Attachment, ...] = ()
    into: str = ""

    @property
    def case(self) -> str:
        """Id of the case that it opens."""
        return name_case(self.number)

    @property
    def start(self) -> str | None:
        """When it began, EDTF."""
        return next((str(value) for value in self.values.get("start", ())), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text.

    Args:
        label: What it tells.
        value: The words; may go on over several lines.
        steps: What it brings to the case, without evidence.
        opens: Whether the case's opening rests on it.
        withheld: Whether the value is a name that is withheld at once.
    """

    label: str
    value: str
    steps: tuple[AnyRead, ...] = ()
    opens: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The text with the places of its lines.

    Args:
        text: All of it.
        lines: Each line as a whole.
        values: Of each line the words behind the label.
    """

    text: str
    lines: tuple[Span, ...]
    values: tuple[Span, ...]


def compose_report(report: Report, author: str) -> Told:
    """Return a report as it enters the record.

    Args:
        report: As it was filled in.
        author: Name of the account that reports.
    """
    form = read_form()
    lines = tuple(_list_lines(report, author, form))
    written = write_lines(form.heading.format(number=_isolate(str(report.number))), lines)
    document = _make_document(written.text, report, author, form)
    return Told(document, tuple(_list_steps(report, document.sha256, lines, written)), report.into)


def write_lines(heading: str, lines: Iterable[Line]) -> Written:
    """Return lines as one text, and where each of them stands.

    Args:
        heading: What stands above them.
        lines: In order.
    """
    parts, whole, values = [heading], [], []
    at = len(heading)
    for line in lines:
        start = at + 1
        words = start + len(line.label) + 2
        at = words + len(line.value)
        parts.append(f"{line.label}: {line.value}")
        whole.append(Span(start, at))
        values.append(Span(words, at))
    return Written("\n".join(parts), tuple(whole), tuple(values))


def _make_document(text: str, report: Report, author: str, form: FieldForm) -> Document:
    return Document(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        name=f"field-{report.number.hex[:_SHORT]}",
        origin=f"field:{report.number}",
        title=report.title,
        outlet=form.outlet,
        author=author,
        published=Edtf.from_iso(report.written),
    )


def _list_steps(report: Report, sha256: str, lines: tuple[Line, ...], written: Written) -> Iterator[AnyStep]:
    opening = tuple(
        Evidence(sha256, *span) for line, span in zip(lines, written.lines, strict=True) if line.opens
    )
    category = next((str(value) for value in report.values.get("category", ())), "")
    yield Open(
        case=report.case, kind=Kind.INCIDENT, title=report.title, place=report.place_en or report.place,
        what=category, on=report.start, evidence=opening,
    )  # fmt: skip
    for line, span in zip(lines, written.lines, strict=True):
        evidence = (Evidence(sha256, *span),)
        yield from (msgspec.structs.replace(step, evidence=evidence) for step in line.steps)
    hidden = [
        Evidence(sha256, *span) for line, span in zip(lines, written.values, strict=True) if line.withheld
    ]
    if hidden:
        yield Withhold(case="", evidence=tuple(hidden), reason=read_form().reason)


def _list_lines(report: Report, author: str, form: FieldForm) -> Iterator[Line]:
    yield Line(form.author, author)
    yield Line(form.written, _isolate(report.written))
    for item in form.list_items():
        yield from _MAKERS[item.form](item, report)


def _isolate(words: str) -> str:
    return f"{_LRI}{words}{_PDI}"


def _make_title(item: Item, report: Report) -> Iterator[Line]:
    yield Line(item.name_in(Lang.AR), report.title, opens=True)


def _make_account(item: Item, report: Report) -> Iterator[Line]:
    if report.account:
        yield Line(item.name_in(Lang.AR), report.account, opens=True)


def _make_place(item: Item, report: Report) -> Iterator[Line]:
    if report.place:
        yield Line(item.name_in(Lang.AR), report.place, opens=True)


def _make_field(item: Item, report: Report) -> Iterator[Line]:
    field = item.field
    wording = CaseWording(Lang.AR, {})
    for value in report.values.get(item.name, ()):
        described = value.id if isinstance(value, Party) else value
        steps: tuple[AnyRead, ...] = (Describe(case=report.case, field=item.name, value=described),)
        if isinstance(value, Party):
            # A field holds only the id: whom no pack knows takes part by name.
            known = load_packs().find_actor(value.id) is not None
            steps = steps if known else (Join(case=report.case, role=_PARTY_ROLE, party=value), *steps)
            words = wording.name_party(value)
        else:
            words = wording.write_value(value, field)
        if item.name in _ISOLATED:
            words = _isolate(words)
        yield Line(item.name_in(Lang.AR), words, steps, opens=item.required)


def _make_harm(item: Item, report: Report) -> Iterator[Line]:
    amount = report.harms.get(item.name)
    if amount is not None:
        step = Harm(case=report.case, on=report.start, what=item.what, whom=item.whom, amount=amount)
        yield Line(item.name_in(Lang.AR), CaseWording(Lang.AR, {}).write_amount(amount), (step,))


def _make_side(item: Item, report: Report) -> Iterator[Line]:
    for side in report.sides.get(item.name, ()):
        party = side.party
        steps: tuple[AnyRead, ...] = (Join(case=report.case, role=item.role, party=party),)
        if item.role == "accused":
            by = tuple(complainant.party.id for complainant in report.sides.get("complainant", ()))
            steps = (*steps, Accuse(case=report.case, on=report.start, who=party.id, by=by, named=(party,)))
        yield Line(item.name_in(Lang.AR), party.ar or party.en, steps, withheld=side.withheld)


def _make_claim(item: Item, report: Report) -> Iterator[Line]:
    claim = report.claims.get(item.name)
    if claim is None:
        return
    by = (claim.party.id,) if claim.party else ()
    if claim.party and item.party_label:
        join = Join(case=report.case, role=_PARTY_ROLE, party=claim.party)
        yield Line(item.party_label.ar, claim.party.ar or claim.party.en, (join,))
        if claim.denies:
            deny = Deny(case=report.case, who=claim.party.id, by=by, named=(claim.party,))
            yield Line(item.party_label.ar, read_form().denies, (deny,))
    if claim.text:
        step = Describe(case=report.case, field=item.name, value=claim.text, by=by)
        yield Line(item.name_in(Lang.AR), claim.text, (step,))


def _make_files(item: Item, report: Report) -> Iterator[Line]:
    for attachment in report.attachments:
        step = Describe(case=report.case, field=item.name, value=attachment.write())
        yield Line(item.name_in(Lang.AR), attachment.write(), (step,))


_MAKERS: Final[Mapping[Form, Callable[[Item, Report], Iterator[Line]]]] = MappingProxyType(
    {
        Form.TITLE: _make_title,
        Form.ACCOUNT: _make_account,
        Form.PLACE: _make_place,
        Form.FIELD: _make_field,
        Form.HARM: _make_harm,
        Form.SIDE: _make_side,
        Form.CLAIM: _make_claim,
        Form.FILES: _make_files,
    }
)
