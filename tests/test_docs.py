"""The documentation tells what the program does: no command, format, file or module is left out."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest
import typer
import yaml

from mithaq import cli
from mithaq.errors import DateError
from mithaq.model import ActorType, ActType, Comparator, MilestoneStatus, Status, Topic
from mithaq.reports.wording import Lang
from mithaq.sources import READERS
from mithaq.web.speech import find_files, find_term

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(ROOT / "bench").glob("*.md")])
PAGE_IDS = [str(page.relative_to(ROOT)) for page in PAGES]
KNOWLEDGE = sorted(path.relative_to(ROOT / "src/mithaq") for path in (ROOT / "src/mithaq").rglob("*.yaml"))
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_BLOCK = re.compile(r"(?:<!-- as: ([\w.]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def read_page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def find_blocks(language: str) -> list[tuple[str, str, str]]:
    """Return page, declared schema and text of every block in a language."""
    return [
        (str(page.relative_to(ROOT)), schema, block)
        for page in PAGES
        for schema, spoken, block in _BLOCK.findall(page.read_text(encoding="utf-8"))
        if spoken == language
    ]


def walk_commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    children = getattr(command, "commands", {})
    for name, child in children.items():
        yield from walk_commands(child, (*path, name))
    if not children:
        yield " ".join(path), command


COMMANDS = [
    (name, command) for name, command in walk_commands(typer.main.get_command(cli.app)) if not command.hidden
]


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = [target for target in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in target]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_in_the_index() -> None:
    linked = set(_LINK.findall(read_page("docs/index.md")))
    assert {page.name for page in DOCS.glob("*.md")} - {"index.md"} <= linked


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_command_and_its_options_are_described(name: str, command: click.Command) -> None:
    page = read_page("docs/commands.md")
    section = re.split(rf"^## `mithaq {name}\b", page, maxsplit=1, flags=re.MULTILINE)
    assert len(section) == 2, f"no section '## `mithaq {name} …`'"
    text = section[1].split("\n## ")[0]
    options = [
        opt for param in command.params for opt in param.opts if opt.startswith("--") and opt != "--help"
    ]
    assert [option for option in options if f"`{option}" not in text] == []


def test_no_section_describes_a_command_that_is_gone() -> None:
    described = re.findall(
        r"^## `mithaq ([a-z]+(?: [a-z]+)*)", read_page("docs/commands.md"), flags=re.MULTILINE
    )
    assert sorted(described) == sorted(name for name, _ in COMMANDS)


@pytest.mark.parametrize("suffix", [*READERS, ".zip"])
def test_format_is_described(suffix: str) -> None:
    assert f"`{suffix}`" in read_page("docs/formats.md")


@pytest.mark.parametrize("path", KNOWLEDGE, ids=str)
def test_knowledge_file_is_described(path: Path) -> None:
    page = read_page("docs/knowledge.md")
    family = re.sub(r"-[\w-]+\.yaml", "-*.yaml", path.name)
    folder = f"{path.parent.parent}/*" if path.parent.parent.name in {"packs", "web"} else str(path.parent)
    names = {str(path), f"{folder}/{path.name}", f"{folder}/{family}"}
    assert [name for name in names if f"`{name}`" in page]


def test_every_module_of_reading_is_described() -> None:
    page = read_page("docs/reading.md")
    folder = ROOT / "src/mithaq/reading"
    modules = [str(path.relative_to(folder)) for path in folder.rglob("*.py") if path.name != "__init__.py"]
    assert [module for module in modules if f"`{module}`" not in page] == []


def test_no_module_is_described_that_is_gone() -> None:
    folder = ROOT / "src/mithaq/reading"
    described = re.findall(r"^\| `([\w/]+\.py)`", read_page("docs/reading.md"), flags=re.MULTILINE)
    assert described
    assert [module for module in described if not (folder / module).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "bench/README.md", "docs/quickstart.md"])
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read_page("Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read_page(page), flags=re.MULTILINE))
    assert named
    assert sorted(named - targets) == []


def test_readme_begins_with_the_two_commands() -> None:
    lines = read_page("README.md").splitlines()
    assert [line.split("#")[0].strip() for line in lines[3:5]] == ["make demo", "make test"]


@pytest.mark.parametrize("values", [ActorType, ActType, Comparator, MilestoneStatus, Status, Topic])
def test_every_value_of_a_closed_list_is_described(values: type) -> None:
    page = read_page("docs/formats.md") + read_page("docs/codebook.md")
    assert [value for value in values if f"`{value}`" not in page and f"| {value} |" not in page] == []  # type: ignore[attr-defined]


PYTHON = find_blocks("python")


@pytest.mark.parametrize(
    ("page", "schema", "block"), PYTHON, ids=[f"{page}-{n}" for n, (page, *_) in enumerate(PYTHON)]
)
def test_python_example_runs_and_prints(
    page: str, schema: str, block: str, capsys: pytest.CaptureFixture[str]
) -> None:
    del schema
    exec(compile(block, page, "exec"), {})
    assert capsys.readouterr().out


EXAMPLES = find_blocks("yaml")


@pytest.mark.parametrize(
    ("page", "schema", "block"), EXAMPLES, ids=[schema or page for page, schema, _ in EXAMPLES]
)
def test_yaml_example_fits_the_schema_that_it_names(page: str, schema: str, block: str) -> None:
    assert schema, f"{page}: say which schema the example has"
    module, _, name = schema.rpartition(".")
    struct = getattr(importlib.import_module(module), name)
    values = yaml.safe_load(block)
    entries = values if isinstance(values, list) else [values]
    assert [msgspec.convert(entry, struct) for entry in entries]


def test_json_examples_are_json() -> None:
    blocks = find_blocks("json")
    assert blocks
    assert [json.loads(block) for _, _, block in blocks]


@pytest.mark.parametrize(
    "value", ["2018-12-24", "2018-12", "2018-12~", "2014/2016", "2020-11-21", "2020-11~"]
)
def test_dates_that_the_pages_show_are_accepted(value: str) -> None:
    dates = importlib.import_module("mithaq.dates")
    try:
        assert dates.Edtf.parse(value).text == value
    except DateError as error:
        pytest.fail(str(error))


_ENTRANCE = {"accounts": "settings"}  # families whose entrance is named otherwise


def test_every_family_of_pages_is_described() -> None:
    page = read_page("docs/workbench.md")
    families = [family for family in find_files() if family != "web"]
    names = {family: find_term(f"nav.{_ENTRANCE.get(family, family)}", Lang.EN) for family in families}
    assert [name for name in names.values() if f"\n## {name}" not in page] == []
