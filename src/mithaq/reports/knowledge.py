"""How much the reader knows: what ``mithaq compile`` tells."""

from __future__ import annotations

from mithaq.lexicon import load_lexicon
from mithaq.packs.context import load_packs


def count_knowledge() -> dict[str, int]:
    """Return how many entries each part of the knowledge has, by its name in the table of messages."""
    context, lexicon = load_packs(), load_lexicon()
    return {
        "forms": len(lexicon.tables.verbs) + len(lexicon.tables.nominals),
        "actors": len(context.actors),
        "places": len(context.places),
        "agreements": len(context.agreements),
        "phrases": len(context.phrases),
    }
