"""Incidents are counted by columns that are only added up; the rows are made anew."""

from django.db import migrations, models

_WHOLE = ("single", "sure", "refuted", "undated", "killed_open", "injured_open")
_FIGURES = tuple(f"{what}_{part}" for what in ("killed", "injured") for part in ("low", "best", "high"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_incident")]
    operations = [
        migrations.RunSQL("DELETE FROM ledger_incident", migrations.RunSQL.noop),
        migrations.RemoveField("incidentrow", "dated"),
        *(
            migrations.AddField("incidentrow", name, models.IntegerField(default=0), preserve_default=False)
            for name in _WHOLE
        ),
        *(migrations.AlterField("incidentrow", name, models.FloatField()) for name in _FIGURES),
    ]
