"""Build the table of verb forms: conjugate with mazini (CC BY 4.0), fold, keep the verbs that the press uses.

Usage: python tools/build_forms.py CORPUS_DIR

A verb is kept when the lexicon names it, or when at least ``SEEN`` of its forms occur in the corpus (zip
files of JSON lists with a "content" field), among them one that only verbs have (a present tense).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import mazini
from mazini.lexicon import attested_wazns, lexicon_roots

from mithaq.lexicon.forms import FORMS, find_lemma, write_spelling
from mithaq.lexicon.schema import read_named_verbs, read_roots
from mithaq.text.normalize import fold

SEEN = 3
PERSONS = {
    "3ms": "m",
    "3fs": "f",
    "3md": "d",
    "3fd": "d",
    "3mp": "p",
    "3fp": "p",
    "1s": "1",
    "1p": "w",
}
TENSES = {
    "past": "P",
    "past_pass": "V",
    "ind": "R",
    "sub": "R",
    "juss": "R",
    "ind_pass": "Q",
    "sub_pass": "Q",
    "juss_pass": "Q",
}
NAMES = {"ap": "A", "pp": "O", "vn": "M"}
HEAD = (
    f"# Arabic verb forms, generated with mazini {mazini.__version__} (https://github.com/forzagreen/mazini, "
    "CC BY 4.0; lexicon of attested verbs by M. al-Bawwab and Y. M. Alam, CC BY 4.0); folded spelling.\n"
    "# lemma, derived form, then FORM CODES: P past, V past passive, R present, Q present passive, "
    "I imperative, each with the person (m f d p 1 w); A, O participles, M verbal noun\n"
)
_WORD = re.compile(r"[^\W\d_]+")


def conjugate_verb(root: str, wazn: str) -> tuple[str, str, dict[str, list[str]]] | None:
    """Return lemma, derived form and folded forms with codes of a verb, or None where it has no past."""
    try:
        verb = mazini.conjugate(root, wazn)
    except mazini.MaziniError:
        return None
    past = verb.slots.get("past_3ms")
    if not past:
        return None
    forms: dict[str, list[str]] = defaultdict(list)
    for slot, values in verb.slots.items():
        code = _code_slot(slot)
        if code is None:
            continue
        for value in values:
            plain = fold(value.form)
            if "?" not in plain and code not in forms[plain]:
                forms[plain].append(code)
    return write_spelling(past[0].form), verb.verb_form, dict(forms)


def _code_slot(slot: str) -> str | None:
    if slot in NAMES:
        return NAMES[slot]
    if slot in ("imp_2ms", "imp_2mp"):
        return "I" + ("m" if slot.endswith("ms") else "p")
    tense, _, person = slot.rpartition("_")
    return TENSES[tense] + PERSONS[person] if tense in TENSES and person in PERSONS else None


def list_roots() -> Iterator[tuple[str, Iterable[str]]]:
    """Yield every root with the patterns of its verbs: attested ones, then those added by hand."""
    for root in lexicon_roots():
        yield root, attested_wazns(root)
    yield from read_roots().items()


def conjugate_all() -> dict[tuple[str, str], dict[str, list[str]]]:
    """Return the forms of every attested verb, merged where two share lemma and derived form."""
    verbs: dict[tuple[str, str], dict[str, list[str]]] = {}
    for root, wazns in list_roots():
        for wazn in wazns:
            made = conjugate_verb(root, wazn)
            if made is None:
                continue
            lemma, derived, forms = made
            kept = verbs.setdefault((lemma, derived), {})
            for form, codes in forms.items():
                known = kept.setdefault(form, [])
                known.extend(code for code in codes if code not in known)
    return verbs


def count_words(folder: Path) -> Counter[str]:
    """Return how often each folded word occurs in the corpus, attached "و" and "ف" also cut off."""
    words: Counter[str] = Counter()
    for archive in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(archive) as file:
            for name in file.namelist():
                for article in json.loads(file.read(name)):
                    words.update(_WORD.findall(fold(article.get("content") or "")))
    cut = Counter[str]()
    for word, count in words.items():
        cut[word] += count
        if word[0] in "وف" and len(word) > 3:  # noqa: PLR2004 - shorter ones are words of their own
            cut[word[1:]] += count
    return cut


def select_verbs(
    verbs: dict[tuple[str, str], dict[str, list[str]]], words: Counter[str], named: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield lemma and derived form of the verbs to keep."""
    lemmas = tuple(verbs)
    wanted = {found for spec in named if (found := find_lemma(lemmas, spec))}
    missing = sorted({spec for spec in named if not find_lemma(lemmas, spec)})
    if missing:
        print("not attested, written by hand in the data:", " ".join(missing), file=sys.stderr)
    for key, forms in verbs.items():
        finite = [form for form, codes in forms.items() if any(len(code) > 1 for code in codes)]
        seen = [form for form in finite if words[form] > 1]
        present = any(code[0] == "R" for form in seen for code in forms[form])
        if key in wanted or (len(seen) >= SEEN and present):
            yield key


def main() -> int:
    """Write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("corpus", type=Path)
    folder = arguments.parse_args().corpus
    named = tuple(read_named_verbs())
    verbs = conjugate_all()
    kept = sorted(select_verbs(verbs, count_words(folder), named))
    lines = [HEAD]
    for lemma, derived in kept:
        cells = "\t".join(f"{form} {' '.join(codes)}" for form, codes in verbs[lemma, derived].items())
        lines.append(f"{lemma}\t{derived}\t{cells}\n")
    FORMS.write_bytes(gzip.compress("".join(lines).encode(), compresslevel=9, mtime=0))
    print(f"{len(kept)} of {len(verbs)} verbs, {FORMS.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
