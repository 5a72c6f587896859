import codecs
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.sources import Refused, read_documents, rows
from mithaq.sources.draft import Item

Write = Callable[[str, bytes | str], Path]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"text": "{}"}, (None, None, None, None, None)),
        ({"content": "{}", "title": " عنوان  الخبر "}, ("عنوان الخبر", None, None, None, None)),
        (
            {"body": "{}", "source": "المرصد", "date": "2015-08-03"},
            (None, "المرصد", None, "2015-08-03", None),
        ),
        ({"text": "{}", "outlet": "المرصد", "source": "غيره"}, (None, "المرصد", None, None, None)),
        ({"text": "{}", "author": "حسن", "url": "http://e.org"}, (None, None, "حسن", None, "http://e.org")),
        ({"text": "{}", "published": 1438560000}, (None, None, None, "2015-08-03", None)),
        ({"text": "{}", "published": 1438560000.5}, (None, None, None, "2015-08-03", None)),
        ({"text": "{}", "published": "2015-02-30", "date": "2015"}, (None, None, None, "2015", None)),
        ({"text": "{}", "date_extracted": "2015-07-21 02:51:32"}, (None, None, None, "2015-07-21", None)),
        ({"text": None, "content": "", "body": "{}", "x": {"y": [1]}}, (None, None, None, None, None)),
    ],
)
def test_keys_of_a_row(
    write: Write, body: str, row: dict[str, object], expected: tuple[str | None, ...]
) -> None:
    filled = {key: body if value == "{}" else value for key, value in row.items()}
    (found,) = read_documents([write("a.jsonl", json.dumps(filled, ensure_ascii=False))])
    assert isinstance(found, Document)
    assert found.text == body
    published = str(found.published) if found.published else None
    assert (found.title, found.outlet, found.author, published, found.url) == expected


def test_every_line_is_named_by_its_number(write: Write, body: str) -> None:
    good = json.dumps({"text": body})
    lines = [
        "",
        good,
        "{",
        '{"text": 1}',
        '{"a": 1}',
        '{"text": ""}',
        good,
        json.dumps({"text": body + " ثانيا"}),
    ]
    path = write("a.jsonl", "\r\n".join(lines))
    answers = list(read_documents([path]))
    assert [answer.origin for answer in answers] == [f"{path}:{number}" for number in range(2, 9)]
    assert [answer.kind if isinstance(answer, Refused) else answer.name for answer in answers] == [
        "a-2", "unreadable", "unreadable", "unreadable", "empty", "duplicate", "a-8",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_tables_in_every_encoding(write: Write, body: str, encoding: str, name: str) -> None:
    texts = [body, body + " ثانيا"]
    written = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    content = "\n".join(written) if name == "a.jsonl" else "[" + ",".join(written) + "]"
    answers = list(read_documents([write(name, content.encode(encoding))]))
    assert [answer.text for answer in answers if isinstance(answer, Document)] == texts


def test_arrays_are_named_by_number(write: Write, body: str) -> None:
    path = write("a.json", json.dumps([{"text": body}, 5, {"text": body + " ثانيا"}]))
    answers = list(read_documents([path]))
    assert [answer.origin for answer in answers] == [f"{path}#1", f"{path}#2", f"{path}#3"]
    assert [isinstance(answer, Document) for answer in answers] == [True, False, True]


def test_one_object_has_the_name_of_its_file(write: Write, body: str) -> None:
    path = write("a.json", json.dumps({"text": body}, indent=1))
    (found,) = read_documents([path])
    assert isinstance(found, Document)
    assert (found.name, found.origin) == ("a", str(path))


def test_lines_in_a_json_file_are_read_as_lines(write: Write, body: str) -> None:
    content = "\n".join(json.dumps({"text": f"{body} {number}"}) for number in range(3))
    answers = list(read_documents([write("a.json", content)]))
    assert [answer.name for answer in answers if isinstance(answer, Document)] == ["a-1", "a-2", "a-3"]


def test_an_endless_line_is_refused_and_the_next_is_read(
    write: Write, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "_LONGEST_LINE", 2000)
    good = json.dumps({"text": body})
    path = write("a.jsonl", "\n".join([json.dumps({"text": body * 60}), good, "x" * 4000]))
    answers = list(read_documents([path]))
    assert [answer.kind if isinstance(answer, Refused) else answer.name for answer in answers] == [
        "huge",
        "a-2",
        "huge",
    ]


def test_a_table_that_fails_on_the_way_is_named() -> None:
    def fail() -> io.BytesIO:
        raise OSError(5, "Input/output error")

    item = Item("a.jsonl", "a.jsonl", "f", 0, fail)
    assert rows.count_rows(item) == 1
    with pytest.raises(Exception, match="broken"):
        list(rows.read_lines(item))


@pytest.mark.parametrize(("content", "number"), [("", 0), ("\n\n", 0), ("a\nb", 2), ("\na\n\nb\n", 2)])
def test_lines_are_counted(content: str, number: int) -> None:
    data = content.encode()
    assert rows.count_rows(Item("a", "a.jsonl", "f", len(data), lambda: io.BytesIO(data))) == number


def test_a_mark_alone_is_no_line(write: Write) -> None:
    (refused,) = read_documents([write("a.json", codecs.BOM_UTF8)])
    assert isinstance(refused, Refused)
