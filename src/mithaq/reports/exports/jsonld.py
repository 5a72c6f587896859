"""Cases as linked data: every step a W3C Web Annotation on its words, with where it comes from (PROV-O).

Words are selected twice, by quotation with what stands before and behind, and by position in code points, so that they
are found again in a copy of the text that was changed elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO, Any, Final
from urllib.parse import quote

import msgspec

from mithaq.following.case import Evidence, Step
from mithaq.following.fold import Held, Standing, is_machine
from mithaq.model import Document
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import SECTIONS, Library
from mithaq.reports.exports.days import cut_dates
from mithaq.reports.exports.pile import Dossier, Pile
from mithaq.reports.steps import tell_step

_ENCODER: Final = msgspec.json.Encoder()
_STANDINGS: Final = {standing: standing.name.lower() for standing in Standing}
AROUND: Final = 32
"""How many code points before and behind a quotation are given."""
CONTEXT: Final[Mapping[str, Any]] = {
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "mithaq": "urn:mithaq:term:",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Entity": "prov:Entity",
    "Collection": "prov:Collection",
    "Activity": "prov:Activity",
    "SoftwareAgent": "prov:SoftwareAgent",
    "Person": "prov:Person",
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "language": "dcterms:language",
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "issued": "dcterms:issued",
    "title": "dcterms:title",
    "publisher": "dcterms:publisher",
    "label": "rdfs:label",
    "endedAtTime": {"@id": "prov:endedAtTime", "@type": "xsd:dateTime"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "wasAttributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "hadMember": {"@id": "prov:hadMember", "@type": "@id"},
    "kind": "mithaq:kind",
    "standing": "mithaq:standing",
    "masked": "mithaq:masked",
    "step": {"@id": "mithaq:step", "@type": "@json"},
    "statement": {"@id": "mithaq:statement", "@type": "@json"},
}


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the cases of a pile as one JSON-LD document; its last node holds the statement.

    Args:
        pile: What is exported.
        out: Where to.
    """
    out.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',\n"@graph":[\n')
    for dossier in pile.dossiers():
        # A list: what yields its lines is never let go of by the library (0.22.0). No line feed stands in JSON itself.
        nodes = list(list_nodes(dossier, pile))
        out.write(_ENCODER.encode_lines(nodes).replace(b"\n", b",\n"))
        pile.tally.records += 1
    last = {"id": "urn:mithaq:export", "type": "Entity", "statement": pile.state()}
    out.write(msgspec.json.encode(last) + b"\n]}\n")


def list_nodes(dossier: Dossier, pile: Pile) -> Iterator[dict[str, Any]]:
    """Yield everything that a case brings: its documents, the case, and each step with who took it.

    Args:
        dossier: The case with its documents.
        pile: The language.
    """
    for document in dossier.list_documents():
        yield _tell_document(document)
    case = dossier.case
    held = list_held(dossier)
    yield {
        "id": f"urn:mithaq:case:{case.id}",
        "type": ["Entity", "Collection"],
        "label": case.title or case.what,
        "kind": case.kind.value,
        "standing": case.standing.name.lower(),
        "hadMember": [f"urn:mithaq:step:{item.number}" for item in held],
    }
    words = CaseWording(pile.lang, dossier.parties)
    agents = dict.fromkeys(name for item in held for name in (item.author, *item.people))
    for name in agents:
        kind = "SoftwareAgent" if is_machine(name) else "Person"
        yield {"id": _name_agent(name), "type": kind, "label": name}
    for item in held:
        yield _tell_entry(item)
        yield _tell_step(item, dossier, words)


def list_held(dossier: Dossier) -> tuple[Held[Step], ...]:
    """Return every step of a case that counts, by number.

    Args:
        dossier: The case with its documents.
    """
    case = dossier.case
    found: dict[int, Held[Step]] = {case.opened.number: case.opened}
    for thread in case.threads:
        found |= {item.number: item for item in thread.history}
        found |= {item.number: item for condition in thread.conditions for item in condition.history}
    for section in SECTIONS:
        # A step that another one implies (a date that was put off) has the number of that one, which comes last.
        found |= {item.number: item for item in getattr(case, section)}
    return tuple(found[number] for number in sorted(found))


@lru_cache(maxsize=4096)
def _name_agent(name: str) -> str:
    return f"urn:mithaq:agent:{quote(name, safe='')}"


def _name_document(sha256: str) -> str:
    return f"urn:sha256:{sha256}"


def _tell_document(document: Document) -> dict[str, Any]:
    issued = cut_dates(document.published.text if document.published else None)[0]
    node: dict[str, Any] = {"id": _name_document(document.sha256), "type": "Entity", "label": document.name}
    told = {"title": document.title, "publisher": document.outlet, "issued": issued, "language": "ar"}
    if document.url:
        told["wasDerivedFrom"] = document.url
    return node | {name: value for name, value in told.items() if value}


def _tell_entry(held: Held[Step]) -> dict[str, Any]:
    used = dict.fromkeys([_name_document(piece.document) for piece in held.step.evidence])
    return {
        "id": f"urn:mithaq:entry:{held.number}",
        "type": "Activity",
        "endedAtTime": held.at,
        "wasAssociatedWith": _name_agent(held.author),
        "used": list(used),
    }


def _tell_step(held: Held[Step], dossier: Dossier, words: CaseWording) -> dict[str, Any]:
    step = held.step
    told = tell_step(step, words, dossier.case.kind)  # type: ignore[arg-type]  # every step is one of AnyStep
    people = held.people or (held.author,)
    targets = [select(piece, dossier.library) for piece in step.evidence]
    return {
        "id": f"urn:mithaq:step:{held.number}",
        "type": ["Annotation", "Entity"],
        "created": held.at,
        "wasGeneratedBy": f"urn:mithaq:entry:{held.number}",
        "wasAttributedTo": [_name_agent(name) for name in people],
        "standing": _STANDINGS[held.standing],
        "body": {"type": "TextualBody", "value": told, "language": words.lang.value},
        "step": step,
        "target": [target for target in targets if target],
    }


def select(piece: Evidence, library: Library) -> dict[str, Any] | None:
    """Return a target that selects words by quotation and by position; None where the document is not at hand.

    Args:
        piece: Where the words stand.
        library: The documents.
    """
    document = library.documents.get(piece.document)
    if document is None:
        return None
    text = document.text
    quoted: dict[str, Any] = {
        "type": "TextQuoteSelector",
        "exact": text[piece.start : piece.end],
        "prefix": text[max(0, piece.start - AROUND) : piece.start],
        "suffix": text[piece.end : piece.end + AROUND],
    }
    placed = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    target: dict[str, Any] = {
        "type": "SpecificResource",
        "source": _name_document(piece.document),
        "selector": [quoted, placed],
    }
    if library.is_masked(piece):
        target["masked"] = True
    return target
