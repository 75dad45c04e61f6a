"""The record: what a person answered, as a set of immutable attempts.

A record never holds a name, an e-mail address or free text. Two records are merged by union, so a backup that is
read again, two tabs, or two kernels on one file can only add answers. Status, best score and counts are derived.

Modules: `format` (what an attempt is), `read` (any bytes, safely), `merge` (the laws), `derive` (what a person
wants to know), `store` (one file, written so that a power cut loses nothing), `packed` (at most 4,000
characters for a learning platform). The tables of a map are sheets: `entries` (what somebody wrote in a cell),
`sheets` (the laws of uniting them), `map_file` (one map in one file).
"""

from steppingup.record.derive import Standing, standing, unknown_activities
from steppingup.record.entries import Entry
from steppingup.record.fields import RecordError
from steppingup.record.format import Attempt, Record, attempt_from, attempt_json, record_json, record_text
from steppingup.record.map_file import MapFile, map_text, read_map_bytes, read_map_file, read_maps, write_map_file
from steppingup.record.merge import add, compact, merge, next_number
from steppingup.record.read import read_bytes, read_file
from steppingup.record.sheets import Row, Sheets, new_row
from steppingup.record.store import RecordStore, default_path, new_replica

__all__ = [
    "Attempt",
    "Entry",
    "MapFile",
    "Record",
    "RecordError",
    "RecordStore",
    "Row",
    "Sheets",
    "Standing",
    "add",
    "attempt_from",
    "attempt_json",
    "compact",
    "default_path",
    "map_text",
    "merge",
    "new_replica",
    "new_row",
    "next_number",
    "read_bytes",
    "read_file",
    "read_map_bytes",
    "read_map_file",
    "read_maps",
    "record_json",
    "record_text",
    "standing",
    "unknown_activities",
    "write_map_file",
]
