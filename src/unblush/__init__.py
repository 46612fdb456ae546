"""Unblush: private, evidence-cited answers about semen leakage.

>>> import unblush
>>> desk = unblush.Desk(unblush.open_pack())
>>> interview = desk.begin("penile_fluid")
>>> desk.turn(interview).next_page
'age'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unblush.errors import UnblushError
    from unblush.interview.desk import Desk
    from unblush.interview.interview import Interview, Profile
    from unblush.result import Assessment
    from unblush.shipped import open_pack
    from unblush.vocabulary import DECLINED, NONE, UNKNOWN, Answer, Mark, Region, Whom

__version__ = "0.1.0"

__all__ = [
    "DECLINED",
    "NONE",
    "UNKNOWN",
    "Answer",
    "Assessment",
    "Desk",
    "Interview",
    "Mark",
    "Profile",
    "Region",
    "UnblushError",
    "Whom",
    "__version__",
    "open_pack",
]

_HOMES = {
    "UnblushError": "errors",
    "Desk": "interview.desk",
    "Interview": "interview.interview",
    "Profile": "interview.interview",
    "Assessment": "result",
    "open_pack": "shipped",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `unblush --version` should not pay for the engine."""
    if name not in __all__:
        raise AttributeError(f"module 'unblush' has no attribute {name!r}")
    return getattr(import_module(f"unblush.{_HOMES.get(name, 'vocabulary')}"), name)
