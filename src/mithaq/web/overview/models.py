"""When somebody was here last, and the searches that they keep."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Visit(models.Model):
    """Up to which entry somebody had seen the record: at the visit before (``since``) and at this one (``seen``)."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visit")
    since = models.BigIntegerField()
    seen = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "web_visit"


class SavedSearch(models.Model):
    """A search that somebody keeps.

    ``asked`` is what stands behind the question mark of its address; ``secret`` names its feed, which whoever has the
    address can read; ``seen`` is the entry up to which its owner was told by e-mail.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=200)
    asked = models.TextField()
    secret = models.CharField(max_length=64, unique=True)
    mail = models.BooleanField(default=False)
    seen = models.BigIntegerField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "web_search"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "asked"], name="search_once"),
        ]
