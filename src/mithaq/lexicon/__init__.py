"""Which Arabic words carry which acts: declarative data, compiled with all inflected forms."""

from mithaq.lexicon.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.schema import Category
from mithaq.lexicon.triggers import Trigger
from mithaq.lexicon.words import Sense

__all__ = ["Category", "Lexicon", "Sense", "Trigger", "load_lexicon"]
