"""An environment with nothing but the wheel: no NumPy, no pandas, no compiler in sight, warnings are errors.

python -W error bare.py WHEEL
"""

import array
import importlib.metadata
import importlib.util
import pickle
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path

OTHERS = ("numpy", "pandas", "polars", "pyarrow", "matplotlib", "tqdm", "dask")
AREA = {"name": "金水区", "pm25": 58, "pm10": 88, "pm25_improvement": "9", "pm10_improvement": "6"}
BASE = {"pm25": 52, "pm25_improvement": 8, "pm10": 90, "pm10_improvement": 6}


def check_environment():
    assert not any(importlib.util.find_spec(name) for name in OTHERS), "not bare"
    import zzgov

    assert Path(zzgov.__file__).is_relative_to(sys.prefix), zzgov.__file__
    assert importlib.metadata.version("zzgov") == zzgov.__version__
    assert not importlib.metadata.requires("zzgov") or all(
        "extra ==" in r for r in importlib.metadata.requires("zzgov")
    )


def check_calculators():
    import zzgov

    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    assert result.total_yuan == Decimal("700000.00")
    assert "700,000.00" in repr(result)
    assert "ECO-05" in str(result.explain())
    assert result._repr_html_().startswith("<section")
    assert pickle.loads(pickle.dumps(result)) == result
    zzgov.show_versions()
    assert zzgov.versions()["numpy"] == "not installed"


def check_columns():
    """Arrays of Python's own in, such arrays out."""
    import zzgov

    pm25, pm10, better = (array.array("d", column) for column in ([58, 52], [88, 90], [9, 8]))
    bases = {f"{name}_base": value for name, value in BASE.items()}
    found = zzgov.columns.eco_compensation(pm25, pm10, better, better, **bases)
    assert found == array.array("q", [70_000_000, 0])
    found, status = zzgov.columns.eco_compensation(pm25, pm10, better, better, **bases, errors="status")
    assert status == array.array("B", [0, 0])
    factors = zzgov.columns.eco_compensation_factors(pm25, pm10, better, better, **bases)
    assert factors["pm25"] == array.array("q", [70_000_000, 0])


def check_what_is_missing():
    """A line to install it, at the call that needs it."""
    import zzgov

    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    column = array.array("d", [58, 52])
    for extra, call in (
        ("pandas", result.to_frame),
        ("plot", result.plot),
        ("plot", zzgov.plot.schedule),
        ("numpy", lambda: zzgov.columns.settle(["2020-11"] * 2, column, column, column, column)),
    ):
        assert f'pip install "zzgov[{extra}]"' in said(call), extra


def said(call):
    try:
        call()
    except ImportError as error:
        return str(error)
    return "nothing is missed"


def check_star():
    names = {}
    exec("from zzgov import *", names)
    assert {"eco_compensation", "columns", "plot", "Error"} <= set(names)


def check_command():
    for command in ([sys.executable, "-m", "zzgov"], [str(Path(sys.executable).with_name("zzgov"))]):
        done = subprocess.run([*command, "list"], capture_output=True, text=True, check=True)
        assert done.stdout.startswith("eco-compensation")
        assert done.stderr == ""


# --- the wheel ---------------------------------------------------------------------------------------------

SYSTEM = ("libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "ld-linux")
LICENCES = ("LICENSE", "NOTICE.md", "LGPL-2.1.txt", "LGPL-3.0.txt", "GPL-3.0.txt", "PCRE2.txt", "cJSON.txt")


def check_wheel(path):
    """Tags of the stable interface, the licences, types, and nothing that belongs to a C library's package."""
    names = zipfile.ZipFile(path).namelist()
    assert path.name.startswith("zzgov-"), path
    assert "-cp311-abi3-manylinux" in path.name, path.name
    assert "zzgov/_core.abi3.so" in names
    assert {"zzgov/py.typed", "zzgov/core.pyi", "zzgov/core.py", "zzgov/plot.py"} <= set(names)
    for licence in LICENCES:
        assert any(name.endswith(f"/{licence}") and ".dist-info/licenses/" in name for name in names), licence
    folders = {name.split("/")[0] for name in names}
    assert all(folder in ("zzgov", "zzgov.libs") or folder.endswith(".dist-info") for folder in folders), folders
    assert not [name for name in names if name.endswith((".h", ".pc", ".a", ".c", ".i"))]
    assert not [name for name in names if "libzzgov" in name], "the core is inside"


def needed(path):
    done = subprocess.run(["readelf", "-dW", str(path)], capture_output=True, text=True, check=True)
    return [line.split("[")[1].split("]")[0] for line in done.stdout.splitlines() if "(NEEDED)" in line]


def check_libraries():
    """What the extension needs is in the wheel or belongs to every Linux; GLib does not."""
    import zzgov

    folder = Path(zzgov.__file__).parent
    carried = {path.name for path in folder.with_name("zzgov.libs").iterdir()}
    for library in (folder / "_core.abi3.so", *folder.with_name("zzgov.libs").iterdir()):
        for name in needed(library):
            assert name in carried or name.startswith(SYSTEM), f"{library.name} needs {name}"
    symbols = subprocess.run(
        ["nm", "-D", "--defined-only", str(folder / "_core.abi3.so")], capture_output=True, text=True, check=True
    )
    assert [line.split()[-1] for line in symbols.stdout.splitlines()] == ["PyInit__core"]


def main():
    checks = [check_environment, check_calculators, check_columns, check_what_is_missing, check_star, check_command]
    for check in [*checks, check_libraries]:
        check()
    check_wheel(Path(sys.argv[1]))
    print(f"{len(checks) + 2} checks passed")


if __name__ == "__main__":
    main()
