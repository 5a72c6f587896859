"""Reports from the field as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class FieldConfig(AppConfig):
    """The form of a report, drafts on the device, attachments."""

    name = "mithaq.web.field"
    label = "field"
    verbose_name = "Reports from the field"
