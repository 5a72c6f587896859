"""The tables of a record.

Documents, readings, entries and checkpoints are what was recorded; triggers refuse to change them
(`migrations/0002_triggers.py`). All other tables are projections: computed from the entries, written in the
same transaction, rebuilt and compared at will (`mithaq.ledger.projection`). Rows point to each other by value:
what an entry says is proved by its hash and not by the database.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DocumentRow(models.Model):
    """A text that was read, by the SHA-256 of its content."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.TextField()
    origin = models.TextField(default="")
    title = models.TextField(null=True)
    outlet = models.TextField(null=True)
    author = models.TextField(null=True)
    published = models.TextField(null=True)
    url = models.TextField(null=True)
    skipped = models.BinaryField()
    text = models.TextField()

    class Meta:
        db_table = "ledger_document"


class ReadingRow(models.Model):
    """What one reader read in one document."""

    document = models.CharField(max_length=64)
    reader = models.TextField()
    at = models.TextField()
    content = models.BinaryField()

    class Meta:
        db_table = "ledger_reading"
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "reader"], name="one_reading")]


class EntryRow(models.Model):
    """A line of the ledger.

    ``payload`` is the canonical JSON of the entry; ``leaf`` and ``node`` are its places in the Merkle tree; the
    other columns repeat what the payload says, to be found by.
    """

    number = models.BigIntegerField(primary_key=True)
    case = models.TextField()
    step = models.TextField()
    author = models.TextField()
    at = models.TextField()
    proposal = models.TextField(default="")
    payload = models.BinaryField()
    leaf = models.BinaryField()
    node = models.BinaryField()

    class Meta:
        db_table = "ledger_entry"
        indexes: ClassVar = [
            models.Index(fields=["case", "number"], name="entry_case"),
            models.Index(
                fields=["proposal", "number"], name="entry_proposal", condition=~models.Q(proposal="")
            ),
        ]


class CheckpointRow(models.Model):
    """A checkpoint that was written, as a reminder where the ledger stood."""

    size = models.BigIntegerField()
    root = models.BinaryField()
    at = models.TextField()
    text = models.TextField()

    class Meta:
        db_table = "ledger_checkpoint"


class CaseRow(models.Model):
    """A case as it stands, for lists.

    ``family`` is shared by cases that merges, splits or moves tie together; ``version`` is the number of the
    last entry that touches the case.
    """

    id = models.TextField(primary_key=True)
    family = models.TextField()
    kind = models.TextField()
    title = models.TextField()
    plain = models.TextField()
    proposed = models.TextField()
    confirmed = models.TextField()
    place = models.TextField()
    what = models.TextField()
    begins = models.TextField()
    ends = models.TextField()
    due = models.TextField()
    verification = models.TextField()
    assigned = models.TextField()
    merged_into = models.TextField()
    documents = models.IntegerField()
    version = models.BigIntegerField()

    class Meta:
        db_table = "ledger_case"
        indexes: ClassVar = [
            models.Index(fields=["-version"], name="case_version"),
            models.Index(fields=["kind", "-version"], name="case_kind"),
            models.Index(fields=["place", "-version"], name="case_place"),
            models.Index(fields=["verification", "-version"], name="case_verification"),
            models.Index(fields=["begins"], name="case_begins"),
            models.Index(fields=["family"], name="case_family"),
        ]


class StateRow(models.Model):
    """A thread of a case with the state that it is in."""

    case = models.TextField()
    thread = models.TextField()
    kind = models.TextField()
    proposed = models.TextField()
    confirmed = models.TextField()

    class Meta:
        db_table = "ledger_state"
        indexes: ClassVar = [
            models.Index(fields=["case"], name="state_case"),
            models.Index(fields=["proposed", "kind"], name="state_proposed"),
            models.Index(fields=["confirmed", "kind"], name="state_confirmed"),
        ]


class PartyRow(models.Model):
    """A party of a case in one role."""

    case = models.TextField()
    party = models.TextField()
    role = models.TextField()

    class Meta:
        db_table = "ledger_party"
        indexes: ClassVar = [
            models.Index(fields=["case"], name="party_case"),
            models.Index(fields=["party", "case"], name="party_party"),
        ]


class TellingRow(models.Model):
    """A document that gives evidence for a case."""

    case = models.TextField()
    document = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_telling"
        indexes: ClassVar = [
            models.Index(fields=["case"], name="telling_case"),
            models.Index(fields=["document"], name="telling_document"),
        ]


class ReviewRow(models.Model):
    """A proposal and whether somebody still has to judge it; ``weight`` orders the queue, the greatest first."""

    proposal = models.TextField(primary_key=True)
    case = models.TextField()
    entry = models.BigIntegerField()
    standing = models.TextField()
    score = models.FloatField()
    consequence = models.FloatField()
    weight = models.FloatField()

    class Meta:
        db_table = "ledger_review"
        indexes: ClassVar = [
            models.Index(fields=["standing", "-weight", "entry"], name="review_queue"),
            models.Index(fields=["case"], name="review_case"),
        ]


class MaskRow(models.Model):
    """Words of a document that are withheld from every output."""

    document = models.CharField(max_length=64)
    start = models.IntegerField()
    end = models.IntegerField()
    entry = models.BigIntegerField()

    class Meta:
        db_table = "ledger_mask"
