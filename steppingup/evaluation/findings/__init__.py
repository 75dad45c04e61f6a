"""From answers and ratings to findings: pure functions, tables in, numbers or reasons out, nothing about files.

:mod:`study` says who counts and who is left out, :mod:`kept` what may be told; one module for each part of the report.
"""

from __future__ import annotations
