from __future__ import annotations

import gc
from pathlib import Path

import pytest
from msgspec import Struct

from mithaq.errors import KnowledgeError
from mithaq.knowledge import digest_files, keep_garbage, load_compiled, read_knowledge


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    forms: tuple[str, ...] = ()
    population: int = 0


Country = dict[str, list[Place]]


def write(folder: Path, text: str) -> Path:
    path = folder / "places.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_are_typed(tmp_path: Path) -> None:
    path = write(tmp_path, "libya:\n  - {id: tarhuna, forms: [ترهونة], population: 13264}\n")
    assert read_knowledge(path, Country) == {"libya": [Place("tarhuna", ("ترهونة",), 13264)]}


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("libya:\n  - id: a\n  - id: b\n    colour: red\n", 3, "unknown field"),
        ("libya:\n  - id: a\n    forms: [x]\n    population: many\n", 4, "int"),
        ("libya:\n  - id: a\n    forms:\n      - x\n      - 5\n", 5, "str"),
        ("libya:\n  - forms: [x]\n", 2, "missing required field"),
        ("sudan:\n  - id: a\nlibya:\n  - id: b\n  - 5\n", 5, "object"),
        ("libya: 5\n", 1, "array"),
        ("- a\n", 1, "object"),
        ("libya:\n  - id: [a\n", 3, "not YAML"),
        ("", 1, "null"),
    ],
)
def test_fault_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(KnowledgeError) as caught:
        read_knowledge(path, Country)
    assert caught.value.where == f"{path}:{line}"
    assert what in caught.value.what


def test_digest_changes_with_content_name_and_salt(tmp_path: Path) -> None:
    path = write(tmp_path, "a: []\n")
    digest = digest_files([path])
    assert digest == digest_files([path])
    assert digest != digest_files([path], salt="2")
    renamed = path.rename(tmp_path / "other.yaml")
    assert digest != digest_files([renamed])
    path.write_text("b: []\n", encoding="utf-8")
    assert digest != digest_files([path])


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("MITHAQ_CACHE", str(folder))
    return folder


def test_value_is_built_once(cache: Path) -> None:
    built: list[int] = []

    def build() -> Place:
        built.append(1)
        return Place("tarhuna")

    assert load_compiled("places", "d1", Place, build) == Place("tarhuna")
    assert load_compiled("places", "d1", Place, build) == Place("tarhuna")
    assert built == [1]
    load_compiled("places", "d2", Place, build)
    assert built == [1, 1]
    assert len(list(cache.iterdir())) == 2


def test_broken_cache_is_built_anew(cache: Path) -> None:
    load_compiled("places", "d1", Place, lambda: Place("old"))
    (file,) = cache.iterdir()
    file.write_bytes(b"\xc1 broken")
    assert load_compiled("places", "d1", Place, lambda: Place("new")) == Place("new")
    assert load_compiled("places", "d1", Place, lambda: Place("newer")) == Place("new")


def test_value_comes_also_where_no_cache_can_be_written(cache: Path) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert load_compiled("places", "d1", Place, lambda: Place("tarhuna")) == Place("tarhuna")


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_kept_only_for_a_while(monkeypatch: pytest.MonkeyPatch, *, enabled: bool) -> None:
    told: list[str] = []
    monkeypatch.setattr(gc, "isenabled", lambda: enabled)
    monkeypatch.setattr(gc, "disable", lambda: told.append("off"))
    monkeypatch.setattr(gc, "enable", lambda: told.append("on"))

    def load() -> None:
        with keep_garbage():
            assert told == ["off"]
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        load()
    assert told == ["off", "on"][: 1 + enabled]
