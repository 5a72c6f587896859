"""What the pages say, in both languages: ``wording.yaml`` of the frame and of each family of pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest

from mithaq.errors import KnowledgeError
from mithaq.knowledge import read_knowledge
from mithaq.refusals import make_error
from mithaq.reports.terminal import FSI, PDI, RLI, is_right_to_left
from mithaq.reports.wording import Lang, Term

_FILE = "wording.yaml"


def find_files() -> dict[str, Path]:
    """Return the file of wording of the frame and of each family of pages, by name of the family."""
    families = {name.rpartition(".")[2]: name for name in ("mithaq.web", *settings.FAMILIES)}
    return {family: Path(apps.get_app_config(family).path) / _FILE for family in families}


@cache
def read_terms() -> dict[str, Term]:
    """Return everything that the pages say: ``family.key`` for a family, plain ``key`` for the frame.

    Raises:
        KnowledgeError: If a file breaks its form; with file and line.
    """
    terms: dict[str, Term] = {}
    for family, path in find_files().items():
        prefix = "" if family == "web" else f"{family}."
        terms.update((prefix + key, term) for key, term in read_knowledge(path, dict[str, Term]).items())
    return terms


def find_term(key: str, lang: Lang) -> str:
    """Return what is said under a key.

    Args:
        key: ``family.key``, or the key alone for the frame.
        lang: The language.

    Raises:
        KnowledgeError: If nothing is said under the key.
    """
    term = read_terms().get(key)
    if term is None:
        raise make_error(KnowledgeError, "knowledge.unsaid", where=_FILE, key=key)
    return term.in_lang(lang)


def say(request: HttpRequest, key: str, **values: object) -> str:
    """Return a message to whoever asks, with its values filled in.

    Args:
        request: The request.
        key: ``family.key``, or the key alone for the frame.
        values: What stands in the message's brackets.
    """
    return fill_in(key, request.display.lang, values)  # type: ignore[attr-defined]


def fill_in(key: str, lang: Lang, values: Mapping[str, object]) -> str:
    """Return a message with its values; a value that is written the other way stands in an isolate.

    Args:
        key: ``family.key``, or the key alone for the frame.
        lang: The language.
        values: What stands in the message's brackets.
    """
    text = find_term(key, lang)
    return text.format(**{name: _isolate(value, lang) for name, value in values.items()}) if values else text


def _isolate(value: object, lang: Lang) -> object:
    if not isinstance(value, str) or not any(map(str.isalpha, value)) or value[0] in {FSI, RLI}:
        return value
    return value if is_right_to_left(value) is (lang is Lang.AR) else f"{FSI}{value}{PDI}"
