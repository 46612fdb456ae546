"""Laws of the seal: what goes in comes out, and nothing else is ever believed."""

from __future__ import annotations

import json
import zlib

import pytest
from cryptography.fernet import Fernet
from hypothesis import assume, given
from hypothesis import strategies as st

from unblush.interfaces.web.seal import LARGEST, Sealer, TokenDamaged, TokenExpired, TokenTooLarge

KEY, OTHER = Fernet.generate_key(), Fernet.generate_key()
MARKER = "marker-of-this-test"
NOW = 1_790_000_000.0

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
anything = st.text(st.characters(codec=None), max_size=20)
values = st.recursive(
    scalars | anything,
    lambda part: st.lists(part, max_size=4) | st.dictionaries(anything, part, max_size=4),
    max_leaves=12,
)
plains = st.dictionaries(anything, values, max_size=6)


def at(seconds: float, *keys: bytes, hours: float = 2.0) -> Sealer:
    return Sealer(keys or (KEY,), hours, clock=lambda: NOW + seconds)


@given(plains)
def test_what_is_sealed_opens_again(plain: dict) -> None:
    sealer = at(0)
    try:
        token = sealer.seal(plain)
    except TokenTooLarge:
        assume(False)
    assert sealer.open(token) == plain
    assert len(token) <= LARGEST
    assert token.isascii()


@given(st.data())
def test_any_changed_character_is_damage(data: st.DataObject) -> None:
    token = at(0).seal({"answers": ["a", 1, None]})
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters(codec="utf-8").filter(lambda c: c != token[place]))
    with pytest.raises(TokenDamaged):
        at(0).open(token[:place] + other + token[place + 1 :])


@given(st.integers(0, 255), st.integers(1, 255))
def test_any_flipped_bit_is_damage(place: int, mask: int) -> None:
    token = bytearray(at(0).seal({"answers": ["a", 1, None]}).encode())
    token[place % len(token)] ^= mask
    with pytest.raises(TokenDamaged):
        at(0).open(token.decode("latin-1"))


@given(st.text(max_size=200))
def test_no_text_from_outside_opens(text: str) -> None:
    with pytest.raises(TokenDamaged):
        at(0).open(text)


@pytest.mark.parametrize("added", [" ", "\n", "=", "A", "\x00", "é"])
def test_a_token_is_written_in_one_way_only(added: str) -> None:
    token = at(0).seal({"a": 1})
    for changed in (token + added, added + token, token[:9] + added + token[9:], token.rstrip("=")):
        with pytest.raises(TokenDamaged):
            at(0).open(changed if changed != token else token + "=")


@given(st.floats(0.1, 48), st.floats(1, 1e6))
def test_an_old_token_is_expired_and_said_to_be(hours: float, late: float) -> None:
    token = at(0, hours=hours).seal({"a": 1})
    assert at(hours * 3600 - 1, hours=hours).open(token) == {"a": 1}
    with pytest.raises(TokenExpired):
        at(hours * 3600 + late, hours=hours).open(token)


def test_another_servers_clock_may_run_ahead_a_little() -> None:
    token = at(120).seal({"a": 1})
    assert at(0).open(token) == {"a": 1}
    with pytest.raises(TokenExpired):
        at(0).open(at(3600).seal({"a": 1}))


@given(plains.filter(lambda plain: len(repr(plain)) < 1000))
def test_a_rotated_key_still_opens_and_a_foreign_one_never(plain: dict) -> None:
    token = at(0, KEY).seal(plain)
    assert at(0, OTHER, KEY).open(token) == plain
    with pytest.raises(TokenDamaged):
        at(0, OTHER).open(token)
    with pytest.raises(TokenDamaged):
        at(0, KEY).open(at(0, OTHER, KEY).seal(plain))  # the first key seals


def test_without_keys_each_server_has_its_own() -> None:
    token = Sealer().seal({"a": 1})
    with pytest.raises(TokenDamaged):
        Sealer().open(token)


@given(st.text(max_size=100), st.text(max_size=100))
def test_no_token_shows_what_it_holds(before: str, after: str) -> None:
    token = at(0).seal({"answers": before + MARKER + after, MARKER: 1})
    assert MARKER not in token


def test_more_than_a_token_holds_is_refused_and_no_whole_interview_is() -> None:
    noise = [f"{i * 7919 % 10007:x}" for i in range(1200)]
    with pytest.raises(TokenTooLarge):
        at(0).seal({"answers": noise})
    with pytest.raises(TokenTooLarge):
        at(0).seal({"answers": "a" * 70_000})  # would deflate to nothing, and unfold past the bound
    pages = [[f"page_number_{i}", [f"item_{i}_{k}" for k in range(3)]] for i in range(40)]
    assert len(at(0).seal({"answers": pages})) <= LARGEST


def test_what_cannot_be_said_in_json_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="JSON"):
        at(0).seal({"a": float("nan")})


def packed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    "inside",
    [
        packed(b" " * 1_000_000 + b"{}"),
        packed(json.dumps([1]).encode()),
        packed(b"{"),
        packed(b"\xff\xff"),
        packed(b"[" * 60_000),
        packed(b"{}")[:-1],
        packed(b"{}") + b"more",
        b"no deflate",
        b"",
    ],
    ids=["bomb", "list", "half", "no-utf8", "deep", "cut", "more", "foreign", "empty"],
)
def test_whatever_else_a_key_has_sealed_is_damage(inside: bytes) -> None:
    token = Fernet(KEY).encrypt_at_time(inside, int(NOW)).decode()
    with pytest.raises(TokenDamaged):
        at(0).open(token)


def test_a_token_longer_than_tokens_are_is_not_even_read() -> None:
    with pytest.raises(TokenDamaged):
        at(0).open("A" * 10_000_000)
