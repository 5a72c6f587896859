import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.knowledge import read_knowledge
from mithaq.sources.encoding import KNOWLEDGE, Prose, decode, find_single_byte
from mithaq.sources.refusal import RefusalError

PROSE = (
    "عقدت اللجنة العسكرية المشتركة اجتماعها الثالث في مدينة سرت وبحثت وقف إطلاق النار، وقال المتحدث إن "
    "الطرفين اتفقا على تبادل المحتجزين قبل نهاية الشهر. وطلبت اللجنة من بعثة الأمم المتحدة إرسال مراقبين "
    "إلى المنطقة الشرقية بعد أن رفض الوفد التوقيع؛ ثم عاد: هذا الاتفاق ليس كاملا لكنه خطوة أولى نحو السلام "
    "والمصالحة بين الأطراف كافة مساء يوم الخميس."
)
WORDS = re.findall(r"\w+", PROSE)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(" ".join)
LABELS = st.sampled_from([None, "utf-8", "windows-1256", "iso-8859-6", "windows-1252", "no-such", ""])
MARKED = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
@given(text=SENTENCES, label=LABELS)
def test_every_encoding_is_found_whatever_the_label_says(encoding: str, text: str, label: str | None) -> None:
    found = decode(text.encode(encoding), label=label)
    assert (found.text, found.replaced) == (text, 0)


@pytest.mark.parametrize("encoding", MARKED)
@given(text=SENTENCES, label=LABELS)
def test_a_byte_order_mark_decides_and_is_taken_off(encoding: str, text: str, label: str | None) -> None:
    assert decode(MARKED[encoding] + text.encode(encoding), label=label).text == text


@given(
    text=st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u0600"), min_size=1
    )
)
def test_whatever_utf8_holds_comes_back(text: str) -> None:
    letters = PROSE + text
    assert decode(letters.encode()).text == letters


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1256", "وقف إطلاق النار"),
        ("iso8859_6", "وقف إطلاق النار"),
        ("cp1256", "اتفاق سلام في اليمن"),
        ("iso8859_6", "اتفاق سلام في اليمن"),
        ("cp1256", "<html><body><p>" + "x" * 2000 + "</p><p>التوقيع على الاتفاق</p></body></html>"),
        ("cp1256", "قال: «لن نوقّع» – ثم غادر…"),
        ("mac_arabic", PROSE),
        ("cp720", PROSE.replace("،", ",").replace("؛", ",")),
    ],
)
def test_short_and_marked_up_texts_in_one_byte_encodings(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_a_label_breaks_a_tie() -> None:
    same_in_both = "بث خبر".encode("iso8859_6")
    assert find_single_byte(same_in_both, label="iso-8859-6") == "iso8859_6"
    assert find_single_byte(same_in_both) == "cp1256"


def test_the_knowledge_tells_arabic_from_other_prose() -> None:
    prose = read_knowledge(KNOWLEDGE, Prose)
    for text in prose.match:
        assert find_single_byte(text.encode("cp1256")) == "cp1256"
        assert find_single_byte(text.encode("iso8859_6")) == "iso8859_6"
    for text in prose.spare:
        encoding = "cp1251" if "З" in text else "cp1252"
        assert find_single_byte(text.encode(encoding)) is None
    assert find_single_byte(b"plain") is None


@pytest.mark.parametrize("cut", [1, 2])
def test_a_cut_off_end_is_kept_and_shown(cut: int) -> None:
    data = (PROSE + "€").encode()[:-cut]
    found = decode(data)
    assert found.text == PROSE + "\ufffd"
    assert (found.encoding, found.replaced) == ("utf-8", 1)


def test_bytes_that_fit_nothing_are_refused() -> None:
    data = b"".join(word.encode() + b"\xff\xfe\xd8 " for word in WORDS)
    with pytest.raises(RefusalError, match="fit no encoding"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_dashes_in_unmarked_utf16_are_no_control_bytes(encoding: str) -> None:
    text = "سرت – مصراتة – طرابلس – بنغازي – البيضاء – طبرق"
    assert decode(text.encode(encoding)).text == text


def test_an_odd_utf16_end_is_kept_and_shown() -> None:
    found = decode(codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le") + b"\x27")
    assert found.text == PROSE + "\ufffd"
    assert found.replaced == 1


def test_replacement_characters_of_the_original_are_no_damage() -> None:
    found = decode((PROSE + "\ufffd\ufffd" + PROSE).encode() + b"\xd9")
    assert found.replaced == 1
    assert found.text.count("\ufffd") == 3


def test_mostly_utf8_with_much_damage_is_refused() -> None:
    data = b"".join(word.encode() + b"\xff " for word in WORDS)
    with pytest.raises(RefusalError, match="broken") as caught:
        decode(data)
    assert caught.value.remedy


@pytest.mark.parametrize("wrong", ["cp1256", "cp1252"])
def test_utf8_that_was_read_wrongly_and_saved_again_is_undone(wrong: str) -> None:
    shown = "".join(_show(byte, wrong) for byte in PROSE.encode())
    found = decode(shown.encode())
    assert (found.text, found.encoding) == (PROSE, f"utf-8 as {wrong}")


def _show(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@pytest.mark.parametrize("text", ["ÃØÙÚ" * 20, "طظ" * 40 + "★"])
def test_what_only_looks_wrongly_read_stays(text: str) -> None:
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"%PDF-1.7\nplain", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0", "JPEG"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\xd0\xcf\x11\xe0\0", "office"),
        (b"{\\rtf1 }", "rich"),
        (PROSE.encode() + b"\0" + PROSE.encode(), "NUL"),
        (bytes(range(1, 32)) * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, word: str) -> None:
    with pytest.raises(RefusalError, match=word) as caught:
        decode(data)
    assert caught.value.kind == "unreadable"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("cp1252", "Le comité s'est réuni à la capitale où il a été reçu par le président de la république"),
     ("cp1251", "Заседание комитета прошло в столице республики при участии многих делегаций")],
)  # fmt: skip
def test_other_languages_are_decoded_so_that_they_can_be_named(encoding: str, text: str) -> None:
    assert len(decode(text.encode(encoding)).text) == len(text)
