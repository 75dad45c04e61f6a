"""The report of an evaluation: a page, an Excel workbook, statistics for machines, and figures, for one audience."""

from __future__ import annotations
