"""The ledger: append-only entries in a database, leaves of a Merkle tree; one module writes, one reads state.

A database model can be defined only once Django knows its settings, so this package sees to that before any
module of it is imported. A Django project (the workbench) that starts with settings of its own keeps them: it
lists ``mithaq.ledger`` among its applications.
"""

from __future__ import annotations


def _prepare_django() -> None:
    import os  # noqa: PLC0415 - what it needs stays out of the package's names
    import sys  # noqa: PLC0415

    import django  # noqa: PLC0415
    from django.apps import apps  # noqa: PLC0415
    from django.conf import ENVIRONMENT_VARIABLE, settings  # noqa: PLC0415

    if apps.ready or getattr(apps, "loading", False):
        return
    named = os.environ.get(ENVIRONMENT_VARIABLE, "")
    if not settings.configured and named in sys.modules:
        return  # a project's settings are being read at this moment, and use what is here
    if not settings.configured and not named:
        from mithaq.ledger import settings as own  # noqa: PLC0415

        settings.configure(**{name: getattr(own, name) for name in dir(own) if name.isupper()})
    django.setup()


_prepare_django()
