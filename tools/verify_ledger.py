"""Checks a record of Mithaq without Mithaq: ``python verify_ledger.py RECORD [--checkpoint FILE] [--key FILE]``.

It needs nothing but Python's standard library (and psycopg for PostgreSQL): whoever doubts a record can read this file
and run it. RECORD is a SQLite file, postgresql://… or a receipt. Exit code 0: right; 1: something was changed, removed,
inserted, reordered or cut off, and the first that is wrong is named; 2: wrong use. Trees are those of RFC 6962,
checkpoints, keys and receipts those of C2SP (tlog-checkpoint, signed-note, tlog-proof), signatures Ed25519 (RFC 8032).
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

ENTRIES = 'SELECT number,"case",step,author,at,proposal,payload,leaf,node FROM ledger_entry ORDER BY number'
TEXTS = """SELECT sealed, text, words, salt, sha256, name, origin, title, outlet, author, published, url
FROM ledger_document LEFT JOIN ledger_personal ON sealed AND digest = sha256 ORDER BY sha256"""
READINGS = "SELECT document, reader, content, proposals FROM ledger_reading ORDER BY id"
KNOWN = ("name", "origin", "title", "outlet", "writer", "published", "url")
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # RFC 8032 §5.1
D = -121665 * pow(121666, -1, P) % P
Head = tuple[int, bytes]
Told = dict[str, dict[Any, Any]]
Rows = Iterator[tuple[Any, ...]]


def join(*parts: bytes) -> bytes:
    """Hash of a leaf (0, data), of two subtrees (1, left, right), or of an empty tree (RFC 6962 §2.1)."""
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(stack: list[tuple[int, bytes]]) -> bytes:
    """Root over complete subtrees (height, hash), the largest first."""
    root = stack[-1][1] if stack else join()
    for _, left in reversed(stack[:-1]):
        root = join(b"\1", left, root)
    return root


def check(right: bool, wrong: str) -> None:  # noqa: FBT001 - what is claimed
    """Refuse a record in which something is not right."""
    if not right:
        raise ValueError(wrong)


def check_entries(rows: Rows, head: Head | None, told: Told) -> Head:
    """Size and root hash of the entries; ``head`` is a checkpoint's; notes what they say of documents."""
    stack, count = list[tuple[int, bytes]](), 0
    for number, *columns, payload, leaf, node in rows:
        check(number == count and type(number) is int, f"entry {count}: it is missing, or another is there")
        data = payload if isinstance(payload, bytes) else b""
        height, top = 0, join(b"\0", data)
        fits = leaf == top
        while stack and stack[-1][0] == height:
            height, top = height + 1, join(b"\1", stack.pop()[1], top)
        stack.append((height, top))
        check(fits and node == top, f"entry {count}: it was changed, or stands in the place of another")
        entry = json.loads(data)
        step, kind, case = entry["step"], entry["step"]["step"], entry["step"]["case"]
        proposal = step["document"] if kind == "erase" else step.get("proposal", "")
        if isinstance(proposal, dict):
            case, proposal = proposal["step"]["case"], proposal["id"]
        same = columns == [case, kind, entry["author"], entry["at"], proposal] and entry["number"] == count
        check(same, f"entry {count}: a column says something else than the entry")
        told.setdefault(kind, {}).setdefault(step.get("document"), [step.get(name) for name in KNOWN])
        if kind in ("receive", "reread") and step["reading"]:
            told["readings"][step["document"], step["reading"]] = count
        count += 1
        kept = head is None or head[0] != count or root_of(stack) == head[1]
        check(kept, f"the first {count} entries are not those that were checkpointed")
    check(head is None or count >= head[0], f"entry {count}: it was cut off, with all that followed")
    return count, root_of(stack)


