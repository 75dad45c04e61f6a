"""Figures of the report: each is drawn from its own table, told in words, and readable in grey."""

from __future__ import annotations
