"""The Nu HTML checker over many pages in one run."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

JAR = Path(__file__).resolve().parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
ALLOWED: dict[str, str] = {}
"""Messages that may stay, each with the reason."""


def lacking() -> str:
    """Return what there is not of the programs that checking takes, and how to install it."""
    if shutil.which("java") is None:
        return "java: apt-get install default-jre-headless"
    if not JAR.is_file():
        return "Nu checker: npm ci --ignore-scripts --prefix tests/browser"
    return ""


def invalid(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Return every error and warning in some pages of HTML, by their names; they are written into a folder."""
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", "--stdout", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(message.get('url', '')).stem}:{message.get('lastLine', 0)}: {message['message']}"
        f" [{message.get('extract', '').strip()}]"
        for message in messages
        if message["message"] not in ALLOWED
    ]
