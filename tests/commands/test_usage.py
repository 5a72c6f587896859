from __future__ import annotations

import pytest
import typer
from typer.testing import CliRunner

from mithaq.cli import app
from mithaq.commands.options import WRONG_USE, Language
from mithaq.commands.usage import Misuse, explain_use, find_language, refuse_use, refusing_input
from mithaq.errors import Reason
from mithaq.refusals import write_reason
from mithaq.reports.saying import make_refusal

RUN = CliRunner()


def test_wrong_use_names_the_option() -> None:
    with pytest.raises(typer.BadParameter, match="soon is no day; write it like 2020-11-21") as caught:
        refuse_use("no-day", "--as-of", text="soon")
    assert caught.value.param_hint == "--as-of"


def test_what_is_not_understood_is_wrong_use_of_its_option() -> None:
    with pytest.raises(Misuse, match=r"many is no amount\. Write 12") as caught, refusing_input():
        raise make_refusal("harm", "amount", "many")
    assert caught.value.param_hint == "--harm"
    assert caught.value.reason.key == "entered.amount"


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ([], "", Language.EN),
        ([], "ar", Language.AR),
        (["--lang", "en"], "ar", Language.EN),
        (["case", "list", "--lang", "ar"], "", Language.AR),
        (["--lang=ar"], "", Language.AR),
        (["--lang"], "ar", Language.EN),
        (["--lang", "fr"], "", Language.EN),
    ],
)
def test_the_language_is_that_of_the_option_else_of_the_environment(
    words: list[str], environment: str, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_LANG", environment)
    assert find_language(words) is lang


# What is typed, and what is said of it.
WRONG = [
    (["casse"], "لا أمر باسم"),
    (["kases"], "لا أمر باسم"),
    (["brief", "--nope"], "لا خيار كهذا"),
    (["case", "list", "--as-off", "2020"], "لعلك تريد"),
    (["case", "list", "--kind"], "يحتاج الخيار"),
    (["case", "list", "--json=1"], "لا يأخذ الخيار"),
    (["case", "show"], "لم يُذكر"),
    (["case", "show", "a", "b"], "كلمات زائدة"),
    (["export", "--record", "x"], "لم يُذكر الخيار"),
    (["extract", "a", "--jobs", "x"], "يلزم عدد صحيح"),
    (["extract", "a", "--jobs", "0"], "يجب ألا يقل عن 1"),
    (["extract", "a", "--jobs", "1000"], "يجب ألا يزيد على 256"),
    (["extract", "a", "--reader", "odd"], "من:"),
    (["case", "list", "--as-of", "soon"], "ليس soon يوما"),
    (["search", "x", "--what", "odd"], "لا يُبحث عن odd"),
    (["brief", "--format", "odd", "--out", "x"], "ليس \u2068'odd'\u2069 من"),
    (["extract", "a", "--out", "x", "--published", "soon"], "ليس تاريخا بصيغة EDTF"),
]


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_wrong_use_is_told_in_arabic_where_it_was_asked_for(words: list[str], said: str) -> None:
    told = RUN.invoke(app, words, env={"MITHAQ_LANG": "ar"})
    assert told.exit_code == WRONG_USE
    lines = told.stderr.strip().split("\n")
    assert said in lines[-1]
    assert all(line.startswith("\u2067") and line.endswith("\u2069") for line in lines)
    assert "Error" not in told.stderr
    english = RUN.invoke(app, words, env={"MITHAQ_LANG": "en"})
    assert english.exit_code == WRONG_USE
    assert "Error: " in english.stderr
    assert "\u2067" not in english.stderr


def test_help_is_no_error() -> None:
    told = RUN.invoke(app, ["case"], env={"MITHAQ_LANG": "ar"})
    assert "خطأ" not in told.output
    assert "Show" in told.output


def test_what_is_not_known_of_the_library_is_told_as_it_says_it() -> None:
    reason = explain_use("Something new happened")
    assert reason == Reason("usage.other", {"error": "Something new happened"})
    assert write_reason(reason, "ar").what == "لم يُفهم الأمر: Something new happened"
