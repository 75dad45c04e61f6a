"""What columns, choices and sheets were called in earlier releases and drafts, and what offices call them.

A heading that a release changes is added here in the same commit, so that files of the release before can be read.
"""

from __future__ import annotations

_DATED = {"date": "as_of", "as of date": "as_of", "day": "as_of", "date of data": "as_of", "valid on": "as_of"}
_SOURCED = {"source of data": "source", "from": "source", "said by": "source"}
_ANSWERED = {"answer": "value", "what is known": "value", "number": "value", "result": "value", "figure": "value"}
_NOTED = {"remark": "note", "remarks": "note", "comment": "note", "comments": "note", "notes": "note"}

COLUMNS: dict[str, dict[str, str]] = {
    "about": {"municipality": "town", "district": "area", "form of exploitation": "form", "keeper": "keeper",
              "owner": "keeper", **_NOTED},
    "answers": {"question": "label", "id": "row", "no": "row", "row id": "row", "confidence": "certainty",
                "certain": "certainty", "reliability": "certainty", "counted": "unit", **_ANSWERED, **_SOURCED,
                **_DATED, **_NOTED},
    "places": {"location": "place", "name": "place", "type": "kind", "type of place": "kind", "area": "district",
               "used for": "use", "purpose": "use", "people there": "who", **_NOTED},
    "actors": {"actor": "actor", "partner": "actor", "organisation": "actor", "what they notice": "notice",
               "may notice": "notice", "sees": "notice", "contacted": "contacted", "contacted on": "contacted",
               "last contact": "contacted", "form of exploitation": "form"},
    "gains": {"question": "label", "id": "row", "no": "row", "row id": "row", **_ANSWERED, **_SOURCED, **_DATED},
    "services": {"name": "service", "help": "service", "type": "kind", "type of help": "kind", "provider": "own",
                 "own or third party": "own", "target group": "for_whom", "for": "for_whom", "excluded": "not_for",
                 "opening hours": "hours", "hours": "hours", "telephone": "phone", "tel": "phone",
                 "phone number": "phone", "language": "languages", "requirements": "conditions",
                 "checked": "checked", "checked on": "checked", "tested on": "checked", "last check": "checked"},
    "training": {"group": "role", "staff": "role", "skill": "competency", "topic": "competency",
                 "number of people": "people", "number": "people", "level": "level", "present level": "level",
                 "target level": "wanted", "wanted": "wanted", **_SOURCED, **_DATED},
    "actions": {"gap": "finding", "problem": "finding", "action": "measure", "what": "measure",
                "responsible": "owner", "who": "owner", "deadline": "due", "by": "due", "until": "due",
                "costs": "cost", "work": "effort", "indicator": "sign", "success": "sign", "state": "status"},
}  # fmt: skip

CHOICES: dict[tuple[str, str], dict[str, str]] = {
    ("services", "own"): {"own": "own", "municipal": "own", "municipality": "own", "town": "own",
                          "third party": "third", "other": "third", "external": "third"},
    ("actions", "status"): {"open": "planned", "to do": "planned", "not started": "planned", "in progress": "running",
                            "ongoing": "running", "finished": "done", "closed": "done", "postponed": "later"},
    ("answers", "certainty"): {"low": "1", "rough guess": "1", "medium": "2", "high": "3", "counted": "3"},
    ("places", "use"): {"meeting": "meet", "meeting people": "meet", "information": "inform"},
}  # fmt: skip

NAMES: dict[str, tuple[str, ...]] = {
    "about": ("about this map", "start"),
    "answers": ("questions", "questions and answers", "populations", "tables 1-5", "sheet1 answers"),
    "places": ("locations", "table 6"),
    "actors": ("partners", "who may notice"),
    "gains": ("table 7", "perpetrators", "who gains"),
    "services": ("resources", "service directory", "directory"),
    "training": ("training needs", "needs"),
    "actions": ("plan", "action plan", "action points", "measures"),
}
