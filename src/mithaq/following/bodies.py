"""Names of bodies: the noun that heads one, and how far it reaches; what can be no part of a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

from mithaq.following.cues import load_set
from mithaq.lexicon import load_lexicon
from mithaq.lexicon.schema import Category

_SHORT = 4
_LEAST = 3  # letters that a word keeps at least
_BODY = 4  # words that a name has at most
_BRIEF = 2
_ADJECTIVAL = ("ي", "يه", "ه", "ين", "ون", "ات")
_GOVERNORS = frozenset(
    ("باسم", "لدي", "شوون", "اعضاء", "اعضاءه", "قوات", "عضو", "زعيم", "كبير", "مفاوضي", "سلاح")
)


@cache
def load_headings() -> frozenset[str]:
    """Return the folded nouns that head the names of bodies; offices, which persons hold, are left out."""
    return load_set("bodies") - load_set("offices")


@lru_cache(maxsize=60_000)
def is_deed(form: str) -> bool:
    """Tell whether a folded word is a verbal noun with ب ("بتسليم"): that belongs to a verb, not to a name.

    Args:
        form: The word.
    """
    if form[0] != "ب" or len(form) < _SHORT:
        return False
    return form[1:] in load_set("masdars") or any(
        sense.category is Category.MASDAR and sense.clitics == "ب" for sense in load_lexicon().analyse(form)
    )


def is_verbal_noun(form: str) -> bool:
    """Tell whether a folded word is a verbal noun, with the article or without ("الإشراف", "استقبال").

    Args:
        form: The word.
    """
    return cut_article(form) in load_set("masdars") or any(
        sense.category is Category.MASDAR and not sense.clitics.strip("و")
        for sense in load_lexicon().analyse(form)
    )


def name_bodies(forms: Sequence[str]) -> Iterator[str]:
    """Yield the names of bodies inside some words: the head with the word behind it ("name لجنه عقوبات").

    Args:
        forms: Folded words of one name.
    """
    bodies = load_set("bodies")
    for at in range(len(forms) - 1):
        head = next((key for key in (forms[at], cut_article(forms[at])) if key in bodies), None)
        if head is not None and forms[at + 1].isalpha():
            yield f"name {head} {cut_article(forms[at + 1])}"


@lru_cache(maxsize=60_000)
def cut_article(form: str) -> str:
    """Return a folded word without its article and what is attached before that.

    Args:
        form: The word.
    """
    word = form[1:] if form.startswith(("وال", "ولل")) else form
    if word.startswith("لل"):
        return word[1:] if word[1:] in load_set("bodies") else word[2:]
    return next((word[len(cut) :] for cut in ("بال", "كال", "ال") if word.startswith(cut)), word)


def cut_clitic(form: str) -> str:
    """Return the particles that are attached before a folded word that heads a name.

    Args:
        form: The word.
    """
    head = form
    cut = ""
    if head[0] in "وف" and len(head) > _SHORT:
        cut, head = head[0], head[1:]
    if head.startswith("لل"):
        return cut + "ل"
    if head[0] in "بلك" and not load_set("bodies") & {head}:
        return cut + head[0]
    return cut


def measure_body(forms: Sequence[str], at: int, taken: Collection[int]) -> int:
    """Return the token behind the name of a body that begins at ``at``, or ``at`` where none does.

    Args:
        forms: Folded words of the text.
        at: The token.
        taken: Tokens that belong to other names.
    """
    bodies = load_headings()
    word = forms[at]
    plain = cut_article(word)
    if word not in bodies and plain not in bodies:
        return at
    defined = "ال" in word[:4] or word.lstrip("و").startswith("لل")
    end = at + 1
    while end < len(forms) and end - at < _BODY and end not in taken:
        form = forms[end]
        if not form.startswith("ال") or (defined and not form.endswith(_ADJECTIVAL)):
            break
        end += 1
    return end if end - at > 1 or defined else at


def heads_body(form: str) -> bool:
    """Tell whether a folded word with its article heads the name of a body.

    Args:
        form: The word.
    """
    return form.startswith("ال") and form[2:] in load_headings()


def governs(form: str) -> bool:
    """Tell whether a word stands in front of the name that completes it ("رئيس", "باسم", "في").

    Args:
        form: The folded word.
    """
    heads = _load_governors()
    return form in heads or form.lstrip("و") in heads or len(form) <= _BRIEF


@cache
def _load_governors() -> frozenset[str]:
    return load_set("bodies") | load_set("offices") | _GOVERNORS
