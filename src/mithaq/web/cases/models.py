"""Who is looking at which case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Presence(models.Model):
    """Somebody had the page of a case before them at a moment; ``told`` is what they were told last, digested."""

    case = models.TextField()
    account = models.TextField()
    at = models.DateTimeField()
    told = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "web_presence"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "account"], name="presence_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["at"], name="presence_at")]
