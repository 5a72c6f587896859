"""Which stretches of a text rest on somebody's word, and on whose."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from mithaq.lexicon.speech import SpeechLexicon
from mithaq.model import ActorType
from mithaq.reading.parts import Cast, Speech
from mithaq.reading.speech_scene import Cue, Scene, find_cues, find_quotes, set_scene
from mithaq.reading.speech_subject import Subject, Turn, find_subject
from mithaq.text.segment import Page

_HEADLINE = 8
_DASHES = frozenset("-–—")


def find_speech(page: Page, cast: Cast, speech: SpeechLexicon) -> tuple[Speech, ...]:
    """Return every stretch of text that rests on somebody's word, in text order, outer before inner.

    Args:
        page: The text in tokens.
        cast: Its actors and mentions.
        speech: The words of speech.
    """
    if not cast.mentions:
        return ()
    scene = set_scene(page, cast, speech)
    quotes = find_quotes(page)
    found = list(_find_headlines(scene))
    turns: list[Turn] = []
    running: list[Speech] = []
    sentence = -1
    for cue in find_cues(scene):
        if cue.first != sentence:
            found.extend(running)
            running, sentence = [], cue.first
        subject = find_subject(scene, cue, turns)
        if cue.word.role == "verb" and not _is_nested(scene, cue, running):
            if subject.speakers and (subject.named or not cue.silent):
                turns.append(Turn(subject.speakers, cue.word.gender, cue.at))
            if not cue.silent:
                running = [_cut(item, cue) for item in running]
        if not cue.silent:
            running.append(_extend(scene, cue, subject, running, quotes))
    found.extend(running)
    return tuple(sorted((item for item in found if item.first < item.last), key=lambda s: (s.first, -s.last)))


def find_speakers(
    speeches: tuple[Speech, ...], at: int, doers: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Return on whose word the act at a token rests: the innermost speakers who are not the act's own doers.

    Args:
        speeches: What ``find_speech`` returned.
        at: First token of the act's trigger.
        doers: Indices of the act's actors.
    """
    around = [speech for speech in speeches if speech.first <= at < speech.last]
    for speech in sorted(around, key=lambda speech: speech.last - speech.first):
        others = tuple(speaker for speaker in speech.speakers if speaker not in doers)
        if others:
            return others
    return ()


def _is_nested(scene: Scene, cue: Cue, running: list[Speech]) -> bool:
    """Tell whether a reporting verb is itself part of what somebody says."""
    if cue.word.joined or cue.afterwards or not any(item.last > cue.at for item in running):
        return False
    return scene.page.forms[cue.at - 1] not in scene.lexicon.breaks


def _cut(item: Speech, cue: Cue) -> Speech:
    """Return the stretch ended before the cue, unless its quotation goes on."""
    if item.last <= cue.at or (item.quoted and item.last > cue.last):
        return item
    return replace(item, last=cue.at)


def _extend(
    scene: Scene, cue: Cue, subject: Subject, running: list[Speech], quotes: tuple[tuple[int, int], ...]
) -> Speech:
    """Return the stretch that rests on the word of the cue's subject."""
    if cue.afterwards:
        start = max([cue.first, *(item.last for item in running if item.last <= cue.at)])
        return Speech(start, cue.at, subject.speakers, cue.at)
    inside = [close for opened, close in quotes if subject.end <= opened < cue.last]
    if inside:
        return Speech(subject.end, max(cue.last, *inside), subject.speakers, cue.at, quoted=True)
    return Speech(subject.end, _find_break(scene, subject.end, cue.last), subject.speakers, cue.at)


def _find_break(scene: Scene, start: int, stop: int) -> int:
    """Return where the outlet takes the word again within the sentence ("فيما", "في حين")."""
    forms, lexicon = scene.page.forms, scene.lexicon
    for index in range(start + 1, stop - 1):
        if forms[index] in lexicon.breaks and forms[index + 1] not in lexicon.unbroken:
            return index
        if forms[index] == "حين" and forms[index - 1] == "في":
            return index - 1
    return stop


def _find_headlines(scene: Scene) -> Iterator[Speech]:
    """Yield what stands behind "NAME:" at the head of a sentence; a dateline of an agency is none."""
    forms = scene.page.forms
    for first, last in scene.page.sentences:
        mention = scene.starting.get(first)
        if mention is None or scene.cast.actors[mention.actor].type is ActorType.MEDIA:
            continue
        for index in range(mention.last, min(last, first + _HEADLINE)):
            if forms[index] in scene.lexicon.words or forms[index] in _DASHES:
                break
            if forms[index] == ":":
                yield Speech(index + 1, last, (mention.actor,), index)
                break
