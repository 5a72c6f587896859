"""The tables."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CheckpointRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("at", models.TextField()),
                ("text", models.TextField()),
            ],
            options={
                "db_table": "ledger_checkpoint",
            },
        ),
        migrations.CreateModel(
            name="DocumentRow",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("origin", models.TextField(default="")),
                ("title", models.TextField(null=True)),
                ("outlet", models.TextField(null=True)),
                ("author", models.TextField(null=True)),
                ("published", models.TextField(null=True)),
                ("url", models.TextField(null=True)),
                ("skipped", models.BinaryField()),
                ("text", models.TextField()),
                ("sealed", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "ledger_document",
            },
        ),
        migrations.CreateModel(
            name="PersonalRow",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("salt", models.BinaryField()),
                ("words", models.TextField()),
            ],
            options={
                "db_table": "ledger_personal",
            },
        ),
        migrations.CreateModel(
            name="SaltRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("salt", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_salt",
            },
        ),
        migrations.CreateModel(
            name="CaseRow",
            fields=[
                ("id", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("standing", models.IntegerField()),
                ("place", models.TextField()),
                ("what", models.TextField()),
                ("begins", models.TextField()),
                ("ends", models.TextField()),
                ("due", models.TextField()),
                ("verification", models.TextField()),
                ("assigned", models.TextField()),
                ("version", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_case",
                "indexes": [
                    models.Index(fields=["-version"], name="case_version"),
                    models.Index(fields=["kind", "-version"], name="case_kind"),
                    models.Index(fields=["place", "-version"], name="case_place"),
                    models.Index(fields=["verification", "-version"], name="case_verification"),
                    models.Index(fields=["what", "ends"], name="case_what"),
                    models.Index(fields=["begins", "ends"], name="case_period"),
                    models.Index(fields=["due"], name="case_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("sign", models.TextField()),
                ("day", models.TextField()),
            ],
            options={
                "db_table": "ledger_deadline",
                "indexes": [
                    models.Index(fields=["case", "sign", "day"], name="deadline_case"),
                    models.Index(fields=["sign", "day"], name="deadline_sign"),
                    models.Index(fields=["day"], name="deadline_day"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case", models.TextField()),
                ("step", models.TextField()),
                ("author", models.TextField()),
                ("at", models.TextField()),
                ("proposal", models.TextField(default="")),
                ("payload", models.BinaryField()),
                ("leaf", models.BinaryField()),
                ("node", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_entry",
                "indexes": [
                    models.Index(fields=["case", "number"], name="entry_case"),
                    models.Index(
                        condition=models.Q(("proposal", ""), _negated=True),
                        fields=["proposal", "number"],
                        name="entry_proposal",
                    ),
                    models.Index(
                        condition=models.Q(("step__in", ("withhold", "undo"))),
                        fields=["step", "number"],
                        name="entry_withheld",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyRow",
            fields=[
                ("case", models.TextField(primary_key=True, serialize=False)),
                ("family", models.TextField()),
            ],
            options={
                "db_table": "ledger_family",
                "indexes": [models.Index(fields=["family"], name="family_family")],
            },
        ),
        migrations.CreateModel(
            name="MaskRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.BigIntegerField()),
                ("document", models.CharField(max_length=64)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
            ],
            options={
                "db_table": "ledger_mask",
                "indexes": [models.Index(fields=["entry"], name="mask_entry")],
            },
        ),
        migrations.CreateModel(
            name="PartyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("party", models.TextField()),
                ("role", models.TextField()),
                ("ends", models.TextField()),
                ("version", models.BigIntegerField()),
            ],
            options={
                "db_table": "ledger_party",
                "indexes": [
                    models.Index(fields=["case", "party"], name="party_case"),
                    models.Index(fields=["party", "ends", "case"], name="party_ends"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("document", models.CharField(max_length=64)),
                ("reader", models.TextField()),
                ("at", models.TextField()),
                ("content", models.BinaryField()),
                ("proposals", models.BinaryField()),
            ],
            options={
                "db_table": "ledger_reading",
                "constraints": [models.UniqueConstraint(fields=("document", "reader"), name="one_reading")],
            },
        ),
        migrations.CreateModel(
            name="ReviewRow",
            fields=[
                ("entry", models.BigIntegerField(primary_key=True, serialize=False)),
                ("target", models.TextField()),
                ("case", models.TextField()),
                ("kind", models.TextField()),
                ("author", models.TextField()),
                ("score", models.FloatField()),
                ("consequence", models.FloatField()),
                ("weight", models.FloatField()),
            ],
            options={
                "db_table": "ledger_review",
                "indexes": [
                    models.Index(fields=["-weight", "entry"], name="review_queue"),
                    models.Index(fields=["kind", "-weight", "entry"], name="review_kind"),
                    models.Index(fields=["case"], name="review_case"),
                    models.Index(fields=["target"], name="review_target"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StateRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("thread", models.TextField()),
                ("proposed", models.TextField()),
                ("confirmed", models.TextField()),
            ],
            options={
                "db_table": "ledger_state",
                "indexes": [
                    models.Index(fields=["case", "proposed"], name="state_case"),
                    models.Index(fields=["case", "confirmed"], name="state_sure"),
                    models.Index(fields=["proposed", "case"], name="state_proposed"),
                    models.Index(fields=["confirmed", "case"], name="state_confirmed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TellingRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("document", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "ledger_telling",
                "indexes": [
                    models.Index(fields=["case"], name="telling_case"),
                    models.Index(fields=["document"], name="telling_document"),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("word", models.TextField()),
            ],
            options={
                "db_table": "ledger_word",
                "indexes": [
                    models.Index(fields=["case", "word"], name="word_case"),
                    models.Index(fields=["word", "case"], name="word_word"),
                ],
            },
        ),
    ]
