"""The library through ctypes, and the C code to measure it against."""

import ctypes
import os
import shutil
import subprocess
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_int32, c_size_t, c_ssize_t, c_uint, c_void_p
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
DOUBLES, MILLIONTHS = 1, 2
MEAN_OF_RATES = 1
N_FACTORS = 4


class Error(Structure):
    _fields_ = [("domain", ctypes.c_uint32), ("code", c_int), ("message", c_char_p)]


class Column(Structure):
    _fields_ = [("data", c_void_p), ("stride", c_ssize_t)]


class EcoColumns(Structure):
    _fields_ = [
        ("size", c_size_t),
        ("n_rows", c_size_t),
        ("month", c_int32),
        ("type", c_int),
        ("values", Column * N_FACTORS),
        ("bases", Column * N_FACTORS),
        ("total_fen", c_void_p),
        ("factor_fen", c_void_p * N_FACTORS),
        ("status", c_void_p),
        ("threads", c_uint),
        ("progress", c_void_p),
        ("progress_data", c_void_p),
    ]


class EcoPanel(Structure):
    _fields_ = [
        ("size", c_size_t),
        ("n_rows", c_size_t),
        ("n_groups", c_size_t),
        ("n_areas", c_size_t),
        ("group", c_void_p),
        ("area", c_void_p),
        ("months", c_void_p),
        ("type", c_int),
        ("pm25", Column),
        ("pm25_last_year", Column),
        ("pm10", Column),
        ("pm10_last_year", Column),
        ("rate_base", c_int),
        ("total_fen", c_void_p),
        ("factor_fen", c_void_p * N_FACTORS),
        ("group_total_fen", c_void_p),
        ("area_total_fen", c_void_p),
        ("group_base", c_void_p * N_FACTORS),
        ("status", c_void_p),
        ("threads", c_uint),
        ("progress", c_void_p),
        ("progress_data", c_void_p),
    ]


class BenchRows(Structure):
    """`Rows` of limit.c."""

    _fields_ = [
        ("column", c_void_p * 8),
        ("out", c_void_p),
        ("n_rows", c_size_t),
        ("from_row", c_size_t),
        ("until_row", c_size_t),
    ]


def month(year, number):
    return year * 12 + number - 1


def address(array):
    """Of an array's first value; the caller keeps the array."""
    return array.ctypes.data


def column(array, one=False):
    return Column(address(array), 0 if one else array.strides[0])


class Library:
    """libzzgov. One loaded from a copy of its file has a kernel of its own. It must not come upon an error: GLib
    takes the domain of errors from one only."""

    def __init__(self, path, is_copy=False):
        self.handle = ctypes.CDLL(str(path))
        self.evaluate = ctypes.cast(self.handle.zzgov_evaluate_json, c_void_p)
        self.handle.zzgov_rulebook_get_default.restype = c_void_p
        self.handle.zzgov_columns_kernel.restype = c_char_p
        self.rulebook = c_void_p(self.handle.zzgov_rulebook_get_default())
        self.kernel = self.handle.zzgov_columns_kernel().decode()
        self.columns = self.function("zzgov_eco_compensation_columns")
        self.panel = self.function("zzgov_eco_compensation_panel")
        if not is_copy:
            self.check_size(self.columns, EcoColumns(type=DOUBLES, month=month(2020, 11)))
            self.check_size(self.panel, EcoPanel(type=DOUBLES, rate_base=MEAN_OF_RATES))

    def function(self, name):
        """None where the library has no such function."""
        found = getattr(self.handle, name, None)
        if found is not None:
            found.restype = ctypes.c_bool
            found.argtypes = [c_void_p, c_void_p, c_void_p, POINTER(POINTER(Error))]
        return found

    def check_size(self, function, asked):
        """The library takes the size that our struct has, and refuses one byte less: it is the header's."""
        if function is None:
            return
        asked.size = ctypes.sizeof(asked)
        error = POINTER(Error)()
        if not function(self.rulebook, byref(asked), None, byref(error)):
            raise SystemExit(error.contents.message.decode())
        asked.size -= 1
        if function(self.rulebook, byref(asked), None, byref(error)) or b"size" not in error.contents.message:
            raise SystemExit(f"{type(asked).__name__} is not the header's")


