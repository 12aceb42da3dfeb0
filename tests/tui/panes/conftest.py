"""Widgets on a bare app."""

from __future__ import annotations

from hosts import drawn, host

__all__ = ["drawn", "host"]
