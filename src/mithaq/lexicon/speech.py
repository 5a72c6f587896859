"""Words by which a text rests something on somebody's word, with all their inflected forms.

The YAML names a verb by its past and present in the third person masculine singular; inflection is
regular enough in plain spelling (one letter for all hamza carriers, for final yeh, for teh marbuta)
to make the other forms here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct, field, structs

from mithaq.knowledge import read_knowledge
from mithaq.text.normalize import fold

SPEECH_FILE = Path(__file__).parent / "data" / "speech.yaml"
_WEAK = frozenset("ايو")
_POSSESSORS = ("ه", "ها", "هم", "هما")


class SpeechVerb(Struct, frozen=True, forbid_unknown_fields=True):
    """A reporting verb.

    Args:
        past: Past, third person masculine singular.
        present: Present, third person masculine singular.
        participle: Active participle, indefinite masculine singular without ending ("مشير").
        noun: Verbal noun that can report with an attached possessor ("قوله إن").
        kind: ``report`` (hands on what is said), ``own`` (the verb is itself what the speaker does; only what
            stands behind an opener is said), ``relay`` (hands on the word of whoever is named behind "عن").
        strict: Whether it reports only where an opener, a colon or a quotation follows ("بين", "زاد").
    """

    past: str
    present: str
    participle: str | None = None
    noun: str | None = None
    kind: Literal["report", "own", "relay"] = "report"
    strict: bool = False
    source: str = field(default="", name="from")


class SpeechSource(Struct, frozen=True, forbid_unknown_fields=True):
    """A word before a source ("بحسب"), with the words of which one must stand before it, if any."""

    word: str
    after: tuple[str, ...] = ()


class SpeechExample(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence of our own in which a word rests on somebody's word, or on nobody's.

    Args:
        text: The sentence or sentences.
        names: Everybody named in it, as actors.
        at: A word of the text.
        by: Those of ``names`` on whose word it rests; empty where it is the text's own report.
    """

    text: str
    names: tuple[str, ...]
    at: str
    by: tuple[str, ...] = ()


class SpeechKnowledge(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``speech.yaml``; the comments there say what each list is for."""

    verbs: tuple[SpeechVerb, ...]
    sources: tuple[SpeechSource, ...]
    openers: tuple[str, ...]
    afterwards: tuple[str, ...]
    likewise: tuple[str, ...]
    addressed: tuple[str, ...]
    never: tuple[str, ...]
    negations: tuple[str, ...]
    contents: tuple[str, ...]
    standins: tuple[str, ...]
    breaks: tuple[str, ...]
    unbroken: tuple[str, ...]
    relatives: tuple[str, ...]
    prepositions: tuple[str, ...]
    adverbs: tuple[str, ...]
    masculine: tuple[str, ...]
    feminine: tuple[str, ...]
    examples: tuple[SpeechExample, ...]


class SpeechWord(Struct, frozen=True):
    """What a word form says about who speaks.

    Args:
        role: ``verb``, ``participle``, ``noun`` or ``source``.
        kind: As in ``SpeechVerb``.
        gender: ``m``, ``f``, or empty where the form fits both (plural).
        joined: Whether "و" or "ف" is attached.
        strict: As in ``SpeechVerb``.
        after: As in ``SpeechSource``.
    """

    role: Literal["verb", "participle", "noun", "source"]
    kind: Literal["report", "own", "relay"] = "report"
    gender: Literal["m", "f", ""] = ""
    joined: bool = False
    strict: bool = False
    after: tuple[str, ...] = ()
    source: str = ""


class SpeechLexicon(Struct, frozen=True):
    """Lookup tables in plain spelling, made from ``speech.yaml``."""

    words: dict[str, SpeechWord]
    openers: frozenset[str]
    afterwards: frozenset[str]
    likewise: frozenset[str]
    addressed: frozenset[str]
    never: frozenset[str]
    negations: frozenset[str]
    contents: frozenset[str]
    standins: frozenset[str]
    breaks: frozenset[str]
    unbroken: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]


def conjugate(past: str, present: str) -> Iterator[tuple[str, Literal["m", "f", ""]]]:
    """Yield the third-person forms of a verb in plain spelling, each with its gender.

    Args:
        past: Past, third person masculine singular.
        present: Present, third person masculine singular.
    """
    past, present = fold(past), fold(present)
    stem = past[:-1] if past[-1] in _WEAK else past
    yield past, "m"
    yield stem + "ت", "f"
    yield stem + "تا", "f"
    yield stem + "وا", ""
    if stem == past:
        yield stem + "ا", ""
    rest = present[1:]
    short = rest[:-1] if rest[-1] in _WEAK else rest
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        for before in ("", "س"):
            yield before + prefix + rest, "m" if gender == "m" else "f"
    yield "ي" + short + "ون", ""
    yield "ي" + rest + "ان", ""


def compile_speech(knowledge: SpeechKnowledge) -> SpeechLexicon:
    """Return the lookup tables of ``knowledge``."""
    words: dict[str, SpeechWord] = {}
    for source in knowledge.sources:
        after = tuple(fold(word) for word in source.after)
        _add(words, fold(source.word), SpeechWord("source", after=after))
    for verb in knowledge.verbs:
        for form, gender in conjugate(verb.past, verb.present):
            _add(
                words,
                form,
                SpeechWord("verb", verb.kind, gender, strict=verb.strict, source=fold(verb.source)),
            )
        for form, gender in _decline(verb.participle):
            _add(
                words,
                form,
                SpeechWord("participle", verb.kind, gender, strict=verb.strict, source=fold(verb.source)),
            )
        for ending in _POSSESSORS if verb.noun else ():
            word = SpeechWord("noun", verb.kind, "f" if ending == "ها" else "m" if ending == "ه" else "")
            _add(words, fold(verb.noun or "") + ending, word)
    sets = {
        name: frozenset(fold(word) for word in getattr(knowledge, name))
        for name in SpeechLexicon.__struct_fields__
        if name != "words"
    }
    for form in sets["never"]:
        words.pop(form, None)
    return SpeechLexicon(words=words, **sets)


def _decline(participle: str | None) -> Iterator[tuple[str, Literal["m", "f", ""]]]:
    if participle:
        stem = fold(participle)
        yield stem + "ا", "m"
        yield stem + "ه", "f"
        yield (stem[:-1] if stem[-1] in _WEAK else stem) + "ين", ""


def _add(words: dict[str, SpeechWord], form: str, word: SpeechWord) -> None:
    words.setdefault(form, word)
    for clitic in ("و", "ف"):
        words.setdefault(clitic + form, _join(word))


def _join(word: SpeechWord) -> SpeechWord:
    return structs.replace(word, joined=True)


def read_speech(path: Path = SPEECH_FILE) -> SpeechLexicon:
    """Return the speech lexicon of a YAML file.

    Raises:
        KnowledgeError: If the file breaks its schema.
    """
    return compile_speech(read_knowledge(path, SpeechKnowledge))
