"""Results as tables in Markdown and as JSON, with the machine and what each aim has come to."""

import importlib.metadata
import os
import platform
import subprocess

import names

PACKAGES = ("numpy", "numba", "numexpr", "pandas", "polars", "duckdb", "pyarrow", "OpenFisca-Core")
REFERENCES = (names.NUMPY_BEST, names.NUMBA_EXACT, names.NUMBA_INTEGERS, names.BARE)
PANEL_REFERENCES = (names.PANEL, names.PANEL_POLARS, names.PANEL_PANDAS, names.PANEL_BINCOUNT)
LINE_REFERENCES = (names.COMMAND, names.PYTHON_JSON, names.CJSON)
FEW_ROWS = "16"


def cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        models = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    return models[0] if models else platform.machine()


def last_word(*command):
    """Of the first line that a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0].split()[-1]


def versions(command):
    found = {"zzgov": last_word(command, "--version"), "gcc": last_word("gcc", "--version")}
    found["Python"] = platform.python_version()
    for package in PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            pass
    return found


def machine(kernel, load_before):
    return {
        "cpu": cpu_model(),
        "cores": os.cpu_count(),
        "kernel": kernel,
        "load_before": round(load_before, 2),
        "load_after": round(os.getloadavg()[0], 2),
    }


# --- tables ----------------------------------------------------------------------------------------


def number(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value >= 1 else f"{value:.2g}"


def table(title, sizes, cell):
    """A row for each contender, a column for each size."""
    contenders = dict.fromkeys(name for size in reversed(sizes.values()) for name in size)
    threads = {name: result["threads"] for size in sizes.values() for name, result in size.items()}
    lines = [f"\n{title}\n", f"| | threads | {' | '.join(sizes)} |", f"|---|---|{'---|' * len(sizes)}"]
    for name in contenders:
        cells = [number(cell(label, size[name])) if name in size else "" for label, size in sizes.items()]
        if any(cells):
            lines.append(f"| {name} | {threads[name]} | {' | '.join(cells)} |")
    return lines


def rows_in(label):
    return int(label.split(" ")[0].replace(",", ""))


def nanoseconds(label, result):
    return result["seconds"] / rows_in(label) * 1e9


def millionths_off(_, result):
    return None if result["rows_off"] is None else result["rows_off"] * 1e6


def times_as_fast(name):
    """How many times as fast as another contender."""

    def cell(_, result):
        return 1 / result["to"][name] if name in result["to"] else None

    return cell


def times_as_long(name):
    def cell(_, result):
        return result["to"].get(name)

    return cell


def column_tables(sizes):
    yield from table("Columns of rows: nanoseconds per row", sizes, nanoseconds)
    yield from table("Times the streaming limit of as many threads and columns", sizes, lambda _, r: r["to_limit"])
    yield from table("Times as fast as numpy in place", sizes, times_as_fast(names.NUMPY_BEST))


def panel_tables(sizes):
    yield from table("Months of sixteen areas: nanoseconds per row", sizes, nanoseconds)
    yield from table("Times as long as the library takes", sizes, times_as_long(names.PANEL))
    yield from table("Rows in a million that are off by a fen", sizes, millionths_off)


def line_tables(sizes):
    yield from table("Requests a second", sizes, lambda label, r: rows_in(label) / r["seconds"])
    yield from table("Times as long as cJSON_Parse takes", sizes, times_as_long(names.CJSON))


def aim_table(aims):
    yield from ("\nAims\n", "| | aim | measured | |", "|---|---|---|---|")
    for aim in aims:
        verdict = {True: "reached", False: "not reached", None: "not measured"}[aim["reached"]]
        yield f"| {aim['what']} | {aim['sign']} {number(aim['aim'])} | {number(aim['measured'])} | {verdict} |"


def markdown(found):
    about = found["machine"]
    packages = ", ".join(f"{name} {version}" for name, version in found["versions"].items())
    yield f"{about['cpu']}, {about['cores']} cores, kernel {about['kernel']}. {packages}."
    yield f"\nLoad before {about['load_before']}, after {about['load_after']} (the measurement itself included)."
    for name in found["missing"]:
        yield f"\nMissing: {name}"
    yield from column_tables(found["columns"])
    yield from panel_tables(found["panel"])
    yield from line_tables(found["lines"])
    yield from aim_table(found["aims"])


# --- aims ------------------------------------------------------------------------------------------


def at_most(what, aim, measured):
    return {"what": what, "sign": "≤", "aim": aim, "measured": measured, "reached": measured and measured <= aim}


def at_least(what, aim, measured):
    return {"what": what, "sign": "≥", "aim": aim, "measured": measured, "reached": measured and measured >= aim}


def inverse(value):
    return 1 / value if value else None


def column_aims(label, size):
    ours = size[names.ZZGOV]
    integers = size[names.ZZGOV_INTEGERS]
    if label == FEW_ROWS:
        yield at_most(f"{label} rows: time / C by hand, checked", 2, ours["to"][names.BARE])
        return
    yield at_most(f"{label} rows: time / streaming limit", 1.15, ours["to_limit"])
    yield at_least(f"{label} rows: times as fast as numpy in place", 4, inverse(ours["to"][names.NUMPY_BEST]))
    yield at_most(f"{label} rows: time / numba exact", 1, ours["to"].get(names.NUMBA_EXACT))
    yield at_most(f"{label} rows of int64: time / numba exact", 1, integers["to"].get(names.NUMBA_INTEGERS))


def panel_aims(label, size):
    to = size.get(names.PANEL, {}).get("to", {})
    yield at_least(f"panel, {label}: times as fast as polars", 10, inverse(to.get(names.PANEL_POLARS)))
    yield at_least(f"panel, {label}: times as fast as pandas", 20, inverse(to.get(names.PANEL_PANDAS)))


def aims(found):
    for label, size in found["columns"].items():
        yield from column_aims(label, size)
    for label, size in found["panel"].items():
        yield from panel_aims(label, size)
    for label, size in found["lines"].items():
        per_second = rows_in(label) / size[names.COMMAND]["seconds"]
        yield at_least("requests of one area a second", 50_000, per_second)
