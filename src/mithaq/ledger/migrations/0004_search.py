"""The search index."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Arabic letters are letters to the tokenizer, and so are the marks of facets and of exact words.
# Documents, acts and cases have tables of their own: how rare a word is counts among its like.
_SQLITE = """
CREATE VIRTUAL TABLE ledger_terms_{what} USING fts5(
    title, body, facets, exact, content='', tokenize="ascii tokenchars '@='"
)
"""
_KINDS = ("document", "act", "case")
_POSTGRESQL = (
    "ALTER TABLE ledger_search ADD COLUMN terms tsvector NOT NULL DEFAULT ''",
    "CREATE INDEX search_terms ON ledger_search USING gin (terms)",
)


def create_terms(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Make what the database searches."""
    del apps
    if schema.connection.vendor == "postgresql":
        for statement in _POSTGRESQL:
            schema.execute(statement, None)
    else:
        for what in _KINDS:
            schema.execute(_SQLITE.format(what=what), None)


class Migration(migrations.Migration):
    """The tables of the search index."""

    dependencies: ClassVar = [("ledger", "0003_restriction")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="SearchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                ("document", models.TextField(default="")),
                ("case", models.TextField(default="")),
                ("start", models.IntegerField(default=0)),
                ("end", models.IntegerField(default=0)),
                ("day", models.TextField(default="")),
                ("codes", models.TextField(default="")),
                ("digest", models.TextField(default="")),
                ("masked", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "ledger_search",
                "indexes": [
                    models.Index(fields=["what", "-day", "-id"], name="search_day"),
                    models.Index(
                        condition=models.Q(("document", ""), _negated=True),
                        fields=["document"],
                        name="search_document",
                    ),
                    models.Index(
                        condition=models.Q(("case", ""), _negated=True), fields=["case"], name="search_case"
                    ),
                    models.Index(condition=models.Q(("masked", True)), fields=["id"], name="search_masked"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FacetRow",
            fields=[
                ("code", models.IntegerField(primary_key=True, serialize=False)),
                ("facet", models.TextField()),
                ("value", models.TextField()),
                ("ar", models.TextField(default="")),
                ("en", models.TextField(default="")),
                ("type", models.TextField(default="")),
                ("documents", models.IntegerField(default=0)),
                ("acts", models.IntegerField(default=0)),
                ("cases", models.IntegerField(default=0)),
            ],
            options={
                "db_table": "ledger_facet",
                "indexes": [models.Index(fields=["facet", "-documents", "code"], name="facet_documents")],
                "constraints": [models.UniqueConstraint(fields=("facet", "value"), name="one_facet")],
            },
        ),
        migrations.CreateModel(
            name="TellerRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.TextField()),
                ("outlet", models.TextField()),
                ("documents", models.IntegerField()),
                ("first", models.BooleanField()),
                ("alone", models.BooleanField()),
                ("contradicted", models.BooleanField()),
            ],
            options={
                "db_table": "ledger_teller",
                "indexes": [
                    models.Index(fields=["case"], name="teller_case"),
                    models.Index(
                        fields=["outlet", "first", "alone", "contradicted", "documents"],
                        name="teller_outlet",
                    ),
                ],
            },
        ),
        migrations.RunPython(create_terms),
    ]
