"""What a worker of Spark does: whole months out of batches, settled by each rulebook."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from ._errors import Error, InternalError, InvalidRulebook, LimitExceeded
from ._groups import MOST_ROWS, READINGS, check_areas, located, settle_groups
from ._rulebook import Rulebook, restored
from ._versions import __version__


def settle_partition(job: dict[str, Any], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Each month as soon as all of it is there."""
    check_versions(job)
    rulebooks = opened(job["rulebooks"])
    for months in whole_months(Months(batch, job["places"]) for batch in batches):
        yield from _settled(job, rulebooks, months)


def check_versions(job: dict[str, Any]) -> None:
    """Another zzgov, or another law in it, would give other figures on other machines."""
    own = Rulebook.default()
    if (job["version"], job["default"]) == (__version__, own.digest):
        return
    raise InvalidRulebook(
        f"this worker has zzgov {__version__} with the rulebook {own.id} {own.version} ({own.digest[:12]}), "
        f"the driver zzgov {job['version']} with {job['law']} ({job['default'][:12]})",
        expected="the same zzgov on the driver and on all workers",
    )


@functools.lru_cache(maxsize=4)
def opened(rulebooks: tuple[tuple[str, str, tuple[bytes, ...], str], ...]) -> tuple[tuple[str, Rulebook], ...]:
    """Once for each process, however many tasks it runs."""
    found = tuple((name, restored(text, patches)) for name, text, patches, _ in rulebooks)
    for (name, book), (*_, digest) in zip(found, rulebooks, strict=True):
        if book.digest != digest:
            raise InvalidRulebook(f"the rulebook {name} reads as another on this worker", expected=f"sha256 {digest}")
    return found


# --- batches to months --------------------------------------------------------------------------------


class Months:
    """Rows of a batch, and where their columns are."""

    def __init__(self, batch: pa.RecordBatch, places: dict[str, int]) -> None:
        self.batch, self.places = batch, places
        self.n = len(batch)
        self.number, self.due = (self.column(name).to_numpy(zero_copy_only=False) for name in ("row", "rows"))
        self.starts = np.flatnonzero(self.number == 1)
        self.sizes = np.diff(np.append(self.starts, self.n))

    def column(self, name: str) -> Any:
        return self.batch.column(self.places[name])

    def part(self, start: int, stop: int) -> Months:
        return Months(self.batch.slice(start, stop - start), self.places)

    def after(self, rest: Months | None) -> Months:
        return self if rest is None else Months(pa.concat_batches([rest.batch, self.batch]), self.places)

    def labels(self) -> list[object]:
        """Of each month."""
        found: list[object] = self.column("month").take(pa.array(self.starts)).to_pylist()
        return found

    def row(self, number: int) -> str:
        return f"month {self.column('month')[number]}, area {self.column('area')[number]}"

    def n_complete(self) -> int:
        """How many rows belong to months that end here; raises where a row is missing or out of line."""
        if self.n == 0:
            return 0
        if len(self.starts) == 0 or self.starts[0] != 0:
            raise self.in_pieces(0)
        due = self.due[self.starts]
        if (due > MOST_ROWS).any():
            raise self._too_large(int(np.argmax(due > MOST_ROWS)))
        in_line = self.number == np.arange(1, self.n + 1) - np.repeat(self.starts, self.sizes)
        whole = np.append(self.sizes[:-1] == due[:-1], self.sizes[-1] <= due[-1])
        if not in_line.all() or not whole.all():
            raise self.in_pieces(int(np.argmin(in_line)) if whole.all() else int(self.starts[np.argmin(whole)]))
        return self.n if self.sizes[-1] == due[-1] else int(self.starts[-1])

    def in_pieces(self, row: int) -> Error:
        return InternalError(
            f"the {self.due[row]} rows of a month are not together in one partition ({self.row(row)})",
            expected="all rows of a month, one after the other",
        )

    def _too_large(self, month: int) -> Error:
        n, label = self.due[self.starts[month]], self.labels()[month]
        fault = f"{n} rows in month {label}; at most {MOST_ROWS} are allowed"
        return LimitExceeded(fault, path="/month", expected="within=…, if they are of several cities or scenarios")


def whole_months(batches: Iterable[Months]) -> Iterator[Months]:
    """Batches cut where months end; rows of a month must follow each other, all of them."""
    rest: Months | None = None
    for batch in batches:
        joined = batch.after(rest)
        n = joined.n_complete()
        rest = joined.part(n, joined.n) if n < joined.n else None
        if n:
            yield joined.part(0, n)
    if rest is not None:
        raise rest.in_pieces(0)


# --- months to amounts --------------------------------------------------------------------------------


def _settled(
    job: dict[str, Any], rulebooks: tuple[tuple[str, Rulebook], ...], months: Months
) -> Iterator[pa.RecordBatch]:
    labels = months.labels()
    readings = {name: months.column(name) for name in READINGS}
    try:
        check_areas(months.column("area"), months.sizes)
        for variant, rulebook in rulebooks:
            yield _answer(
                job, months.batch, variant, settle_groups(rulebook, labels, months.sizes, readings, job["rate_base"])
            )
    except Error as error:
        raise located(error, months.row, lambda number: f"month {labels[number]}") from None


def _answer(job: dict[str, Any], batch: pa.RecordBatch, variant: str, amounts: Iterable[Any]) -> pa.RecordBatch:
    carried = batch.columns[: job["n_carried"]]
    variants = [pa.repeat(pa.scalar(variant, pa.string()), len(batch))] if job["sweeps"] else []
    return pa.RecordBatch.from_arrays([*carried, *variants, *(pa.array(a) for a in amounts)], names=job["names"])
