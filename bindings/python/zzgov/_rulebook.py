"""Rulebooks: the figures of the law, dated and cited."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from typing import Any

from . import core
from ._errors import Error, InvalidType
from ._files import read_file
from ._values import to_json


class Rulebook:
    """The figures of the law: immutable, hashable, picklable, shared freely between threads.

    >>> Rulebook.default()
    <zzgov.Rulebook zhengzhou 2020.9>
    >>> dearer = Rulebook.default().patch({"base-station-reward": {"ceiling_yuan": "6000"}})
    >>> dearer.patched
    True
    """

    __slots__ = ("_handle", "_patches", "_text")

    _handle: core.ZzgovRulebook
    _patches: tuple[bytes, ...]
    _text: str | None

    def __init__(self) -> None:
        raise TypeError("use Rulebook.default(), .load(path) or .loads(text)")

    @classmethod
    def _of(cls, handle: core.ZzgovRulebook, patches: tuple[bytes, ...] = ()) -> Rulebook:
        self = object.__new__(cls)
        self._handle, self._patches, self._text = handle, patches, None
        return self

    @classmethod
    def default(cls) -> Rulebook:
        """The rulebook that the library carries."""
        return _DEFAULT

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Rulebook:
        """Reads a rulebook from a file; a fault is told with path, line and column."""
        text = read_file(path)
        try:
            return cls.loads(text)
        except Error as error:
            error.message = f"{os.fspath(path)}: {error.message}"
            raise

    @classmethod
    def loads(cls, text: str | bytes) -> Rulebook:
        """Reads a rulebook from a JSON text."""
        if not isinstance(text, (str, bytes)):
            raise InvalidType(f"{type(text).__name__} is no JSON text", expected="str or bytes; load() takes a path")
        return cls._of(core.rulebook_load(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text))

    def patch(self, values: Mapping[str, Mapping[str, object]]) -> Rulebook:
        """Lays what-if values over it, ``{"<regulation>": {"<parameter>": <value>}}``; this one stays as it is."""
        text = to_json(values, "/rules")
        return self._of(core.rulebook_patch(self._handle, text), (*self._patches, text))

    def diff(self, other: Rulebook) -> str:
        """The parameters in which the other differs, a line each; "" where they agree."""
        if not isinstance(other, Rulebook):
            raise InvalidType(f"{type(other).__name__} is no rulebook", expected="a Rulebook")
        return core.rulebook_diff(self._handle, other._handle)

    @property
    def id(self) -> str:
        """Its id, such as "zhengzhou"."""
        return core.rulebook_get_id(self._handle)

    @property
    def version(self) -> str:
        """Its version, such as "2020.9"."""
        return core.rulebook_get_version(self._handle)

    @property
    def patched(self) -> bool:
        """Whether what-if values lie over it."""
        return core.rulebook_is_patched(self._handle)

    @property
    def text(self) -> str:
        """The JSON text that it was read from; of a patched one, that of the original."""
        if self._text is None:
            self._text = core.rulebook_get_text(self._handle)
        return self._text

    def to_dict(self) -> dict[str, Any]:
        """The same as a dict."""
        result: dict[str, Any] = json.loads(self.text)
        return result

    @property
    def digest(self) -> str:
        """SHA-256 of its text and of what lies over it: equal rulebooks have the same on every machine."""
        import hashlib  # takes longer to import than the rest of this file

        return hashlib.sha256(b"\0".join((self.text.encode(), *self._patches))).hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Rulebook):
            return NotImplemented
        return self is other or (self._patches == other._patches and self.text == other.text)

    def __hash__(self) -> int:
        return hash((self.text, self._patches))

    def __repr__(self) -> str:
        return f"<zzgov.Rulebook {self.id} {self.version}{', patched' if self.patched else ''}>"

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[str, tuple[bytes, ...]]]:
        # By value: another version of the library elsewhere must not lend other figures.
        return restored, (self.text, self._patches)


def restored(text: str, patches: tuple[bytes, ...]) -> Rulebook:
    rulebook = _DEFAULT if text == _DEFAULT.text else Rulebook.loads(text)
    for patch in patches:
        rulebook = Rulebook._of(core.rulebook_patch(rulebook._handle, patch), (*rulebook._patches, patch))
    return rulebook


_DEFAULT = Rulebook._of(core.rulebook_get_default())
