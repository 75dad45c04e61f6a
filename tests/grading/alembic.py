"""Ask for the version of nbgrader's tables once in a run of tests, not once for each gradebook."""

from __future__ import annotations

from functools import cache

from nbgrader import api


def ask_once() -> None:
    """Keep the answer of `alembic`, a program that nbgrader starts for every new gradebook: it takes seconds."""
    if not hasattr(api.get_alembic_version, "cache_info"):
        api.get_alembic_version = cache(api.get_alembic_version)
