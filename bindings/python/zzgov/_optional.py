"""Packages that only some functions need."""

from __future__ import annotations

from typing import Any


def need(module: str, extra: str) -> Any:
    """Imports what is optional, or says how to get it."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        raise ImportError(f'this needs {module}: pip install "zzgov[{extra}]"') from None


def installed(module: str) -> Any:
    """A module, or None where it is not there."""
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError:
        return None
