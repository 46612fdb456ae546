"""What a server is told when it starts, and how its worker processes are told the same."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from unblush.errors import ServeProblem, did_you_mean

VARIABLE: Final = "UNBLUSH_SERVE"
"""The environment variable with one JSON object: any of the names below, each with its value; the rest are defaults."""

ENGINES: Final = ("best", "plain", "numpy", "numba")


@dataclass(frozen=True, slots=True)
class Settings:
    """How one server runs.

    `keys` is the file of keys that seal an interview; without it, keys are random and a restart ends interviews.
    `hosts` are names of the site besides those of this machine. `secure` says that people reach the site over TLS.
    `proxy_headers` believes what a proxy at one of `trusted_proxies` says of the address and scheme of a person.
    `results_apart` works results out in a process beside each worker, so that no question waits for one.
    `requests_per_minute` and `burst` bound one address, `largest_form` and `largest_upload` the bytes of one request.

    Raises:
        ServeProblem: where a value cannot be meant.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    keys: Path | None = None
    workers: int = 1
    hosts: tuple[str, ...] = ()
    proxy_headers: bool = False
    trusted_proxies: tuple[str, ...] = ("127.0.0.1",)
    secure: bool = False
    engine: str = "best"
    results_apart: bool = False
    requests_per_minute: int = 240
    burst: int = 60
    largest_form: int = 64_000
    largest_upload: int = 5_000_000
    token_hours: float = 2.0
    exit_to: str = "https://www.wikipedia.org/"
    pseudo_language: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if not self.host:
            raise _wrong("host", "is empty", "name an address of this machine, such as 127.0.0.1")
        if not 0 <= self.port <= 65_535:
            raise _wrong("port", f"{self.port} is no port", "give a number from 0 to 65535; 0 takes any free one")
        if self.engine not in ENGINES:
            raise _wrong("engine", f"there is no engine {self.engine!r}", did_you_mean(self.engine, ENGINES))
        for name in ("workers", "requests_per_minute", "burst", "largest_form", "largest_upload", "token_hours"):
            if not getattr(self, name) > 0:
                raise _wrong(name, f"{getattr(self, name)} is too small", "give a number above 0")
        if "*" in self.hosts:
            raise _wrong("hosts", "'*' would let every page of the web reach in", "name the site, such as example.org")

    def to_json(self) -> str:
        """Return the settings as one JSON object."""
        plain = asdict(self)
        # a worker may start in another folder
        plain["keys"] = str(self.keys.absolute()) if self.keys is not None else None
        return json.dumps(plain)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """Read settings from one JSON object; what it does not name keeps its default.

        Raises:
            ServeProblem: where the text is no JSON object, or has a name or a value that cannot be meant.
        """
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError):
            plain = None
        if not isinstance(plain, dict):
            raise ServeProblem(VARIABLE, "is not one JSON object", 'write it like {"port": 8000}')
        return cls(**{name: _value(name, value) for name, value in plain.items()})

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read settings from the variable `UNBLUSH_SERVE`; defaults where it is not set.

        Raises:
            ServeProblem: as `from_json` does.
        """
        return cls.from_json((os.environ if environment is None else environment).get(VARIABLE) or "{}")


_DEFAULTS: Final = {field.name: field.default for field in fields(Settings)}


def _value(name: str, value: Any) -> Any:
    """Return a value of JSON as the type that its field has."""
    if name not in _DEFAULTS:
        raise _wrong(name, "there is no such setting", did_you_mean(name, _DEFAULTS))
    if name == "keys":
        if value is None or isinstance(value, str):
            return Path(value) if value else None
        raise _wrong(name, "is not the name of a file", 'write it like "keys": "unblush.keys"')
    default = _DEFAULTS[name]
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        raise _wrong(name, "is not a list of texts", f'write it like "{name}": ["example.org"]')
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
        raise _wrong(name, f"is not {kinds[type(default)]}", f'write it like "{name}": {json.dumps(default)}')
    return value


def _wrong(name: str, what: str, mend: str) -> ServeProblem:
    return ServeProblem(f"setting {name}", what, mend)
