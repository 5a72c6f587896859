from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.texts import read_annotated
from tools.judge.__main__ import main
from tools.judge.answers import AnswerError, annotate_text, read_answers
from tools.judge.marking import Marked, mark_text, read_marked, show_text, write_batches

from mithaq.reading.pipeline import open_reader

TEXT = (
    "دعت مصر تركيا أمس إلى وقف القتال.\n"
    "وقال الوزير إن فرنسا دعت إيطاليا إلى اجتماع، ثم دعت قطر إلى زيارة باريس.\n"
)
META = {"published": "2019-03-05", "source": "one", "url": "https://example.org/1"}


@pytest.fixture(scope="module")
def marked() -> Marked:
    return mark_text("t0001", TEXT, META, open_reader())


def find_number(marked: Marked, name: str) -> int:
    return next(actor for (start, end), actor in marked.names if marked.text[start:end] == name)


def judge(marked: Marked, *lines: str) -> dict[str, Any]:
    return annotate_text(marked, list(enumerate(lines, start=2)), "b01.txt")


def name_parts(annotation: dict[str, Any], act: dict[str, Any], part: str) -> list[list[str]]:
    forms = {actor["id"]: actor["forms"] for actor in annotation["actors"]}
    return [forms[number] for number in act[part]]


def test_words_names_and_dates_are_marked_and_nothing_else_is_changed(marked: Marked) -> None:
    shown = show_text(marked)
    head, _, body = shown.partition("\n")
    assert head == "### t0001 published 2019-03-05"
    assert "[1]دعت {" in body
    assert "<1 أمس>" in body
    for number in range(len(marked.words)):
        body = body.replace(f"[{number + 1}]", "")
    for number in range(len(marked.types)):
        body = body.replace(f"{{{number} ", "")
    assert body.replace("}", "").replace("<1 ", "").replace(">", "") == TEXT


def test_batches_are_read_back(marked: Marked, tmp_path: Path) -> None:
    longer = mark_text("t0002", TEXT * 140, META, open_reader())
    assert write_batches([marked, longer], tmp_path) == 2
    assert (tmp_path / "b01.txt").read_text(encoding="utf-8") == show_text(marked)
    assert read_marked(tmp_path) == {"t0001": marked, "t0002": longer}
    assert write_batches([], tmp_path / "none") == 0


def test_an_act_gets_its_words_parts_status_and_date(marked: Marked) -> None:
    egypt, turkey = find_number(marked, "مصر"), find_number(marked, "تركيا")
    annotation = judge(marked, f"1 REQUEST a={egypt} r={turkey} d=1", "+زيارة CONSULT d=2019-04 st=planned")
    call, talks = annotation["acts"]
    assert (call["trigger"], call["type"], call["status"], call["date"]) == (
        "دعت",
        "REQUEST",
        "actual",
        "2019-03-04",
    )
    assert name_parts(annotation, call, "actors") == [["مصر"]]
    assert name_parts(annotation, call, "recipients") == [["تركيا"]]
    assert call["evidence"] == TEXT.splitlines()[0]
    assert (talks["trigger"], talks["status"], talks["date"]) == ("زيارة", "planned", "2019-04")
    assert annotation["acts_only"]


def test_whoever_is_not_marked_is_named_by_the_text_and_two_numbers_can_be_one(marked: Marked) -> None:
    egypt, turkey = find_number(marked, "مصر"), find_number(marked, "تركيا")
    annotation = judge(marked, f'1 REQUEST a={egypt},{turkey} s="إلى وقف"', f"same {egypt}={turkey}")
    [act] = annotation["acts"]
    assert name_parts(annotation, act, "actors") == [["مصر", "تركيا"]]
    assert name_parts(annotation, act, "said_by") == [["إلى وقف"]]


def test_of_a_word_that_stands_twice_the_evidence_begins_there(marked: Marked) -> None:
    near = next(number for number, (start, _) in enumerate(marked.words, 1) if start > TEXT.index("اجتماع"))
    annotation = judge(marked, f"+دعت@{near} REQUEST")
    evidence = annotation["acts"][0]["evidence"]
    assert evidence.startswith("دعت قطر")
    assert TEXT.rindex("دعت") == TEXT.index(evidence)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("99 REQUEST", "no word has the number 99"),
        ("1 VISITS", "VISITS"),
        ("1 REQUEST a=77", "no actor has the number 77"),
        ('1 REQUEST r="ليس هنا"', "not in the text: ليس هنا"),
        ("1 REQUEST d=9", "no date has the number 9"),
        ("1 REQUEST x=9", "no such field: x"),
        ("1 REQUEST st=done", "done"),
        ("+ليس REQUEST", "not in the text: ليس"),
    ],
)
def test_what_cannot_be_understood_is_named_with_its_line(marked: Marked, line: str, message: str) -> None:
    with pytest.raises(AnswerError, match=f"b01.txt:2: .*{message}"):
        judge(marked, line)


def test_answers_are_read_text_by_text() -> None:
    written = "### t0001\n1 REQUEST\n\n### t0002\n### t0003\n same 1=2"
    assert list(read_answers(written, "b01.txt")) == [
        ("t0001", [(2, "1 REQUEST")]),
        ("t0002", []),
        ("t0003", [(6, "same 1=2")]),
    ]
    assert list(read_answers("\n", "b01.txt")) == []
    with pytest.raises(AnswerError, match=r"b01.txt:1: .*Begin with ### NAME"):
        list(read_answers("1 REQUEST", "b01.txt"))


def test_annotations_can_be_learnt_from(marked: Marked, tmp_path: Path) -> None:
    write_batches([marked], tmp_path)
    (tmp_path / "out").mkdir()
    answers = tmp_path / "out" / "b01.txt"
    answers.write_text("### t0001\n1 REQUEST\n", encoding="utf-8")
    assert main(["read", str(tmp_path)]) == 0
    [sample] = read_annotated(tmp_path / "text", tmp_path / "gold")
    assert (sample.name, sample.text, sample.published) == ("judged-t0001", TEXT, "2019-03-05")
    assert sample.is_acts_only
    answers.write_text("### t0009\n", encoding="utf-8")
    assert main(["read", str(tmp_path)]) == 1
