"""Where the browser is, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Final

FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # whatever a page asks for, nothing leaves this machine
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def program() -> str | None:
    """Return the path of Chromium, or None where there is none."""
    return os.environ.get("UNBLUSH_CHROMIUM") or shutil.which("chromium")
