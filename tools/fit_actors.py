"""Fit ``weights/actors.json.gz``: fit_actors.py TEXT_DIR GOLD_DIR OUT [--corpus FOLDER] [--only NAMES.json].

Needs python-crfsuite and scikit-learn. The tagger is fitted on the reference actors of the texts; the choice
of chains on what taggers that had not seen a text find in it. Words that are mostly names, or hardly ever,
are counted in the articles of FOLDER (zip files of JSON lists); without it the present ones are kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tempfile
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pycrfsuite
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from mithaq.lexicon.naming import read_names, read_naming
from mithaq.packs.context import load_packs
from mithaq.reading.actors.cast import WEIGHTS, assemble, spell
from mithaq.reading.actors.chains import link
from mithaq.reading.actors.choice import describe as describe_chain
from mithaq.reading.actors.emission import describe
from mithaq.reading.actors.grammar import Scan, Tag
from mithaq.reading.actors.tagger import Tagger
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.reading.actors.words import (
    ADJ,
    BREAK,
    GIVEN,
    HEAD,
    KNOWN,
    NATADJ,
    PLAIN,
    RANK,
    SOURCE,
    TITLE,
)
from mithaq.text.normalize import fold, normalize
from mithaq.text.segment import Page, segment

_PARTICLES = re.compile("(?:[وف]?[بلك]?)?")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_FOLDS = 5
_LIGHTEST = 0.03
_SURE, _LIKELY, _UNLIKELY = 0.55, 0.3, 0.15  # shares of a word's places that are parts of names
_FREQUENT, _RARE = 11, 2
_EAGER = 0.6  # added to the log-odds: F1 asks for more than even odds
_OTHERS = HEAD | TITLE | PLAIN | SOURCE | BREAK | ADJ | NATADJ | KNOWN


class Text(NamedTuple):
    """One annotated text."""

    page: Page
    forms: Sequence[str]
    actors: Sequence[set[str]]


def read_texts(texts: Path, gold: Path, only: set[str] | None = None) -> list[Text]:
    """Return the annotated texts of two folders, of ``only`` where it is given."""
    found = []
    for file in sorted(gold.glob("*.json")):
        if only is not None and file.stem not in only:
            continue
        page = segment((texts / f"{file.stem}.txt").read_text(encoding="utf-8"))
        actors = json.loads(file.read_text(encoding="utf-8"))["actors"]
        found.append(Text(page, spell(page), [set(actor["forms"]) for actor in actors]))
    return found


def label_text(text: Text) -> list[str]:
    """Return O, B or I for every token: the longest forms win."""
    page = text.page
    ends = {end: index + 1 for index, end in enumerate(page.ends)}
    spans: set[tuple[int, int]] = set()
    for form in {normalize(form).plain.strip() for forms in text.actors for form in forms} - {""}:
        for match in re.finditer(re.escape(form), page.text.plain):
            first = bisect_right(page.starts, match.start()) - 1
            before = page.text.plain[page.starts[first] : match.start()]
            if match.end() in ends and _PARTICLES.fullmatch(before):
                spans.add((first, ends[match.end()]))
    labels = ["O"] * len(page.forms)
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        if set(labels[first:last]) == {"O"}:
            labels[first:last] = ["B"] + ["I"] * (last - first - 1)
    return labels


def list_features(forms: Sequence[str], vocabulary: Vocabulary) -> list[list[str]]:
    """Return the features of each word of a sentence, in the names that :class:`Tagger` looks up."""
    words = [describe(vocabulary.find(form)) for form in forms]
    rows = []
    for index, word in enumerate(words):
        row = list(word.own)
        if index:
            row += [f"-1{name}" for name in words[index - 1].near]
            row.append(f"q={words[index - 1].shape}|{word.shape}")
        else:
            row.append("-1BOS")
        if index + 1 < len(words):
            row += [f"+1{name}" for name in words[index + 1].near]
            row.append(f"r={word.shape}|{words[index + 1].shape}")
        row += [f"-2{name}" for name in words[index - 2].far] if index > 1 else []
        row += [f"+2{name}" for name in words[index + 2].far] if index + 2 < len(words) else []
        rows.append(row)
    return rows


def fit_tagger(texts: Sequence[Text], vocabulary: Vocabulary) -> dict[str, Any]:
    """Return features and moves as the weights file holds them."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text in texts:
        labels = label_text(text)
        for first, last in text.page.sentences:
            trainer.append(list_features(text.forms[first:last], vocabulary), labels[first:last])
    settings = {"c1": 0.6, "c2": 0.02, "max_iterations": 70, "feature.minfreq": 3}
    trainer.set_params({**settings, "feature.possible_transitions": True})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    features: dict[str, list[float]] = {}
    for (name, label), weight in info.state_features.items():
        if abs(weight) >= _LIGHTEST:
            features.setdefault(name, [0.0, 0.0, 0.0])["OBI".index(label)] = round(weight, 2)
    moves = [
        round(info.transitions.get((pair[0], pair[1]), 0.0), 2)
        for pair in ("OO", "OB", "BO", "BB", "BI", "IO", "IB", "II")
    ]
    return {"features": dict(sorted(features.items())), "moves": moves}


