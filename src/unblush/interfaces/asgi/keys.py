"""The file of keys that seal interviews: made, read and rotated; what it holds is never shown."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet

from unblush.errors import ServeProblem
from unblush.interfaces.asgi.settings import Settings

VARIABLE: Final = "UNBLUSH_SERVE_KEYS"
"""Random keys that one server made for its worker processes, with commas between them."""

MOST_KEYS: Final = 3
_MOST_BYTES: Final = 64_000
_HEAD: Final = """\
# The keys that seal interviews on the pages of Unblush. Who has this file can read what people answer: keep it secret.
# One key a line. The first one seals, all of them open. Put a new key first with: unblush serve --rotate-keys FILE
"""


def random_key() -> bytes:
    """Return a new key."""
    return Fernet.generate_key()


def read_keys(path: Path) -> tuple[bytes, ...]:
    """Read a file of keys, one a line; lines that begin with # are remarks. The first key seals, all open.

    Raises:
        ServeProblem: where the file is missing, open to others, empty, or has a line that is no key.
    """
    make = f"make one with: unblush serve --new-keys {path}"
    try:
        with path.open("rb") as file:
            mode, data = os.fstat(file.fileno()).st_mode, file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise ServeProblem(str(path), "there is no such file of keys", make) from None
    except OSError as error:
        raise ServeProblem(str(path), f"cannot be read ({error.strerror})", "name a file that you may read") from None
    # Windows keeps no such bits; a group may read, since that is how systemd and others hand a secret to one service
    if os.name != "nt" and stat.S_IMODE(mode) & 0o037:
        what = "others on this machine may read or change these keys"
        raise ServeProblem(str(path), what, f"chmod 600 {path}")
    if len(data) > _MOST_BYTES:
        raise ServeProblem(str(path), f"has more than {_MOST_BYTES:,} bytes, so it holds no keys", make)
    found = []
    for number, line in enumerate(data.splitlines(), start=1):
        key = line.strip()
        if not key or key.startswith(b"#"):
            continue
        if not _is_key(key):
            what = f"line {number} is damaged: it is no key"
            raise ServeProblem(str(path), what, "copy the file again, or take the line out")
        found.append(key)
    if not found:
        raise ServeProblem(str(path), "holds no key", f"delete it, and {make}")
    return tuple(found)


def make_keys(path: Path) -> None:
    """Write a new file with one random key, for its owner alone; never over one that is there.

    Raises:
        ServeProblem: where the file is there already, or cannot be written.
    """
    temporary = _written_beside(path, [random_key()])
    try:
        # a link, unlike a rename, never takes the place of a file that is there
        os.link(temporary, path)
    except FileExistsError:
        what = "is there already, so nothing was written"
        raise ServeProblem(str(path), what, "name a new file, or add a key with --rotate-keys") from None
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        temporary.unlink(missing_ok=True)


def rotate_keys(path: Path) -> int:
    """Put a new key before those of a file, keep at most three, and return how many there are now.

    Raises:
        ServeProblem: where the file cannot be read as keys, or cannot be written.
    """
    keys = [random_key(), *read_keys(path)][:MOST_KEYS]
    whole = path.resolve()
    try:
        before = whole.stat()
        temporary = _written_beside(whole, keys)
        try:
            if os.name != "nt" and temporary.stat().st_uid != before.st_uid:
                os.chown(temporary, before.st_uid, before.st_gid)  # root rotates for the account that serves
            temporary.replace(whole)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from None
    return len(keys)


def keys_in_force(settings: Settings) -> tuple[bytes, ...]:
    """Return the keys that a server seals with: those of its file, or those its parent made, or else none.

    Raises:
        ServeProblem: as `read_keys` does.
    """
    if settings.keys is not None:
        return read_keys(settings.keys)
    return tuple(key.encode() for key in os.environ.get(VARIABLE, "").split(",") if key)


def _is_key(key: bytes) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True


def _written_beside(path: Path, keys: list[bytes]) -> Path:
    """Write a whole file of keys beside its place, on the disk for certain, and return where."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # made with mode 0600
    except OSError as error:
        raise _cannot_write(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_HEAD.encode() + b"\n".join(keys) + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _cannot_write(path, error) from None
    return temporary


def _cannot_write(path: Path, error: OSError) -> ServeProblem:
    return ServeProblem(str(path), f"cannot be written ({error.strerror})", "name a file in a folder of yours")
