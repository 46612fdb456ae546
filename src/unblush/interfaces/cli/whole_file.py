"""Writes a picture whole or not at all, and says what to mend where it cannot be written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import click


def write_whole(name: str, text: str) -> None:
    """Write a text file; a reader never sees half of it, and a failure leaves the old one as it was.

    Raises:
        click.UsageError: where the folder is missing or may not be written to.
    """
    path = Path(name)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise click.UsageError(
            f"{name} cannot be written ({error.strerror}). Name a file in a folder of yours."
        ) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        raise click.UsageError(f"{name} cannot be written ({error.strerror}). Name a file, not a folder.") from None
    finally:
        Path(temporary).unlink(missing_ok=True)
