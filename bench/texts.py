"""The benchmark folder: its texts with references, its corpus, its scorer.

The scorer is loaded from the folder by its path, so that everybody scores with the one file that belongs to
the references.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from mithaq.dates import Edtf
from mithaq.model import Document, Reading
from mithaq.sources import read_documents

Annotations = dict[str, Any]
Reader = Callable[[Document], Reading]
FOLDERS = {"train": ("train/text", "train/gold"), "gold": ("text", "gold")}
ACTS_ONLY = "acts_only"


class Scorer(Protocol):
    """What is used of the benchmark's ``score.py``."""

    Reading: Callable[[str, Annotations], Any]
    plain: Callable[[str], str]
    pair: Callable[..., list[tuple[Annotations, Annotations]]]
    identities: Callable[[Any, Any], dict[str, str]]
    months: Callable[[str | None], object]
    same_quote: Callable[[Any, Any], bool]
    tally: Callable[[str, Annotations, Annotations], Any]
    figures: Callable[[Any], dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One text with its reference.

    Args:
        name: Stem of both files.
        text: The text as it stands in the file, which the reference quotes.
        document: The text as ``mithaq extract`` takes it from the file, None where it refuses the file.
        published: EDTF, from the meta file or else from the reference; None where neither tells.
        reference: The reference annotations.
    """

    name: str
    text: str
    document: Document | None
    published: str | None
    reference: Annotations

    @property
    def is_acts_only(self) -> bool:
        """Whether only acts, their parts, statuses and dates were judged, on names that a reader had marked."""
        return bool(self.reference.get(ACTS_ONLY))


def read_samples(benchmark: Path, part: str) -> list[Sample]:
    """Return the annotated texts of one part, by name.

    Args:
        benchmark: The benchmark folder.
        part: ``train`` or ``gold``.
    """
    texts, references = (benchmark / folder for folder in FOLDERS[part])
    return read_annotated(texts, references)


def read_annotated(texts: Path, references: Path) -> list[Sample]:
    """Return the annotated texts of two folders, by name.

    Args:
        texts: Holds ``NAME.txt`` and, where its date is not that of the reference, ``NAME.meta.json``.
        references: Holds ``NAME.json``.
    """
    return [_read_sample(texts / f"{path.stem}.txt", path) for path in sorted(references.glob("*.json"))]


def _read_sample(path: Path, reference_path: Path) -> Sample:
    reference = json.loads(reference_path.read_text(encoding="utf-8"))
    meta = path.with_suffix(".meta.json")
    told = json.loads(meta.read_text(encoding="utf-8")) if meta.exists() else reference
    published = told.get("published")
    found = next(iter(read_documents([path], published=Edtf.parse(published) if published else None)))
    document = found if isinstance(found, Document) else None
    return Sample(path.stem, path.read_text(encoding="utf-8"), document, published, reference)


def digest_part(benchmark: Path, part: str) -> str:
    """Return one SHA-256 over the texts, meta files and references of one part and the scorer.

    Args:
        benchmark: The benchmark folder.
        part: ``train`` or ``gold``.
    """
    digest = hashlib.sha256((benchmark / "score.py").read_bytes())
    for folder in FOLDERS[part]:
        for path in sorted((benchmark / folder).iterdir()):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def load_scorer(benchmark: Path) -> Scorer:
    """Return the benchmark's own ``score.py`` as a module.

    Args:
        benchmark: The benchmark folder.
    """
    scorer: Scorer = load_module(benchmark, "score")
    return scorer


def load_module(benchmark: Path, name: str) -> Any:  # noqa: ANN401 - a module that is not ours
    """Return one of the benchmark's own programs as a module.

    Args:
        benchmark: The benchmark folder.
        name: Its name without ``.py``.
    """
    path = benchmark / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"No scorer at {path}")
    module: Any = importlib.util.module_from_spec(spec)
    writes = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = writes
    return module


def find_archives(benchmark: Path) -> list[Path]:
    """Return the archives of the corpus, by date.

    Args:
        benchmark: The benchmark folder.
    """
    return sorted((benchmark / "corpus").glob("*.zip"))


def read_rows(archives: Iterable[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every article of some archives as it is stored, with its publication date; one archive in memory at a time.

    Args:
        archives: As `find_archives` returns them.
    """
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                for article in json.loads(archive.read(member)):
                    yield path.stem, article


def read_articles(benchmark: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of every article of the corpus with its publication date.

    Args:
        benchmark: The benchmark folder.
    """
    for day, article in read_rows(find_archives(benchmark)):
        yield article["content"], day
