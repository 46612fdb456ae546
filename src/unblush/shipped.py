"""Finds the compiled pack that ships with the package, and notices when an editable checkout has newer text."""

from __future__ import annotations

from pathlib import Path

from unblush.compiled.ledger import Ledger
from unblush.compiled.store import CompiledPack, digest_of_folder, read_ledger, read_pack
from unblush.errors import PackUnreadable

_HERE = Path(__file__).resolve().parent


def shipped_path(name: str = "leakage") -> Path:
    """Return where the compiled pack stands."""
    return _HERE / "packs" / f"{name}.json"


def text_folder(name: str = "leakage") -> Path | None:
    """Return the folder of text beside an editable checkout; None in an installed package."""
    folder = _HERE.parent.parent / "knowledge" / name
    return folder if (folder / "pack.yaml").is_file() else None


def open_pack(path: Path | None = None) -> CompiledPack:
    """Read the shipped pack, or the compiled pack at `path`.

    Raises:
        PackUnreadable: where it is missing, damaged or of another version.
    """
    return read_pack(path or shipped_path())


def open_ledger(path: Path | None = None) -> Ledger:
    """Read the claim ledger of the shipped pack, or of the compiled pack at `path`.

    Raises:
        PackUnreadable: where it is missing, damaged or of another version.
    """
    return read_ledger(path or shipped_path())


def is_stale(pack: CompiledPack, name: str = "leakage") -> bool:
    """Return whether the text of an editable checkout has changed since it was compiled.

    The times of the files are looked at first, so that an unchanged checkout costs no hashing.
    """
    folder = text_folder(name)
    if folder is None:
        return False
    try:
        compiled = shipped_path(name).stat().st_mtime_ns
    except OSError as error:
        raise PackUnreadable(f"{shipped_path(name)}: {error.strerror}") from None
    newest = max(path.stat().st_mtime_ns for path in folder.rglob("*.yaml"))
    return newest > compiled and digest_of_folder(folder) != pack.text_digest
