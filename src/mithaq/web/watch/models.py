"""The log: one table to which lines are added and in which none is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Act(models.TextChoices):
    """What a line of the log records."""

    START = "start"
    JOIN = "join"
    LEAVE = "leave"
    NOTE = "note"
    HAND_OVER = "hand-over"
    ACCEPT = "accept"


ONCE = (Act.START, Act.HAND_OVER, Act.ACCEPT)
"""What happens once in a shift."""


class LineRow(models.Model):
    """One line of the log.

    Args:
        shift: Number of the shift, from 1.
        at: When it was written.
        author: Who wrote it.
        act: What it records.
        text: The words; who joins or leaves, where it is that.
        case: The case that it is about; may be empty.
        corrects: Number of the line that it corrects.
        attachment: A file, as `Attachment.write` names it; may be empty.
        matters: What was open when the shift was handed over: sort, case and day of each.
        once: A number that the program which sent it made: sent twice, a line is written once.
    """

    shift = models.IntegerField()
    at = models.DateTimeField(auto_now_add=True)
    author = models.TextField()
    act = models.TextField(choices=Act.choices)
    text = models.TextField(default="", blank=True)
    case = models.TextField(default="", blank=True)
    corrects = models.BigIntegerField(null=True)
    attachment = models.TextField(default="", blank=True)
    matters = models.JSONField(default=list)
    once = models.UUIDField(null=True)

    class Meta:
        db_table = "web_watch"
        indexes: ClassVar = [models.Index(fields=["shift", "id"], name="web_watch_shift")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shift", "act"], condition=models.Q(act__in=ONCE), name="web_watch_once"
            ),
            models.UniqueConstraint(
                fields=["author", "once"], condition=models.Q(once__isnull=False), name="web_watch_sent"
            ),
        ]
