"""What a refusal says in each language: ``refusals.yaml`` holds what happened and what to do, by key."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from msgspec import Struct

from mithaq.errors import MithaqError, Reason, Value, Words
from mithaq.knowledge import read_knowledge

_PATH = Path(__file__).with_name("refusals.yaml")
E = TypeVar("E", bound=MithaqError)
Namer = Callable[[Reason, str], str]
_AND: Final[Mapping[str, str]] = MappingProxyType({"ar": "؛ ", "en": "; "})
# What systems say of a file or an address, by the number that Python knows.
_SYSTEM: Final[Mapping[int, str]] = MappingProxyType(
    {
        errno.ENOSPC: "system.no-space",
        errno.EDQUOT: "system.quota",
        errno.EACCES: "system.no-right",
        errno.EPERM: "system.not-permitted",
        errno.ENOENT: "system.no-file",
        errno.EISDIR: "system.folder",
        errno.ENOTDIR: "system.no-folder",
        errno.EEXIST: "system.exists",
        errno.EROFS: "system.read-only",
        errno.ENAMETOOLONG: "system.long-name",
        errno.EFBIG: "system.large",
        errno.EIO: "system.disk",
        errno.EMFILE: "system.many-open",
        errno.EBUSY: "system.busy",
        errno.EADDRINUSE: "system.in-use",
        errno.EADDRNOTAVAIL: "system.not-here",
        errno.ECONNREFUSED: "system.refused",
    }
)
_FSI, _LRI, _PDI = "\u2068", "\u2066", "\u2069"
# A value that is filled in; or Latin words and figures one after the other, as they stand in an Arabic sentence.
_LATIN = re.compile(r"\{[^}]*\}|[!-z|~]+(?: [!-z|~]+)*")
# What stands rightly in an Arabic sentence as it is: words of letters, and a number.
_PLAIN = re.compile(r"[^\W\d_][^\W_]*(?: [^\W_]+)*|\d+")
_DIRECTED = re.compile("[A-Za-z0-9]")
_ARABIC = re.compile("[\u0590-\u08ff]")
_BEFORE, _BEHIND = "(\"'", ".,:;!?)\"'"


class Saying(Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal in one language.

    Args:
        what: What happened; values stand in braces.
        remedy: What to do; empty where nothing can be done, or where it is but a part of another refusal.
    """

    what: str
    remedy: str = ""


class Refusal(Struct, frozen=True, forbid_unknown_fields=True):
    """A refusal in both languages."""

    en: Saying
    ar: Saying


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told.

    Args:
        what: What happened.
        where: Where; may be empty.
        remedy: What to do; may be empty.
    """

    what: str
    where: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """Return it on one line, as `MithaqError` writes itself."""
        return str(MithaqError(self.what, where=self.where, remedy=self.remedy))


@cache
def load_refusals() -> Mapping[str, Refusal]:
    """Return every refusal by its key: ``group.name``."""
    groups = read_knowledge(_PATH, dict[str, dict[str, Refusal]])
    return {f"{group}.{name}": refusal for group, names in groups.items() for name, refusal in names.items()}


def write_reason(reason: Reason, lang: str, namer: Namer | None = None) -> Told:
    """Return a refusal in words, without its place; paths and the like read from left to right in Arabic.

    Args:
        reason: Which, with its values; a value that is a reason itself is written out.
        lang: The language: ``ar``, else English.
        namer: What a value is called there, by its name; without it values stand as they are.
    """
    refusal = load_refusals()[reason.key]
    saying = refusal.ar if lang == "ar" else refusal.en
    values = {name: _write_value(reason, name, lang, namer) for name in reason.values}
    what, remedy = (
        (_direct(saying.what), _direct(saying.remedy)) if lang == "ar" else (saying.what, saying.remedy)
    )
    return Told(what.format(**values), remedy=remedy.format(**values))


def _write_value(reason: Reason, name: str, lang: str, namer: Namer | None) -> str | float:
    value = reason.values[name]
    if isinstance(value, Reason):
        return write_reason(value, lang, namer).what
    if isinstance(value, tuple):
        return _AND["ar" if lang == "ar" else "en"].join(write_reason(one, lang, namer).what for one in value)
    if isinstance(value, Words):
        return value.ar if lang == "ar" else value.en
    if not isinstance(value, str):
        return value
    told = namer(reason, name) if namer else value
    return isolate(told) if lang == "ar" else told


def isolate(text: str) -> str:
    """Return a text for an Arabic sentence: in an isolate, where its signs would otherwise change their places.

    Args:
        text: A path, an address, a date or anything else that somebody gave.
    """
    arabic, other = _ARABIC.search(text), _DIRECTED.search(text)
    if other is None or _PLAIN.fullmatch(text) or (arabic and arabic.start() < other.start()):
        return text
    return f"{_FSI}{text}{_PDI}"


@cache
def _direct(text: str) -> str:
    """Return what is said in Arabic with each command, option and path in it in an isolate."""
    return _LATIN.sub(_direct_words, text)


def _direct_words(found: re.Match[str]) -> str:
    if found[0].startswith("{"):
        return found[0]
    words = found[0].lstrip(_BEFORE)
    before = found[0][: len(found[0]) - len(words)]
    kept = words.rstrip(_BEHIND)
    behind = words[len(kept) :]
    if not _DIRECTED.search(kept) or _PLAIN.fullmatch(kept):
        return found[0]
    return f"{before}{_LRI}{kept}{_PDI}{behind}"


def name_fault(error: OSError) -> str | Reason:
    """Return what the system says of a file or an address; as it says it where it is not known here.

    Args:
        error: What it refused.
    """
    key = _SYSTEM.get(error.errno or 0)
    return Reason(key) if key else error.strerror or str(error)


def pass_on(kind: type[E], error: MithaqError, where: str = "") -> E:
    """Return an error that says what another one says, in both languages, elsewhere.

    Args:
        kind: Its class.
        error: What happened.
        where: The place.
    """
    return kind(error.what, where=where, remedy=error.remedy, reason=error.reason)


def make_error(kind: type[E], key: str, /, *, where: str = "", **values: Value) -> E:
    """Return an error that can be said in both languages.

    Args:
        kind: Its class.
        key: Which refusal, as in ``refusals.yaml``.
        where: The place.
        values: What is filled in.
    """
    reason = Reason(key, values)
    told = write_reason(reason, "en")
    return kind(told.what, where=where, remedy=told.remedy, reason=reason)
