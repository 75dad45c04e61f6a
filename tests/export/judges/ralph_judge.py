"""Runs in Ralph's own environment: reads statements from standard input, prints what is wrong with each that is."""

import json
import sys

from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement  # type: ignore[import-not-found]

faults = []
for number, line in enumerate(sys.stdin, 1):
    try:
        BaseXapiStatement.model_validate(json.loads(line))
    except ValidationError as error:
        faults.append(f"line {number}: {error}")
sys.stdout.write(json.dumps(faults))
