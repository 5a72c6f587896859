import gzip
import json
import logging
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.dates import Edtf
from mithaq.model import Document
from mithaq.sources import Refused, count_files, read_documents
from mithaq.sources import collect as collecting
from mithaq.sources.collect import require_arabic, tidy_text
from mithaq.sources.refusal import RefusalError

Write = Callable[[str, bytes | str], Path]
Pack = Callable[..., Path]


def sort_out(paths: Iterable[Path]) -> tuple[list[Document], list[Refused]]:
    answers = list(read_documents(paths))
    documents = [answer for answer in answers if isinstance(answer, Document)]
    return documents, [answer for answer in answers if isinstance(answer, Refused)]


def test_a_text_becomes_a_document(write: Write, headline: str, body: str) -> None:
    path = write("report.txt", f"الرئيسية » أخبار\r\n{headline}\r\nطرابلس - رويترز\r\n{body}\r\nطباعة")
    (found,), refused = sort_out([path])
    assert refused == []
    assert found.text == f"الرئيسية » أخبار\n{headline}\nطرابلس - رويترز\n{body}\nطباعة"
    assert (found.name, found.origin, found.title, found.outlet) == ("report", str(path), headline, "رويترز")
    assert [span.select(found.text) for span in found.skipped] == ["الرئيسية » أخبار", "طباعة"]
    assert (found.author, found.published, found.url) == (None, None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1256", "iso8859_6"])
def test_every_encoding_gives_the_same_document(write: Write, encoding: str, body: str) -> None:
    (found,), _ = sort_out([write("a.txt", body.encode(encoding))])
    assert found.text == body


def test_everything_bad_is_named_and_the_rest_is_read(write: Write, body: str, tmp_path: Path) -> None:
    write("a.txt", body)
    write("b.txt", b"")
    write("c.txt", "  \n\u200f\n")
    write("d.txt", "A report in English about a meeting.")
    write("e.txt", b"\x89PNG\r\n\x1a\n\0\0\0")
    write("f.txt", body + "\r\n" * 0)
    write("g.pdf", b"%PDF-1.4")
    write("h.docx", b"PK no zip")
    write("i.zip", b"PK no zip")
    write("j", body)
    write("k.txt", "این گزارش دربارهٔ جلسهٔ گروه‌های چپ در پاریس است که در روز پنجشنبه برگزار شد و پایان یافت")
    write("l.jsonl", json.dumps({"text": body + " ثم عاد الوفد."}) + "\nnot json\n")
    write("m.json", '{"a": 1}')
    write(".hidden.txt", body)
    write("sub/.git/x.txt", body)
    write("z.txt", body + " وانتهى الاجتماع مساء.")
    documents, refused = sort_out([tmp_path, tmp_path / "none.txt"])
    assert [document.name for document in documents] == ["a", "l-1", "z"]
    kinds = {Path(entry.origin).name: entry.kind for entry in refused}
    assert kinds == {
        "b.txt": "empty", "c.txt": "empty", "d.txt": "not-arabic", "e.txt": "unreadable",
        "f.txt": "duplicate",
        "g.pdf": "unreadable", "h.docx": "unreadable", "i.zip": "unreadable", "j": "unsupported",
        "k.txt": "not-arabic", "l.jsonl:2": "unreadable", "m.json": "unreadable", "none.txt": "missing",
    }  # fmt: skip
    for entry in refused:
        assert entry.error.where == entry.origin
        assert entry.error.what
        assert entry.error.remedy
        assert entry.origin in str(entry.error)


def test_a_duplicate_names_the_first(write: Write, body: str) -> None:
    first, second = write("a.txt", body), write("b.txt", body.encode("cp1256"))
    (found,), (again,) = sort_out([first, second])
    assert found.origin == str(first)
    assert again.kind == "duplicate"
    assert str(first) in again.error.what
    assert len(sort_out([first, first])[1]) == 1


def test_names_are_unique_and_safe(write: Write, pack: Pack, body: str) -> None:
    paths = [write(f"{folder}/Report.txt", body + f" {folder}") for folder in ("x", "y")]
    paths.append(write("deep/y/report.txt", body + " ثالثا"))
    paths.append(write("deep/deep/y/report.txt", body + " رابعا"))
    paths.append(pack("..zip", {"a/..\\..\\con:x.txt": body + " خامسا", "...txt": body + " سادسا"}))
    documents, refused = sort_out(paths)
    names = [document.name for document in documents]
    assert refused == []
    assert names[:4] == ["Report", "y-Report", "y-report-2", "y-report-3"]
    assert len({name.casefold() for name in names}) == 6
    assert not any(set(name) & set('/\\:*?"<>|\0') or name.startswith(".") for name in names)


def test_a_number_that_is_taken_is_passed_over(write: Write, body: str) -> None:
    names = ["q/y-a-2.txt", "a.txt", "y/a.txt", "d/y/a.txt"]
    documents, _ = sort_out([write(name, f"{body} {name}") for name in names])
    assert [document.name for document in documents] == ["y-a-2", "a", "y-a", "y-a-3"]


def test_long_names_are_cut(write: Write, body: str) -> None:
    (found,), _ = sort_out([write("ن" * 100 + ".txt", body)])
    assert found.name == "ن" * 80


def test_a_sidecar_tells_what_the_text_does_not(write: Write, body: str, tmp_path: Path) -> None:
    write("a.txt", body)
    said = {"published": "2015-07-24", "source": "المرصد", "url": "http://example.org/a", "title": None}
    write("a.meta.json", json.dumps(said | {"more": [1]}))
    write("orphan.meta.json", "{}")
    (found,), refused = sort_out([tmp_path])
    assert refused == []
    assert (str(found.published), found.outlet, found.url) == ("2015-07-24", "المرصد", "http://example.org/a")
    assert sort_out([tmp_path / "a.txt", tmp_path / "a.meta.json"]) == ([found], [])
    (lonely,) = sort_out([tmp_path / "orphan.meta.json"])[1]
    assert lonely.kind == "unsupported"


@pytest.mark.parametrize("content", [b"{", b'{"title": 1}', b"[]", b"\x89PNG\r\n\xff\xff\0\0"])
def test_a_broken_sidecar_is_named_and_the_text_is_read(write: Write, body: str, content: bytes) -> None:
    path = write("a.txt", body)
    sidecar = write("a.meta.json", content)
    (found,), (refused,) = sort_out([path])
    assert found.text == body
    assert (refused.origin, refused.kind) == (str(sidecar), "unreadable")


def test_the_callers_date_is_the_fallback(write: Write, body: str) -> None:
    paths = [
        write("a.txt", body),
        write("b.txt", body + " ثانيا"),
        write("c.txt", "الأحد 7 يناير 2018\n" + body),
    ]
    write("b.meta.json", '{"published": "2016"}')
    write("a.meta.json", '{"published": "2016-02-30"}')
    answers = read_documents(paths, published=Edtf.parse("2020-11-21"))
    assert [str(answer.published) for answer in answers if isinstance(answer, Document)] == [
        "2020-11-21", "2016", "2018-01-07",
    ]  # fmt: skip


def test_a_huge_text_is_refused(write: Write, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "MAX_TEXT", 200)
    (refused,) = sort_out([write("a.txt", body * 10)])[1]
    assert refused.kind == "huge"


def test_broken_characters_are_told_in_the_log(
    write: Write, body: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = write("a.txt", (body * 3).encode() + b"\xd8")
    with caplog.at_level(logging.WARNING):
        (found,), _ = sort_out([path])
    assert found.text.endswith("\ufffd")
    assert "1 broken characters" in caplog.text
    assert str(path) in caplog.text


def test_lone_surrogates_are_shown(body: str) -> None:
    assert tidy_text(body + "\ud800") == body + "\ufffd"


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("وقف إطلاق النار", True),
        ("وقف النار ceasefire agreement", True),
        ("one word عربي among many English words here", False),
        ("ا" * 300 + "x" * 3000, True),
        ("ا" * 300 + "x" * 9000, False),
        ("ﻛﺸﻔﺖ ﻣﺼﺎﺩﺭ ﻋﻦ ﺍﻻﺗﻔﺎﻕ", True),
        ("12345", False),
        ("گروه چپ پاریس", False),
        ("وصل الوفد إلى گوتنغن ثم عاد إلى طرابلس بعد انتهاء الاجتماع مع المبعوث الأممي", True),
    ],
)
def test_what_counts_as_arabic(text: str, arabic: bool) -> None:  # noqa: FBT001 - a column of the table
    if arabic:
        require_arabic(text)
    else:
        with pytest.raises(RefusalError) as caught:
            require_arabic(text)
        assert caught.value.kind == "not-arabic"


