"""The commands that prove and save a record: verify, checkpoint, prove, backup, restore."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mithaq.commands.options import DEFAULT_RECORD, PARTLY, AsJson, Lang, Language, Record
from mithaq.commands.usage import refuse_use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mithaq.ledger.attachments import Attachment
    from mithaq.ledger.backup import Backup
    from mithaq.ledger.checkpoint import Checkpoint
    from mithaq.ledger.keys import PublicKey, SigningKey
    from mithaq.ledger.merkle import Head
    from mithaq.ledger.record import Record as OpenRecord
    from mithaq.ledger.verify import Verdict
    from mithaq.reports.proof import ProofWording

_KEY_NAME = "mithaq"
_LOG = "web_watch"  # the table of the log of the operations room

Key = Annotated[
    Path | None,
    typer.Option(
        envvar="MITHAQ_KEY", metavar="FILE", help="The key file of the organization; else that of the user"
    ),
]
Out = Annotated[Path, typer.Option(metavar="FILE", help="The file that is written", show_default=False)]


def verify(
    *,
    record: Record = DEFAULT_RECORD,
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A checkpoint that was kept elsewhere")
    ] = None,
    receipt: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Check this proof of one entry; needs no record")
    ] = None,
    key: Key = None,
    as_json: AsJson = False,
    lang: Lang = Language.EN,
) -> None:
    """Show whether anything in a record was changed, removed, inserted, reordered or cut off."""
    if receipt and checkpoint:
        refuse_use("one-proof", "--receipt")
    wording = _find_wording(lang)
    if receipt:
        _check_receipt(receipt, key, wording)
        return
    from mithaq.ledger.checkpoint import load_checkpoint  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415

    kept = load_checkpoint(checkpoint) if checkpoint else None
    signed = _check_signature(kept, key, checkpoint, wording) if kept and checkpoint else False
    opened = open_record(record, create=False)
    verdict = _check_files(_verify(opened, kept.head if kept else None, wording), opened, record)
    if as_json:
        typer.echo(json.dumps(_tell_json(verdict, kept, wording, signed=signed), ensure_ascii=False))
    elif not verdict.faults:
        root = base64.b64encode(verdict.head.root).decode()
        typer.echo(wording.tell("right", count=verdict.head.size, root=root))
        if kept:
            typer.echo(wording.tell("extends", origin=kept.origin, count=kept.head.size))
        else:
            typer.echo(wording.tell("alone"), err=True)
    for fault in verdict.faults:
        typer.echo(f"{opened.where}: {wording.name_fault(fault)}", err=True)
    if verdict.faults:
        raise typer.Exit(PARTLY)


def checkpoint(
    out: Out,
    *,
    record: Record = DEFAULT_RECORD,
    key: Key = None,
    name: Annotated[
        str, typer.Option(help="Who signs, where a key is made: best a name on the web, example.org/record")
    ] = _KEY_NAME,
    lang: Lang = Language.EN,
) -> None:
    """Write a small signed text to keep elsewhere: it proves later that the record only grew."""
    from mithaq.ledger.checkpoint import load_checkpoint, write_checkpoint  # noqa: PLC0415
    from mithaq.ledger.keeping import open_draft  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415

    wording = _find_wording(lang)
    opened = open_record(record, create=False)
    # What lies there already has to be extended: a checkpoint is never replaced by one that contradicts it.
    old = load_checkpoint(out).head if out.exists() else None
    head = _require_right(_verify(opened, old, wording, derived=False), opened.where, wording)
    text = write_checkpoint(head, _find_signing_key(key, name, wording))
    with open_draft(out) as file:
        file.write(text.encode())
    opened.keep_checkpoint(head, text)
    typer.echo(wording.tell("checkpoint_written", count=head.size, where=out), err=True)


def prove(
    entry: Annotated[int, typer.Argument(min=0, help="Number of the entry", show_default=False)],
    out: Out,
    *,
    record: Record = DEFAULT_RECORD,
    key: Key = None,
    withheld: Annotated[
        bool, typer.Option("--withheld", help="Also where the entry holds names that are withheld")
    ] = False,
    lang: Lang = Language.EN,
) -> None:
    """Write the proof that one entry is in the record, for somebody who does not get the rest."""
    from mithaq.ledger.checkpoint import write_checkpoint  # noqa: PLC0415
    from mithaq.ledger.keeping import open_draft  # noqa: PLC0415
    from mithaq.ledger.keys import read_signing_key  # noqa: PLC0415
    from mithaq.ledger.receipt import write_receipt  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415
    from mithaq.ledger.verify import read_leaves, read_stored_payload  # noqa: PLC0415

    wording = _find_wording(lang)
    signing = read_signing_key(place_key(key))
    opened = open_record(record, create=False)
    payload = read_stored_payload(opened, entry)
    if not withheld:
        _refuse_withheld(opened, entry, payload, wording)
    head = _require_right(_verify(opened, None, wording, derived=False), opened.where, wording)
    leaves = read_leaves(opened, head.size)
    text = write_receipt(payload, entry, leaves, write_checkpoint(head, signing))
    with open_draft(out) as file:
        file.write(text.encode())
    typer.echo(wording.tell("receipt_written", entry=entry, count=head.size, where=out), err=True)


def backup(out: Out, *, record: Record = DEFAULT_RECORD, lang: Lang = Language.EN) -> None:
    """Write the whole record, its attachments and the log of the operations room into one file."""
    from mithaq.ledger.attachments import check_attachments, list_attachments, list_files  # noqa: PLC0415
    from mithaq.ledger.backup import write_backup  # noqa: PLC0415
    from mithaq.ledger.keeping import find_folder  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415
    from mithaq.reports.progress import show_work  # noqa: PLC0415

    wording = _find_wording(lang)
    opened = open_record(record, create=False)
    _require_right(_verify(opened, None, wording, derived=False), opened.where, wording)
    folder, named, log = find_folder(record), list(list_attachments(opened)), _read_log(opened, record)
    with show_work(wording.tell("writing")):
        attached = [attachment for _, attachment in named] + _find_attached(log)
        files = list_files(attached, folder)
        head = write_backup(opened, out, files, log)
    root = base64.b64encode(head.root).decode()
    told = {"count": head.size, "files": len(files), "lines": len(log), "where": out, "root": root}
    typer.echo(wording.tell("backup_written", **told), err=True)
    faults = check_attachments(named, folder)
    for fault in faults:
        typer.echo(f"{opened.where}: {wording.name_fault(fault)}", err=True)
    if faults:
        raise typer.Exit(PARTLY)


def _read_log(opened: OpenRecord, record: str) -> list[bytes]:
    """Return the lines of the log of the operations room; none where nobody served the record yet."""
    from django.db import connections  # noqa: PLC0415

    from mithaq.commands.serve import run_workbench  # noqa: PLC0415

    if _LOG not in connections[opened.alias].introspection.table_names():
        return []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        if code := run_workbench(("log-out", str(path)), record):
            raise typer.Exit(code)
        return path.read_bytes().splitlines()


def _find_attached(log: Sequence[bytes]) -> list[Attachment]:
    from mithaq.ledger.attachments import read_attachment  # noqa: PLC0415

    named = (json.loads(line)["fields"]["attachment"] for line in log)
    return [found for text in named if (found := read_attachment(text))]


def restore(
    file: Annotated[Path, typer.Argument(help="A file that backup wrote", show_default=False)],
    *,
    record: Record = DEFAULT_RECORD,
    lang: Lang = Language.EN,
) -> None:
    """Fill a new record from a backup: the same entries, the same root hash, attachments, the log."""
    from mithaq.ledger.attachments import restore_files  # noqa: PLC0415
    from mithaq.ledger.backup import open_backup  # noqa: PLC0415
    from mithaq.ledger.keeping import find_folder  # noqa: PLC0415
    from mithaq.ledger.record import open_record  # noqa: PLC0415
    from mithaq.ledger.restore import restore_backup  # noqa: PLC0415
    from mithaq.reports.progress import show_work  # noqa: PLC0415

    wording = _find_wording(lang)
    with show_work(wording.tell("restoring")):
        opened = open_backup(file)  # before a record is made: a damaged backup leaves nothing behind
        filled = open_record(record)
        head = restore_backup(opened, filled)
        files = restore_files(opened, find_folder(record))
        code = _write_log(opened, record) if opened.log else 0
    root = base64.b64encode(head.root).decode()
    told = {"count": head.size, "files": files, "lines": opened.log, "where": filled.where, "root": root}
    typer.echo(wording.tell("restored", **told), err=True)
    if code:
        raise typer.Exit(code)


def _write_log(backup: Backup, record: str) -> int:
    from mithaq.commands.serve import run_workbench  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        path = Path(folder) / "log"
        path.write_bytes(b"".join(line + b"\n" for line in backup.read_log()))
        return run_workbench(("log-in", str(path)), record)


def _find_wording(lang: Language) -> ProofWording:
    from mithaq.reports.proof import ProofWording  # noqa: PLC0415
    from mithaq.reports.wording import Lang as Spoken  # noqa: PLC0415

    return ProofWording(Spoken(lang.value))


def _verify(record: OpenRecord, old: Head | None, wording: ProofWording, *, derived: bool = True) -> Verdict:
    from mithaq.ledger.verify import count_rows, verify_record  # noqa: PLC0415
    from mithaq.reports.progress import track  # noqa: PLC0415

    return verify_record(
        record,
        old,
        watch=lambda rows: track(rows, wording.tell("verifying"), count=lambda: count_rows(record)),
        derived=derived,
    )


def _require_right(verdict: Verdict, where: str, wording: ProofWording) -> Head:
    """Return the head of a record that is right; end the command where it is not."""
    for fault in verdict.faults:
        typer.echo(f"{where}: {wording.name_fault(fault)}", err=True)
    if verdict.faults:
        raise typer.Exit(PARTLY)
    return verdict.head


def _refuse_withheld(record: OpenRecord, number: int, payload: bytes, wording: ProofWording) -> None:
    """End the command where the entry holds names that are masked in every other output.

    The proof is over the entry's bytes: it cannot be masked without ceasing to be a proof.
    """
    from mithaq.ledger.current import read_entries  # noqa: PLC0415
    from mithaq.ledger.payload import read_payload  # noqa: PLC0415

    if list(read_entries(record, first=number, last=number + 1)) != [read_payload(payload)]:
        typer.echo(f"{record.where}: {wording.tell('withheld', entry=number)}", err=True)
        raise typer.Exit(PARTLY)


def place_key(key: Path | None) -> Path:
    """Return where the key lies: what was named, or the folder of the user's settings.

    Args:
        key: What was named.
    """
    from platformdirs import user_config_path  # noqa: PLC0415

    return key or Path(os.environ.get("MITHAQ_CONFIG") or user_config_path("mithaq")) / "checkpoint.key"


def _find_signing_key(key: Path | None, name: str, wording: ProofWording) -> SigningKey:
    from mithaq.ledger.keys import make_key, name_public_file, read_signing_key  # noqa: PLC0415

    place = place_key(key)
    if place.exists():
        return read_signing_key(place)
    made = make_key(place, name)
    typer.echo(wording.tell("key_made", where=place, public=name_public_file(place)), err=True)
    return made


def _find_public_key(key: Path | None) -> PublicKey | None:
    """Return the public key that was named, or the user's own; None where there is neither."""
    from mithaq.ledger.keys import name_public_file, read_public_key  # noqa: PLC0415

    if key is not None:
        return read_public_key(key)
    place = place_key(None)
    found = next((path for path in (name_public_file(place), place) if path.exists()), None)
    return read_public_key(found) if found else None


