from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.exports.warehouse import DAY, DOCUMENTS, run_export, withhold_speaker

from mithaq.following.case import Evidence, Kind, Tell
from mithaq.ledger.current import read_documents
from mithaq.ledger.masks import MASK
from mithaq.ledger.record import Record
from mithaq.model import Document, Span
from mithaq.reports.cases import Library
from mithaq.reports.exports.jsonld import AROUND, select
from mithaq.reports.exports.selection import Selection

OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"


def read_nodes(data: bytes) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = json.loads(data)["@graph"]
    return nodes


def list_targets(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [target for node in nodes for target in node.get("target", ())]


def reselect(text: str, target: dict[str, Any]) -> set[Span]:
    """Return where each selector finds the words, as a program would that knows the standard only."""
    quoted, placed = target["selector"]
    found = text.find(quoted["prefix"] + quoted["exact"] + quoted["suffix"])
    start = found + len(quoted["prefix"])
    return {Span(start, start + len(quoted["exact"])), Span(placed["start"], placed["end"])}


def check_targets(record: Record, nodes: list[dict[str, Any]]) -> int:
    ids = [document.sha256 for document in DOCUMENTS.values()]
    shown = {item.document.sha256: item.document.text for item in read_documents(record, ids)}
    targets = list_targets(nodes)
    for target in targets:
        text = shown[target["source"].removeprefix("urn:sha256:")]
        (span,) = reselect(text, target)
        assert span.select(text) == target["selector"][0]["exact"]
    return len(targets)


def test_every_quotation_is_selected_again(warehouse: Record) -> None:
    nodes = read_nodes(run_export(warehouse, "jsonld", Selection(private=True, as_of=DAY)).data)
    assert check_targets(warehouse, nodes) > 10


def test_masked_quotations_are_selected_again_in_what_may_be_shown(warehouse: Record) -> None:
    withhold_speaker(warehouse)
    exported = run_export(warehouse, "jsonld", Selection(kinds=(Kind.REQUEST,), as_of=DAY))
    assert check_targets(warehouse, read_nodes(exported.data))
    assert "التاورغي" not in exported.text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # of the library itself
def test_library_of_the_format_reads_annotations_and_provenance(warehouse: Record) -> None:
    exported = run_export(warehouse, "jsonld")
    graph = rdflib.Graph().parse(data=exported.data, format="json-ld")
    rdf = rdflib.RDF.type
    annotations = set(graph.subjects(rdf, rdflib.URIRef(f"{OA}Annotation")))
    assert annotations
    for annotation in annotations:
        (entry,) = graph.objects(annotation, rdflib.URIRef(f"{PROV}wasGeneratedBy"))
        (agent,) = graph.objects(entry, rdflib.URIRef(f"{PROV}wasAssociatedWith"))
        kinds = set(graph.objects(agent, rdf))
        assert kinds & {rdflib.URIRef(f"{PROV}Person"), rdflib.URIRef(f"{PROV}SoftwareAgent")}
    cases = set(graph.subjects(rdf, rdflib.URIRef(f"{PROV}Collection")))
    assert len(cases) == exported.statement.holds.records
    members = set(graph.objects(None, rdflib.URIRef(f"{PROV}hadMember")))
    assert members == annotations


def test_persons_and_readers_are_told_apart(warehouse: Record) -> None:
    nodes = {node["id"]: node for node in read_nodes(run_export(warehouse, "jsonld").data)}
    assert nodes["urn:mithaq:agent:salma"]["type"] == "Person"
    assert "SoftwareAgent" in {node["type"] for node in nodes.values() if isinstance(node["type"], str)}


def test_words_of_a_document_that_is_not_there_are_left_out(warehouse: Record) -> None:
    warehouse.append([Tell(case="request-1", evidence=(Evidence("f" * 64, 0, 3),))], "nadia")
    nodes = read_nodes(run_export(warehouse, "jsonld", Selection(cases=("request-1",))).data)
    (told,) = [node for node in nodes if node.get("step", {}).get("step") == "tell"]
    assert told["target"] == []


def test_masked_words_are_declared(warehouse: Record) -> None:
    nodes = read_nodes(run_export(warehouse, "jsonld", Selection(cases=("incident-1",))).data)
    masked = [target for target in list_targets(nodes) if MASK in target["selector"][0]["exact"]]
    assert masked
    assert all(target["masked"] for target in masked)


def test_statement_is_the_last_node(warehouse: Record) -> None:
    exported = run_export(warehouse, "jsonld")
    assert read_nodes(exported.data)[-1]["statement"]["holds"]["records"] == exported.statement.holds.records


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=80), st.data())
def test_any_span_is_selected_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    library = Library({"a": Document("a", text, "one")}, {})
    target = select(Evidence("a", start, end), library)
    assert target is not None
    quoted, placed = target["selector"]
    assert text[placed["start"] : placed["end"]] == quoted["exact"]
    whole = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
    assert text[max(0, start - AROUND) : end + AROUND] == whole
