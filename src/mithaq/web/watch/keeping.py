"""The log as lines of JSON: how a backup holds it, and how it comes back."""

from __future__ import annotations

from pathlib import Path

from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection, transaction

from mithaq.ledger.refusal import RecordError
from mithaq.refusals import make_error
from mithaq.web.watch.models import LineRow


def write_log(path: Path) -> None:
    """Write every line of the log.

    Args:
        path: The file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        serializers.serialize("jsonl", LineRow.objects.order_by("id").iterator(), stream=file)


def read_log(path: Path) -> None:
    """Write the lines of a file into a log in which there are none, with their numbers and times.

    Args:
        path: What `write_log` wrote.

    Raises:
        RecordError: If there are lines already, or the file holds something else.
    """
    with transaction.atomic():
        if LineRow.objects.exists():
            raise make_error(RecordError, "backups.log-full", where=str(path))
        try:
            with path.open(encoding="utf-8") as file:
                for found in serializers.deserialize("jsonl", file):
                    if not isinstance(found.object, LineRow):
                        raise make_error(RecordError, "backups.log-other", where=str(path))
                    # The database refuses to change lines, and to try it.
                    found.save(force_insert=True)
        except DeserializationError as error:
            raise make_error(RecordError, "backups.log-bad", where=str(path)) from error
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [LineRow]):
                cursor.execute(statement)
