"""What is at work, for the report of a fault."""

from __future__ import annotations

from . import core
from ._rulebook import Rulebook

__version__ = core.version()


def versions() -> dict[str, str]:
    """Versions of the library, of its rulebook and of what it works with."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    known = {
        "zzgov": __version__,
        "rulebook": f"{Rulebook.default().id} {Rulebook.default().version}",
        "kernel": core.columns_kernel(),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }
    for name in ("numpy", "pandas", "polars", "pyarrow", "matplotlib", "duckdb", "pyspark"):
        try:
            known[name] = version(name)
        except PackageNotFoundError:
            known[name] = "not installed"
    return known


def show_versions() -> None:
    """Prints them, ready to paste."""
    for name, value in versions().items():
        print(f"{name:<12} {value}")
