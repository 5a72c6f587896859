from __future__ import annotations

import re
import string
from dataclasses import fields
from pathlib import Path

import msgspec
import pytest

from mithaq.cli import KINDS, Language
from mithaq.model import ActorType, ActType, Comparator, MilestoneStatus, Status, Topic
from mithaq.reports import tables, wording
from mithaq.reports.views import VIEWS
from mithaq.reports.wording import Lang, Messages, Term, find_wording, read_messages

SOURCE = Path(wording.__file__).parent
ARABIC = re.compile("[\u0621-\u064a]")
SECTIONS = [field.name for field in msgspec.structs.fields(Messages)]


def list_terms() -> list[tuple[str, Term]]:
    return [
        (f"{section}.{name}", term)
        for section in SECTIONS
        for name, term in getattr(read_messages(), section).items()
    ]


@pytest.mark.parametrize(("name", "term"), list_terms(), ids=[name for name, _ in list_terms()])
def test_both_languages_say_it_with_the_same_values(name: str, term: Term) -> None:
    assert term.ar.strip()
    assert term.en.strip()
    slots = [
        sorted(slot for _, slot, _, _ in string.Formatter().parse(text) if slot)
        for text in (term.ar, term.en)
    ]
    assert slots[0] == slots[1], name
    assert ARABIC.search(term.ar) or not string.Formatter().vformat(term.ar, (), Blank()).strip(": "), name
    assert not ARABIC.search(term.en)


class Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@pytest.mark.parametrize(
    ("section", "values"),
    [
        ("act_types", ActType),
        ("statuses", Status),
        ("topics", Topic),
        ("actor_types", ActorType),
        ("milestone_statuses", MilestoneStatus),
        ("comparators", Comparator),
    ],
)
def test_every_value_of_a_closed_list_has_a_name(section: str, values: type) -> None:
    assert set(getattr(read_messages(), section)) == set(values)  # type: ignore[call-overload]


def test_every_message_is_used_and_every_used_one_exists() -> None:
    folders = (SOURCE, SOURCE.parent / "commands", SOURCE.parent / "web")
    files = [path for folder in folders for path in (*folder.rglob("*.py"), *folder.rglob("*.html"))]
    # Situation reports and charts have files of wording of their own.
    own = {"situation", "charts"}
    source = "".join(path.read_text("utf-8") for path in files if own.isdisjoint(path.parts))
    # Pages say by other objects what stands in their own files.
    source = re.sub(r"\b(ground|request|look)\.say\(", r"\1.tell(", source)
    for method, section in (("say", "words"), ("write", "brief"), ("name_column", "columns")):
        # What is said of cases has two names: a part of its file and a message of it.
        used = set(re.findall(rf"\.{method}\(\s*[\"']([\w-]+)[\"'](?=\s*\)|,\s*(?:\w+=|\*\*))", source))
        known = set(getattr(read_messages(), section))
        assert used <= known
        quoted = {name for name in known if f'"{name}"' in source or f"'{name}'" in source}
        assert known <= quoted


def test_kinds_are_the_same_everywhere() -> None:
    assert list(VIEWS) == list(KINDS) == list(read_messages().kinds)
    assert set(tables.LAYOUTS) == set(KINDS)
    assert {lang.value for lang in Lang} == {lang.value for lang in Language}


def test_a_missing_translation_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="missing required field"):
        msgspec.convert({"en": "only"}, Term)


@pytest.mark.parametrize(
    ("value", "comparator", "en", "ar"),
    [
        (7000.0, Comparator.MORE, "more than 7,000", "أكثر من 7,000"),
        (2.5, Comparator.ABOUT, "about 2.5", "نحو 2.5"),
        (3.0, Comparator.EQUAL, "3", "3"),
    ],
)
def test_amounts(value: float, comparator: Comparator, en: str, ar: str) -> None:
    assert find_wording(Lang.EN).write_amount(value, comparator) == en
    assert find_wording(Lang.AR).write_amount(value, comparator) == ar


def test_dates_have_the_month_names_of_the_language() -> None:
    assert find_wording(Lang.AR).write_date("2018-12-10") == "10 ديسمبر 2018"
    assert find_wording(Lang.EN).write_date("2018-12-10") == "10 December 2018"
    assert find_wording(Lang.EN).write_date(None) == ""


def test_every_name_is_there_in_both_languages() -> None:
    arabic, english = find_wording(Lang.AR), find_wording(Lang.EN)
    assert arabic.name_act(ActType.REQUEST) == "طلب"
    assert english.name_status(Status.DENIED) == "denied"
    assert arabic.name_topic(Topic.TRAINING) == "تدريب"
    assert english.name_actor_type(ActorType.STATE) == "state"
    assert arabic.name_milestone_status(MilestoneStatus.HELD) == "جرى"
    assert english.name_compiled("actors") == "Actors"
    assert {field.name for field in fields(arabic)} == {"lang", "messages"}
