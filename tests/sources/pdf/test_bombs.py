from __future__ import annotations

import os
import zlib

import pytest

from mithaq.sources.pdf import bombs
from mithaq.sources.pdf.bombs import refuse_bombs
from mithaq.sources.refusal import RefusalError


def pack(content: bytes) -> bytes:
    return b"1 0 obj << /Filter /FlateDecode >> stream\r\n" + content + b"\nendstream endobj\n"


@pytest.fixture(autouse=True)
def low_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bombs, "RATIO_FROM", 100_000)
    monkeypatch.setattr(bombs, "MAX_PART", 3_000_000)
    monkeypatch.setattr(bombs, "MAX_UNPACKED_PDF", 5_000_000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        pack(zlib.compress(b"text " * 1000)),
        pack(b"\x78\x9cbroken"),
        pack(zlib.compress(os.urandom(2_500_000))),
        pack(zlib.compress(bytes(90_000))),
        pack(zlib.compress(zlib.compress(b"text " * 1000))),
        pack(zlib.compress(os.urandom(90_000))[:-500]),
    ],
)
def test_what_is_harmless_passes(data: bytes) -> None:
    refuse_bombs(data)


@pytest.mark.parametrize(
    "data",
    [
        pack(zlib.compress(bytes(1_000_000))),
        pack(zlib.compress(zlib.compress(bytes(2_000_000)))),
        pack(zlib.compress(zlib.compress(zlib.compress(bytes(2_900_000))))),
        pack(zlib.compress(os.urandom(3_500_000))),
        pack(zlib.compress(os.urandom(2_000_000))) * 3,
    ],
)
def test_what_unpacks_to_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(RefusalError) as caught:
        refuse_bombs(data)
    assert caught.value.kind == "huge"
