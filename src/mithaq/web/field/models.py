"""Which reports came from whom: the record holds what they say."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class ReportRow(models.Model):
    """A report that was sent; the reporter finds it here again.

    ``case`` is the case that it opened, which may count as part of another one by now.
    """

    number = models.UUIDField(primary_key=True)
    author = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    case = models.TextField()
    document = models.CharField(max_length=64)

    class Meta:
        db_table = "web_report"
        indexes: ClassVar = [models.Index(fields=["author", "-at"], name="web_report_author")]