def test_what_cannot_be_opened_is_named(
    write: Write, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", body)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", forbid)
        (refused,) = sort_out([tmp_path])[1]
    assert (refused.kind, refused.error.what) == ("unreadable", "you may not read this file")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", forbid)
        assert [entry.kind for entry in sort_out([tmp_path / "a.txt"])[1]] == ["unreadable"]


def test_an_unreadable_folder_is_named(
    write: Write, body: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", body)
    write("shut/b.txt", body + " ثانيا")
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents, (refused,) = sort_out([tmp_path])
    assert [document.name for document in documents] == ["a"]
    assert refused.origin.endswith("shut")


def test_pipes_and_links_without_end_are_no_trap(write: Write, body: str, tmp_path: Path) -> None:
    write("a.txt", body)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert stat.S_ISFIFO((tmp_path / "pipe.txt").stat().st_mode)
    documents, refused = sort_out([tmp_path])
    assert [document.name for document in documents] == ["a"]
    assert {Path(entry.origin).name: entry.kind for entry in refused} == {
        "pipe.txt": "unsupported", "dangling.txt": "unreadable",
    }  # fmt: skip


def test_counting_agrees_with_reading(write: Write, pack: Pack, body: str, tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{body} {number}"}) for number in range(5)]
    write("a.txt", body)
    write("b.jsonl", "\n".join(rows[:3]) + "\n\n")
    write("c.json", "[" + ",".join(rows[3:]) + "]")
    write("e.json", "{")
    write("f.json", json.dumps({"text": body + " أخيرا"}))
    pack("d.zip", {"x.txt": body + " س", "y.jsonl": "\n".join(f'{{"text": "{body} {n}"}}' for n in "صط")})
    paths = [tmp_path, tmp_path / "none"]
    assert count_files(paths) == len(list(read_documents(paths))) == 12


def test_results_are_the_same_again(write: Write, body: str, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt", "c/d.txt"):
        write(name, f"{body} {name}")
    assert list(read_documents([tmp_path])) == list(read_documents([tmp_path]))


@given(data=st.binary(max_size=300), suffix=st.sampled_from([*collecting.READERS, ".zip", ".meta.json", ""]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_no_bytes_whatever_raise(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    for answer in read_documents([path]):
        assert answer.origin.startswith(str(path))
    path.unlink()


def test_deep_nesting_is_refused(write: Write) -> None:
    (refused,) = sort_out([write("a.json", "[" * 100_000)])[1]
    assert refused.kind == "unreadable"


def test_packed_text_under_a_false_name_is_refused(write: Write, body: str) -> None:
    (refused,) = sort_out([write("a.txt", gzip.compress(body.encode()))])[1]
    assert "gzip" in refused.error.what
