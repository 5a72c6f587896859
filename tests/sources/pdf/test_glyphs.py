from __future__ import annotations

import io

import pypdfium2
import pytest
from tests.sources.pdf.pages import draw_line, make_pdf

from mithaq.sources.pdf.glyphs import Glyph, plain_letter, read_glyphs


def read(data: bytes) -> tuple[Glyph, ...]:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return read_glyphs(document[0])
    finally:
        document.close()


@pytest.mark.parametrize(
    ("code", "letter"),
    [
        (0x0639, "ع"),
        (0xFECB, "ع"),
        (0xFEFB, "لا"),
        (0xFEF5, "لآ"),
        (0xFB56, "پ"),
        (0xFE76, "\u064e"),
        (0xFDF2, "الله"),
        (0xFDFA, "\ufdfa"),
        (0x0640, ""),
        (0x20, ""),
        (0x0D, ""),
        (0x200F, ""),
        (0, ""),
        (0x7FFFFFFF, ""),
        (0x2026, "…"),
    ],
)
def test_presentation_forms_are_made_plain(code: int, letter: str) -> None:
    assert plain_letter(code) == letter


def test_letters_have_places_and_words() -> None:
    found = sorted(read(make_pdf([draw_line("من سرت")])), key=lambda glyph: -glyph.left)
    assert "".join(glyph.text for glyph in found) == "منسرت"
    assert [round(glyph.left) for glyph in found] == [494, 488, 476, 470, 464]
    assert {glyph.base for glyph in found} == {700}
    assert {glyph.size for glyph in found} == {12}
    assert len({glyph.word for glyph in found}) == 2


@pytest.mark.parametrize("stored", ["\ufefb", "لا", "ال"])
def test_a_ligature_is_one_glyph_however_the_file_tells_it(stored: str) -> None:
    drawn = [("خ", 112.0, 700.0), (stored, 106.0, 700.0), ("ف", 100.0, 700.0)]
    found = sorted(read(make_pdf([drawn])), key=lambda glyph: -glyph.left)
    assert [glyph.text for glyph in found] == ["خ", "لا", "ف"]


@pytest.mark.parametrize(("stored", "read_as"), [("سمك", "سمك"), ("fi", "fi")])
def test_other_ligatures_are_read_as_the_file_tells_them(stored: str, read_as: str) -> None:
    found = read(make_pdf([[(stored, 100.0, 700.0), ("ع" if stored != "fi" else "t", 90.0, 700.0)]]))
    assert {glyph.text for glyph in found} == {read_as, "ع" if stored != "fi" else "t"}


def test_marks_are_known() -> None:
    marks = [
        glyph for glyph in read(make_pdf([[("د", 100.0, 700.0), ("\u0651", 101.0, 704.0)]])) if glyph.is_mark
    ]
    assert [mark.text for mark in marks] == ["\u0651"]


def test_letter_and_marks_of_one_glyph_are_one_in_the_usual_order() -> None:
    (found,) = read(make_pdf([[("ج\u0651\u064e", 100.0, 700.0)]]))
    assert (found.text, found.marks, found.is_mark) == ("ج\u064e\u0651", "\u064e\u0651", False)


def test_an_empty_page_has_none() -> None:
    assert read(make_pdf([[]])) == ()
