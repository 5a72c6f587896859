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
# Modules that hold declarations, wherever they lie: tables, routes, applications, settings.
DECLARED = {
    "ledger/migrations/*.py": "web/test_store.py",
    "web/*/apps.py": "web/test_access.py",
    "web/*/migrations/*.py": "web/test_store.py",
    "web/*/models.py": "web/test_store.py",
    "web/*/routes.py": "web/test_access.py",
}
# Modules that other tests reach: pages are tested by visiting them, values by what is made of them. Each is named, so
# that a new module beside them has tests of its own.
REACHED = {
    "commands/serve.py": "web/test_server.py",
    "ledger/visibility.py": "ledger/test_sight.py",
    "reading/actors/candidate.py": "reading/actors/test_grammar.py",
    "reports/charts/bars.py": "reports/charts/test_charts.py",
    "reports/charts/days.py": "reports/charts/test_charts.py",
    "reports/charts/render.py": "reports/charts/test_charts.py",
    "reports/charts/slippage.py": "reports/charts/test_charts.py",
    "reports/situation/endnotes.py": "reports/situation/test_word.py",
    "reports/situation/letters.py": "reports/situation/test_formats.py",
    "reports/situation/map.py": "reports/situation/test_pictures.py",
    "reports/situation/pixels.py": "reports/situation/test_pictures.py",
    "reports/situation/refusal.py": "reports/situation/test_templates.py",
    "reports/situation/sections.py": "reports/situation/test_gather.py",
    "reports/situation/situation.py": "reports/situation/test_gather.py",
    "web/accounts/adapter.py": "web/accounts/test_views.py",
    "web/accounts/forms.py": "web/accounts/test_views.py",
    "web/accounts/making.py": "web/accounts/test_views.py",
    "web/apps.py": "web/test_access.py",
    "web/frame.py": "web/accounts/test_pages.py",
    "web/settings.py": "web/test_access.py",
    "web/urls.py": "web/test_access.py",
    "web/wsgi.py": "web/test_server.py",
    "web/api/answers.py": "web/api/test_operations.py",
    "web/api/cases.py": "web/api/test_operations.py",
    "web/api/documents.py": "web/api/test_operations.py",
    "web/api/exports.py": "web/exports/test_views.py",
    "web/api/forms.py": "web/api/test_operations.py",
    "web/api/incidents.py": "web/api/test_operations.py",
    "web/api/looking.py": "web/api/test_operations.py",
    "web/api/packs.py": "web/api/test_operations.py",
    "web/api/people.py": "web/api/test_operations.py",
    "web/api/reports.py": "web/api/test_attachments.py",
    "web/api/review.py": "web/api/test_operations.py",
    "web/api/search.py": "web/api/test_operations.py",
    "web/api/searches.py": "web/api/test_operations.py",
    "web/api/tokens.py": "web/api/test_operations.py",
    "web/api/views.py": "web/api/test_operations.py",
    "web/api/watch.py": "web/api/test_operations.py",
    "web/briefs/asking.py": "web/briefs/test_views.py",
    "web/ceasefire/incident.py": "web/ceasefire/test_views.py",
    "web/ceasefire/tables.py": "web/ceasefire/test_views.py",
    "web/ceasefire/templatetags/ceasefire.py": "web/ceasefire/test_views.py",
    "web/exports/giving.py": "web/exports/test_views.py",
    "web/downloads.py": "web/api/test_attachments.py",
    "web/field/asking.py": "web/field/test_views.py",
    "web/field/files.py": "web/field/test_views.py",
    "web/field/nearby.py": "web/field/test_views.py",
    "web/field/sending.py": "web/field/test_views.py",
    "web/field/templatetags/field.py": "web/field/test_views.py",
    "web/review/decision.py": "web/review/test_views.py",
    "web/review/desk.py": "web/review/test_views.py",
    "web/review/item.py": "web/review/test_views.py",
    "web/review/page.py": "web/review/test_views.py",
    "web/roadmap/courses.py": "web/roadmap/test_views.py",
    "web/templatetags/mithaq.py": "web/accounts/test_pages.py",
    "web/watch/shifts.py": "web/watch/test_views.py",
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "core"}


def is_reached(inner: Path, pattern: str) -> bool:
    """Tell whether a module lies in the folder of a pattern, and its name fits."""
    return len(inner.parts) == len(Path(pattern).parts) and inner.match(pattern)


def has_own_tests(inner: Path) -> bool:
    return (ROOT / "tests" / inner.parent / f"test_{inner.name}").exists()


@pytest.mark.parametrize("module", MODULES, ids=[str(path.relative_to(SOURCE)) for path in MODULES])
def test_module_has_tests_at_the_same_path(module: Path) -> None:
    inner = module.relative_to(SOURCE)
    if str(inner) in ELSEWHERE or has_own_tests(inner):
        return
    tests = [
        ROOT / "tests" / test for pattern, test in (DECLARED | REACHED).items() if is_reached(inner, pattern)
    ]
    assert [test for test in tests if test.exists()]


@pytest.mark.parametrize("pattern", [*DECLARED, *REACHED])
def test_no_pattern_outlives_its_modules(pattern: str) -> None:
    assert [module for module in MODULES if is_reached(module.relative_to(SOURCE), pattern)]


def test_no_module_with_tests_of_its_own_is_excepted() -> None:
    assert not [name for name in REACHED if has_own_tests(Path(name))]


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