def _check_files(verdict: Verdict, opened: OpenRecord, record: str) -> Verdict:
    """Return the verdict with the attachments that are missing or changed."""
    from dataclasses import replace  # noqa: PLC0415

    from mithaq.ledger.attachments import check_attachments, list_attachments  # noqa: PLC0415
    from mithaq.ledger.keeping import find_folder  # noqa: PLC0415

    if verdict.faults:
        return verdict
    return replace(verdict, faults=check_attachments(list_attachments(opened), find_folder(record)))


def _check_signature(kept: Checkpoint, key: Path | None, where: Path, wording: ProofWording) -> bool:
    from mithaq.ledger.checkpoint import check_signature  # noqa: PLC0415

    public = _find_public_key(key)
    if public is None:
        typer.echo(wording.tell("unsigned", where=place_key(None)), err=True)
        return False
    check_signature(kept, public, str(where))
    return True


def read_head(checkpoint: Path, key: Path | None, lang: Language) -> Head:
    """Return the head that a checkpoint states, its signature checked where there is a key.

    Args:
        checkpoint: The file.
        key: The public key that it has to be signed with; None for that of the user, where there is one.
        lang: Language of messages.

    Raises:
        RecordError: If it is no checkpoint, or the key has not signed it.
    """
    from mithaq.ledger.checkpoint import load_checkpoint  # noqa: PLC0415

    kept = load_checkpoint(checkpoint)
    _check_signature(kept, key, checkpoint, _find_wording(lang))
    return kept.head


def _check_receipt(path: Path, key: Path | None, wording: ProofWording) -> None:
    from mithaq.ledger.receipt import load_receipt  # noqa: PLC0415

    receipt = load_receipt(path)
    _check_signature(receipt.checkpoint, key, path, wording)
    origin, count = receipt.checkpoint.origin, receipt.checkpoint.head.size
    typer.echo(receipt.payload.decode())
    typer.echo(wording.tell("receipt_right", entry=receipt.number, origin=origin, count=count), err=True)


def _tell_json(
    verdict: Verdict, kept: Checkpoint | None, wording: ProofWording, *, signed: bool
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "right": not verdict.faults,
        "entries": verdict.head.size,
        "root": base64.b64encode(verdict.head.root).decode(),
        "checkpoint": None,
        "faults": [
            {"sign": fault.sign.value, "entry": fault.entry, "detail": fault.detail, "what": wording.name_fault(fault)}
            for fault in verdict.faults
        ],
    }  # fmt: skip
    if kept:
        told["checkpoint"] = {"origin": kept.origin, "entries": kept.head.size, "signature_checked": signed}
    return told
