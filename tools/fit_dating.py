"""Fit which date is an act's own: python -m tools.fit_dating TEXT_DIR GOLD_DIR OUT.npz [--only JSON] [--own JSON].

Needs scipy. Each act of the reference chooses among the dates around it and none; every date that means the
months of the reference's is right. Prints the share of acts with a date on either side whose first and last
month agree: on the texts held out, and with --check on the others by cross-validation.

Whoever annotates gives dates by habits of his own: how often none, how often one of another sentence. In texts that
are not among those of --own, these habits have cues of their own, which are left out when the weights are written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mithaq.dates import Edtf
from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.model import ActType, Status
from mithaq.reading.weights import Weights, save_weights
from mithaq.reading.when import Dating, Deed, Scene, find_times, load_calendar, load_dating
from mithaq.reading.when.attach import (
    Candidate,
    Months,
    choose_date,
    find_candidates,
    find_months,
    list_weights,
)
from mithaq.reading.when.cues import lay_board
from mithaq.text.segment import segment
from tools.fit import fit_choices

PENALTY = 4.0
RAREST = 3
# A date counts from so many times the chance of none on. Of two annotations of one report a fifth lack a date that the
# other has, and none gives another one: "none" is often forgotten, so that a date needs less than it seems to. Between
# 0.3 and 0.6 the share of agreeing dates is flat within 0.01 on the texts of the fit; two hands together date more.
LEAST = 0.3
FOLDS = 5
LIGHTEST = 0.04  # lighter cues are left out
_MOST_PLACES = 60  # of one name in one text
_PLACES = frozenset(("inside before", "inside behind", "outside before", "outside behind", "back", "fore"))
_ELSEWHERE = "elsewhere "


class Text:
    """One annotated text: what each of its acts can choose from, and the months of the reference's date."""

    def __init__(self, name: str, text: str, gold: dict[str, Any], dating: Dating, lexicon: Lexicon) -> None:
        self.name, page = name, segment(text)
        published = Edtf.parse(gold["published"]) if gold.get("published") else None
        times = find_times(page, published, dating.calendar)
        begins = np.asarray([page.text.locate(index) for index in page.starts])
        placed = [
            (deed, act["date"]) for act in gold["acts"] if (deed := place_act(text, act, begins)) is not None
        ]
        self.wanted = [find_months(Edtf.parse(when)) if when else None for _, when in placed]
        named = [place for actor in gold["actors"] for place in find_names(text, actor, begins)]
        scene = Scene(page, times, lexicon.words(page) if times else (), published, named)
        self.choices = list(_list_choices(scene, [deed for deed, _ in placed], dating))


def _list_choices(scene: Scene, deeds: Sequence[Deed], dating: Dating) -> Iterator[tuple[Candidate, ...]]:
    if scene.times:
        board = lay_board(scene, deeds, dating.calendar, dating.words)
        yield from (find_candidates(board, act) for act in board.acts)
    else:
        yield from ((Candidate(None, ("none",)),) for _ in deeds)


