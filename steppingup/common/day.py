"""The day that decides what is out of date. Tests, and builds that must not change, fix it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from steppingup.common.errors import SettingsError


def day_of_check() -> date:
    """Return the day that the check takes for today: STEPPINGUP_TODAY, else the day it is.

    Raises:
        SettingsError: STEPPINGUP_TODAY is no day.
    """
    fixed = os.environ.get("STEPPINGUP_TODAY")
    if not fixed:
        return datetime.now(tz=UTC).date()
    try:
        return date.fromisoformat(fixed)
    except ValueError as error:
        raise SettingsError(f"STEPPINGUP_TODAY={fixed!r} is not a day; write YYYY-MM-DD.") from error


def day_of_build() -> date:
    """Return the day of a build: STEPPINGUP_TODAY, else SOURCE_DATE_EPOCH (seconds), else the day it is.

    Raises:
        SettingsError: STEPPINGUP_TODAY is no day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not os.environ.get("STEPPINGUP_TODAY"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return day_of_check()
