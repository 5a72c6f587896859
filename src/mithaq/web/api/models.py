"""Tokens with which programs ask in somebody's name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mithaq.web.roles import Role


class TokenRow(models.Model):
    """A token, of which only the hash is kept; it never allows more than its account may do.

    ``role`` is the most that it allows.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=[(role, role) for role in Role])
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)

    class Meta:
        db_table = "web_token"
