"""From a folder of text to one compiled file: what the build hook and `unblush pack compile` run."""

from __future__ import annotations

from pathlib import Path

from unblush.authoring.compiler.compile import compile_pack
from unblush.authoring.compiler.conception import compile_conception
from unblush.authoring.compiler.ledger import compile_ledger
from unblush.authoring.reader.folder import read_folder
from unblush.compiled.store import digest_of_folder, ledger_path, write_ledger, write_pack


def compile_folder(folder: Path, out: Path) -> str:
    """Compile a pack folder into `out` and return the digest.

    Raises:
        PackProblems: everything that is wrong with the text; `out` is left as it was.
    """
    pack = read_folder(folder).pack
    numbers, banks, catalogue = compile_pack(pack)
    ledger = compile_ledger(pack)
    if ledger is not None:
        write_ledger(ledger_path(out), ledger)
    return write_pack(out, numbers, banks, catalogue, digest_of_folder(folder), compile_conception(pack))
