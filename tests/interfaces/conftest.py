"""What the commands are run on."""

from __future__ import annotations

import pytest

from unblush.compiled.store import CompiledPack, write_pack


@pytest.fixture(scope="session")
def packed(pack: CompiledPack, tmp_path_factory) -> str:
    """The shipped pack as a file, for `--pack`."""
    path = tmp_path_factory.mktemp("pack") / "leakage.json"
    write_pack(path, pack.numbers, pack.banks, pack.catalogue, "", pack.conception)
    return str(path)
