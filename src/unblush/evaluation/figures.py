"""The evaluation figures as they were last measured: one file in the package, written by `unblush pack figures`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

RECORDED: Final = Path(__file__).with_name("figures.json")
SCHEMA: Final = "unblush.figures/1"


def recorded_figures() -> dict[str, Any]:
    """Return the recorded figures as plain values; needs nothing but the standard library."""
    found: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found
