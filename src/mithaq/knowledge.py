"""Domain knowledge from YAML with a typed schema; an error names file and line.

Every knowledge file is decoded into frozen msgspec structs. What is built from them (automata, tables) is
cached on disk under the digest of the files, so that only the first start after a change pays for it.
"""

from __future__ import annotations

import gc
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import platformdirs
import yaml

from mithaq.errors import KnowledgeError, Reason

T = TypeVar("T")
_STEP = re.compile(r"\[(\d+|\.\.\.)\]|\.([^.\[\]]+)")


def read_knowledge(path: Path, schema: type[T]) -> T:
    """Return the content of one YAML file as a value of ``schema``.

    Args:
        path: The file, UTF-8.
        schema: A msgspec struct or a container of such; unknown fields should be forbidden there.

    Raises:
        KnowledgeError: If the file is not YAML or breaks the schema; names file and line.
    """
    text = path.read_text(encoding="utf-8")
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        told = f"not YAML: {error.problem}"
        reason = Reason("knowledge.no-yaml", {"error": str(error.problem)})
        raise KnowledgeError(
            told, where=f"{path}:{line}", remedy="Correct the line", reason=reason
        ) from error
    try:
        return msgspec.convert(data, schema)
    except msgspec.ValidationError as error:
        message, _, at = str(error).partition(" - at `")
        line = _find_line(text, _name_key(data, schema, at.rstrip("`")))
        reason = Reason("knowledge.misfit", {"error": message})
        raise KnowledgeError(
            message, where=f"{path}:{line}", remedy="See the schema beside the file", reason=reason
        ) from error


def _name_key(data: Any, schema: Any, at: str) -> str:  # noqa: ANN401 - YAML of any shape, any msgspec type
    """Return the path with the key that is at fault; msgspec writes ``[...]`` for every key of a mapping."""
    head, wildcard, rest = at.partition("[...]")
    if head != "$" or not wildcard:
        return at
    key = next((key for key, value in data.items() if not _fits({key: value}, schema)), "...")
    return f"$.{key}{rest}"


def _fits(data: Any, schema: Any) -> bool:  # noqa: ANN401 - as above
    try:
        msgspec.convert(data, schema)
    except msgspec.ValidationError:
        return False
    return True


def _find_line(text: str, at: str) -> int:
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = node.start_mark.line + 1 if node else 1
    for index, key in _STEP.findall(at):
        child = None
        if index.isdigit() and isinstance(node, yaml.SequenceNode):
            child = node.value[int(index)]
        elif isinstance(node, yaml.MappingNode):
            wanted = key or index
            child = next((value for name, value in node.value if name.value == wanted), None)
        if child is None:
            break
        node = child
        line = node.start_mark.line + 1
    return line


def digest_files(paths: Iterable[Path], *, salt: str = "") -> str:
    """Return one SHA-256 over the names and contents of ``paths`` in the order given."""
    digest = hashlib.sha256(salt.encode())
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load_compiled(name: str, digest: str, schema: type[T], build: Callable[[], T]) -> T:
    """Return what ``build`` makes, from the cache on disk where it holds this digest.

    A cache that cannot be read or written is passed over: the value is then built anew.

    Args:
        name: Short name of the value, part of the file name.
        digest: Digest of everything that the value is made from.
        schema: The msgspec type of the value.
        build: Makes the value.
    """
    folder = Path(os.environ.get("MITHAQ_CACHE") or platformdirs.user_cache_dir("mithaq"))
    path = folder / f"{name}-{digest[:24]}.msgpack"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=schema)
    except (OSError, msgspec.DecodeError):
        value = build()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(msgspec.msgpack.encode(value))
        Path(file.name).replace(path)
    except OSError:
        return value
    return value


@contextmanager
def keep_garbage() -> Iterator[None]:
    """Let Python look for objects that only hold each other once for all that follows, not every few thousand objects.

    Among all that is known of words, parties and places that search takes a tenth of the time.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
