"""Checks a record of Mithaq without Mithaq: ``python verify_ledger.py RECORD [--checkpoint FILE] [--key FILE]``.

Nothing but Python's standard library is needed (psycopg for a record on PostgreSQL), so that whoever doubts a
record can read this file, and run it. RECORD is a SQLite file, postgresql://… or a receipt. Exit code 0: right;
1: something was changed, removed, inserted, reordered or cut off, and the first wrong entry is named; 2: wrong
use. Trees and proofs are those of RFC 6962, checkpoints, keys and receipts those of C2SP (tlog-checkpoint,
signed-note, tlog-proof), signatures Ed25519 (RFC 8032).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

COLUMNS = 'number, "case", step, author, at, proposal, payload, leaf, node'
ENTRIES = f"SELECT {COLUMNS} FROM ledger_entry ORDER BY number"
TEXTS = "SELECT sealed,text,sha256,name,origin,title,outlet,author,published,url FROM ledger_document"
KNOWN = ("name", "origin", "title", "outlet", "writer", "published", "url")
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # RFC 8032 §5.1
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]
Head = tuple[int, bytes]


def join(*parts: bytes) -> bytes:
    """Hash of a leaf (0, data), of two subtrees (1, left, right), or of an empty tree (RFC 6962 §2.1)."""
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(stack: list[tuple[int, bytes]]) -> bytes:
    """Root over complete subtrees (height, hash), the largest first."""
    root = stack[-1][1] if stack else join()
    for _, left in reversed(stack[:-1]):
        root = join(b"\1", left, root)
    return root


def check_entries(rows: Iterator[tuple[Any, ...]], head: Head | None, received: dict[str, list[str]]) -> Head:
    """Size and root hash of the entries; ``head`` is a checkpoint's; notes which documents came in."""
    stack: list[tuple[int, bytes]] = []
    count = 0
    for number, *columns, payload, leaf, node in rows:
        if number != count or isinstance(number, float):
            raise ValueError(f"entry {count}: it is missing, or something was put in its place")
        data = payload if isinstance(payload, bytes) else b""
        height, top = 0, join(b"\0", data)
        right = leaf == top
        while stack and stack[-1][0] == height:
            height, top = height + 1, join(b"\1", stack.pop()[1], top)
        stack.append((height, top))
        if not right or node != top:
            raise ValueError(f"entry {count}: it was changed, or stands in the place of another")
        entry = json.loads(data)
        step, proposal = entry["step"], entry["step"].get("proposal", "")
        case, told = step["case"], [step["step"], entry["author"], entry["at"]]
        if isinstance(proposal, dict):
            case, proposal = proposal["step"]["case"], proposal["id"]
        if columns != [case, *told, proposal] or entry["number"] != count:
            raise ValueError(f"entry {count}: a column says something else than the entry")
        if step["step"] == "receive":
            received.setdefault(step["document"], [step[name] for name in KNOWN])
        count += 1
        if head and head[0] == count and root_of(stack) != head[1]:
            raise ValueError(f"the first {count} entries are not those that were checkpointed")
    if head and count < head[0]:
        raise ValueError(f"entry {count}: it was cut off, with all that followed up to entry {head[0] - 1}")
    return count, root_of(stack)


def check_texts(rows: Iterator[tuple[Any, ...]], received: dict[str, list[str]]) -> None:
    """Check that the documents are those that came in; of personal words only the hash may be left."""
    for sealed, text, digest, *known in rows:
        if received.pop(digest, None) != known or (not sealed and join(text.encode()).hex() != digest):
            raise ValueError(f"document {digest}: it was changed")
    for digest in received:
        raise ValueError(f"document {digest}: it is missing")


