"""The tests mirror the source, and the package ships what the source reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mithaq"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if path.name not in {"__init__.py", "__main__.py"})

# Modules whose tests stand elsewhere, each with the reason.
ELSEWHERE = {
    "reading/parts.py": "values without behaviour; every test of reading makes them",
    "packs/schema.py": "declarations without behaviour; test_context reads every pack file through them",
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "core"}


@pytest.mark.parametrize("module", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_module_has_tests_at_the_same_path(module: Path) -> None:
    inner = module.relative_to(SOURCE)
    if str(inner) in ELSEWHERE:
        return
    assert (ROOT / "tests" / inner.parent / f"test_{inner.name}").exists()


def test_no_exception_outlives_its_module() -> None:
    assert not [name for name in ELSEWHERE if not (SOURCE / name).exists()]


@pytest.mark.parametrize("module", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_module_is_named_for_what_it_holds(module: Path) -> None:
    assert not VAGUE & {module.stem, *module.relative_to(SOURCE).parts[:-1]}


def test_package_ships_every_data_file() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["mithaq"]
    shipped = {path for pattern in patterns for path in SOURCE.glob(pattern)}
    data = {path for path in SOURCE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    assert data
    assert sorted(data - shipped) == []


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    homes = ("/" + "root/", "/" + "home/", "/" + "work/", "/" + "tmp/v")
    suffixes = {".py", ".yaml", ".toml", ".md", ".txt", ".html"}
    folders = ("src", "tests", "bench", "tools", "docs", "samples")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]
    assert not [
        str(path.relative_to(ROOT))
        for path in files
        if any(home in path.read_text(encoding="utf-8", errors="replace") for home in homes)
    ]
