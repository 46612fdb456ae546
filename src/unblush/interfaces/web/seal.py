"""Seals what a person has said so far into one token that only this site can open, for a few hours."""

from __future__ import annotations

import json
import time
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

LARGEST: Final = 3 * 1024
"""The most characters of a token."""

_MOST_PLAIN: Final = 64 * 1024
_SKEW: Final = 300
"""Seconds by which the clock of another server of this site may run ahead."""


class TokenTooLarge(Exception):
    """There is more to seal than a token holds."""


class TokenExpired(Exception):
    """The token was sealed by this site, too long ago."""


class TokenDamaged(Exception):
    """The token was not sealed by this site with a key that it still has, or was changed since."""


class Sealer:
    """Seals and opens tokens: compact JSON, deflated, then authenticated encryption (Fernet).

    The first key seals, every key opens. Without keys a random one is made, which dies with the process.
    """

    def __init__(self, keys: Sequence[bytes] = (), hours: float = 2.0, clock: Callable[[], float] = time.time) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys or (Fernet.generate_key(),)])
        self._seconds = hours * 3600
        self._clock = clock

    def seal(self, plain: Mapping[str, Any]) -> str:
        """Return a token that holds `plain`, which JSON can say.

        Raises:
            TokenTooLarge: where the token would have more than 3 KB.
        """
        text = json.dumps(dict(plain), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        # surrogatepass: half a character, as a broken form can hold it, must not end in an error here
        data = text.encode("utf-8", "surrogatepass")
        if len(data) > _MOST_PLAIN:
            raise TokenTooLarge
        packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        packed = packer.compress(data) + packer.flush()
        token = self._fernet.encrypt_at_time(packed, int(self._clock())).decode("ascii")
        if len(token) > LARGEST:
            raise TokenTooLarge
        return token

    def open(self, token: str) -> dict[str, Any]:
        """Return what a token holds.

        Raises:
            TokenExpired: where it was sealed longer ago than tokens live.
            TokenDamaged: where it is no token of this site, or was changed.
        """
        raw = _canonical(token)
        try:
            packed = self._fernet.decrypt(token.encode("ascii"))
        except InvalidToken:
            raise TokenDamaged from None
        # the time stands in the clear beside its signature, which holds by now: eight bytes after the version
        age = self._clock() - int.from_bytes(raw[1:9], "big")
        if not -_SKEW <= age <= self._seconds:
            raise TokenExpired
        return _unpacked(packed)


def _canonical(token: str) -> bytes:
    """Return the bytes of a token that is written in the one way that they can be.

    Lenient decoders pass over foreign characters and spare bits, so that a changed token could open.
    """
    if len(token) > LARGEST:
        raise TokenDamaged
    try:
        raw = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        raise TokenDamaged from None
    if urlsafe_b64encode(raw).decode("ascii") != token:
        raise TokenDamaged
    return raw


def _unpacked(packed: bytes) -> dict[str, Any]:
    opener = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # never more than the bound, whatever a few bytes claim to unfold to
        data = opener.decompress(packed, _MOST_PLAIN + 1)
        if len(data) > _MOST_PLAIN or not opener.eof or opener.unused_data:
            raise TokenDamaged
        plain = json.loads(data.decode("utf-8", "surrogatepass"))
    except (zlib.error, ValueError, RecursionError):
        raise TokenDamaged from None
    if not isinstance(plain, dict):
        raise TokenDamaged
    return plain
