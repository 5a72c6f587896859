"""Folders of reports in, cases in the form for stories out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mithaq import read_document
from mithaq.cli import app
from mithaq.errors import MithaqError
from mithaq.following.case import Advance, Evidence, Kind
from mithaq.following.follow import follow_story
from mithaq.following.story import read_story
from mithaq.reports.stories import find_end, note_story, read_folder

REPORTS = {
    "01": (
        "2019-03-02",
        "موعد الاقتراع\nطرابلس - قال رئيس المفوضية إن الانتخابات البرلمانية ستجرى في 12 سبتمبر 2019 في ليبيا.",
    ),
    "02": (
        "2020-03-04",
        "قصف مستشفى\nتعز - قصفت ميليشيات الحوثي أمس مستشفى الثورة في مدينة تعز، ما أدى إلى مقتل خمسة مدنيين.",
    ),
    "03": (
        "2020-03-05",
        "نفي\nصنعاء - نفى متحدث باسم الحوثيين أن تكون قواته قصفت مستشفى الثورة في تعز، وقال إن القصف قتل مدنيين اثنين.",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    documents = [{"name": name, "outlet": "وكالة", "published": day} for name, (day, _) in REPORTS.items()]
    story = {"title": "تجربة", "documents": documents, "cases": "not to be read"}
    (tmp_path / "story.json").write_text(json.dumps(story), encoding="utf-8")
    for name, (_, text) in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_only_the_documents_are_read_from_the_story(folder: Path) -> None:
    title, documents = read_folder(folder)
    assert title == "تجربة"
    assert [(document.name, str(document.published)) for document in documents] == [
        (name, day) for name, (day, _) in REPORTS.items()
    ]


def test_every_quotation_is_found_in_its_report(folder: Path) -> None:
    title, documents = read_folder(folder)
    note = note_story(follow_story(read_story(map(read_document, documents))), title)
    texts = {document.name: document.text for document in documents}
    kinds = {case["kind"] for case in note["cases"]}
    assert {"milestone", "incident"} <= kinds
    for case in note["cases"]:
        for key in ("history", "dates", "accused", "denied_by", "harm"):
            assert all(item["evidence"] in texts[item["document"]] for item in case.get(key, []))
    assert all(form in "".join(texts.values()) for actor in note["actors"] for form in actor["forms"])
    assert all(
        side["evidence"] in texts[side["document"]]
        for item in note["contradictions"]
        for side in item["sides"]
    )


def test_the_command_writes_the_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "found.json"
    result = CliRunner().invoke(app, ["follow", str(folder), "--out", str(out)])
    assert result.exit_code == 0, result.output
    found = json.loads(out.read_text(encoding="utf-8"))
    milestone = next(case for case in found["cases"] if case["kind"] == "milestone")
    assert milestone["what"] == "parliamentary-election"
    assert [date["when"] for date in milestone["dates"]] == ["2019-09-12"]
    assert milestone["state_at_end"] == "announced"


@pytest.mark.parametrize("content", [None, "{", '{"documents": [{"name": "77"}]}'])
def test_what_is_no_story_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "story.json").write_text(content, encoding="utf-8")
    with pytest.raises(MithaqError, match=r"cannot be read|not a story"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("kind", "told", "end"),
    [
        (
            Kind.REQUEST,
            [("01", "made", "2019-03-02"), ("02", "accepted", "2020-03-04"), ("03", "made", None)],
            "accepted",
        ),
        (
            Kind.MILESTONE,
            [("01", "announced", "2019-03-02"), ("02", "held", "2020-03-03"), ("03", "postponed", None)],
            "held",
        ),
        (
            Kind.COMMITMENT,
            [("01", "made", "2019-03-02"), ("02", "met", "2020-03-03"), ("03", "missed", "2020-03-04")],
            "met",
        ),
        (
            Kind.AGREEMENT,
            [
                ("01", "signed", "2019-03-02"),
                ("02", "suspended", "2020-03-03"),
                ("03", "in-force", "2019-03-02"),
            ],
            "suspended",
        ),
    ],
)
def test_which_state_holds_at_the_end(
    folder: Path, kind: Kind, told: list[tuple[str, str, str | None]], end: str
) -> None:
    _, documents = read_folder(folder)
    story = read_story(map(read_document, documents))
    names = {document.name: document.sha256 for document in documents}
    steps = [
        Advance(case="c", state=state, on=on, evidence=(Evidence(names[name], 0, 5),))
        for name, state, on in told
    ]
    assert find_end(story, kind, steps) == end
