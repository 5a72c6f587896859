"""Texts with the words marked that might carry acts, with names and dates; all places as offsets into the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from mithaq.dates import Edtf
from mithaq.reading.acts import judge_acts
from mithaq.reading.pipeline import Reader, survey_page
from mithaq.reading.survey import Survey
from mithaq.text.segment import segment

LEAST = 0.06  # probability of an act from which on a word is marked: many more than carry one
WORDS = 2600  # of a batch, as many as are judged at a sitting
KEPT = "marked.jsonl"

Place = tuple[int, int]


class Marked(msgspec.Struct, frozen=True):
    """A text as it is laid before whoever judges; places are half-open, in code points.

    Args:
        name: What the text is called.
        text: The text.
        meta: Its publication date, outlet and public address.
        words: Those that might carry an act; their numbers begin with 1.
        names: Places that name an actor, with the number of the actor.
        types: For each actor its type.
        times: Expressions of time; their numbers begin with 1.
        dates: For each what it means, EDTF.
        sentences: Their places.
    """

    name: str
    text: str
    meta: dict[str, str]
    words: tuple[Place, ...]
    names: tuple[tuple[Place, int], ...]
    types: tuple[str, ...]
    times: tuple[Place, ...]
    dates: tuple[str, ...]
    sentences: tuple[Place, ...]


def mark_text(name: str, text: str, meta: dict[str, str], reader: Reader) -> Marked:
    """Return a text with what might be acts, names and dates of it.

    Args:
        name: What it is to be called.
        text: The text.
        meta: Its publication date (``published``, EDTF), outlet and public address.
        reader: The fast reader, with weights of acts.
    """
    page = segment(text)
    published = meta.get("published")
    survey = survey_page(page, Edtf.parse(published) if published else None, reader)
    judged = judge_acts(survey, reader.lexicon.find_triggers(page), reader.acts) if reader.acts else []
    heads = sorted({trigger.first for trigger, _, row in judged if 1 - row[0] >= LEAST})
    return Marked(
        name=name,
        text=text,
        meta=meta,
        words=tuple(_place(survey, head, head + 1) for head in heads),
        names=tuple(((item.span.start, item.span.end), item.actor) for item in survey.cast.mentions),
        types=tuple(actor.type.value for actor in survey.cast.actors),
        times=tuple((time.span.start, time.span.end) for time in survey.times),
        dates=tuple(str(time.value) for time in survey.times),
        sentences=tuple(_place(survey, first, last) for first, last in page.sentences if last > first),
    )


def _place(survey: Survey, first: int, last: int) -> Place:
    page = survey.page
    return page.text.locate(page.starts[first]), page.text.locate(page.ends[last - 1] - 1) + 1


def show_text(marked: Marked) -> str:
    """Return a marked text as it is read: ``[3]`` before a word, ``{2 …}`` around a name, ``<1 …>`` around a date.

    Args:
        marked: The text.
    """
    signs: list[tuple[int, int, int, str]] = []  # where, closing before opening, wider ones outside, sign
    for number, (start, _) in enumerate(marked.words, start=1):
        signs.append((start, 1, 0, f"[{number}]"))
    for (start, end), actor in marked.names:
        signs += [(start, 1, start - end, f"{{{actor} "), (end, 0, end - start, "}")]
    for number, (start, end) in enumerate(marked.times, start=1):
        signs += [(start, 1, start - end, f"<{number} "), (end, 0, end - start, ">")]
    shown, at = [], 0
    for where, _, _, sign in sorted(signs):
        shown += [marked.text[at:where], sign]
        at = where
    published = marked.meta.get("published", "unknown")
    return f"### {marked.name} published {published}\n{''.join(shown)}{marked.text[at:]}".rstrip() + "\n"


def write_batches(texts: Iterable[Marked], folder: Path) -> int:
    """Write marked texts in batches, ``bNN.txt``, and all that the answers refer to; return how many batches.

    Args:
        texts: The texts.
        folder: Where to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = list(texts)
    (folder / KEPT).write_bytes(b"".join(msgspec.json.encode(marked) + b"\n" for marked in kept))
    count = 0
    for count, batch in enumerate(_fill(kept, lambda marked: len(marked.text.split())), start=1):
        (folder / f"b{count:02}.txt").write_text("\n".join(map(show_text, batch)), encoding="utf-8")
    return count


def _fill(texts: Iterable[Marked], measure: Callable[[Marked], int]) -> Iterator[list[Marked]]:
    batch: list[Marked] = []
    size = 0
    for marked in texts:
        if batch and size + measure(marked) > WORDS:
            yield batch
            batch, size = [], 0
        batch.append(marked)
        size += measure(marked)
    if batch:
        yield batch


def read_marked(folder: Path) -> dict[str, Marked]:
    """Return the texts of a folder by name.

    Args:
        folder: As `write_batches` left it.
    """
    decoder = msgspec.json.Decoder(Marked)
    rows = map(decoder.decode, (folder / KEPT).read_text(encoding="utf-8").splitlines())
    return {marked.name: marked for marked in rows}
