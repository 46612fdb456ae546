"""The conception model from today's text, read alone: nothing else of the pack has to be sound for these tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from unblush.authoring.compiler.conception import compile_conception
from unblush.authoring.model.conception import Conception
from unblush.authoring.reader.folder import _freeze
from unblush.authoring.reader.yaml_source import read_yaml
from unblush.compiled.conception import ConceptionNumbers

FILE = Path(__file__).resolve().parents[2] / "knowledge" / "leakage" / "conception.yaml"


@pytest.fixture(scope="session")
def text() -> Conception:
    return Conception.model_validate(_freeze(read_yaml(FILE.read_bytes(), FILE.name).value))


@pytest.fixture(scope="session")
def model(text: Conception) -> ConceptionNumbers:
    return compile_conception(SimpleNamespace(conception=text))


@pytest.fixture(scope="session")
def quick(model: ConceptionNumbers) -> ConceptionNumbers:
    """Return the model with few redraws: laws hold for any number of them."""
    return replace(model, draws=100)
