"""The record: what a person answered, as a set of immutable attempts.

A record never holds a name, an e-mail address or free text. Two records are merged by union, so a backup that is
read again, two tabs, or two kernels on one file can only add answers. Status, best score and counts are derived.

Modules: `format` (what an attempt is), `read` (any bytes, safely), `merge` (the laws), `derive` (what a person
wants to know), `store` (one file, written so that a power cut loses nothing), `packed` (at most 4,000
characters for a learning platform).
"""

from steppingup.record.derive import Standing, standing, unknown_activities
from steppingup.record.format import Attempt, Record, RecordError, attempt_from, attempt_json, record_json, record_text
from steppingup.record.merge import add, compact, merge, next_number
from steppingup.record.read import read_bytes, read_file
from steppingup.record.store import RecordStore, default_path, new_replica

__all__ = [
    "Attempt",
    "Record",
    "RecordError",
    "RecordStore",
    "Standing",
    "add",
    "attempt_from",
    "attempt_json",
    "compact",
    "default_path",
    "merge",
    "new_replica",
    "next_number",
    "read_bytes",
    "read_file",
    "record_json",
    "record_text",
    "standing",
    "unknown_activities",
]