def check_documents(texts: Rows, readings: Rows, told: Told) -> None:
    """Check that texts and readings are those that entries tell of; personal words may be gone if erased."""
    missing, gone = dict(told["receive"]), told["erase"]
    for sealed, text, words, salt, digest, *known in texts:
        right = digest in gone and "░" in text and not text.strip("░\n")
        if not sealed or words is not None:
            veil = "\n".join("░" * len(line) for line in (words or "").split("\n"))
            right = join(salt or b"", (words if sealed else text).encode()).hex() == digest
            right = right and (not sealed or (text == veil and digest not in gone))
        check(right and missing.pop(digest, None) == known, f"document {digest}: it was changed")
    check(not missing, f"document {min(missing, default='')}: it is missing")
    # The newest reading counts: those of a document stand in the order of the entries. Old versions told of none.
    unread, last = dict(told["readings"]), {document: -1 for document, _ in told["readings"]}
    for document, *parts in readings:
        data = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
        place = unread.pop((document, join(b"\n".join(data)).hex()), -1)
        right = place > last[document] if document in last else document in told["receive"]
        check(right, f"reading of document {document}: it was changed, or stands in the place of another")
        last.update({document: place} if document in last else {})
    check(not unread, f"reading of document {min(unread, default=[''])[0]}: it is missing")


def read_rows(record: str, query: str) -> Rows:
    """Rows of a query on either database; nothing is written."""
    if record.startswith(("postgresql://", "postgres://")):
        import psycopg  # noqa: PLC0415 - SQLite does without

        with psycopg.connect(record) as server, server.cursor("rows") as cursor:
            yield from cursor.execute(query)
    else:
        with closing(sqlite3.connect(f"{Path(record).resolve().as_uri()}?mode=ro", uri=True)) as file:
            yield from file.execute(query)


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
        point, message = base64.b64decode(public)[1:], f"{body}\n".encode()
        right = any(data[:4].hex() == hint and is_signed(point, message, data[4:]) for data in found)
        check(right, f"the checkpoint was not signed by {name}, or changed since")
    return int(size), base64.b64decode(root, validate=True)


def check_receipt(text: str, key: str | None) -> str:
    """The entry of a receipt, once its path was found to lead to the checkpointed root (RFC 9162 §2.1.3.2)."""
    proof, _, checkpoint = text.partition("\n\n")
    size, root = read_checkpoint(checkpoint, key)
    _, extra, index, *path = proof.split("\n")
    payload, number = base64.b64decode(extra.removeprefix("extra "), validate=True), int(index[6:])
    found, at, last = join(b"\0", payload), number, size - 1
    for step in (base64.b64decode(line, validate=True) for line in path):
        left = at % 2 == 1 or at == last
        found = join(b"\1", step, found) if left else join(b"\1", found, step)
        while left and at and at % 2 == 0:
            at, last = at // 2, last // 2
        at, last = at // 2, last // 2
    right = 0 <= number < size and last <= 0 and found == root
    check(right, "the entry is not in the record that was checkpointed")
    return payload.decode()


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519, RFC 8032 §5.1.7, with the sum of points (§5.1.4), their multiples, and their decoding (§5.1.3)."""

    def add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
        e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
        g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
        return (f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P

    def multiply(factor: int, point: tuple[int, ...]) -> tuple[int, ...]:
        rest = multiply(factor >> 1, add(point, point)) if factor > 1 else (0, 1, 1, 0)
        return add(rest, point) if factor & 1 else rest

    def decode(data: bytes) -> tuple[int, ...]:
        sign, y = divmod(int.from_bytes(data, "little"), 2**255)
        square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
        x = pow(square, (P + 3) // 8, P)
        x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
        check(y < P and x * x % P == square and (x != 0 or not sign), "a key or signature is damaged")
        x = P - x if x & 1 != sign else x
        return x, y, 1, x * y % P

    a, r, s = decode(public), decode(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = multiply(s, decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))), add(r, multiply(k, a))
    return s < Q and all((left[n] * right[2] - right[n] * left[2]) % P == 0 for n in (0, 1))


def main() -> None:
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
            return
        head = read_checkpoint(given.checkpoint.read_text("utf-8"), key) if given.checkpoint else None
        told: Told = {"receive": {}, "erase": {}, "readings": {}}
        size, root = check_entries(read_rows(given.record, ENTRIES), head, told)
        check_documents(read_rows(given.record, TEXTS), read_rows(given.record, READINGS), told)
    except (ValueError, LookupError, TypeError, OSError, sqlite3.Error) as error:
        sys.exit(f"WRONG: {error}")
    print(f"right: {size} entries, root hash {base64.b64encode(root).decode()}")


if __name__ == "__main__":
    main()
