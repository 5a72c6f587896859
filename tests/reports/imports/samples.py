"""Files in the published forms of ACLED, POLECAT and FollowTheMoney, written for the tests: invented values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
SHELLING = {
    "event_id_cnty": "LBY9001", "event_date": "2020-04-18", "year": "2020", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Libyan National Army",
    "assoc_actor_1": "Brigade of the Example", "inter1": "Rebel group", "actor2": "Civilians (Libya)",
    "inter2": "Civilians", "interaction": "Rebel group-Civilians", "civilian_targeting": "Civilian targeting",
    "iso": "434", "region": "Northern Africa", "country": "Libya", "admin1": "Tripoli", "admin2": "Tripoli",
    "location": "Tripoli", "latitude": "32.8872", "longitude": "13.1913", "geo_precision": "1",
    "source": "Example Observer; Example Agency", "source_scale": "National",
    "notes": "On 18 April 2020, shells fell on a street of Tripoli, killing 2 (an invented example).",
    "fatalities": "2", "timestamp": "1587500000",
}  # fmt: skip
CLASH = {
    **SHELLING, "event_id_cnty": "LBY9002", "event_date": "05 May 2020", "time_precision": "2",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor2": "Government of National Accord",
    "assoc_actor_1": "", "inter2": "State forces", "notes": "", "fatalities": "0", "source": "",
    "location": "Sirte", "latitude": "", "timestamp": "05 June 2020",
}  # fmt: skip
PROTEST = {
    **CLASH, "event_id_cnty": "LBY9003", "event_date": "2020-06-01", "time_precision": "3", "event_type": "Protests",
    "sub_event_type": "Peaceful protest", "actor1": "Protesters (Libya)", "inter1": "6", "actor2": "", "inter2": "0",
    "fatalities": "",
}  # fmt: skip
STRIKE = {
    "Event ID": "20200418-7-1", "Event Date": "2020-04-18", "Event Type": "ASSAULT", "Event Mode": "aerial",
    "Intensity": "-9.3", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military",
    "Actor Name": "Libyan National Army", "Actor Country": "LBY", "Primary Actor Sector": "REB",
    "Recipient Name": "None", "Recipient Country": "None", "Placename": "Misrata", "Country": "Libya",
    "Latitude": "32.3754", "Longitude": "15.0925", "Source": "Example Agency", "Publication Date": "2020-04-19",
    "Language": "ar", "Version": "1",
}  # fmt: skip
PLEA = {
    **STRIKE, "Event ID": "20200419-8-1", "Event Type": "REQUEST", "Event Mode": "assist",
    "Actor Name": "Government of National Accord", "Primary Actor Sector": "GOV",
    "Recipient Name": "Turkey; Example Union",
    "Primary Recipient Sector": "IGO", "Placename": "None", "Latitude": "None",
}  # fmt: skip
TALKS = {**PLEA, "Event ID": "20200420-9-1", "Event Type": "CONSULT", "Event Mode": "meet"}


def write_table(columns: Sequence[str], rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[row.get(column, "") for column in columns] for row in rows])
    return out.getvalue()


def write_acled(*rows: Mapping[str, str]) -> str:
    return write_table(ACLED_COLUMNS, rows)


def write_polecat(*rows: Mapping[str, str]) -> str:
    return write_table(POLECAT_COLUMNS, rows, "\t")


def write_entities(*entities: Mapping[str, object]) -> str:
    return "".join(f"{json.dumps(entity, ensure_ascii=False)}\n" for entity in entities)


ENTITIES: tuple[Mapping[str, object], ...] = (
    {"id": "p1", "schema": "PublicBody", "properties": {
        "name": ["حكومة الوفاق الوطني", "Government of National Accord"]}},
    {"id": "p2", "schema": "Organization", "properties": {"name": ["Example Relief Fund"]}},
    {"id": "e1", "schema": "Event", "properties": {
        "name": ["قصف في طرابلس"], "startDate": ["2020-04-18"], "location": ["Tripoli"],
        "involved": ["p1", "p2", "gone"],
        "keywords": ["ceasefire", "not a topic"]}},
    {"id": "r1", "schema": "Event", "properties": {
        "name": ["دعم تدريب الشرطة"], "startDate": ["2020-05"], "keywords": ["request"], "recordId": ["r1"]}},
    {"id": "l1", "schema": "UnknownLink", "properties": {
        "subject": ["p1"], "object": ["p2"], "role": ["request"], "recordId": ["r1"]}},
    {"id": "j1", "schema": "Project", "properties": {
        "name": ["برنامج تدريب الشرطة"], "startDate": ["2020"], "endDate": ["2021-06-30"], "phase": ["الأولى"]}},
    {"id": "k1", "schema": "ProjectParticipant", "properties": {
        "project": ["j1"], "participant": ["p2"], "role": ["funder"]}},
    {"id": "d1", "schema": "PlainText", "properties": {
        "fileName": ["a.txt"], "title": ["بيان"], "bodyText": ["عقدت اللجنة المشتركة اجتماعها في سرت."],
        "publishedAt": ["2020-10-23"], "publisher": ["المكتب"], "sourceUrl": ["https://example.org/a"]}},
    {"id": "d2", "schema": "Article", "properties": {"title": ["بلا نص"]}},
    {"id": "o1", "schema": "Position", "properties": {"name": ["وزير"]}},
)  # fmt: skip
