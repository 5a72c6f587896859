"""The pieces of words that the encoder keeps."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace
from tools.learn.pieces import choose_pieces, cut_tokenizer

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]
PIECES = ["▁دعت", "▁", "الحكومة", "▁وزير", "ت", "2015", "-"]


@pytest.fixture
def tokenizer(tmp_path: Path) -> Path:
    """Return a small tokenizer in the form of the base encoder's."""
    made = Tokenizer(Unigram([(piece, -1.0) for piece in [*SPECIAL, *PIECES]], unk_id=3))
    made.pre_tokenizer = Metaspace()
    made.save(str(tmp_path / "tokenizer.json"))
    return tmp_path / "tokenizer.json"


@pytest.fixture
def benchmark(tmp_path: Path) -> Path:
    """Return a folder with a corpus of two short articles."""
    articles = [{"content": "دعت الحكومة."}, {"content": "دَعَت الحكومة"}]
    (tmp_path / "corpus").mkdir()
    with zipfile.ZipFile(tmp_path / "corpus" / "2015-07-21.zip", "w") as archive:
        archive.writestr("paper.json", json.dumps(articles))
    return tmp_path


def test_pieces_of_what_articles_say_are_kept(tokenizer: Path, benchmark: Path) -> None:
    kept = choose_pieces(benchmark, tokenizer, least=2)
    assert [[*SPECIAL, *PIECES][piece] for piece in kept] == [*SPECIAL, "▁دعت", "▁", "الحكومة"]


def test_rare_pieces_are_left_out(tokenizer: Path, benchmark: Path) -> None:
    assert choose_pieces(benchmark, tokenizer, least=3) == [0, 1, 2, 3, 5]


def test_words_are_cut_as_before(tokenizer: Path, benchmark: Path) -> None:
    kept = choose_pieces(benchmark, tokenizer, least=2)
    whole = Tokenizer.from_file(str(tokenizer))
    cut = Tokenizer.from_str(cut_tokenizer(tokenizer, kept))
    assert cut.get_vocab_size() == len(kept)
    for word in ("دعت", "الحكومة"):
        pieces = cut.encode(word, add_special_tokens=False)
        assert pieces.tokens == whole.encode(word, add_special_tokens=False).tokens
        assert [kept[piece] for piece in pieces.ids] == whole.encode(word, add_special_tokens=False).ids
