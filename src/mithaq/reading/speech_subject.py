"""Who speaks: the subject of a reporting word, behind it, before it, or left out."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.lexicon.speech import SpeechWord
from mithaq.model import ActorType
from mithaq.reading.parts import Mention
from mithaq.reading.speech_scene import COMMAS, OBLIQUE, OPENING, Cue, Scene, agrees, find_gender

_FAR = 14
_NEAR = 4
_CLOSE = 2
_BETWEEN = frozenset(("قد", "كان", "كانت", "،", ",", "»", '"', "”"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks by a cue.

    Args:
        speakers: Indices into the actors of the cast; empty where nobody was found.
        end: Token behind the cue and, where it follows the cue, its subject.
        named: Whether the text names the subject beside the cue.
    """

    speakers: tuple[int, ...]
    end: int
    named: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody who had the word: who, the gender of the verb, and where."""

    speakers: tuple[int, ...]
    gender: str
    at: int


def find_subject(scene: Scene, cue: Cue, turns: list[Turn]) -> Subject:
    """Return who speaks by the cue.

    Args:
        scene: The page and its cast.
        cue: The reporting word.
        turns: Who had the word before, in text order.
    """
    nobody = Subject((), cue.at + 1, named=False)
    if cue.word.kind == "relay":
        return _find_relayed(scene, cue) or nobody
    if cue.word.role == "source":
        return _find_behind(scene, cue) or nobody
    if cue.word.role == "verb":
        beside = _find_before(scene, cue) or _find_behind(scene, cue)
        if beside is not None:
            return _take_up(scene, cue, beside, turns)
    return Subject(_find_dropped(scene, cue, turns), cue.at + 1, named=False)


def _take_up(scene: Scene, cue: Cue, subject: Subject, turns: list[Turn]) -> Subject:
    """Return whoever had the word before where a mere definite noun takes him up ("وأضاف المصدر")."""
    mention = scene.starting.get(cue.at + 1)
    if mention is None or subject.speakers != (mention.actor,) or not _is_standin(scene, mention):
        return subject
    noun = scene.page.forms[mention.first].removeprefix("ال")
    agreeing = [turn for turn in reversed(turns) if turn.speakers and agrees(turn.gender, cue)]
    earlier = next((turn for turn in agreeing if noun in _list_heads(scene, turn)), None)
    if earlier is None and agreeing and agreeing[0] in turns[-_NEAR:]:
        earlier = agreeing[0]
    return subject if earlier is None else Subject(earlier.speakers, subject.end, named=True)


def _is_standin(scene: Scene, mention: Mention) -> bool:
    """Tell whether the mention is a mere definite noun whose actor the text has not named before."""
    forms, lexicon = scene.page.forms, scene.lexicon
    if forms[mention.first] not in lexicon.standins or scene.introduced[mention.actor] < mention.first:
        return False
    return mention.last == mention.first + 1 or forms[mention.first + 1] in lexicon.prepositions


def _list_heads(scene: Scene, turn: Turn) -> list[str]:
    """Return the nouns by which the text first named those who had the word."""
    first = (scene.introduced[speaker] for speaker in turn.speakers)
    return [scene.page.forms[index].removeprefix("ال") for index in first]


def _find_behind(scene: Scene, cue: Cue) -> Subject | None:
    """Return the subject that follows the cue ("قال فلان إن"), or None where none follows."""
    forms, lexicon = scene.page.forms, scene.lexicon
    index, stop = cue.at + 1, min(cue.last, cue.at + _FAR)
    if index < stop and forms[index] in lexicon.contents and index not in scene.starting:
        return None
    near = _CLOSE if cue.word.role == "source" else _NEAR
    oblique = noun = False
    heads: list[Mention] = []
    while index < stop:
        mention = scene.starting.get(index)
        if mention is not None:
            if heads or cue.word.role == "source" or not (oblique or mention.clitic in OBLIQUE):
                heads.append(mention)
            index = mention.last
            continue
        form = forms[index]
        if _ends_subject(scene, index, named=bool(heads)):
            break
        if form in COMMAS:
            oblique = False
        elif _turns_away(scene, form):
            oblique = True
        elif not (heads or oblique or _is_filler(scene, form)):
            noun = True
        if noun and not heads and index - cue.at > near:
            break
        index += 1
    return _pick(scene, heads, headed=noun) if heads else None


def _turns_away(scene: Scene, form: str) -> bool:
    """Tell whether the word governs what follows, so that it is not the subject ("في", "للصحفيين")."""
    lexicon = scene.lexicon
    return form in lexicon.prepositions or form in lexicon.addressed or form.startswith("لل")


def _is_filler(scene: Scene, form: str) -> bool:
    return form in scene.lexicon.adverbs or form in OPENING or form[0].isdecimal()


def _ends_subject(scene: Scene, index: int, *, named: bool) -> bool:
    form, lexicon = scene.page.forms[index], scene.lexicon
    if form == ":" or form in lexicon.openers:
        return True
    if named and form in lexicon.prepositions:
        return True
    if form in OPENING:
        return index + 1 not in scene.starting
    word = lexicon.words.get(form)
    return word is not None and word.role == "verb"


def _pick(scene: Scene, heads: list[Mention], *, headed: bool) -> Subject:
    """Return the speakers among the mentions behind a cue; a body in a title gives way to the person."""
    actors = scene.cast.actors
    at = 0
    titled = heads[0].called == "title"
    if titled or (headed and actors[heads[0].actor].type is not ActorType.PERSON):
        people = (n for n, head in enumerate(heads) if actors[head.actor].type is ActorType.PERSON)
        at = next((n for n in people if not heads[n].clitic and heads[n].called != "title"), 0)
    chosen = [heads[at]]
    for other in heads[at + 1 :]:
        if other.clitic != "و" or chosen[-1].last != other.first:
            break
        chosen.append(other)
    return Subject(tuple(dict.fromkeys(head.actor for head in chosen)), chosen[-1].last, named=True)


def _find_relayed(scene: Scene, cue: Cue) -> Subject | None:
    """Return whose word is handed on: who is named behind "عن" ("نقلت الوكالة عن فلان قوله"), or None."""
    forms = scene.page.forms
    for index in range(cue.at + 1, min(cue.last, cue.at + _FAR)):
        if forms[index] == cue.word.source:
            return _find_behind(scene, Cue(index, SpeechWord("source"), cue.first, cue.last))
        if forms[index] in scene.lexicon.openers:
            break
    return None


def _find_before(scene: Scene, cue: Cue) -> Subject | None:
    """Return the subject right before the cue ("فلان قال", "فلان الذي قال"), or None."""
    forms, lexicon = scene.page.forms, scene.lexicon
    index, relative = cue.at, False
    while index > cue.first and index not in scene.ending:
        form = forms[index - 1]
        if form not in _BETWEEN and form not in lexicon.relatives:
            return None
        relative = relative or form in lexicon.relatives
        index -= 1
    mention = scene.ending.get(index)
    if mention is None or mention.first < cue.first or not agrees(find_gender(scene, mention), cue):
        return None
    if not relative and (cue.word.joined or _is_governed(scene, mention, cue.first)):
        return None
    speakers = [mention.actor]
    while mention.clitic == "و" and (previous := scene.ending.get(mention.first)) is not None:
        mention = previous
        speakers.insert(0, mention.actor)
    return Subject(tuple(dict.fromkeys(speakers)), cue.at + 1, named=True)


def _is_governed(scene: Scene, mention: Mention, first: int) -> bool:
    if mention.clitic in OBLIQUE:
        return True
    return mention.first > first and scene.page.forms[mention.first - 1] in scene.lexicon.prepositions


def _find_dropped(scene: Scene, cue: Cue, turns: list[Turn]) -> tuple[int, ...]:
    """Return the speakers of a cue without a subject: who had the word, or what the sentence is about."""
    if not cue.word.joined:
        for turn in reversed(turns):
            if turn.at < cue.first:
                break
            if agrees(turn.gender, cue):
                return turn.speakers
        if speakers := _find_topic(scene, cue):
            return speakers
    return next((turn.speakers for turn in reversed(turns[-_NEAR:]) if agrees(turn.gender, cue)), ())


def _find_topic(scene: Scene, cue: Cue) -> tuple[int, ...]:
    for index in range(cue.first, cue.at):
        mention = scene.starting.get(index)
        if mention is None or _is_governed(scene, mention, cue.first):
            continue
        if agrees(find_gender(scene, mention), cue):
            return (mention.actor,)
    return ()
