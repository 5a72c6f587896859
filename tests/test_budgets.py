"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "src").rglob("*.py"))
FILE_LINES = 400
FUNCTION_LINES = 50

# Functions that get the values of a bundle in a row (`mithaq.reading.weights`): the row is what is remembered.
BUNDLES = {
    "reading/act_signs.py": "_name_",
    "reading/content.py": "_name_",
    "reading/role_names.py": "name_",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def find_functions(source: str) -> list[Function]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]


def count_lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def find_flags(source: str) -> list[str]:
    """Return the booleans that functions take by position."""
    return [
        f"{function.name}({argument.arg})"
        for function in find_functions(source)
        for argument in [*function.args.posonlyargs, *function.args.args]
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    ]


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_file_and_its_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= FILE_LINES
    long = {
        node.name: count_lines(node) for node in find_functions(source) if count_lines(node) > FUNCTION_LINES
    }
    assert not long


@pytest.mark.parametrize("path", FILES, ids=[str(path.relative_to(ROOT)) for path in FILES])
def test_no_boolean_is_passed_by_position(path: Path) -> None:
    bundled = BUNDLES.get(str(path.relative_to(ROOT / "src/mithaq")))
    flags = find_flags(path.read_text(encoding="utf-8"))
    assert [flag for flag in flags if bundled is None or not flag.startswith(bundled)] == []


@pytest.mark.parametrize(("module", "prefix"), BUNDLES.items())
def test_no_exception_outlives_its_functions(module: str, prefix: str) -> None:
    source = (ROOT / "src/mithaq" / module).read_text(encoding="utf-8")
    assert [flag for flag in find_flags(source) if flag.startswith(prefix)]


def test_a_boolean_by_position_is_found() -> None:
    assert find_flags("def f(a: bool, b: int, *, c: bool) -> None: ...") == ["f(a)"]


def test_lines_of_a_function_are_counted_with_its_head() -> None:
    function = find_functions("def f() -> None:\n    pass\n")[0]
    assert count_lines(function) == 2


def test_there_is_source_to_measure() -> None:
    assert ROOT / "src" / "mithaq" / "model.py" in FILES
