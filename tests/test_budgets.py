"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "src").rglob("*.py"))
FILE_LINES = 400
FUNCTION_LINES = 50

Function = ast.FunctionDef | ast.AsyncFunctionDef


def find_functions(source: str) -> list[Function]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]


def count_lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


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
    functions = find_functions(path.read_text(encoding="utf-8"))
    flags = {
        f"{function.name}({argument.arg})"
        for function in functions
        for argument in [*function.args.posonlyargs, *function.args.args]
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    }
    assert not flags


def test_lines_of_a_function_are_counted_with_its_head() -> None:
    function = find_functions("def f() -> None:\n    pass\n")[0]
    assert count_lines(function) == 2


def test_there_is_source_to_measure() -> None:
    assert ROOT / "src" / "mithaq" / "model.py" in FILES
