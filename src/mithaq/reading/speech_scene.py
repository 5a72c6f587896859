"""A page as the question "who says so" sees it: reporting words, mentions by token, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.lexicon.speech import SpeechLexicon, SpeechWord
from mithaq.model import ActorType
from mithaq.reading.parts import Cast, Mention
from mithaq.text.segment import Page

OBLIQUE = frozenset(("ل", "ب", "ك", "ول", "وب", "فل", "فب", "لل", "ولل"))
COMMAS = frozenset("،,؛")
OPENING = {"«": "»", "“": "”", '"': '"'}
_SHORT_QUOTE = 4
_WINDOW = 14
_FEMININE_ENDINGS = ("ه", "ات")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in its sentence.

    Args:
        at: Token of the word.
        word: What its form says.
        first: First token of the sentence.
        last: Token behind the sentence.
        afterwards: Whether it follows what is said ("كما قال").
        silent: Whether it only names who has the word and hands nothing on ("دعا فلان إلى").
    """

    at: int
    word: SpeechWord
    first: int
    last: int
    afterwards: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, its cast and the words of speech, with the mentions by token.

    Args:
        page: The page.
        cast: Its actors and mentions.
        lexicon: The words of speech.
        starting: Mention by its first token.
        ending: Mention by the token behind its last.
        introduced: For each actor that is mentioned, the first token of the first mention.
    """

    page: Page
    cast: Cast
    lexicon: SpeechLexicon
    starting: dict[int, Mention]
    ending: dict[int, Mention]
    introduced: dict[int, int]


def set_scene(page: Page, cast: Cast, lexicon: SpeechLexicon) -> Scene:
    """Return the scene of a page."""
    starting = {mention.first: mention for mention in cast.mentions}
    ending = {mention.last: mention for mention in cast.mentions}
    introduced: dict[int, int] = {}
    for mention in cast.mentions:
        introduced.setdefault(mention.actor, mention.first)
    return Scene(page, cast, lexicon, starting, ending, introduced)


def find_gender(scene: Scene, mention: Mention) -> str:
    """Return the grammatical gender of a mention: ``m``, ``f``, or empty where its words do not show it."""
    head = scene.page.forms[mention.first].removeprefix(mention.clitic)
    bare = head.removeprefix("ال")
    lexicon = scene.lexicon
    if head in lexicon.masculine or bare in lexicon.masculine:
        return "m"
    if head in lexicon.feminine or bare in lexicon.feminine or head.endswith(_FEMININE_ENDINGS):
        return "f"
    kind = scene.cast.actors[mention.actor].type
    if kind is ActorType.STATE:
        return "f"
    return "" if kind is ActorType.PERSON else "m"


def agrees(gender: str, cue: Cue) -> bool:
    """Tell whether a speaker of ``gender`` can be the subject of the cue."""
    return not gender or not cue.word.gender or gender == cue.word.gender


def find_quotes(page: Page) -> tuple[tuple[int, int], ...]:
    """Return the token ranges in quotation marks that are too long to be a mere name."""
    found = []
    opened, closing = -1, ""
    for index, form in enumerate(page.forms):
        if opened >= 0 and form == closing:
            if index - opened > _SHORT_QUOTE:
                found.append((opened, index))
            opened = -1
        elif opened < 0 and form in OPENING:
            opened, closing = index, OPENING[form]
        elif form[0] == "\n":
            opened = -1
    return tuple(found)


def find_cues(scene: Scene) -> Iterator[Cue]:
    """Yield the reporting words of the page in text order."""
    words, page = scene.lexicon.words, scene.page
    for index, form in enumerate(page.forms):
        word = words.get(form)
        if word is None:
            continue
        first, last = page.sentences[page.sentence_of[index]]
        cue = Cue(index, word, first, last)
        if word.role == "source":
            found = _read_source(scene, cue)
        elif word.role == "verb":
            found = _read_verb(scene, cue)
        else:
            found = None if word.strict and not _is_opened(scene, cue) else cue
        if found is not None:
            yield found


def _read_source(scene: Scene, cue: Cue) -> Cue | None:
    forms, words = scene.page.forms, scene.lexicon.words
    if cue.word.after and forms[cue.at - 1] not in cue.word.after:
        return None
    for form in forms[cue.at + 1 : min(cue.at + 3, cue.last)]:
        following = words.get(form)
        if following is not None and following.role != "source":
            return None
        if form != "ما":
            break
    return Cue(cue.at, cue.word, cue.first, cue.last, afterwards=cue.at - cue.first > 2)  # noqa: PLR2004 - a short lead


def _read_verb(scene: Scene, cue: Cue) -> Cue | None:
    lexicon = scene.lexicon
    before = scene.page.forms[cue.at - 1] if cue.at > cue.first else ""
    if before in lexicon.prepositions or before in lexicon.negations:
        return None
    opened = _is_opened(scene, cue)
    if cue.word.strict and not opened:
        silent = cue.word.kind == "own"
        return Cue(cue.at, cue.word, cue.first, cue.last, silent=True) if silent else None
    late = before in lexicon.afterwards and cue.at - cue.first > 2  # noqa: PLR2004 - a short lead
    if late and opened and before in lexicon.likewise:
        late = False
    return Cue(cue.at, cue.word, cue.first, cue.last, afterwards=late)


def _is_opened(scene: Scene, cue: Cue) -> bool:
    lexicon = scene.lexicon
    for form in scene.page.forms[cue.at + 1 : min(cue.last, cue.at + _WINDOW)]:
        if form == ":" or form in lexicon.openers:
            return True
        word = lexicon.words.get(form)
        if word is not None and word.role != "source":
            return False
    return False