def find_names(text: str, actor: dict[str, Any], begins: NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """Yield the token and the actor of each place where a form of it stands."""
    for form in actor["forms"]:
        at = text.find(form)
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            yield max(int(np.searchsorted(begins, at, side="right")) - 1, 0), actor["id"]
            at = text.find(form, at + 1)


def place_act(text: str, act: dict[str, Any], begins: NDArray[np.int64]) -> Deed | None:
    """Return the act in token ranges, or None where its words are not found."""
    start = text.find(act["evidence"])
    at = text.find(act["trigger"], start, start + len(act["evidence"]))
    if start < 0 or at < 0:
        return None

    def tokens(low: int, high: int) -> tuple[int, int]:
        first = max(int(np.searchsorted(begins, low, side="right")) - 1, 0)
        return first, max(int(np.searchsorted(begins, high - 1, side="right")), first + 1)

    return Deed(
        tokens(at, at + len(act["trigger"])),
        tokens(start, start + len(act["evidence"])),
        ActType(act["type"]),
        Status(act["status"]),
        frozenset(act["actors"]) | frozenset(act["said_by"]),
        bool(act["said_by"]),
    )


def list_cues(candidate: Candidate, *, own: bool) -> tuple[str, ...]:
    """Return what speaks for and against a candidate, with cues for the habits of other hands.

    Args:
        candidate: A date, or none.
        own: Whether its text was annotated by the hands that are measured by.
    """
    if own:
        return candidate.cues
    habits = candidate.cues if candidate.time is None else [cue for cue in candidate.cues if cue in _PLACES]
    return (*candidate.cues, *(_ELSEWHERE + cue for cue in habits))


def fit(texts: Sequence[Text], own: Collection[str]) -> Weights:
    """Return the weights under which the dates of the reference are likeliest.

    Args:
        texts: The texts.
        own: Names of those that were annotated by the hands that are measured by.
    """
    described: list[tuple[str, ...]] = []
    groups: list[int] = []
    right: list[list[bool]] = []
    for text in texts:
        for candidates, want in zip(text.choices, text.wanted, strict=True):
            agree = [candidate.months == want for candidate in candidates]
            if len(agree) > 1 and any(agree):
                groups.append(len(described))
                described += [list_cues(candidate, own=text.name in own) for candidate in candidates]
                right += [[good] for good in agree]
    fitted = fit_choices(described, groups, right, ["date"], penalty=PENALTY, rarest=RAREST)
    table = fitted.table.copy()
    table[[row for cue, row in fitted.rows.items() if cue.startswith(_ELSEWHERE)]] = 0.0
    return Weights(fitted.classes, fitted.rows, table, LEAST)


def measure(texts: Sequence[Text], weights: Weights, dating: Dating) -> tuple[int, int]:
    """Return how many acts have the right date, and how many have one on either side."""
    dating = replace(dating, weights=list_weights(weights), threshold=weights.threshold)
    pairs: list[tuple[Months | None, Months | None]] = []
    for text in texts:
        for candidates, want in zip(text.choices, text.wanted, strict=True):
            chosen = choose_date(candidates, dating)
            pairs.append((want, find_months(chosen.time.value) if chosen else None))
    dated = [(want, found) for want, found in pairs if want or found]
    return sum(want == found for want, found in dated), len(dated)


def read_texts(folder: Path, gold: Path, dating: Dating) -> list[Text]:
    """Return all annotated texts."""
    lexicon = load_lexicon()
    texts = []
    for path in sorted(gold.glob("*.json")):
        text = (folder / f"{path.stem}.txt").read_text(encoding="utf-8")
        texts.append(Text(path.stem, text, json.loads(path.read_text(encoding="utf-8")), dating, lexicon))
    return texts


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", type=Path, help="JSON list of the texts to fit on; the others are held out")
    parser.add_argument("--own", type=Path, help="JSON list of those annotated as the measured ones are")
    parser.add_argument("--check", action="store_true", help="cross-validate too")
    args = parser.parse_args()
    dating = load_dating(load_calendar(), None)
    texts = read_texts(args.texts, args.gold, dating)
    only = set(json.loads(args.only.read_text())) if args.only else {text.name for text in texts}
    own = set(json.loads(args.own.read_text())) if args.own else only
    held = [text for text in texts if text.name not in only]
    used = [text for text in texts if text.name in only]
    if args.check:
        parts = [used[at * len(used) // FOLDS : (at + 1) * len(used) // FOLDS] for at in range(FOLDS)]
        results = [
            measure(part, fit([text for text in used if text not in part], own), dating) for part in parts
        ]
        right, of = (sum(column) for column in zip(*results, strict=True))
        print(f"cross-validated: {right / of:.3f} ({right} of {of})")
    weights = fit(used, own)
    if held:
        right, of = measure(held, weights, dating)
        print(f"held out: {right / of:.3f} ({right} of {of})")
    save_weights(weights, args.out, least=LIGHTEST)


if __name__ == "__main__":
    main()
