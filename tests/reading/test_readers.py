from pathlib import Path

import pytest

from mithaq.model import Document
from mithaq.reading import readers
from mithaq.reading.readers import MANY, ReaderName, choose_reader, has_encoder, name_reader, open_named

TEXT = "دعت الحكومة الليبية الأمم المتحدة إلى دعم تدريب الشرطة في طرابلس."


@pytest.mark.parametrize(
    ("count", "chosen"),
    [(1, ReaderName.FULL), (MANY, ReaderName.FULL), (MANY + 1, ReaderName.FAST), (None, ReaderName.FAST)],
)
def test_few_texts_are_read_fully(count: int | None, chosen: ReaderName) -> None:
    assert choose_reader(count) is chosen


def test_without_the_encoder_all_is_read_fast(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(readers, "ENCODER", tmp_path)
    assert not has_encoder()
    assert choose_reader(1) is ReaderName.FAST


@pytest.mark.parametrize("name", list(ReaderName))
def test_readings_state_their_reader(name: ReaderName) -> None:
    reading = open_named(name)(Document("0" * 64, TEXT, "text"))
    assert reading.reader == name_reader(name)
    assert reading.reader.startswith(name.value)
    assert reading.acts[0].type.value == "REQUEST"


def test_the_shipped_full_reader_reads_the_same_twice() -> None:
    read = open_named(ReaderName.FULL)
    document = Document("0" * 64, TEXT * 30, "text")
    assert read(document) == read(document)
