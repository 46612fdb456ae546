"""The compiled pack on disk: one JSON file with a digest, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from unblush.compiled.arrays import Numbers
from unblush.compiled.bank import Bank
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.codec import Shelf, from_plain, to_plain
from unblush.compiled.conception import ConceptionNumbers
from unblush.compiled.ledger import Ledger
from unblush.errors import PackUnreadable

FORMAT: Final = 2


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """Everything that answering needs: numbers by complaint, redraws of them, words, and what they were made from.

    `digest` names the content of this file; `text_digest` names the folder of text that it was compiled from.
    """

    numbers: Mapping[str, Numbers]
    banks: Mapping[str, Bank]
    catalogue: Catalogue
    text_digest: str
    digest: str
    conception: ConceptionNumbers | None = None


def write_pack(
    path: Path,
    numbers: Mapping[str, Numbers],
    banks: Mapping[str, Bank],
    catalogue: Catalogue,
    text_digest: str,
    conception: ConceptionNumbers | None = None,
) -> str:
    """Write a compiled pack and return its digest; a reader never sees half a file."""
    body = {
        "numbers": to_plain(numbers),
        "banks": to_plain(banks),
        "catalogue": to_plain(catalogue),
        "text_digest": text_digest,
        "conception": to_plain(conception),
    }
    return _write(path, body)


def write_ledger(path: Path, ledger: Ledger) -> str:
    """Write the claim ledger of a pack beside it; it is read only where a page or a question is."""
    return _write(path, {"ledger": to_plain(ledger)})


def ledger_path(path: Path) -> Path:
    """Return where the claim ledger of a compiled pack stands."""
    return path.with_suffix(".ledger.json")


def _write(path: Path, body: dict[str, Any]) -> str:
    digest = _digest(body)
    text = json.dumps({"format": FORMAT, "digest": digest, **body}, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return digest


def read_pack(path: Path, *, verify: bool = False) -> CompiledPack:
    """Read a compiled pack; with `verify`, compute its digest again and compare.

    Raises:
        PackUnreadable: where the file is missing, damaged, or of another format.
    """
    raw = _read(path, verify=verify)
    try:
        return CompiledPack(
            numbers=Shelf(raw["numbers"], lambda plain: from_plain(Numbers, plain)),
            banks=Shelf(raw["banks"], lambda plain: from_plain(Bank, plain)),
            catalogue=from_plain(Catalogue, raw["catalogue"]),
            text_digest=raw["text_digest"],
            digest=raw["digest"],
            conception=from_plain(ConceptionNumbers, conception) if (conception := raw.get("conception")) else None,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise PackUnreadable(
            f"{path}: does not fit this version ({error}). Make it again with: unblush pack compile"
        ) from None


def read_ledger(path: Path) -> Ledger:
    """Read the claim ledger that stands beside a compiled pack at `path`.

    Raises:
        PackUnreadable: where it is missing, damaged, or of another format.
    """
    beside = ledger_path(path)
    try:
        return from_plain(Ledger, _read(beside, verify=False)["ledger"])
    except (KeyError, TypeError, ValueError) as error:
        raise PackUnreadable(
            f"{beside}: does not fit this version ({error}). Make it again with: unblush pack compile"
        ) from None


def _read(path: Path, *, verify: bool) -> dict[str, Any]:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PackUnreadable(f"{path}: cannot be read ({error.strerror}). Make it with: unblush pack compile") from None
    except ValueError:
        raise PackUnreadable(f"{path}: is damaged. Make it again with: unblush pack compile") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise PackUnreadable(f"{path}: was made by another version. Make it again with: unblush pack compile")
    if (
        verify
        and _digest({key: value for key, value in raw.items() if key not in ("format", "digest")}) != raw["digest"]
    ):
        raise PackUnreadable(f"{path}: its content does not match its digest. Make it again with: unblush pack compile")
    return raw


def _digest(body: Any) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def digest_of_folder(folder: Path) -> str:
    """Return a digest of every YAML file of a pack folder, without cases and sentences: no answer hangs on them."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(("cases/", "sentences/")):
            total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
