"""Fit the weights of ``lexicon/data/dating.yaml``: fit_dating.py TEXT_DIR GOLD_DIR OUT [--only NAMES.json].

Needs scikit-learn. Prints the share of acts with a date on either side whose first and last month agree, with
cross-validation over texts.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from mithaq.dates import Edtf
from mithaq.lexicon.dating import DatingWeights
from mithaq.model import ActType, Status
from mithaq.reading.parts import Time
from mithaq.reading.when import Calendar, Deed, date_acts, find_times, load_calendar
from mithaq.reading.when.attach import (
    Choice,
    Dating,
    choose_own,
    find_sources,
    group_times,
    read_carried_cues,
    read_own_cues,
)
from mithaq.text.segment import Page, segment

_LIGHTEST = 0.05  # lighter cues are left out
Months = tuple[str, str] | None


class Text:
    """One annotated text: page, dates, acts and their reference months."""

    def __init__(self, name: str, text: str, gold: dict[str, Any], calendar: Calendar) -> None:
        self.name, self.page = name, segment(text)
        self.published = Edtf.parse(gold["published"]) if gold.get("published") else None
        self.times = find_times(self.page, self.published, calendar)
        placed = [(deed, act["date"]) for act in gold["acts"] if (deed := place(self.page, text, act))]
        self.deeds = [deed for deed, _ in placed]
        self.wanted = [months(Edtf.parse(when)) if when else None for _, when in placed]


def months(when: Edtf) -> Months:
    """First and last month that a value may mean."""
    first, last = when.earliest, when.latest
    return (first.strftime("%Y-%m") if first else "", last.strftime("%Y-%m") if last else "")


def place(page: Page, text: str, act: dict[str, Any]) -> Deed | None:
    """Return the act in token ranges."""
    start = text.find(act["evidence"])
    at = text.find(act["trigger"], start, start + len(act["evidence"]))
    if start < 0 or at < 0:
        return None
    begins = [page.text.locate(index) for index in page.starts]

    def tokens(low: int, high: int) -> tuple[int, int]:
        first = int(np.searchsorted(begins, low, side="right")) - 1
        return first, max(int(np.searchsorted(begins, high - 1, side="right")), first + 1)

    return Deed(
        tokens(at, at + len(act["trigger"])),
        tokens(start, start + len(act["evidence"])),
        ActType(act["type"]),
        Status(act["status"]),
        frozenset(act["actors"]) | frozenset(act["said_by"]),
        bool(act["said_by"]),
    )


def own_rows(texts: list[Text], calendar: Calendar) -> Iterator[tuple[dict[str, int], bool]]:
    """Pairs of an act and a date of its sentence."""
    for text in texts:
        lines = group_times(text.page, text.times)
        for deed, want in zip(text.deeds, text.wanted, strict=True):
            beside = lines.get(text.page.sentence_of[deed.trigger[0]], ())
            for time in beside:
                cues = read_own_cues(text.page, beside, time, deed, text.published, calendar)
                yield dict.fromkeys(cues, 1), want is not None and months(time.value) == want


def carried_rows(texts: list[Text], dating: Dating) -> Iterator[tuple[dict[str, int], bool]]:
    """Pairs of an act without a date of its own and a date that could carry over."""
    for text in texts:
        lines = group_times(text.page, text.times)
        earlier: list[tuple[Deed, Choice]] = []
        for deed, want in sorted(zip(text.deeds, text.wanted, strict=True), key=lambda pair: pair[0].trigger):
            own = choose_own(text.page, lines, deed, text.published, dating)
            if own:
                earlier.append((deed, own))
                continue
            for source, time in find_sources(text.page, text.times, deed, earlier):
                cues = read_carried_cues(
                    text.page, text.times, time, source, deed, text.published, dating.calendar
                )
                yield dict.fromkeys(cues, 1), want is not None and months(time.value) == want


def learn(rows: list[tuple[dict[str, int], bool]], strength: float) -> tuple[dict[str, float], float]:
    """Fit sparse logistic weights."""
    vectorizer = DictVectorizer(sparse=False)
    model = LogisticRegression(C=strength, l1_ratio=1.0, solver="liblinear", max_iter=2000)
    model.fit(vectorizer.fit_transform([cues for cues, _ in rows]), [right for _, right in rows])
    weights = zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    return {str(n): round(float(w), 2) for n, w in weights if abs(w) >= _LIGHTEST}, round(
        float(model.intercept_[0]), 2
    )


def fit(texts: list[Text], calendar: Calendar, least: tuple[float, float], strength: float) -> DatingWeights:
    """Fit both questions, the second on what the first decides."""
    own, own_start = learn(list(own_rows(texts, calendar)), strength)
    half = DatingWeights(own, own_start, least[0], {}, 0.0, least[1])
    carried, start = learn(list(carried_rows(texts, Dating(calendar, half))), strength)
    return DatingWeights(own, own_start, least[0], carried, start, least[1])


def measure(texts: list[Text], dating: Dating) -> tuple[int, int]:
    """Right acts, and acts with a date on either side."""
    right = of = 0
    for text in texts:
        found: tuple[Time | None, ...] = date_acts(text.page, text.times, text.deeds, text.published, dating)
        for time, want in zip(found, text.wanted, strict=True):
            got = months(time.value) if time else None
            if got or want:
                of += 1
                right += got == want
    return right, of


def main() -> None:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--only", type=Path, help="a JSON list of the texts to fit on; the others are held out"
    )
    parser.add_argument("--least", type=float, nargs=2, default=(-0.7, -0.8))
    parser.add_argument("--strength", type=float, default=0.15)
    args = parser.parse_args()
    calendar = load_calendar()
    texts = []
    for path in sorted(args.gold.glob("*.json")):
        text = (args.texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        texts.append(Text(path.stem, text, json.loads(path.read_text(encoding="utf-8")), calendar))
    only = set(json.loads(args.only.read_text())) if args.only else {text.name for text in texts}
    held = [text for text in texts if text.name not in only]
    used = [text for text in texts if text.name in only]
    total = np.zeros(2, int)
    for train, test in GroupKFold(5).split(used, groups=[text.name for text in used]):
        weights = fit([used[i] for i in train], calendar, args.least, args.strength)
        total += measure([used[i] for i in test], Dating(calendar, weights))
    print(f"cross-validated: {total[0] / total[1]:.3f} ({total[0]} of {total[1]})")
    weights = fit(used, calendar, args.least, args.strength)
    if held:
        right, of = measure(held, Dating(calendar, weights))
        print(f"held out: {right / of:.3f} ({right} of {of})")
    write(weights, args.out)


def write(weights: DatingWeights, path: Path) -> None:
    """Write the file, one cue a line, heaviest first."""
    lines = [
        "# Written by tools/fit_dating.py: what each cue adds to the log-odds that a date is the act's own."
    ]
    for name in ("own", "carried"):
        table = getattr(weights, name)
        lines += [
            f"{name}_start: {getattr(weights, name + '_start')}",
            f"{name}_least: {getattr(weights, name + '_least')}",
        ]
        lines.append(f"{name}:")
        lines += [
            f'  "{cue}": {weight}'
            for cue, weight in sorted(table.items(), key=lambda item: (-abs(item[1]), item[0]))
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
