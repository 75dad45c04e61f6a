"""Tables of offices, Excel or CSV, become entries of the map.

Who uses it: the coordinator who gets tables from five offices. What they do first: give the files, and the map that
they are to go into. What can go wrong, and what happens:

* a table says something else than the map: both stand side by side, until somebody chooses;
* it is imported twice, or by two people: the same entries come out, and nothing changes;
* a number, day or choice makes no sense: it stays as it was written, and is named;
* a column, row or sheet does not belong to the map: it is named, and nothing is dropped unseen;
* it holds names: a warning says where; on the sheet of who gains they are refused;
* it is no table, or one that would unpack to gigabytes: one sentence, before anything is unpacked.

The files are read once and never written to.
"""

from __future__ import annotations

from steppingup.mapping.importing.form import Form, Forms, load_forms
from steppingup.mapping.importing.read import How, read_table
from steppingup.mapping.importing.result import Imported, ImportTroubleError, Left, Remark, Warned, Where

__all__ = [
    "Form", "Forms", "How", "ImportTroubleError", "Imported", "Left", "Remark", "Warned", "Where", "load_forms",
    "read_table",
]  # fmt: skip
