from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.model import Document, Sureness
from mithaq.reading import pipeline
from mithaq.reading.readers import ReaderName
from mithaq.reading.sureness import SURENESS, Scale, Scales, load_scales

PLAIN = Scale(1.0, 0.0)
TEXT = "دعت مصر أمس ليبيا إلى وقف إطلاق النار، بحسب وزير الخارجية التركي."


@pytest.mark.parametrize(
    ("scale", "chance", "share"),
    [
        (PLAIN, 0.5, 0.5),
        (PLAIN, 0.9, 0.9),
        (PLAIN, 0.0, 0.001),
        (PLAIN, 1.0, 0.999),
        (Scale(0.5, 0.0), 0.9, 0.75),
        (Scale(1.0, -1.0986), 0.5, 0.25),
        (Scale(0.0, 0.0), 0.9, 0.5),
    ],
)
def test_chances_become_shares(scale: Scale, chance: float, share: float) -> None:
    assert scale.measure(chance) == pytest.approx(share, abs=0.001)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 3), st.floats(-2, 2))
def test_what_is_likelier_is_surer(one: float, other: float, slope: float, bias: float) -> None:
    scale = Scale(slope, bias)
    low, high = sorted((one, other))
    assert 0 <= scale.measure(low) <= scale.measure(high) <= 1


def test_each_question_has_its_scale_and_silence_stays_silence() -> None:
    scales = Scales(PLAIN, Scale(1.0, 1.0986), PLAIN, PLAIN, PLAIN, PLAIN)
    found = scales.measure(Sureness(status=0.5, actors=0.5))
    assert found == Sureness(status=0.5, actors=0.75)


@pytest.mark.parametrize("reader", [ReaderName.FAST, ReaderName.FULL])
def test_scales_of_both_readers_are_shipped(reader: ReaderName) -> None:
    scales = load_scales(reader)
    assert scales is not None
    assert all(getattr(scales, name).slope > 0 for name in scales.__struct_fields__)


def test_no_scales_where_none_were_fitted(tmp_path: Path) -> None:
    assert load_scales("fast", tmp_path) is None
    (tmp_path / SURENESS).write_text(json.dumps({}), encoding="utf-8")
    assert load_scales("fast", tmp_path) is None


def test_a_reading_tells_how_sure_it_is_of_what_it_says() -> None:
    reading = pipeline.read_document(Document("0" * 64, TEXT, "a"))
    assert reading.acts
    for act in reading.acts:
        for name in ("actors", "recipients", "said_by", "about", "date"):
            assert (getattr(act.sure, name) is not None) is bool(getattr(act, name))


def test_the_lexicon_alone_cannot_tell() -> None:
    reading = pipeline.read_document(Document("0" * 64, TEXT, "a"), pipeline.open_reader(None))
    assert reading.acts
    assert {act.sure for act in reading.acts} == {Sureness()}
