from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from bench.texts import digest_part, find_archives, load_scorer, read_articles, read_samples


def make_benchmark(folder: Path) -> Path:
    for part in ("train/text", "train/gold", "corpus"):
        (folder / part).mkdir(parents=True)
    (folder / "score.py").write_text("NAMES = ('act',)\n", encoding="utf-8")
    for name in ("b", "a"):
        (folder / "train/text" / f"{name}.txt").write_text(f"نص الخبر {name}", encoding="utf-8")
        reference = {"published": "2019-01~", "acts": []}
        (folder / "train/gold" / f"{name}.json").write_text(json.dumps(reference), encoding="utf-8")
    (folder / "train/text/a.meta.json").write_text('{"published": "2015-07-24"}', encoding="utf-8")
    for day in ("2015-07-22", "2015-07-21"):
        with zipfile.ZipFile(folder / "corpus" / f"{day}.zip", "w") as archive:
            archive.writestr(f"{day}.json", json.dumps([{"content": "خبر"}, {"content": ""}]))
    return folder


def test_samples_come_by_name_with_the_date_of_the_meta_file_first(tmp_path: Path) -> None:
    samples = read_samples(make_benchmark(tmp_path), "train")
    assert [(sample.name, sample.text, sample.published) for sample in samples] == [
        ("a", "نص الخبر a", "2015-07-24"),
        ("b", "نص الخبر b", "2019-01~"),
    ]
    documents = [sample.document for sample in samples if sample.document]
    assert [str(document.published) for document in documents] == ["2015-07-24", "2019-01~"]


def test_text_that_is_refused_counts_as_one_without_findings(tmp_path: Path) -> None:
    benchmark = make_benchmark(tmp_path)
    (benchmark / "train/text/a.txt").write_text("nothing but English words here, " * 20, encoding="utf-8")
    assert [sample.document is None for sample in read_samples(benchmark, "train")] == [True, False]


@pytest.mark.parametrize(
    "name", ["train/gold/a.json", "train/text/b.txt", "train/text/a.meta.json", "score.py"]
)
def test_digest_changes_with_every_file_that_scores_depend_on(tmp_path: Path, name: str) -> None:
    benchmark = make_benchmark(tmp_path)
    before = digest_part(benchmark, "train")
    assert digest_part(benchmark, "train") == before
    path = benchmark / name
    path.write_text(path.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert digest_part(benchmark, "train") != before


def test_scorer_is_the_folder_s_own_and_leaves_nothing_there(tmp_path: Path) -> None:
    benchmark = make_benchmark(tmp_path)
    assert load_scorer(benchmark).NAMES == ("act",)  # type: ignore[attr-defined]
    assert not (benchmark / "__pycache__").exists()


def test_articles_come_by_day_also_empty_ones(tmp_path: Path) -> None:
    benchmark = make_benchmark(tmp_path)
    assert [path.stem for path in find_archives(benchmark)] == ["2015-07-21", "2015-07-22"]
    assert list(read_articles(benchmark)) == [
        ("خبر", "2015-07-21"),
        ("", "2015-07-21"),
        ("خبر", "2015-07-22"),
        ("", "2015-07-22"),
    ]
