"""What is typed becomes a report, or is told to be wrong beside its field."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from tests.web.field.filling import NUMBER, fill

from mithaq.following.case import Amount
from mithaq.model import ActorType
from mithaq.reports.fieldreport import Report, compose_report
from mithaq.reports.wording import Lang
from mithaq.web.field.entering import read_report
from mithaq.web.speech import find_term


def type_in(**changed: Any) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, value in fill(**changed).items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    return typed


def read(**changed: Any) -> Report:
    report, faults = read_report(type_in(**changed), [])
    assert faults == {}
    assert report is not None
    return report


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"title": " "}, {"title": "missing"}),
        ({"category": None, "place": ""}, {"category": "missing", "place": "missing"}),
        ({"category": ["fire", "noise"]}, {"category": "choice"}),
        ({"start": "أمس"}, {"start": "date"}),
        ({"start": "2020-13"}, {"start": "date"}),
        ({"start_time": "25:00"}, {"start-time": "time"}),
        ({"time_zone": "القاهرة"}, {"time-zone": "zone"}),
        ({"coordinates": "95, 13"}, {"coordinates": "coordinates"}),
        ({"coordinates": "here"}, {"coordinates": "coordinates"}),
        ({"bearing": "400"}, {"bearing": "bearing"}),
        ({"precision": "قريب"}, {"precision": "number"}),
        ({"quantity_low": "9", "quantity_high": "3"}, {"quantity": "range"}),
        ({"quantity_best": "9", "quantity_qualifier": "!"}, {"quantity": "choice"}),
        ({"killed_civilian_best": "-1"}, {"killed-civilian": "number"}),
        ({"flight": "sideways"}, {"flight": "choice"}),
        ({"title": "ق" * 301}, {"title": "long"}),
        ({"account": "ق" * 20_001}, {"account": "long"}),
        ({"weapon": "\n".join(map(str, range(60)))}, {"weapon": "many"}),
        ({"victim": "سالم", "victim_withheld": "1"}, {"victim": "full-name"}),
        ({"complainant": "الأمم المتحدة", "complainant_withheld": "1"}, {"complainant": "public"}),
        (
            {
                "complainant": "مجلس أعيان الوادي",
                "complainant_type": "organization",
                "complainant_withheld": "1",
            },
            {"complainant": "public"},
        ),
        ({"response": "لا", "response_denies": "1"}, {"response": "who"}),
        ({"response_party": "سرية"}, {"response": "words"}),
    ],
)
def test_what_is_wrong_is_told_for_each_field(changed: dict[str, Any], expected: dict[str, str]) -> None:
    report, faults = read_report(type_in(**changed), [])
    assert report is None
    assert {name: key for name, (key, _) in faults.items()} == expected
    assert all(find_term(f"field.wrong-{key}", Lang.EN) for key, _ in faults.values())


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("start", "٢٠٢٠-١١-٢١", "2020-11-21"),
        ("start", " 2020-11~ ", "2020-11~"),
        ("start_time", "٨.٣٠", "08:30"),
        ("start_time", "18:30:05", "18:30:05"),
        ("time_zone", "+02:00", "+02:00"),
        ("time_zone", "Africa/Tripoli", "Africa/Tripoli"),
        ("time_zone", "UTC", "UTC"),
        ("coordinates", "32.81، 13.27", "32.81, 13.27"),
        ("coordinates", "-3.5 40", "-3.5, 40"),
        ("bearing", "٤٥", 45),
        ("precision", "1,500.5", 1500.5),
        ("distance_best", "1٬500", Amount(1500, 1500, 1500)),
        ("direction", "من\tالشمال  الشرقي\u0000", "من الشمال الشرقي"),
    ],
)
def test_values_are_read_as_people_write_them(name: str, typed: str, expected: object) -> None:
    report = read(**{name: typed})
    assert report.values[name.removesuffix("_best").replace("_", "-")] == (expected,)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"best": "7"}, Amount(7, 7, 7)),
        ({"best": "7", "qualifier": ">="}, Amount(7, 7, None, ">=")),
        ({"best": "7", "qualifier": ">"}, Amount(7, 7, None, ">")),
        ({"best": "7", "qualifier": "<="}, Amount(None, 7, 7, "<=")),
        ({"best": "7", "qualifier": "~"}, Amount(None, 7, None, "~")),
        ({"low": "5", "high": "9"}, Amount(5, None, 9)),
        ({"low": "5", "best": "6", "high": "9", "qualifier": "~"}, Amount(5, 6, 9, "~")),
        ({"qualifier": "uncountable"}, Amount(None, None, None, "uncountable")),
    ],
)
def test_quantities_have_their_bounds(typed: dict[str, str], expected: Amount) -> None:
    named = {f"quantity_{part}": value for part, value in typed.items()}
    assert read(**named).values["quantity"] == (expected,)
    named = {f"injured_civilian_{part}": value for part, value in typed.items()}
    assert read(**named).harms["injured-civilian"] == expected


def test_lines_are_one_value_each_and_once() -> None:
    assert read(weapon="هاون\r\n\r\n مدفع \nهاون").values["weapon"] == ("هاون", "مدفع")


def test_parties_are_those_of_the_packs_or_new_ones() -> None:
    sides = read(
        accused="الجيش الوطني الليبي", complainant="مجلس أعيان الوادي", complainant_type="organization"
    ).sides
    assert sides["accused"][0].party.en
    (new,) = sides["complainant"]
    assert (new.party.type, new.party.ar) == (ActorType.ORGANIZATION, "مجلس أعيان الوادي")
    again = read(complainant="مجلس اعيان الوادى", complainant_type="organization").sides["complainant"][0]
    assert again.party.id == new.party.id
    assert (
        read(complainant="سالم", complainant_type="dragon").sides["complainant"][0].party.type
        is ActorType.PERSON
    )


def test_the_id_of_a_withheld_name_cannot_be_tried_out() -> None:
    open_, secret = (
        read(complainant="خليفة منصور الفيتوري", **more).sides["complainant"][0].party.id
        for more in ({}, {"complainant_withheld": "1"})
    )
    other = read(complainant="خليفة منصور الفيتوري", complainant_withheld="1", number=str(UUID(int=5)))
    assert len({open_, secret, other.sides["complainant"][0].party.id}) == 3


def test_a_report_without_a_number_gets_one() -> None:
    assert str(read().number) == NUMBER
    assert read(number="1; DROP").number != read(number="").number


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2020-11-21T18:45:00+02:00", "2020-11-21T16:45:00Z"),
        ("yesterday", None),
        ("9998-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_when_it_was_written_is_never_later_than_now(typed: str, expected: str | None) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    written = read(written=typed).written
    if expected:
        assert written == expected
    else:
        assert before <= datetime.fromisoformat(written) <= datetime.now(UTC)


@given(st.dictionaries(st.sampled_from(sorted(fill())), st.text(max_size=40)))
def test_whatever_is_typed_is_read_or_refused(typed: dict[str, str]) -> None:
    given_ = type_in()
    for name, value in typed.items():
        given_[name] = value
    report, faults = read_report(given_, [])
    assert (report is None) is bool(faults)
    if report is not None:
        told = compose_report(report, "huda")
        text = told.document.text
        assert all(text[piece.start : piece.end] for step in told.steps for piece in step.evidence)
        assert "\r" not in text
