"""From paths to single files: folders and zip archives are opened, in sorted order.

Hidden files, ``__MACOSX`` and sidecars (``NAME.meta.json``) are no items of their own. Links to folders are
not followed. Nothing is ever written to disk, so that a member named ``../../x`` is just a name.
"""

from __future__ import annotations

import glob
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from mithaq.sources.draft import Item
from mithaq.sources.encoding import decode
from mithaq.sources.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM
from mithaq.sources.refusal import RefusalError, Refused, refuse

SIDECAR = ".meta.json"
ZIP_ERRORS = (
    zipfile.BadZipFile, RuntimeError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError,
)  # fmt: skip
"""What the standard library raises for broken, encrypted and foreign archives."""
_DECLARED_UTF8 = 0x800


def find_items(paths: Iterable[Path]) -> Iterator[Item | Refused]:
    """Return every file that the paths lead to, or why one cannot be reached.

    Args:
        paths: Files, folders and zip archives. A member of an archive can be opened only until the next item
            is asked for.
    """
    for path in paths:
        try:
            yield from _find(Path(path))
        except (OSError, ValueError) as error:
            yield _refuse_path(error, str(path))


def read_item(unseal: Callable[[], IO[bytes]], limit: int) -> bytes:
    """Return the whole content that ``unseal`` opens.

    Args:
        unseal: As in an item.
        limit: Most bytes that are read.

    Raises:
        RefusalError: If it is larger, cannot be opened, or its archive is broken or encrypted.
    """
    try:
        with unseal() as file:
            data = file.read(limit + 1)
    except ZIP_ERRORS as error:
        raise explain_broken(error) from error
    if len(data) > limit:
        raise RefusalError("huge", "sources.file-huge", most=limit)
    return data


def explain_broken(error: Exception) -> RefusalError:
    """Return the refusal for what opening or unpacking a file raised."""
    if isinstance(error, PermissionError):
        return RefusalError("unreadable", "sources.no-right")
    if "password" in str(error) or "encrypted" in str(error):
        return RefusalError("unreadable", "sources.encrypted")
    return RefusalError("unreadable", "sources.broken", error=str(error))


def _find(path: Path) -> Iterator[Item | Refused]:
    if path.is_dir():
        yield from _walk(path)
    elif not path.exists():
        yield refuse("missing", "sources.no-file", str(path))
    elif path.name.endswith(SIDECAR):
        beside = path.parent.glob(glob.escape(path.name.removesuffix(SIDECAR)) + ".*")
        if all(other.name.endswith(SIDECAR) for other in beside):
            yield refuse("unsupported", "sources.lone-sidecar", str(path))
    else:
        sidecar = path.with_name(path.stem + SIDECAR)
        yield from _open_file(path, frozenset({sidecar.name} if sidecar.is_file() else ()))


def _walk(root: Path) -> Iterator[Item | Refused]:
    failed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        beside = frozenset(files)
        for name in sorted(files):
            if not _is_hidden(name) and not name.endswith(SIDECAR):
                yield from _open_file(Path(folder, name), beside)
    for error in failed:
        yield _refuse_path(error, str(error.filename))


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX") or (name.startswith(".") and not name.startswith(".."))


def _refuse_path(error: Exception, origin: str) -> Refused:
    return explain_broken(error).at(origin)


def _open_file(path: Path, beside: frozenset[str]) -> Iterator[Item | Refused]:
    try:
        status = path.stat()
    except OSError as error:
        yield _refuse_path(error, str(path))
        return
    if not stat.S_ISREG(status.st_mode):
        yield refuse("unsupported", "sources.no-regular-file", str(path))
    elif path.suffix.lower() == ".zip":
        yield from _open_archive(path)
    else:
        sidecar = path.with_name(path.stem + SIDECAR) if path.stem + SIDECAR in beside else None
        yield Item(
            origin=str(path),
            name=path.name,
            folder=path.parent.name,
            size=status.st_size,
            unseal=partial(_open_binary, path),
            sidecar=partial(_open_binary, sidecar) if sidecar else None,
            sidecar_origin=str(sidecar or ""),
        )


def _open_binary(path: Path) -> IO[bytes]:
    return path.open("rb")


def _open_archive(path: Path) -> Iterator[Item | Refused]:
    try:
        archive = zipfile.ZipFile(path)
    except ZIP_ERRORS as error:
        yield _refuse_path(error, str(path))
        return
    with archive:
        members = {_name_member(info): info for info in archive.infolist() if not info.is_dir()}
        unpacked = sum(info.file_size for info in members.values())
        if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
            held = {"members": len(members), "unpacked": unpacked}
            most = {"most": MAX_MEMBERS, "most_bytes": MAX_UNPACKED}
            yield refuse("huge", "sources.archive-huge", str(path), **held, **most)
            return
        for name in sorted(members):
            if not any(map(_is_hidden, name.split("/"))) and not name.endswith(SIDECAR):
                yield _open_member(path, archive, name, members)


def _open_member(
    path: Path, archive: zipfile.ZipFile, name: str, members: dict[str, zipfile.ZipInfo]
) -> Item | Refused:
    info = members[name]
    origin = f"{path}!{name}"
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return refuse("huge", "sources.bomb", origin, packed=info.compress_size, size=info.file_size)
    folder, _, base = name.rpartition("/")
    sidecar = name.removesuffix(PurePosixPath(base).suffix) + SIDECAR
    return Item(
        origin=origin,
        name=base,
        folder=folder.rpartition("/")[2] or path.stem,
        size=info.file_size,
        unseal=partial(archive.open, info),
        sidecar=partial(archive.open, members[sidecar]) if sidecar in members else None,
        sidecar_origin=f"{path}!{sidecar}",
    )


def _name_member(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; packers that do not declare UTF-8 write Arabic names in many encodings."""
    name = info.filename
    if info.flag_bits & _DECLARED_UTF8 or name.isascii():
        return name
    try:
        return decode(name.encode("cp437")).text
    except (UnicodeError, RefusalError):
        return name