def read_rows(record: str, query: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a query on either database; nothing is written."""
    if not record.startswith(("postgresql://", "postgres://")):
        with closing(sqlite3.connect(f"{Path(record).resolve().as_uri()}?mode=ro", uri=True)) as file:
            yield from file.execute(query)
        return
    import psycopg  # noqa: PLC0415 - SQLite does without

    with psycopg.connect(record) as server, server.cursor("rows") as cursor:
        yield from cursor.execute(query)


def read_checkpoint(text: str, key: str | None) -> Head:
    """Size and root hash of a checkpoint; its signature is checked where a key is given."""
    body, _, signatures = text.rpartition("\n\n")
    _, size, root = body.split("\n")[:3]
    signed = [line.split(" ") for line in signatures.splitlines()]
    if key is None:
        print("the signature was not checked: give the public key with --key", file=sys.stderr)
    else:
        name, hint, public = key.strip().split("+", 2)
        found = [base64.b64decode(data, validate=True) for _, who, data in signed if who == name]
        mine = [data[4:] for data in found if data[:4].hex() == hint]
        if not any(is_signed(base64.b64decode(public)[1:], f"{body}\n".encode(), data) for data in mine):
            raise ValueError(f"the checkpoint was not signed by {name}, or changed since")
    return int(size), base64.b64decode(root, validate=True)


def check_receipt(text: str, key: str | None) -> str:
    """The entry of a receipt, once its path was found to lead to the checkpointed root (RFC 9162 §2.1.3.2)."""
    proof, _, checkpoint = text.partition("\n\n")
    size, root = read_checkpoint(checkpoint, key)
    _, extra, index, *path = proof.split("\n")
    payload, number = base64.b64decode(extra.removeprefix("extra "), validate=True), int(index[6:])
    found, at, last = join(b"\0", payload), number, size - 1
    for step in (base64.b64decode(line, validate=True) for line in path):
        if at % 2 or at == last:
            found = join(b"\1", step, found)
            while at and at % 2 == 0:
                at, last = at // 2, last // 2
        else:
            found = join(b"\1", found, step)
        at, last = at // 2, last // 2
    if not 0 <= number < size or last > 0 or found != root:
        raise ValueError("the entry is not in the record that was checkpointed")
    return payload.decode()


def add(a: Point, b: Point) -> Point:
    """Sum of two points of the curve, RFC 8032 §5.1.4."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def multiply(factor: int, point: Point) -> Point:
    """A point of the curve, so many times."""
    product: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            product = add(product, point)
        point, factor = add(point, point), factor >> 1
    return product


def decode_point(data: bytes) -> Point:
    """Point that 32 bytes stand for, RFC 8032 §5.1.3."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("a key or signature is damaged")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519, RFC 8032 §5.1.7."""
    a, r, s = decode_point(public), decode_point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    base = decode_point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    left, right = multiply(s, base), add(r, multiply(k, a))
    return s < Q and all((left[n] * right[2] - right[n] * left[2]) % P == 0 for n in (0, 1))


def main() -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check a record of Mithaq without Mithaq.")
    parser.add_argument("record", help="a SQLite file, postgresql://…, or the receipt of one entry")
    parser.add_argument("--checkpoint", type=Path, help="a checkpoint that was kept elsewhere")
    parser.add_argument("--key", type=Path, help="the public key of whoever signed it")
    given = parser.parse_args()
    try:
        key = given.key.read_text("utf-8") if given.key else None
        if "://" not in given.record and Path(given.record).read_bytes()[:8] == b"c2sp.org":
            print(check_receipt(Path(given.record).read_text("utf-8"), key))
            return 0
        head = read_checkpoint(given.checkpoint.read_text("utf-8"), key) if given.checkpoint else None
        received: dict[str, list[str]] = {}
        size, root = check_entries(read_rows(given.record, ENTRIES), head, received)
        check_texts(read_rows(given.record, TEXTS), received)
    except (ValueError, LookupError, TypeError, OSError, sqlite3.Error) as error:
        print(f"WRONG: {error}", file=sys.stderr)
        return 1
    print(f"right: {size} entries, root hash {base64.b64encode(root).decode()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
