"""The run of the whole fit: which texts each fold sees, and who is who in a reference."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from bench.texts import Sample

from mithaq.model import Document
from mithaq.reading.acts import ActWeights
from mithaq.reading.content import ContentWeights
from mithaq.reading.pipeline import open_reader
from mithaq.reading.weights import Weights

pytest.importorskip("scipy", reason="fitting needs scipy")
from tools.fit_acts import Lesson, read_lesson

from tools import train

TEXT = "دعت مصر تركيا إلى وقف القتال."


def make_samples() -> list[Sample]:
    document = Document("", TEXT, "one")
    reference = {"acts": [], "actors": []}
    return [Sample(f"text-{day}", TEXT, document, f"2019-05-0{day}", reference) for day in range(1, 7)]


def make_course(shelf: Path, *more: Path) -> train.Course:
    return train.Course(shelf, more)


def make_lesson() -> Lesson:
    lesson = read_lesson(make_samples()[0], open_reader(None))
    assert lesson is not None
    return lesson


@pytest.mark.parametrize(
    ("forms", "same"),
    [
        ({"egypt": ["مصر"], "turkey": ["تركيا"]}, {"مصر": {"egypt"}, "تركيا": {"turkey"}}),
        ({"egypt": ["جمهورية مصر"]}, {"مصر": {"egypt"}, "تركيا": set()}),
        ({"one": ["مصر"], "two": ["مصر", ""]}, {"مصر": {"one", "two"}, "تركيا": set()}),
        ({"far": ["وزارة خارجية مصر"]}, {"مصر": set(), "تركيا": set()}),
    ],
)
def test_actors_are_the_same_by_form_or_by_half_of_its_words(
    forms: dict[str, list[str]], same: dict[str, set[str]]
) -> None:
    lesson = make_lesson()
    actors = [{"id": name, "forms": own} for name, own in forms.items()]
    told = replace(lesson, sample=replace(lesson.sample, reference={"acts": [], "actors": actors}))
    scorer: Any = SimpleNamespace(plain=lambda form: form)
    cast = lesson.survey.cast.actors
    found = {
        cast[at].mentions[0].select(TEXT): set(names) for at, names in train.identify(told, scorer).items()
    }
    assert {name: found[name] for name in same} == same


def test_texts_are_surveyed_with_the_weights_of_a_folder_and_files_refused_left_out(tmp_path: Path) -> None:
    samples = make_samples()
    refused = Sample("refused", "", None, None, {"acts": []})
    lessons = train.read_lessons([samples[0], refused], tmp_path)
    assert [lesson.sample.name for lesson in lessons] == ["text-1"]
    assert lessons[0].triggers


def test_single_questions_are_fitted_by_their_tools_on_the_named_texts_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, list[str]]] = []
    told_apart: dict[str, list[str]] = {}

    def run(arguments: list[Any], **_: Any) -> None:
        script, named = (
            f"{arguments[2].split('.')[1]}.py",
            dict(zip(arguments[6::2], arguments[7::2], strict=True)),
        )
        calls.append((script, json.loads(named["--only"].read_text(encoding="utf-8"))))
        if "--own" in named:
            told_apart[script] = json.loads(named["--own"].read_text(encoding="utf-8"))

    monkeypatch.setattr(train.subprocess, "run", run)
    (tmp_path / "status.json").write_text("{}", encoding="utf-8")
    train.fit_questions(tmp_path, tmp_path, {"c", "b", "a"}, {"b", "c"}, {"c"})
    scripts = [script for script, _ in train.TOOLS if script != "fit_status.py"]
    texts = {script: ["a"] for script in train.WITHOUT_FURTHER} | {train.TELLING_APART: ["a", "b", "c"]}
    assert calls == [(script, texts.get(script, ["a", "b"])) for script in scripts]
    assert set(scripts) > train.WITHOUT_FURTHER
    assert told_apart == {train.TELLING_APART: ["a"]}
    assert not any((tmp_path / name).exists() for name in (train.BENCHMARK_ONLY, train.WHOLLY_JUDGED))
    assert all((train.HERE / script).exists() for script, _ in train.TOOLS)
    assert json.loads((tmp_path / train.FITTED_ON).read_text(encoding="utf-8")) == ["a", "b", "c"]


def test_no_fold_sees_its_own_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, set[str]] = {}
    monkeypatch.setattr(train, "FOLDS", tmp_path)
    monkeypatch.setattr(train, "read_samples", lambda *_: make_samples())

    def fit_questions(_: Path, folder: Path, names: list[str], *further: list[str]) -> None:
        assert further == ([], [])
        folder.mkdir()
        seen[folder.name] = set(names)

    monkeypatch.setattr(train, "fit_questions", fit_questions)
    every = {sample.name for sample in make_samples()}
    for number in range(train.NUMBER_OF_FOLDS):
        assert train.fit_fold(number, make_course(tmp_path), tmp_path).startswith(f"fold {number}: questions")
        out = set(json.loads((tmp_path / str(number) / train.LEFT_OUT).read_text(encoding="utf-8")))
        assert out
        assert seen[str(number)] == every - out


def test_texts_whose_acts_alone_were_judged_are_known_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    first, *others = make_samples()
    judged = replace(first, reference={**first.reference, "acts_only": True})
    monkeypatch.setattr(train, "FOLDS", tmp_path)
    monkeypatch.setattr(train, "read_samples", lambda *_: [judged, *others])
    monkeypatch.setattr(train, "fit_questions", lambda _, __, *lists: asked.extend(lists))
    train.fit_package(make_course(tmp_path), tmp_path, tmp_path)
    assert asked == [[sample.name for sample in make_samples()], [], [first.name]]


def write_annotated(folder: Path, **days: str) -> None:
    for name in ("text", "gold"):
        (folder / name).mkdir(parents=True)
    for name, day in days.items():
        reference = {"document": f"{name}.txt", "published": day, "actors": [], "acts": []}
        (folder / "text" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (folder / "gold" / f"{name}.json").write_text(json.dumps(reference), encoding="utf-8")


def test_further_texts_are_left_out_with_the_fold_of_their_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "read_samples", lambda *_: make_samples())
    write_annotated(tmp_path, early="2018-01-01", same="2019-05-03", late="2020-01-01")
    parts = make_course(tmp_path, tmp_path).read_parts()
    days = [{sample.published for sample in measured} for measured, _ in parts]
    at = next(number for number, own in enumerate(days) if "2019-05-03" in own)
    found = {sample.name: number for number, (_, more) in enumerate(parts) for sample in more}
    assert found == {"early": 0, "same": at, "late": len(parts) - 1}
    assert sorted(name for own in days for name in own if name) == [f"2019-05-0{day}" for day in range(1, 7)]


def test_texts_of_all_folders_lie_side_by_side(tmp_path: Path) -> None:
    write_annotated(tmp_path / "train", one="2019-05-01")
    write_annotated(tmp_path / "more", two="2019-05-02")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    train.fill_shelf(tmp_path, [tmp_path / "more"], shelf)
    assert sorted(path.name for path in (shelf / "text").iterdir()) == ["one.txt", "two.txt"]
    assert sorted(path.name for path in (shelf / "gold").iterdir()) == ["one.json", "two.json"]


def test_two_texts_of_one_name_are_refused(tmp_path: Path) -> None:
    write_annotated(tmp_path / "train", one="2019-05-01")
    with pytest.raises(SystemExit, match="have one name"):
        train.fill_shelf(tmp_path, [tmp_path / "train"], tmp_path)


def test_a_fold_is_fitted_anew_only_when_its_texts_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "FOLDS", tmp_path)
    monkeypatch.setattr(train, "read_samples", lambda *_: make_samples())

    def run(arguments: list[Any], **_: Any) -> None:
        output = Path(arguments[5])
        (output if output.suffix else output / "figures.json").write_text("{}", encoding="utf-8")

    monkeypatch.setattr(train.subprocess, "run", run)
    train.fit_fold(0, make_course(tmp_path), tmp_path)
    status, record = tmp_path / "0" / "status.json", tmp_path / "0" / train.FITTED_ON
    status.write_text("kept", encoding="utf-8")
    train.fit_fold(0, make_course(tmp_path), tmp_path)
    assert status.read_text(encoding="utf-8") == "kept"
    record.write_text("[]", encoding="utf-8")
    train.fit_fold(0, make_course(tmp_path), tmp_path)
    assert status.read_text(encoding="utf-8") == "{}"


def test_acts_are_fitted_on_texts_surveyed_as_unseen_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    surveyed: list[tuple[str, str]] = []
    monkeypatch.setattr(train, "FOLDS", tmp_path)
    monkeypatch.setattr(train, "read_samples", lambda *_: make_samples())
    monkeypatch.setattr(train, "fit_reader", lambda *_: None)

    def read_lessons(part: list[Sample], folder: Path) -> list[Lesson]:
        surveyed.extend((folder.name, sample.name) for sample in part)
        return []

    monkeypatch.setattr(train, "read_lessons", read_lessons)
    train.fit_fold(0, make_course(tmp_path), None)
    assert {folder for folder, _ in surveyed} == {"1", "2", "3", "4"}
    surveyed.clear()
    train.fit_package(make_course(tmp_path), tmp_path, None)
    assert sorted(name for _, name in surveyed) == sorted(sample.name for sample in make_samples())


def test_old_weights_of_the_package_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "read_samples", lambda *_: make_samples())
    monkeypatch.setattr(train, "fit_questions", lambda *_: None)
    for name in ("status.json", "figures.json"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    assert train.fit_package(make_course(tmp_path), tmp_path, tmp_path).startswith("package: questions")
    assert not list(tmp_path.iterdir())


def test_the_command_names_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["train"])
    with pytest.raises(SystemExit):
        train.main()
    assert "--benchmark" in capsys.readouterr().err


def test_acts_roles_and_content_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = Weights(("a", "b"), {"x": 0}, np.array([[3, -3], [0, 0]], np.float32))
    monkeypatch.setattr(train, "load_scorer", lambda _: None)
    monkeypatch.setattr(train, "fit_acts", lambda _: ActWeights(weights, weights, weights))
    monkeypatch.setattr(train, "fit_roles", lambda *_: weights)
    monkeypatch.setattr(train, "fit_content", lambda *_: ContentWeights(weights, weights))
    train.fit_reader([make_lesson()], tmp_path, tmp_path)
    reader = open_reader(tmp_path)
    assert None not in (reader.acts, reader.roles, reader.content)


@pytest.mark.parametrize(("flags", "steps"), [([], ["questions", "reader"]), (["--reader-only"], ["reader"])])
def test_single_questions_come_before_the_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, flags: list[str], steps: list[str]
) -> None:
    done: list[tuple[str, str]] = []

    def fit_package(_: train.Course, __: Path, shelf: Path | None) -> str:
        done.append(("package", "questions" if shelf else "reader"))
        return "package"

    def fit_fold(number: int, _: train.Course, shelf: Path | None) -> str:
        done.append((str(number), "questions" if shelf else "reader"))
        return str(number)

    for name in ("text", "gold"):
        (tmp_path / "train" / name).mkdir(parents=True)
    monkeypatch.setattr(train, "ProcessPoolExecutor", ThreadPoolExecutor)
    monkeypatch.setattr(train, "fit_package", fit_package)
    monkeypatch.setattr(train, "fit_fold", fit_fold)
    monkeypatch.setattr(sys, "argv", ["train", "--benchmark", str(tmp_path), "--jobs", "1", *flags])
    assert train.main() == 0
    folds = ["package", *map(str, range(train.NUMBER_OF_FOLDS))]
    assert done == [(name, step) for step in steps for name in folds]
