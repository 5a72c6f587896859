from __future__ import annotations

import ast
import errno
import os
import re
import string
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mithaq
from mithaq.dates import Edtf
from mithaq.errors import DateError, LedgerError, MithaqError, Reason, Words
from mithaq.following.entry import AnyStep, Propose
from mithaq.refusals import (
    _SYSTEM,
    Told,
    isolate,
    load_refusals,
    make_error,
    name_fault,
    pass_on,
    write_reason,
)
from mithaq.web.roles import Right

SOURCE = Path(mithaq.__file__).parent
# Calls that name a refusal: the place of the key among their arguments, and the group where the key is short.
PLACES = {
    "make_error": (1, ""),
    "Reason": (0, ""),
    "RefusalError": (1, ""),
    "refuse_use": (0, "usage."),
    "AskError": (1, "api."),
    "make_refusal": (1, "entered."),
    "_damaged": (1, "backups."),
}
# What a module that refuses something holds.
RAISING = re.compile(
    r"Error\(|Error\b.*\):$|Reason\(|make_error|refuse|_damaged|Misuse|\"[a-z]+\.[a-z-]+\"", re.MULTILINE
)
SAYING = "mithaq.reports.saying"
# Functions of one name in several folders: what `refuse` names depends on the module that it is imported from.
REFUSE = {
    "mithaq.following.refusal": (0, "judging."),
    SAYING: (1, "entered."),
    "mithaq.sources.refusal": (1, ""),
}
# Errors that say themselves in both languages from a key.
SPEAKING = {"RefusalError", "AskError", "StaleError", "Misuse"}


@dataclass(frozen=True)
class Parsed:
    """What a module holds of errors and refusals: its calls by name, its classes, its words, its `refuse`."""

    calls: tuple[tuple[str, ast.Call], ...]
    classes: tuple[ast.ClassDef, ...]
    words: frozenset[str]
    refuse: tuple[int, str] | None

    def list_named(self) -> set[str]:
        """Return the keys that errors are made of."""
        found = set()
        for name, call in self.calls:
            at, group = self._find_place(name)
            last = 3 if group == "entered." and len(call.args) > 3 else at
            for key in call.args[last : last + 1]:
                if at >= 0 and isinstance(key, ast.Constant) and isinstance(key.value, str):
                    found.add(f"{group}{key.value}")
        return found

    def _find_place(self, name: str) -> tuple[int, str]:
        if name == "refuse" and self.refuse:
            return self.refuse
        return PLACES.get(name, (-1, ""))


def parse(text: str) -> Parsed:
    nodes = list(ast.walk(ast.parse(text)))
    calls = [
        (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node)
        for node in nodes
        if isinstance(node, ast.Call)
    ]
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    sources = [
        node.module or ""
        for node in nodes
        if isinstance(node, ast.ImportFrom) and "refuse" in {item.name for item in node.names}
    ]
    # Where it is defined, it is called without being imported.
    sources += [SAYING for node in nodes if isinstance(node, ast.FunctionDef) and node.name == "make_refusal"]
    return Parsed(
        tuple(calls),
        tuple(node for node in nodes if isinstance(node, ast.ClassDef)),
        frozenset(words),
        REFUSE.get(sources[0]) if sources else None,
    )


@cache
def parse_all() -> dict[str, Parsed]:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))}
    return {
        str(path.relative_to(SOURCE)): parse(text) for path, text in texts.items() if RAISING.search(text)
    }


def list_made() -> set[str]:
    """Return the keys that are put together from a table or an enumeration."""
    from mithaq.commands.usage import _SAID  # noqa: PLC0415 - what the library of commands says
    from mithaq.sources.encoding import _MAGIC  # noqa: PLC0415 - what the table of signatures names

    return {
        *(f"sources.content-{name}" for _, name in _MAGIC),
        *(f"judging.write-{name}" for name in ("text", "number", "amount", "date", "time", "coordinates")),
        *(f"dates.{name}" for name in ("coarse", "years", "no-interval", "swapped", "no-edtf", "no-date")),
        *(f"steps.{kind.__name__.lower()}" for kind in get_args(AnyStep) if kind is not Propose),
        *(f"rights.{right.value}" for right in Right if right is not Right.OPEN),
        *(f"usage.{key}" for _, key in _SAID),
    }


def list_fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(load_refusals()))
def test_both_languages_say_the_same(key: str) -> None:
    refusal = load_refusals()[key]
    for english, arabic in ((refusal.en.what, refusal.ar.what), (refusal.en.remedy, refusal.ar.remedy)):
        assert bool(english) is bool(arabic)
        assert list_fields(english) == list_fields(arabic)
        spoken = re.sub(r"\{[^}]*\}|[\W\d_]", "", arabic)
        assert not spoken or re.search("[\u0621-\u064a]", arabic)


def test_every_refusal_that_is_raised_is_in_the_file() -> None:
    named = {key for parsed in parse_all().values() for key in parsed.list_named()}
    assert len(named) > 250
    assert sorted((named | list_made()) - set(load_refusals())) == []


def test_every_refusal_in_the_file_is_raised() -> None:
    told = {word for parsed in parse_all().values() for word in parsed.words | parsed.list_named()}
    assert sorted(set(load_refusals()) - told - list_made()) == []


