"""Who may see what."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_triggers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="partyrow",
            index=models.Index(fields=["party", "-version", "case"], name="party_version"),
        ),
        migrations.CreateModel(
            name="AboutRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.BigIntegerField()),
                ("document", models.CharField(max_length=64)),
                ("reporter", models.TextField()),
            ],
            options={
                "db_table": "ledger_about",
                "indexes": [
                    models.Index(fields=["entry", "document"], name="about_entry"),
                    models.Index(fields=["document", "reporter"], name="about_document"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwayRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.BigIntegerField()),
                ("case", models.TextField()),
            ],
            options={
                "db_table": "ledger_away",
                "indexes": [
                    models.Index(fields=["entry", "case"], name="away_entry"),
                    models.Index(fields=["case"], name="away_case"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("author", models.TextField()),
            ],
            options={
                "db_table": "ledger_own",
                "indexes": [
                    models.Index(fields=["case", "author"], name="own_case"),
                    models.Index(fields=["author", "case"], name="own_author"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RestrictionRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("group", models.TextField()),
            ],
            options={
                "db_table": "ledger_restriction",
                "indexes": [models.Index(fields=["case", "group"], name="restriction_case")],
            },
        ),
    ]
