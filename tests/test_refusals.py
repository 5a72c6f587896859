from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import mithaq
from mithaq.dates import Edtf
from mithaq.errors import DateError, LedgerError, MithaqError, Reason
from mithaq.refusals import Told, load_refusals, make_error, write_reason

SOURCE = Path(mithaq.__file__).parent
_KEY = re.compile(
    r'"((?:judging|sources|feeds|attachments|dates|places)\.[\w-]+)"|\brefuse\(\s*"([\w-]+)", (?:\w+\.)?(?:case|id)\b'
)


def list_used() -> set[str]:
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for key, short in _KEY.findall(path.read_text(encoding="utf-8")):
            found.add(key or f"judging.{short}")
    return found


def list_fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(load_refusals()))
def test_both_languages_say_the_same(key: str) -> None:
    refusal = load_refusals()[key]
    for english, arabic in ((refusal.en.what, refusal.ar.what), (refusal.en.remedy, refusal.ar.remedy)):
        assert bool(english) is bool(arabic)
        assert list_fields(english) == list_fields(arabic)
    spoken = re.sub(r"\{[^}]*\}|[\W\d_]", "", refusal.ar.what)
    assert not spoken or re.search("[\u0621-\u064a]", refusal.ar.what)


def test_every_refusal_that_is_raised_is_in_the_file_and_no_other() -> None:
    used = list_used() | {f"sources.content-{name}" for name in find_contents()}
    used |= {f"judging.write-{name}" for name in ("text", "number", "amount", "date", "time", "coordinates")}
    used |= {f"dates.{name}" for name in ("coarse", "years", "no-interval", "swapped", "no-edtf", "no-date")}
    assert used == set(load_refusals())


def find_contents() -> list[str]:
    from mithaq.sources.encoding import _MAGIC  # noqa: PLC0415 - what the table of signatures names

    return [name for _, name in _MAGIC]


@pytest.mark.parametrize(
    "text", ["yesterday", "2020-13", "2020-02-30", "2020/2021/2022", "2021-05/2020-04", "2020-01-01T"]
)
def test_the_english_of_dates_is_that_of_the_file(text: str) -> None:
    with pytest.raises(DateError) as caught:
        Edtf.parse(text)
    assert caught.value.reason is not None
    told = write_reason(caught.value.reason, "en")
    assert (told.what, told.remedy) == (caught.value.what, caught.value.remedy)


def test_reasons_within_reasons_and_names_are_written_out() -> None:
    error = make_error(
        LedgerError, "sources.unsupported", where="a.xyz", suffix=".xyz", how=Reason("sources.how-docx")
    )
    assert str(error) == "a.xyz: files of kind .xyz are not read. Save it as .docx"
    assert error.reason is not None
    told = write_reason(error.reason, "ar", lambda reason, name: f"«{reason.values[name]}»")
    assert told == Told("لا تُقرأ الملفات من النوع «.xyz»", remedy="احفظه بصيغة \u200e.docx")
    assert str(Told("what", "where", "remedy")) == str(MithaqError("what", where="where", remedy="remedy"))
