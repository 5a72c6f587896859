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
    """A text that was read, by the SHA-256 of its content.

    Where it is ``sealed``, that is the hash of a salt and the content, and the text is a `PersonalRow`.
    """

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
    sealed = models.BooleanField(default=False)

    class Meta:
        db_table = "ledger_document"


class ReadingRow(models.Model):
    """What one reader read in one document, and which proposals came of it."""

    document = models.CharField(max_length=64)
    reader = models.TextField()
    at = models.TextField()
    content = models.BinaryField()
    proposals = models.BinaryField()

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
            models.Index(
                fields=["step", "number"],
                name="entry_withheld",
                condition=models.Q(step__in=("withhold", "undo")),
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


class FamilyRow(models.Model):
    """A case that merges, splits or moves tie to others: all cases of one family are folded together."""

    case = models.TextField(primary_key=True)
    family = models.TextField()

    class Meta:
        db_table = "ledger_family"
        indexes: ClassVar = [models.Index(fields=["family"], name="family_family")]


class CaseRow(models.Model):
    """What cases are found by; ``version`` is the number of the last entry that changed the case."""

    id = models.TextField(primary_key=True)
    kind = models.TextField()
    standing = models.IntegerField()
    place = models.TextField()
    what = models.TextField()
    begins = models.TextField()
    ends = models.TextField()
    due = models.TextField()
    verification = models.TextField()
    assigned = models.TextField()
    version = models.BigIntegerField()

    class Meta:
        db_table = "ledger_case"
        indexes: ClassVar = [
            models.Index(fields=["-version"], name="case_version"),
            models.Index(fields=["kind", "-version"], name="case_kind"),
            models.Index(fields=["place", "-version"], name="case_place"),
            models.Index(fields=["verification", "-version"], name="case_verification"),
            models.Index(fields=["what", "ends"], name="case_what"),
            models.Index(fields=["begins", "ends"], name="case_period"),
            models.Index(fields=["due"], name="case_due"),
            models.Index(fields=["assigned", "-version"], name="case_holder"),
            models.Index(fields=["-version"], name="case_assigned", condition=~models.Q(assigned="")),
        ]


class StateRow(models.Model):
    """A thread of a case with the states that it is in by what was proposed, and by what people confirmed."""

    case = models.TextField()
    thread = models.TextField()
    proposed = models.TextField()
    confirmed = models.TextField()

    class Meta:
        db_table = "ledger_state"
        indexes: ClassVar = [
            models.Index(fields=["case", "proposed"], name="state_case"),
            models.Index(fields=["case", "confirmed"], name="state_sure"),
            models.Index(fields=["proposed", "case"], name="state_proposed"),
            models.Index(fields=["confirmed", "case"], name="state_confirmed"),
        ]


class DeadlineRow(models.Model):
    """A day from which on the clock would say something of a case as it stands: the day is kept, not the saying."""

    case = models.TextField()
    sign = models.TextField()
    day = models.TextField()

    class Meta:
        db_table = "ledger_deadline"
        indexes: ClassVar = [
            models.Index(fields=["case", "sign", "day"], name="deadline_case"),
            models.Index(fields=["sign", "day"], name="deadline_sign"),
            models.Index(fields=["day"], name="deadline_day"),
        ]


class PartyRow(models.Model):
    """A party of a case in one role, with the last day that the case tells of."""

    case = models.TextField()
    party = models.TextField()
    role = models.TextField()
    ends = models.TextField()
    version = models.BigIntegerField()

    class Meta:
        db_table = "ledger_party"
        indexes: ClassVar = [
            models.Index(fields=["case", "party"], name="party_case"),
            models.Index(fields=["party", "ends", "case"], name="party_ends"),
            models.Index(fields=["party", "-version", "case"], name="party_version"),
        ]


class WordRow(models.Model):
    """A word of what names a case, in the one spelling of plain text and without its particles."""

    case = models.TextField()
    word = models.TextField()

    class Meta:
        db_table = "ledger_word"
        indexes: ClassVar = [
            models.Index(fields=["case", "word"], name="word_case"),
            models.Index(fields=["word", "case"], name="word_word"),
        ]


class TellingRow(models.Model):
    """A document that a case rests on."""

    case = models.TextField()
    document = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger_telling"
        indexes: ClassVar = [
            models.Index(fields=["case"], name="telling_case"),
            models.Index(fields=["document"], name="telling_document"),
        ]


class RestrictionRow(models.Model):
    """A group that may see a case; a case without such rows is open to all."""

    case = models.TextField()
    group = models.TextField()

    class Meta:
        db_table = "ledger_restriction"
        indexes: ClassVar = [models.Index(fields=["case", "group"], name="restriction_case")]


class OwnRow(models.Model):
    """An account that opened a case, or reported something of it."""

    case = models.TextField()
    author = models.TextField()

    class Meta:
        db_table = "ledger_own"
        indexes: ClassVar = [
            models.Index(fields=["case", "author"], name="own_case"),
            models.Index(fields=["author", "case"], name="own_author"),
        ]


class AwayRow(models.Model):
    """A case in which an entry counts that names another one, or two."""

    entry = models.BigIntegerField()
    case = models.TextField()

    class Meta:
        db_table = "ledger_away"
        indexes: ClassVar = [
            models.Index(fields=["entry", "case"], name="away_entry"),
            models.Index(fields=["case"], name="away_case"),
        ]


class AboutRow(models.Model):
    """A document that an entry is about which belongs to no case; ``reporter`` brought it, empty for a machine."""

    entry = models.BigIntegerField()
    document = models.CharField(max_length=64)
    reporter = models.TextField()

    class Meta:
        db_table = "ledger_about"
        indexes: ClassVar = [
            models.Index(fields=["entry", "document"], name="about_entry"),
            models.Index(fields=["document", "reporter"], name="about_document"),
        ]


class ReviewRow(models.Model):
    """Something that a person still has to judge; ``weight`` orders the queue, the greatest first.

    ``target`` is how judgements name it; ``author`` may not be the one to judge it.
    """

    entry = models.BigIntegerField(primary_key=True)
    target = models.TextField()
    case = models.TextField()
    kind = models.TextField()
    author = models.TextField()
    score = models.FloatField()
    consequence = models.FloatField()
    weight = models.FloatField()

    class Meta:
        db_table = "ledger_review"
        indexes: ClassVar = [
            models.Index(fields=["-weight", "entry"], name="review_queue"),
            models.Index(fields=["kind", "-weight", "entry"], name="review_kind"),
            models.Index(fields=["case"], name="review_case"),
            models.Index(fields=["target"], name="review_target"),
        ]


class MaskRow(models.Model):
    """Words of a document that are withheld from every output."""

    entry = models.BigIntegerField()
    document = models.CharField(max_length=64)
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        db_table = "ledger_mask"
        indexes: ClassVar = [models.Index(fields=["entry"], name="mask_entry")]


class SaltRow(models.Model):
    """A secret of the record, made with it: names that are withheld go by hashes that nobody else can try out."""

    salt = models.BinaryField()

    class Meta:
        db_table = "ledger_salt"


class PersonalRow(models.Model):
    """Personal words that may have to be erased: kept outside the tree, which holds only their salted hash."""

    digest = models.CharField(max_length=64, primary_key=True)
    salt = models.BinaryField()
    words = models.TextField()

    class Meta:
        db_table = "ledger_personal"
