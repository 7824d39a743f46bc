"""A misspelt name is answered with the name that was meant."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from ._errors import InvalidValue

P = ParamSpec("P")
R = TypeVar("R")


def hint(name: str, known: Iterable[str]) -> str:
    """ "; did you mean …?" or nothing."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def one_of(value: object, known: Iterable[str], path: str) -> None:
    """Refuses a word that is none of these."""
    words = list(known)
    if value not in words:
        near = hint(value, words) if isinstance(value, str) else ""
        raise InvalidValue(f"{value!r}{near}", path=path, expected=" or ".join(f'"{word}"' for word in words))


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Answers a misspelt keyword with the one that was meant."""
    names = function.__code__.co_varnames[: function.__code__.co_argcount + function.__code__.co_kwonlyargcount]

    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        for name in kwargs:
            if name not in names:
                raise TypeError(f'{function.__name__}() has no argument "{name}"{hint(name, names)}')
        return function(*args, **kwargs)

    return call
