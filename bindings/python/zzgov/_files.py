"""Files that users name."""

from __future__ import annotations

import os

from ._errors import Unreadable


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file, whatever its name is made of."""
    try:
        with open(os.fspath(path), "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise Unreadable(f"{os.fspath(path)!r} cannot be read: {getattr(error, 'strerror', error)}") from None
