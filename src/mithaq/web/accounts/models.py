"""Accounts: who may log in, with which role, and how they want to see things."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models

from mithaq.dates import Months, Numerals
from mithaq.reports.wording import Lang
from mithaq.web.display import Display
from mithaq.web.roles import Role


class Account(AbstractUser):
    """Somebody who works with the record; ``username`` is the author of their entries.

    ``groups`` are those of Django: cases that are restricted to a group are seen by its members.
    """

    role = models.CharField(max_length=20, default=Role.READER, choices=[(role, role) for role in Role])
    lang = models.CharField(max_length=2, default=Lang.AR, choices=[(lang, lang) for lang in Lang])
    numerals = models.CharField(
        max_length=10, default=Numerals.LATIN, choices=[(item, item) for item in Numerals]
    )
    months = models.CharField(max_length=10, default=Months.EGYPT, choices=[(item, item) for item in Months])
    hijri = models.BooleanField(default=False)

    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "web_account"

    @property
    def display(self) -> Display:
        """How things are shown to this person."""
        return Display(Lang(self.lang), Numerals(self.numerals), Months(self.months), self.hijri)
