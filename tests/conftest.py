"""Fixtures for all tests: the shipped pack compiled from today's text, the tiny pack, and the engines."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import HealthCheck, settings

from unblush.authoring.compiler.compile import compile_pack
from unblush.authoring.compiler.conception import compile_conception
from unblush.authoring.reader.folder import Written, read_folder
from unblush.compiled.arrays import Numbers
from unblush.compiled.store import CompiledPack
from unblush.engine.backend import Engine, engine_named
from unblush.interview.desk import Desk

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "packs" / "tiny"
LEAKAGE = ROOT / "knowledge" / "leakage"

settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40
)
settings.register_profile("long", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def compiled(written: Written) -> CompiledPack:
    numbers, banks, catalogue = compile_pack(written.pack)
    conception = compile_conception(written.pack)
    return CompiledPack(numbers, banks, catalogue, "", "digest of a test", conception=conception)


@pytest.fixture(scope="session")
def written() -> Written:
    return read_folder(LEAKAGE)


@pytest.fixture(scope="session")
def pack(written: Written) -> CompiledPack:
    return compiled(written)


@pytest.fixture(scope="session")
def numbers(pack: CompiledPack) -> Numbers:
    return pack.numbers["penile_fluid"]


@pytest.fixture(scope="session")
def desk(pack: CompiledPack) -> Desk:
    return Desk(pack)


@pytest.fixture(scope="session")
def tiny_written() -> Written:
    return read_folder(TINY)


@pytest.fixture(scope="session")
def tiny(tiny_written: Written) -> CompiledPack:
    return compiled(tiny_written)


@pytest.fixture(scope="session")
def tiny_numbers(tiny: CompiledPack) -> Numbers:
    return tiny.numbers["drip"]


@pytest.fixture(scope="session", params=["plain", "numpy", "numba"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return engine_named(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what needs a browser last: while one is open, its event loop runs in the thread of the tests."""
    items.sort(key=lambda item: "browser" in item.path.relative_to(ROOT).parts)