def make_tagger(fitted: Mapping[str, Any], vocabulary: Vocabulary) -> Tagger:
    """Return the tagger that ``fitted`` describes."""
    return Tagger({name: tuple(row) for name, row in fitted["features"].items()}, fitted["moves"], vocabulary)


def tag_text(text: Text, tagger: Tagger) -> list[Tag]:
    """Return all names that ``tagger`` finds."""
    return [tag for first, last in text.page.sentences for tag in tagger.tag(text.forms, first, last)]


def judge_chains(text: Text, tags: Sequence[Tag], vocabulary: Vocabulary) -> Iterator[tuple[set[str], bool]]:
    """Yield the features of every chain and whether the reference has it, as the scorer would say."""
    scan = Scan(text.forms, vocabulary)
    chains = sorted(link(scan, scan.find(tags)), key=lambda chain: chain.members[0].first)
    original = text.page.text.original
    plain = [{_flatten(form) for form in forms if form in original} for forms in text.actors]
    claims = Counter(form for forms in plain for form in forms)
    gold = [{form for form in forms if claims[form] == 1} for forms in plain]
    taken: set[int] = set()
    for chain, actor in zip(chains, assemble(text.page, scan, chains).actors, strict=True):
        forms = {_flatten(span.select(original)) for span in actor.mentions}
        fits = [index for index, other in enumerate(gold) if forms & other]
        right = len(fits) == 1 and fits[0] not in taken
        taken.update(fits if right else ())
        yield set(describe_chain(scan, chain)), right


def _flatten(form: str) -> str:
    return re.sub(r"[^\w]+", " ", fold(form)).strip()


def fit_choice(rows: Sequence[tuple[set[str], bool]]) -> dict[str, float]:
    """Return log-odds by feature."""
    counts = Counter(name for names, _ in rows for name in names)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(
        [{name: 1 for name in names if counts[name] > _FOLDS - 2} for names, _ in rows]
    )
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=0.3, max_iter=400, solver="liblinear")
    model.fit(matrix, [right for _, right in rows])
    names = vectors.get_feature_names_out()
    weights = {name: round(float(weight), 3) for name, weight in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]) + _EAGER, 3)} | {
        name: weight for name, weight in sorted(weights.items()) if abs(weight) >= _LIGHTEST
    }


def count_names(folder: Path) -> tuple[list[str], list[str]]:
    """Return words that are mostly parts of names and frequent words that hardly ever are."""
    vocabulary = Vocabulary(read_naming(), load_packs())
    articles = [_WORD.findall(fold(text)) for text in _read_articles(folder)]
    total = Counter(word for words in articles for word in words)
    kinds = {word: vocabulary.find(word).kinds if not vocabulary.find(word).clitic else -1 for word in total}
    free = {word for word in total if kinds[word] != -1 and not kinds[word] & _OTHERS and len(word) > 1 + 1}
    names = {word for word in free if kinds[word] & GIVEN}
    listed = set(read_names())
    share: dict[str, float] = {}
    for _ in range(4):
        slots: Counter[str] = Counter()
        for words in articles:
            for before, word in pairwise(words):
                slots[word] += (before in names or before in {"بن", "ابو", "ال"}) + 0.5 * bool(
                    kinds[before] & RANK
                )
                slots[before] += 0.7 * (word in names)
        share = {word: slots[word] / (total[word] + 1) * (1.5 if word in listed else 1.0) for word in free}
        names = {word for word in free if share[word] > _LIKELY or kinds[word] & GIVEN}
    found = [
        word
        for word in free
        if (share[word] > _SURE and total[word] > _RARE) or (word in listed and share[word] > _LIKELY)
    ]
    common = [
        word
        for word in free
        if total[word] > _FREQUENT and share[word] < _UNLIKELY and not kinds[word] & GIVEN
    ]
    return sorted(found), sorted(common)


def _read_articles(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for article in json.loads(archive.read(name)):
                    yield article["content"] or ""


def main() -> int:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("texts", "gold", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--only", type=Path, help="JSON list of names; for fitting without held-out texts")
    args = parser.parse_args()
    present = (
        json.loads(gzip.decompress(WEIGHTS.read_bytes())) if WEIGHTS.exists() else {"names": [], "common": []}
    )
    names, common = count_names(args.corpus) if args.corpus else (present["names"], present["common"])
    vocabulary = Vocabulary(read_naming(), load_packs(), [*read_names(), *names], common)
    only = set(json.loads(args.only.read_text(encoding="utf-8"))) if args.only else None
    texts = read_texts(args.texts, args.gold, only)
    rows: list[tuple[set[str], bool]] = []
    for fold_number in range(_FOLDS):
        seen = [text for index, text in enumerate(texts) if index % _FOLDS != fold_number]
        tagger = make_tagger(fit_tagger(seen, vocabulary), vocabulary)
        for text in texts[fold_number::_FOLDS]:
            rows += judge_chains(text, tag_text(text, tagger), vocabulary)
        print(
            f"fold {fold_number + 1} of {_FOLDS}: {len(rows)} chains, {sum(right for _, right in rows)} right"
        )
    fitted = fit_tagger(texts, vocabulary) | {"choice": fit_choice(rows), "names": names, "common": common}
    data = json.dumps(fitted, ensure_ascii=False, separators=(",", ":")).encode()
    args.out.write_bytes(gzip.compress(data, 9, mtime=0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
