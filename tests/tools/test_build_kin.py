"""The kinds of words: what stands near what is counted, and words of one company fall together."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="building needs scipy")
pytest.importorskip("sklearn", reason="building needs scikit-learn")
import numpy as np

from tools import build_kin


def test_words_are_numbered_and_sentences_divided(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    articles = [("دعت مصر. دعت تركيا.", "2019-05-01"), ("دعت مصر. دعت تركيا.", "2019-05-02")]
    monkeypatch.setattr(build_kin, "read_articles", lambda _: articles)
    words, stream = build_kin.read_stream(tmp_path)
    assert [words[at] if at >= 0 else "|" for at in stream] == [
        "دعت",
        "مصر",
        ".",
        "|",
        "دعت",
        "تركيا",
        ".",
        "|",
    ]


def test_frequent_words_come_first_and_rare_ones_are_left_out() -> None:
    stream = np.array([2] * 12 + [-1] + [0] * 11 + [1], dtype=np.int32)
    chosen, ranks = build_kin.rank_words(stream)
    assert chosen.tolist() == [2, 0]
    assert ranks[[0, 12, 13, -1]].tolist() == [0, -1, 1, 2]


def test_company_is_told_apart_by_side_and_ends_with_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_kin, "AROUND", 5)
    ranks = np.array([0, 1, 2, 3, -1, 4], dtype=np.int64)
    counts = build_kin.count_company(ranks, 5).toarray()
    assert counts[0, 5 + 1] == counts[0, 5 + 2] == counts[0, 3] == 1  # behind it near, near, and farther off
    assert counts[1, 10 + 0] == 1  # before it
    assert counts[:, [4, 9, 14]].sum() == 0
    assert counts[4].sum() == 0


def test_words_of_one_company_have_one_kind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build_kin, "AROUND", 6)
    monkeypatch.setattr(build_kin, "DIMENSIONS", 2)
    monkeypatch.setattr(build_kin, "SIZES", (2,))
    verbs, nouns = [0, 1], [2, 3]
    sentences = [(verb, noun) for verb in verbs for noun in nouns] * 5 + [(4, 5)] * 3
    ranks = np.array([word for pair in sentences for word in (*pair, -1)], dtype=np.int64)
    rows = build_kin.describe_words(build_kin.count_company(ranks, 4))
    (kinds,) = build_kin.sort_words(rows)
    assert kinds[0] == kinds[1] != kinds[2] == kinds[3]
    path = tmp_path / "kin.tsv.gz"
    build_kin.write_table(["دعت", "في", "مصر", "x12"], [kinds], path)
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["دعت", "مصر"]
