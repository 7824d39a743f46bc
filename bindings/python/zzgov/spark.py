"""zzgov in Spark: months settled by the workers, exact to the fen, and what-if sweeps in one pass.

    import zzgov.spark
    settled = zzgov.spark.settle(readings, month="month", area="name")
    tried = zzgov.spark.sweep(readings, {"dearer": {...}}, month="month", area="name")

Both only say what is to be done, as Spark's own transformations do; the work begins with an action.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ._errors import Error, InvalidType, InvalidValue, MissingField
from ._groups import READINGS
from ._names import checked, hint
from ._optional import need
from ._rulebook import Rulebook
from ._settle import rate_base_number
from ._settle_frame import AMOUNTS
from ._versions import __version__
from .columns import rulebook_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame  # pyright: ignore[reportMissingImports]
    from pyspark.sql.types import StructField  # pyright: ignore[reportMissingImports]

    from ._calculators import Rules

__all__ = ["settle", "sweep"]


@checked
def settle(
    df: DataFrame,
    *,
    month: str,
    area: str,
    pm25: str = "pm25",
    pm10: str = "pm10",
    pm25_last_year: str = "pm25_last_year",
    pm10_last_year: str = "pm10_last_year",
    within: str | Sequence[str] = (),
    rate_base: Literal["mean-of-rates", "rate-of-means"] = "mean-of-rates",
    rulebook: Rules | None = None,
) -> DataFrame:
    """All columns and, after them, what each row has deducted in fen: ``pm25_fen`` … ``total_fen``, bigint.

    Rows of one month ("2020-11", or a date, its first day) have a base in common; with ``within``,
    columns such as a city's or a scenario's name, those that agree in them, too. At most 1,000 rows
    a month, each area once. Rows come back in another order.
    """
    given = Given(df, month, area, (pm25, pm10, pm25_last_year, pm10_last_year), within)
    base = rulebook_of(rulebook)
    carried = tuple(df.columns)
    return given.mapped(_job({"": base}, rate_base), carried, [*df.schema.fields, *_amounts(carried)], False)


@checked
def sweep(
    df: DataFrame,
    patches: Mapping[str, Rules],
    *,
    month: str,
    area: str,
    pm25: str = "pm25",
    pm10: str = "pm10",
    pm25_last_year: str = "pm25_last_year",
    pm10_last_year: str = "pm10_last_year",
    within: str | Sequence[str] = (),
    rate_base: Literal["mean-of-rates", "rate-of-means"] = "mean-of-rates",
    rulebook: Rules | None = None,
) -> DataFrame:
    """The same by many rulebooks in one pass over the data: a row for each reading and each variant.

    ``patches`` names what-if values over ``rulebook``, ``{"dearer": {"eco-compensation": {…}}}``; ``{}``
    stands for it as it is. Columns are those of ``month``, ``within`` and ``area``, then ``variant`` and the
    amounts as settle() has them.
    """
    given = Given(df, month, area, (pm25, pm10, pm25_last_year, pm10_last_year), within)
    base = rulebook_of(rulebook)
    types = need("pyspark.sql.types", "spark")
    carried = tuple(dict.fromkeys((month, *given.within, area)))
    fields = [df.schema[name] for name in carried]
    variant = types.StructField("variant", types.StringType(), False)
    if "variant" in carried:
        raise _taken("variant")
    return given.mapped(
        _job(_variants(base, patches), rate_base), carried, [*fields, variant, *_amounts(carried)], True
    )


# --- what is asked ------------------------------------------------------------------------------------


def _variants(base: Rulebook, patches: Mapping[str, Rules]) -> dict[str, Rulebook]:
    if not isinstance(patches, Mapping) or not patches:
        raise InvalidType(
            f"{type(patches).__name__} {patches!r:.60}", path="/patches", expected="names and their what-if values"
        )
    variants = {}
    for name, values in patches.items():
        if not isinstance(name, str):
            raise InvalidType(f"{name!r} is no name", path="/patches", expected="a string")
        try:
            variants[name] = values if isinstance(values, Rulebook) else base.patch(values)
        except Error as error:
            error.message = f"{error.message} (variant {name})"
            raise
    return variants


def _job(variants: Mapping[str, Rulebook], rate_base: str) -> dict[str, Any]:
    """Plain values only: a worker looks at the versions before it opens anything of ours."""
    own = Rulebook.default()
    return {
        "version": __version__,
        "default": own.digest,
        "rulebooks": tuple((name, book.text, book._patches, book.digest) for name, book in variants.items()),
        "law": f"{own.id} {own.version}",
        "rate_base": rate_base_number(rate_base),
    }


def on_worker(job: dict[str, Any]) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """A function within a function travels by its code: also to a worker that lacks zzgov, to say so."""

    def settle_partition(batches: Iterator[Any]) -> Iterator[Any]:
        try:
            from zzgov._spark_worker import settle_partition as settle
        except ImportError as error:
            raise RuntimeError(f'this worker lacks zzgov: pip install "zzgov[spark]=={job["version"]}"') from error
        yield from settle(job, batches)

    return settle_partition


# --- columns ------------------------------------------------------------------------------------------


def _column(name: str) -> Any:
    """Also one whose name has a dot."""
    quoted = name.replace("`", "``")
    return need("pyspark.sql.functions", "spark").col(f"`{quoted}`")


def _taken(name: str) -> InvalidValue:
    return InvalidValue(f'there is a column "{name}" already', path="", expected=f"another name: {name} is added")


def _amounts(carried: Sequence[str]) -> list[StructField]:
    types = need("pyspark.sql.types", "spark")
    for name in AMOUNTS:
        if name in carried:
            raise _taken(name)
    return [types.StructField(name, types.LongType(), False) for name in AMOUNTS]


class Given:
    """The columns that are read, checked on the driver: a fault there costs no job."""

    def __init__(
        self, df: DataFrame, month: str, area: str, readings: Sequence[str], within: str | Sequence[str]
    ) -> None:
        need("pyspark", "spark")
        need("pyarrow", "spark")
        need("numpy", "spark")
        self.df = df
        self.within = (within,) if isinstance(within, str) else tuple(within)
        self.read = {"month": month, "area": area, **dict(zip(READINGS, readings, strict=True))}
        for member, name in (*self.read.items(), *(("within", name) for name in self.within)):
            self._check_name(name, member)
        self._check_types()

    def _check_name(self, name: str, member: str) -> None:
        if self.df.columns.count(name) == 1:
            return
        fault = "two columns are" if name in self.df.columns else "no column is"
        raise MissingField(
            f"{fault} {name}{hint(str(name), self.df.columns)}", path=f"/{member}", expected="a column of the DataFrame"
        )

    def _check_types(self) -> None:
        types = need("pyspark.sql.types", "spark")
        months = (types.StringType, types.CharType, types.VarcharType, types.DateType)
        self._check_type("month", months, "string YYYY-MM, or date")
        for member in READINGS:
            found = self.df.schema[self.read[member]].dataType
            is_float = isinstance(found, types.FloatType)
            remedy = "; round(cast(… as double), 6) is what was measured" if is_float else ""
            numbers = (types.DoubleType, types.DecimalType, types.IntegralType)
            self._check_type(member, numbers, f"double, decimal or whole numbers{remedy}")

    def _check_type(self, member: str, allowed: tuple[type, ...], expected: str) -> None:
        name = self.read[member]
        found = self.df.schema[name].dataType
        if not isinstance(found, allowed):
            raise InvalidType(f"{name} is {found.simpleString()}", path=f"/{member}", expected=expected)

    def mapped(self, job: dict[str, Any], carried: Sequence[str], fields: Sequence[Any], sweeps: bool) -> DataFrame:
        prepared, places = self.prepared(carried)
        names = tuple(field.name for field in fields)
        job = job | {"places": places, "n_carried": len(carried), "names": names, "sweeps": sweeps}
        types = need("pyspark.sql.types", "spark")
        return prepared.mapInArrow(on_worker(job), types.StructType(list(fields)))

    def prepared(self, carried: Sequence[str]) -> tuple[DataFrame, dict[str, int]]:
        """What is carried through and what is read, and where the latter stands; mapInArrow() wants plain names."""
        columns = {name: _column(name) for name in carried}
        places = {member: self._place(columns, member, name) for member, name in self.read.items()}
        for member, counted in self._counted().items():
            places[member] = len(columns)
            columns[f"_zzgov_{member}"] = counted
        return self.df.select(*(column.alias(f"_{i}") for i, column in enumerate(columns.values()))), places

    def _place(self, columns: dict[str, Any], member: str, name: str) -> int:
        """Where the worker finds it; what is no double yet becomes one."""
        types = need("pyspark.sql.types", "spark")
        as_it_is = member not in READINGS or isinstance(self.df.schema[name].dataType, types.DoubleType)
        inner = name if as_it_is else f"_zzgov_{member}"
        columns.setdefault(inner, _column(name) if as_it_is else _column(name).cast("double"))
        return list(columns).index(inner)

    def _counted(self) -> dict[str, Any]:
        """A row's number within its month, and how many the month has: Spark brings a month together to tell, and a
        worker sees what it lacks.
        """
        functions = need("pyspark.sql.functions", "spark")
        window = need("pyspark.sql.window", "spark").Window
        in_order = window.partitionBy(*map(_column, (self.read["month"], *self.within))).orderBy(
            _column(self.read["area"])
        )
        whole = in_order.rowsBetween(window.unboundedPreceding, window.unboundedFollowing)
        return {
            "row": functions.row_number().over(in_order),
            "rows": functions.count(functions.lit(1)).over(whole),
        }
