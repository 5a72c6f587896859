"""The table by which incidents are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_personal"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentRow",
            fields=[
                ("case", models.TextField(primary_key=True, serialize=False)),
                ("standing", models.IntegerField()),
                ("first", models.TextField()),
                ("last", models.TextField()),
                ("dated", models.BooleanField()),
                ("place", models.TextField()),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("metres", models.FloatField(null=True)),
                ("category", models.TextField()),
                ("categories", models.TextField()),
                ("accused", models.TextField()),
                ("attributed", models.TextField()),
                ("state", models.TextField()),
                ("verification", models.TextField()),
                ("attribution", models.TextField()),
                ("ruling", models.TextField()),
                ("killed_low", models.FloatField(null=True)),
                ("killed_best", models.FloatField(null=True)),
                ("killed_high", models.FloatField(null=True)),
                ("injured_low", models.FloatField(null=True)),
                ("injured_best", models.FloatField(null=True)),
                ("injured_high", models.FloatField(null=True)),
                ("remedy", models.TextField()),
                ("due", models.TextField()),
            ],
            options={
                "db_table": "ledger_incident",
                "indexes": [
                    models.Index(fields=["first", "case"], name="incident_first"),
                    models.Index(fields=["place", "first"], name="incident_place"),
                    models.Index(fields=["remedy", "due"], name="incident_remedy"),
                ],
            },
        ),
    ]
