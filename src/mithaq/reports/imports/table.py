"""Somebody's own table as cases, by a mapping; each case rests on the cells of its row."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import partial

from mithaq.dates import Edtf
from mithaq.digits import read_digits
from mithaq.errors import DateError, MithaqError, Reason
from mithaq.following.case import Amount, AnyRead, Describe, Evidence, Harm, Kind, Open, Party
from mithaq.following.kinds import Field, ValueType, find_kind
from mithaq.model import ActorType, Topic
from mithaq.refusals import make_error, pass_on
from mithaq.reports.imports.acled import read_day
from mithaq.reports.imports.mapping import TableMapping
from mithaq.reports.imports.naming import name_case, name_party
from mithaq.reports.imports.refusal import NOTHING, NotTakenError
from mithaq.reports.imports.sheet import Known, Sheet, Source, split_cell, write_sheet
from mithaq.reports.imports.tables import NamedRow, read_rows
from mithaq.reports.imports.taken import Result
from mithaq.reports.saying import read_amount

_LONGEST = 300
_MARKS = (";", "؛", "|")


def read_table(text: str, source: Source, mapping: TableMapping) -> Result:
    """Return a case for each row, and the rows that cannot be taken.

    Args:
        text: The file, decoded.
        source: The file.
        mapping: What its columns hold; checked (`mapping.check_mapping`).
    """
    return read_rows(text, source, tuple(mapping.columns), partial(_read_row, source, mapping))


def _read_row(source: Source, mapping: TableMapping, row: NamedRow) -> tuple[Sheet, list[AnyRead]]:
    cells = row.cells

    def find(target: str) -> str:
        heading = mapping.find(target)
        return cells[heading].strip() if heading else ""

    kind = _read_kind(find("kind"), mapping)
    title = find("title") or find("text")[:_LONGEST]
    if not title:
        raise make_error(NotTakenError, "imports.empty-row")
    # A row without an id goes by what it says: the same row is the same case in every file.
    key = find("id") or "\n".join(f"{name}={value}" for name, value in cells.items())
    known = Known(
        name=f"{source.name}-{row.line}",
        origin=source.locate(str(row.line)),
        title=title,
        outlet=find("outlet") or None,
        published=_read_published(find("published")),
        url=find("url") or None,
    )
    heading = f"{kind.value} {find('id')}".rstrip()
    sheet = write_sheet(heading, cells.items(), known)
    case = name_case(kind, f"table {'|'.join(mapping.columns)}", key)
    opening = Open(
        case=case,
        kind=kind,
        title=title,
        sides=tuple(_find_sides(cells, mapping, kind)),
        topics=_read_topics(find("topics")),
        place=find("place"),
        on=_read_date(find("on"), "on"),
        due=_read_date(find("due"), "due"),
        evidence=_quote_opening(sheet, mapping),
    )
    return sheet, [opening, *_tell(cells, mapping, sheet, opening)]


def _quote_opening(sheet: Sheet, mapping: TableMapping) -> tuple[Evidence, ...]:
    names = [mapping.find(target) for target in ("text", "title", "on", "place")]
    return sheet.quote(*(name for name in names if name))


def _read_kind(told: str, mapping: TableMapping) -> Kind:
    if mapping.kind is not None:
        return mapping.kind
    if told not in set(Kind):
        known = ", ".join(Kind)
        raise make_error(NotTakenError, "imports.other-kind", text=told or NOTHING, known=known)
    return Kind(told)


def _read_published(text: str) -> Edtf | None:
    return read_day(text) if text else None


def _read_date(text: str, name: str) -> str | None:
    if not text:
        return None
    try:
        return Edtf.parse(text).text
    except DateError:
        day = read_day(text)
    if day is None:
        how = Reason("imports.how-date")
        raise make_error(NotTakenError, "imports.field-date", name=name, text=text, how=how)
    return day.text


def _read_topics(text: str) -> tuple[str, ...]:
    topics = split_cell(text, _MARKS)
    unknown = [topic for topic in topics if topic not in set(Topic)]
    if unknown:
        raise make_error(NotTakenError, "imports.no-topic", text=unknown[0], known=", ".join(Topic))
    return topics


def _find_sides(cells: Mapping[str, str], mapping: TableMapping, kind: Kind) -> Iterator[tuple[str, Party]]:
    roles = {role.name for role in find_kind(kind).roles}
    seen: set[tuple[str, str]] = set()
    for role, heading in mapping.list_parts("party"):
        if role not in roles:
            # The column is of another kind of case in the same table.
            continue
        for name in split_cell(cells[heading], _MARKS):
            party = name_party(name, ActorType.ORGANIZATION)
            if (role, party.id) not in seen:
                seen.add((role, party.id))
                yield role, party


def _tell(cells: Mapping[str, str], mapping: TableMapping, sheet: Sheet, opening: Open) -> Iterator[AnyRead]:
    spec = find_kind(opening.kind)
    for name, heading in mapping.list_parts("field"):
        field = spec.find_field(name)
        if field is None:
            continue
        values = split_cell(cells[heading], _MARKS) if field.many else (cells[heading].strip(),)
        for value in filter(None, values):
            yield Describe(
                case=opening.case,
                field=name,
                value=_read_value(field, value),
                on=opening.on,
                evidence=sheet.quote(heading),
            )
    for what, heading in mapping.list_parts("harm") if opening.kind is Kind.INCIDENT else ():
        amount = _read_amount(cells[heading].strip(), what)
        if amount is not None:
            evidence = sheet.quote(heading)
            yield Harm(case=opening.case, what=what, amount=amount, on=opening.on, evidence=evidence)


def _read_value(field: Field, text: str) -> str | int | float | Amount:
    if field.type is ValueType.AMOUNT:
        return _read_amount(text, field.name) or Amount(0, 0, 0)
    if field.type is ValueType.NUMBER:
        return _read_number(text)
    if field.type is ValueType.DATE:
        return _read_date(text, field.name) or text
    return text


def _read_number(text: str) -> float:
    try:
        number = float(_write_latin(text))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise make_error(NotTakenError, "imports.no-number", text=text)
    return int(number) if number.is_integer() else number


def _read_amount(text: str, name: str) -> Amount | None:
    """Return how many a cell tells; None where it tells nothing, or that there were none."""
    if not text:
        return None
    try:
        amount = read_amount(_write_latin(text), name)
    except MithaqError as error:
        raise pass_on(NotTakenError, error) from error
    return None if amount.best == 0 and amount.high == 0 else amount


def _write_latin(text: str) -> str:
    return read_digits(text).replace(",", "").replace("٬", "").replace("٫", ".")
