from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import msgspec
import pytest
from tests.reports.exports.warehouse import run_export

from mithaq.ledger.checkpoint import read_checkpoint
from mithaq.ledger.keys import make_key
from mithaq.ledger.record import Record
from mithaq.ledger.verify import verify_record
from mithaq.ledger.version import digest_knowledge
from mithaq.reports.exports.export import Format
from mithaq.reports.exports.selection import Selection
from mithaq.reports.exports.statement import CODEBOOK, UNLICENSED, Statement

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("name", list(Format))
def test_every_format_states_the_same_of_itself(warehouse: Record, name: Format) -> None:
    statement = run_export(warehouse, name.value).statement
    assert statement.holds.format == name.value
    assert statement.holds.records is not None
    head = verify_record(warehouse).head
    assert statement.ledger.size == head.size
    assert (statement.mithaq, statement.lexicon) == (version("mithaq"), digest_knowledge())
    assert (statement.codebook, statement.licence) == (CODEBOOK, UNLICENSED)
    assert statement.ledger.checkpoint == ""


def test_checkpoint_is_signed_where_a_key_is_there(warehouse: Record, tmp_path: Path) -> None:
    key = make_key(tmp_path / "checkpoint.key", "example.org/record")
    statement = run_export(warehouse, "csv", Selection(licence="CC BY 4.0"), key=key).statement
    checkpoint = read_checkpoint(statement.ledger.checkpoint, "statement")
    assert checkpoint.is_signed_by(key.public)
    assert checkpoint.head == verify_record(warehouse).head
    assert statement.licence == "CC BY 4.0"


def test_statement_comes_back_from_json(warehouse: Record) -> None:
    statement = run_export(warehouse, "csv").statement
    assert msgspec.json.decode(statement.encode(), type=Statement) == statement


def test_version_of_the_codebook_is_that_of_the_page() -> None:
    page = (DOCS / "codebook.md").read_text(encoding="utf-8")
    assert re.findall(r"^Version (\S+)\.$", page, re.MULTILINE) == [CODEBOOK]
