"""Key files: made once, for their owner alone, rotated without losing what is sealed, damaged ones refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from unblush.errors import ServeProblem
from unblush.interfaces.asgi.keys import VARIABLE, keys_in_force, make_keys, random_key, read_keys, rotate_keys
from unblush.interfaces.asgi.settings import Settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "unblush.keys"
    make_keys(made)
    return made


def test_a_new_file_is_for_its_owner_alone_and_leaves_nothing_beside_it(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert len(read_keys(path)) == 1


def test_a_file_that_is_there_is_never_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ServeProblem, match="is there already"):
        make_keys(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_rotation_puts_a_new_key_first_and_keeps_three(path: Path) -> None:
    first = read_keys(path)
    assert rotate_keys(path) == 2
    second = read_keys(path)
    assert second[1:] == first
    assert rotate_keys(path) == 3
    assert rotate_keys(path) == 3
    fourth = read_keys(path)
    assert len(set(fourth)) == 3
    assert first[0] not in fourth
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_rotation_goes_through_a_link_to_the_file_itself(path: Path) -> None:
    link = path.with_name("link.keys")
    link.symlink_to(path)
    rotate_keys(link)
    assert link.is_symlink()
    assert len(read_keys(path)) == 2


def test_remarks_and_empty_lines_are_passed_over(path: Path) -> None:
    key = read_keys(path)[0]
    path.write_bytes(b"\n# a remark\n\n  " + key + b"  \r\n")
    assert read_keys(path) == (key,)


@pytest.mark.parametrize("lost", [1, 2])
def test_a_damaged_line_is_named_and_not_shown(path: Path, lost: int) -> None:
    key = read_keys(path)[0]
    damaged = random_key()[:-lost]
    path.write_bytes(key + b"\n" + damaged + b"\n")
    with pytest.raises(ServeProblem, match="line 2 is damaged") as caught:
        read_keys(path)
    assert damaged.decode() not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "holds no key"), (b"# remark\n", "holds no key"), (b"\xff\xfe\n", "line 1"), (b"#" * 70_000, "bytes")],
)
def test_files_without_keys_say_what_to_do(path: Path, data: bytes, says: str) -> None:
    path.write_bytes(data)
    with pytest.raises(ServeProblem, match=says) as caught:
        read_keys(path)
    assert "Mend: " in str(caught.value)


def test_a_missing_file_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ServeProblem, match="--new-keys"):
        read_keys(tmp_path / "none.keys")
    with pytest.raises(ServeProblem, match="cannot be read"):
        read_keys(tmp_path)
    with pytest.raises(ServeProblem, match="cannot be written"):
        make_keys(tmp_path / "no-such-folder" / "some.keys")


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o602])
def test_a_file_that_others_may_open_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    with pytest.raises(ServeProblem, match=re.escape(f"chmod 600 {path}")):
        read_keys(path)
    with pytest.raises(ServeProblem, match="chmod 600"):
        rotate_keys(path)


def test_a_group_may_be_handed_the_file(path: Path) -> None:
    path.chmod(0o440)
    assert len(read_keys(path)) == 1


def test_the_keys_in_force_are_those_of_the_file_then_those_of_the_parent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert keys_in_force(Settings()) == ()
    key = random_key()
    monkeypatch.setenv(VARIABLE, key.decode())
    assert keys_in_force(Settings()) == (key,)
    assert keys_in_force(Settings(keys=path)) == read_keys(path)
