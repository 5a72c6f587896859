"""Fit the weights of figures and milestones: fit_figures.py TEXT_DIR GOLD_DIR OUT_DIR [--only NAMES.json].

Needs scikit-learn. Every count and every pair of a step word and a date is an example, right where a
reference annotation has its value or its months and quotes it; repeated tellings are left out. The threshold
is folded into the weight of ``always``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from mithaq.dates import Edtf
from mithaq.lexicon.steps import load_steps
from mithaq.model import Span
from mithaq.reading.counts import find_counts
from mithaq.reading.datings import find_datings, list_signs
from mithaq.reading.figures import list_company, read_subject
from mithaq.reading.figures import list_signs as list_count_signs
from mithaq.reading.parts import Time
from mithaq.reading.when import find_times
from mithaq.reading.when.calendar import load_calendar
from mithaq.text.segment import Page, segment

RAREST, LIGHTEST = 4, 0.02
KINDS = {"figures": (0.3, -0.1), "milestones": (0.2, -1.0)}  # strength of the fit, threshold
ALWAYS = ("always", "term always", "undated always")
STEPS = load_steps(None)
Months = tuple[str, str] | None


class Example(NamedTuple):
    """The signs of one candidate and whether the reference has it."""

    signs: tuple[str, ...]
    right: bool


class Text(NamedTuple):
    """One annotated text with its dates."""

    page: Page
    published: Edtf | None
    times: tuple[Time, ...]
    gold: dict[str, Any]


def read_text(text: Path, gold: Path) -> Text:
    """Return one annotated text."""
    data = json.loads(gold.read_text(encoding="utf-8"))
    page = segment(text.read_text(encoding="utf-8"))
    published = Edtf.parse(data["published"]) if data.get("published") else None
    return Text(page, published, find_times(page, published, load_calendar()), data)


def name_months(value: Edtf | None) -> Months:
    """Return the first and last month that a date may mean."""
    if value is None:
        return None
    first, last = value.earliest, value.latest
    return (first.strftime("%Y-%m") if first else "", last.strftime("%Y-%m") if last else "")


def place(text: Text, item: dict[str, Any]) -> Span:
    """Return where a reference annotation quotes the text."""
    start = text.page.text.original.find(item["evidence"])
    return Span(start, start + len(item["evidence"]))


def list_counts(text: Text) -> Iterator[Example]:
    """Yield the counts of a text; one whose value is annotated elsewhere is a repeated telling."""
    page, lexicon = text.page, STEPS.quantities
    gold = [(float(item["value"]), place(text, item)) for item in text.gold["figures"]]
    counts = find_counts(page, text.times, lexicon)
    subject = read_subject(page, lexicon)
    for count in counts:
        span = page.span(count.first, count.last)
        told = [span.meets(quoted) for value, quoted in gold if value == count.value]
        if any(told) or not told:
            signs = list_count_signs(page, count, subject, list_company(count, counts), lexicon)
            yield Example(signs, any(told))


def list_datings(text: Text) -> Iterator[Example]:
    """Yield the pairs of a text; one whose date is right and whose step is not is left out."""
    page = text.page
    gold = [
        (name_months(Edtf.parse(item["when"]) if item["when"] else None), place(text, item))
        for item in text.gold["milestones"]
    ]
    subject = read_subject(page, STEPS.quantities)
    for dating in find_datings(page, text.times, text.published, STEPS):
        date, step = page.span(dating.first, dating.behind), page.span(dating.at, dating.last)
        dated = [quoted for when, quoted in gold if when == name_months(dating.value) and date.meets(quoted)]
        right = any(step.meets(quoted) for quoted in dated)
        if right or not dated:
            yield Example(list_signs(page, dating, subject, text.published, STEPS), right)


def fit(examples: list[Example], strength: float, threshold: float) -> dict[str, float]:
    """Return the weight of each sign that is not rare, so that right examples come out above zero."""
    seen: dict[str, int] = {}
    for example in examples:
        for sign in set(example.signs):
            seen[sign] = seen.get(sign, 0) + 1
    vectorizer = DictVectorizer()
    rows = [{sign: 1 for sign in example.signs if seen[sign] >= RAREST} for example in examples]
    model = LogisticRegression(C=strength, max_iter=5000, fit_intercept=False)
    model.fit(vectorizer.fit_transform(rows), [example.right for example in examples])
    names = vectorizer.get_feature_names_out()
    weights = {str(name): float(weight) for name, weight in zip(names, model.coef_[0], strict=True)}
    for name in ALWAYS:
        if name in weights:
            weights[name] -= threshold
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= LIGHTEST}


def main() -> None:
    """Fit both judgements and write them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("text", "gold", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--only", type=Path, help="a JSON list of the names to fit on")
    args = parser.parse_args()
    only = set(json.loads(args.only.read_text(encoding="utf-8"))) if args.only else None
    files = [path for path in sorted(args.gold.glob("*.json")) if only is None or path.stem in only]
    texts = [read_text(args.text / f"{path.stem}.txt", path) for path in files]
    args.out.mkdir(parents=True, exist_ok=True)
    for kind, listed in (("figures", list_counts), ("milestones", list_datings)):
        examples = [example for text in texts for example in listed(text)]
        weights = fit(examples, *KINDS[kind])
        (args.out / f"{kind}.json").write_text(
            json.dumps(weights, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
        )
        right = sum(example.right for example in examples)
        print(f"{kind}: {len(examples)} examples, {right} right, {len(weights)} weights")


if __name__ == "__main__":
    main()