def list_errors() -> set[str]:
    """Return the names of our classes of errors."""
    found: set[str] = {"MithaqError"}
    bases = {
        item.name: {getattr(base, "id", "") for base in item.bases}
        for parsed in parse_all().values()
        for item in parsed.classes
    }
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def list_mute(parsed: Parsed, errors: set[str]) -> list[int]:
    """Return the lines on which an error is made that nobody could be told in Arabic."""
    return [
        call.lineno
        for name, call in parsed.calls
        if name in errors - SPEAKING - {"WatchError"} and "reason" not in {word.arg for word in call.keywords}
    ]


def test_every_error_that_is_made_has_a_reason_in_both_languages() -> None:
    errors = list_errors()
    assert {"RecordError", "NotTakenError", "AskError", "InputError"} <= errors
    mute = {name: lines for name, parsed in parse_all().items() if (lines := list_mute(parsed, errors))}
    # The one that is left puts what was told already on one line.
    assert list(mute) == ["refusals.py"]
    assert len(mute["refusals.py"]) == 1


def test_a_new_error_without_arabic_is_found() -> None:
    text = 'class NewError(LedgerError): ...\n\nraise NewError("no such thing", where="x")\n'
    assert list_mute(parse(text), {"NewError"}) == [3]
    assert parse('raise make_error(LedgerError, "records.not-there")').list_named() == {"records.not-there"}


def test_what_goes_wrong_in_the_shift_log_is_said_in_both_languages() -> None:
    from mithaq.reports.wording import Lang  # noqa: PLC0415 - loads the workbench
    from mithaq.web.speech import find_term  # noqa: PLC0415 - likewise

    keys = {
        call.args[0].value
        for parsed in parse_all().values()
        for name, call in parsed.calls
        if name == "WatchError" and isinstance(call.args[0], ast.Constant)
    }
    assert len(keys) > 10
    for key in keys:
        assert find_term(f"watch.wrong-{key}", Lang.AR) != find_term(f"watch.wrong-{key}", Lang.EN)


def test_nothing_is_refused_in_the_words_of_a_library_alone() -> None:
    plain = {"HttpError", "BadParameter", "UsageError"}
    assert [name for name, parsed in parse_all().items() if plain & {call for call, _ in parsed.calls}] == []


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
    assert told == Told("لا تُقرأ الملفات من النوع \u2068«.xyz»\u2069", remedy="احفظه بصيغة \u2066.docx\u2069")
    assert str(Told("what", "where", "remedy")) == str(MithaqError("what", where="where", remedy="remedy"))


def test_several_reasons_and_words_of_both_languages_are_written_out() -> None:
    changes = tuple(
        Reason("records.change", {"entry": n, "step": Reason("steps.confirm"), "author": "huda", "at": "now"})
        for n in (3, 4)
    )
    reason = Reason("records.moved-on", {"cases": "r1", "changes": changes})
    assert write_reason(reason, "en").what == (
        "the case r1 has moved on: entry 3: confirm by huda at now; entry 4: confirm by huda at now"
    )
    assert "القيد 3: تأكيد، سجله huda في now؛ القيد 4: " in write_reason(reason, "ar").what
    wrong = Reason("imports.not-right", {"faults": Words("القيد 3 مفقود", "Entry 3 is missing")})
    assert write_reason(wrong, "ar").what == "السجل غير سليم: القيد 3 مفقود"
    assert write_reason(wrong, "en").what == "the record is not right: Entry 3 is missing"


@pytest.mark.parametrize(
    ("text", "is_apart"),
    [
        ("salma", False),
        ("mithaq case list", False),
        ("270", False),
        ("…", False),
        ("", False),
        ("مقبول (accepted)", False),
        ("طلب 3", False),
        (".docx", True),
        ("2020-11-21", True),
        ("/srv/ملفات/a.db", True),
        ("--key", True),
        ("01a", True),
    ],
)
def test_what_reads_from_left_to_right_is_put_into_an_isolate(text: str, *, is_apart: bool) -> None:
    assert isolate(text) == (f"\u2068{text}\u2069" if is_apart else text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\u2066\u2067\u2068\u2069")))
def test_nothing_but_an_isolate_is_added(text: str) -> None:
    assert isolate(text).strip("\u2068\u2069") == text


@pytest.mark.parametrize("key", sorted(load_refusals()))
def test_arabic_isolates_every_command_path_and_date(key: str) -> None:
    told = write_reason(Reason(key, dict.fromkeys(list_fields_of(key), 1)), "ar")
    for text in (told.what, told.remedy):
        assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069")
        plain = re.sub("[\u2066\u2068][^\u2069]*\u2069", "", text)
        assert not re.search(r"--\w|\.\w+\b|\d-\d|://|\w=\w", plain, re.ASCII), plain


def list_fields_of(key: str) -> set[str]:
    refusal = load_refusals()[key]
    return list_fields(refusal.ar.what) | list_fields(refusal.ar.remedy)


@pytest.mark.parametrize(("number", "key"), sorted(_SYSTEM.items()))
def test_what_the_system_says_is_said_in_its_own_words_and_in_arabic(number: int, key: str) -> None:
    reason = name_fault(OSError(number, os.strerror(number)))
    assert reason == Reason(key)
    assert write_reason(Reason(key), "en").what == os.strerror(number)


def test_what_the_system_says_otherwise_stays_as_it_is() -> None:
    assert name_fault(OSError(errno.EXDEV, "Cross-device link")) == "Cross-device link"
    assert name_fault(OSError("closed")) == "closed"


def test_an_error_is_passed_on_with_its_reason() -> None:
    first = make_error(DateError, "dates.years", where="a")
    second = pass_on(LedgerError, first, "b:3")
    assert isinstance(second, LedgerError)
    assert (second.what, second.where, second.reason) == (first.what, "b:3", first.reason)
