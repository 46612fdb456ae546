"""The ways in which people use a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Mode:
    """One way of using a browser."""

    name: str
    javascript: bool = True
    width: int = 390
    height: int = 844
    scale: float = 1
    scheme: str = "light"
    still: bool = False
    keyboard: bool = False
    language: str = "en"

    def options(self) -> dict[str, Any]:
        """Return what a browser is told."""
        return {
            "java_script_enabled": self.javascript,
            "viewport": {"width": self.width, "height": self.height},
            "device_scale_factor": self.scale,
            "color_scheme": self.scheme,
            "reduced_motion": "reduce" if self.still else "no-preference",
            "locale": "en-GB",
            "timezone_id": "Europe/London",
            "service_workers": "block",
        }


BASIC = Mode("phone")
NO_SCRIPT = Mode("no script", javascript=False)
KEYBOARD = Mode("keyboard", keyboard=True, width=1280, height=900)
NARROW = Mode("320 px", width=320, height=640)
ZOOMED = Mode("400 %", width=320, height=256, scale=4)
DARK = Mode("dark and without motion", scheme="dark", still=True)
RIGHT_TO_LEFT = Mode("right to left", language="ar-XB")
RIGHT_TO_LEFT_NARROW = Mode("right to left, 320 px", language="ar-XB", width=320, height=640)
