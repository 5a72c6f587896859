"""Cases that are assigned are found without looking through all others."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two indexes: what one person has, and what anybody has, the last touched first."""

    dependencies: ClassVar = [("ledger", "0007_incident_sums")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(fields=["assigned", "-version"], name="case_holder"),
        ),
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("assigned", ""), _negated=True),
                fields=["-version"],
                name="case_assigned",
            ),
        ),
    ]
