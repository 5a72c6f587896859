"""The tables of the search index: derived from documents, readings and entries like all other projections.

The words themselves lie where the database searches them: on SQLite in the FTS5 tables ``ledger_terms_document``,
``_act`` and ``_case``, whose rows have the ids of these, on PostgreSQL in the column ``terms``
(`migrations/0004_search.py`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class SearchRow(models.Model):
    """Something that is found: a document, an act that it tells, or a case.

    ``codes`` are those of its facets, four letters each (`mithaq.ledger.facets`); ``digest`` tells whether the index
    says what it should; ``masked`` that a withheld name was left out.
    """

    what = models.TextField()
    document = models.TextField(default="")
    case = models.TextField(default="")
    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    day = models.TextField(default="")
    codes = models.TextField(default="")
    digest = models.TextField(default="")
    masked = models.BooleanField(default=False)

    class Meta:
        db_table = "ledger_search"
        indexes: ClassVar = [
            models.Index(fields=["what", "-day", "-id"], name="search_day"),
            models.Index(fields=["document"], name="search_document", condition=~models.Q(document="")),
            models.Index(fields=["case"], name="search_case", condition=~models.Q(case="")),
            models.Index(fields=["id"], name="search_masked", condition=models.Q(masked=True)),
        ]


class FacetRow(models.Model):
    """A value that hits are counted and filtered by, its names, and how many documents, acts and cases have it."""

    code = models.IntegerField(primary_key=True)
    facet = models.TextField()
    value = models.TextField()
    ar = models.TextField(default="")
    en = models.TextField(default="")
    type = models.TextField(default="")
    documents = models.IntegerField(default=0)
    acts = models.IntegerField(default=0)
    cases = models.IntegerField(default=0)

    class Meta:
        db_table = "ledger_facet"
        constraints: ClassVar = [models.UniqueConstraint(fields=["facet", "value"], name="one_facet")]
        indexes: ClassVar = [models.Index(fields=["facet", "-documents", "code"], name="facet_documents")]


class TellerRow(models.Model):
    """An outlet that told a case: whether it was the first, the only one, and whether others contradict it."""

    case = models.TextField()
    outlet = models.TextField()
    documents = models.IntegerField()
    first = models.BooleanField()
    alone = models.BooleanField()
    contradicted = models.BooleanField()

    class Meta:
        db_table = "ledger_teller"
        indexes: ClassVar = [
            models.Index(fields=["case"], name="teller_case"),
            models.Index(
                fields=["outlet", "first", "alone", "contradicted", "documents"], name="teller_outlet"
            ),
        ]