def kernels(path, folder):
    """The library once for each kernel that runs here: ZZGOV_KERNEL is read once, so each has its own copy."""
    found = {}
    before = os.environ.get("ZZGOV_KERNEL")
    for name in ("avx512", "avx2", "plain"):
        copy = folder / f"libzzgov-{name}.so"
        shutil.copyfile(path, copy)
        os.environ["ZZGOV_KERNEL"] = name
        library = Library(copy, is_copy=True)
        if library.kernel == name:
            found[name] = library
    del os.environ["ZZGOV_KERNEL"]
    if before is not None:
        os.environ["ZZGOV_KERNEL"] = before
    return found


def eco_columns(rows, millionths=False, one_base=False, threads=1):
    """Rows as the library wants them. The arrays are kept by `rows`."""
    columns = rows.millionths if millionths else rows.doubles
    return EcoColumns(
        size=ctypes.sizeof(EcoColumns),
        n_rows=rows.n,
        month=month(2020, 11),
        type=MILLIONTHS if millionths else DOUBLES,
        values=(Column * N_FACTORS)(*(column(c) for c in columns[0::2])),
        bases=(Column * N_FACTORS)(*(column(c, one_base) for c in columns[1::2])),
        total_fen=address(rows.out),
        threads=threads,
    )


def eco_panel(panel):
    """A panel as the library wants it; `months` is kept with it."""
    months = np.array([month(2020, 10) + g % 120 for g in range(panel.n_groups)], np.int32)
    asked = EcoPanel(
        size=ctypes.sizeof(EcoPanel),
        n_rows=panel.n,
        n_groups=panel.n_groups,
        group=address(panel.group),
        months=address(months),
        type=DOUBLES,
        rate_base=MEAN_OF_RATES,
        total_fen=address(panel.out),
    )
    asked.pm25, asked.pm25_last_year, asked.pm10, asked.pm10_last_year = (column(c) for c in panel.doubles)
    asked.kept = months
    return asked


def bench_rows(rows):
    """Rows as limit.c wants them."""
    columns = (c_void_p * 8)(*(address(c) for c in rows.doubles))  # four of a panel; the others are not read
    return BenchRows(columns, address(rows.out), rows.n, 0, rows.n)


def flags(package):
    done = subprocess.run(["pkg-config", "--cflags", "--libs", package], capture_output=True, text=True, check=True)
    return done.stdout.split()


def build_limit(folder):
    """limit.c for this very machine, as a library of its own."""
    target = folder / "limit.so"
    optimise = ["-O3", "-march=native", "-fno-trapping-math", "-fno-math-errno"]
    subprocess.run(
        ["gcc", "-std=gnu11", *optimise, "-fPIC", "-shared", "-pthread", str(HERE / "limit.c"), "-o", str(target)]
        + [*flags("libcjson"), "-lm"],
        check=True,
    )
    limit = ctypes.CDLL(str(target))
    limit.bench_stream.argtypes = [c_void_p, c_uint, ctypes.c_bool, c_uint, c_size_t]
    limit.bench_bare.argtypes = [c_void_p, c_size_t]
    limit.bench_library.argtypes = [c_void_p, c_void_p, c_void_p, c_size_t]
    limit.bench_parse_lines.argtypes = [c_char_p, c_size_t]
    limit.bench_evaluate_lines.argtypes = [c_void_p, c_void_p, c_char_p, c_size_t]
    for name in ("bench_stream", "bench_bare", "bench_library"):
        getattr(limit, name).restype = ctypes.c_bool
    for name in ("bench_parse_lines", "bench_evaluate_lines"):
        getattr(limit, name).restype = c_size_t
    return limit
