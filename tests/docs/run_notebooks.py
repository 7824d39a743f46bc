#!/usr/bin/env python3
"""Runs docs/notebooks/*.ipynb from the top in fresh kernels and compares what they show with what is stored.

    run_notebooks.py [--write] [NOTEBOOK...]

The kernel is this interpreter, which needs zzgov[all], nbclient and ipykernel. Text and HTML must be the
same to the letter; a picture must be there, but its bytes change with each version of matplotlib.
Standard error must stay empty, and no output may hold a path or a time, for a reader has others.
--write puts the outputs into the notebooks, and takes away what is of one machine.
"""

import argparse
import base64
import io
import os
import re
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "notebooks"
SECONDS = 120
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PERSONAL = re.compile(r"(?:^|[\s'\"(])/(?:home|root|tmp|usr|opt|var)/|\b\d+(?:\.\d+)? ?(?:ms|µs)\b|0x[0-9a-f]{6,}")


def execute(notebook: Any) -> None:
    """In the folder of the notebooks, as Jupyter would."""
    resources = {"metadata": {"path": str(FOLDER)}}
    quiet = ["--log-level=ERROR"]
    NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", resources=resources, extra_arguments=quiet
    ).execute()


# --- outputs -----------------------------------------------------------------------------------------


def shown(output: Any) -> dict[str, Any]:
    """What of an output must stay the same."""
    if output.output_type == "stream":
        return {output.name: output.text}
    if output.output_type == "error":
        return {"error": f"{output.ename}: {output.evalue}"}
    return {kind: "a picture" if kind == "image/png" else data for kind, data in output.data.items()}


def outputs_of(cell: Any) -> list[dict[str, Any]]:
    """Output that came in pieces is one."""
    joined: list[dict[str, Any]] = []
    for output in map(shown, cell.outputs):
        if joined and len(output) == 1 and output.keys() == joined[-1].keys() <= {"stdout", "stderr"}:
            name = next(iter(output))
            joined[-1][name] += output[name]
        else:
            joined.append(output)
    return joined


def faults_of(cell: Any) -> list[str]:
    """What no reader should see."""
    found = []
    for output in outputs_of(cell):
        for kind, data in output.items():
            if kind in ("stderr", "error"):
                found.append(f"{kind}: {data}")
            elif personal := PERSONAL.search(str(data)):
                found.append(f"{kind} is of one machine: {personal[0]!r}")
    return found


def compare(stored: Any, got: Any) -> list[str]:
    faults = []
    for number, (before, after) in enumerate(zip(stored.cells, got.cells, strict=True), 1):
        if before.cell_type != "code":
            continue
        expected, found = outputs_of(before), outputs_of(after)
        if expected != found:
            faults.append(f"cell {number} shows something else\n--- stored\n{expected}\n--- now\n{found}")
        faults += [f"cell {number}: {fault}" for fault in faults_of(after)]
    return faults


# --- storing -----------------------------------------------------------------------------------------


def smaller(png: str) -> str:
    """Few colours, and no word on what drew it."""
    out = io.BytesIO()
    Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(
        out, "png", optimize=True
    )
    return base64.b64encode(out.getvalue()).decode()


def normalise(notebook: Any) -> None:
    """Without what changes from one machine, or one run, to the next."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = nbformat.from_dict({})
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
            if "image/png" in output.get("data", {}):
                output.data["image/png"] = smaller(output.data["image/png"])


def same_form(notebook: Any) -> list[str]:
    """Whether it is as --write would have stored it, its pictures aside."""
    faults = []
    if dict(notebook.metadata) != METADATA:
        faults.append("its metadata are of one machine")
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        faults.append(f"it was not run from the top: {counts}")
    return faults


def check(path: Path, write: bool) -> list[str]:
    stored: Any = nbformat.read(path, as_version=4)
    notebook: Any = nbformat.read(path, as_version=4)
    try:
        execute(notebook)
    except CellExecutionError as error:
        return [str(error)]
    if not write:
        return same_form(stored) + compare(stored, notebook)
    normalise(notebook)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    return [fault for cell in notebook.cells if cell.cell_type == "code" for fault in faults_of(cell)]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="store the outputs")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK")
    options = parser.parse_args(arguments)
    paths = options.notebooks or sorted(FOLDER.glob("*.ipynb"))
    with tempfile.TemporaryDirectory() as place:  # no settings of the user's
        os.environ.update(IPYTHONDIR=place, JUPYTER_CONFIG_DIR=place, MPLBACKEND="", LC_ALL="C.UTF-8")
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda path: check(path, options.write), paths))
    for path, faults in zip(paths, found, strict=True):
        for fault in faults:
            print(f"{path.name}: {fault}")
    failed = sum(map(bool, found))
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
