"""What the package says of itself: docstrings with examples that run, names that complete, help that is whole."""

import doctest
import importlib
import inspect
import pkgutil
import pydoc
import subprocess
import sys

import pytest

import zzgov

MODULES = ["zzgov", *(f"zzgov.{m.name}" for m in pkgutil.iter_modules(zzgov.__path__))]
NOT_OURS = {"zzgov.__main__", "zzgov._core", "zzgov.core", "zzgov._settle"}
"""Not ours, and what test_bases.py has."""
MODULES = [name for name in MODULES if name not in NOT_OURS]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(name)
    assert module.__doc__
    found = doctest.testmod(module)
    assert found.failed == 0


def test_examples_are_there():
    finder = doctest.DocTestFinder()
    examples = {
        test.name
        for name in [*MODULES, "zzgov._settle"]
        for test in finder.find(importlib.import_module(name))
        if test.examples
    }
    functions = {
        f"{module}.{name}"
        for module in ("zzgov._calculators", "zzgov._evaluate", "zzgov._settle_frame", "zzgov._settle", "zzgov.columns")
        for name, thing in vars(importlib.import_module(module)).items()
        if inspect.isfunction(thing) and thing.__module__ == module and not name.startswith("_") and name in PUBLIC
    }
    assert functions - examples <= {
        "zzgov._evaluate.evaluate_json",
        "zzgov.columns.eco_compensation_factors",
        "zzgov.columns.kernel",
    }


PUBLIC = {*zzgov.__all__, *zzgov.columns.__all__, *zzgov.results.__all__, *zzgov.plot.__all__}


@pytest.mark.parametrize(
    "module", [zzgov, zzgov.columns, zzgov.results, zzgov.plot], ids=lambda module: module.__name__
)
def test_public_names(module):
    """Sorted, there, documented, and nothing beside them is offered."""
    names = [name for name in module.__all__ if not name.isupper()]
    assert len(set(names)) == len(names)
    assert set(dir(module)) == set(module.__all__)
    for name in names:
        thing = getattr(module, name)
        assert name == "__version__" or (getattr(thing, "__doc__", None) or "").strip(), name


def test_public_methods_are_documented():
    for kind in (zzgov.Rulebook, zzgov.results.Result, zzgov.results.Explanation, zzgov.columns.Settlement):
        for name, thing in vars(kind).items():
            if not name.startswith("_") and (callable(thing) or isinstance(thing, (property, classmethod))):
                assert inspect.getdoc(getattr(kind, name)), (kind, name)


@pytest.mark.parametrize(
    "name", ["eco_compensation", "Rulebook", "columns.settle", "results.EcoCompensation", "InvalidValue", ""]
)
def test_help(name):
    thing = zzgov
    for part in filter(None, name.split(".")):
        thing = getattr(thing, part)
    text = pydoc.render_doc(thing, renderer=pydoc.plaintext)
    assert thing.__doc__.splitlines()[0] in text
    assert "SwigPyObject" not in text


def test_help_shows_defaults_and_types():
    text = pydoc.render_doc(zzgov.eco_compensation, renderer=pydoc.plaintext)
    assert "rate_base: \"Literal['mean-of-rates', 'rate-of-means']\" = 'mean-of-rates'" in text
    assert "lang: 'Lang' = 'en'" in text
    assert "EcoCompensation" in text


def test_completion():
    """In IPython: our names, none of Python's nor of SWIG's."""
    from IPython.core.completer import provisionalcompleter
    from IPython.terminal.interactiveshell import TerminalInteractiveShell

    shell = TerminalInteractiveShell.instance()
    shell.Completer.use_jedi = False
    try:
        shell.user_ns["zzgov"] = zzgov
        with provisionalcompleter():
            for text, wanted in (("zzgov.", set(zzgov.__all__)), ("zzgov.columns.", set(zzgov.columns.__all__))):
                found = {c.text.rpartition(".")[2] for c in shell.Completer.completions(text, len(text))}
                assert found == {name for name in wanted if not name.startswith("_")}
    finally:
        TerminalInteractiveShell.clear_instance()


def test_notebook_display():
    from cases import AREA, BASE
    from IPython.core.formatters import DisplayFormatter

    result = zzgov.eco_compensation("2020-11", [AREA], base=BASE)
    for thing in (result, result.explain()):
        data, _ = DisplayFormatter().format(thing)
        assert set(data) == {"text/plain", "text/html"}
        assert data["text/html"].startswith("<section")
        assert data["text/plain"] == repr(thing)


def test_stub_of_the_private_module():
    """core.pyi names what is there; nothing is there that it does not name but SWIG's own."""
    import ast
    from pathlib import Path

    tree = ast.parse(Path(zzgov.__file__).with_name("core.pyi").read_text())
    named = {n.name for n in tree.body if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    named |= {n.target.id for n in tree.body if isinstance(n, ast.AnnAssign)}
    there = {name for name in dir(zzgov.core) if not name.startswith(("_", "Swig", "SWIG", "Swig_", "swig"))}
    assert named <= there | {"eco_panel_bases"}
    assert there - named <= {"REPORT_COLOURED", "annotations", "typing"}


def test_show_versions(capsys):
    zzgov.show_versions()
    lines = dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())
    assert lines == zzgov.versions()
    assert lines["zzgov"] == zzgov.__version__
    assert lines["rulebook"] == "zhengzhou 2020.9"
    assert {"python", "platform", "kernel", "numpy", "pandas", "polars", "pyarrow"} <= set(lines)


def test_version_is_that_of_the_distribution(request):
    from importlib.metadata import PackageNotFoundError, version

    if request.config.getoption("--package"):
        assert zzgov.__version__.count(".") == 2
    else:
        try:
            assert version("zzgov") == zzgov.__version__
        except PackageNotFoundError:
            raise AssertionError("zzgov is not installed") from None


LIGHT = "import sys, zzgov; print(*sys.modules)"


def test_import_loads_little():
    """Neither NumPy nor what is slow to load; those come when they are needed."""
    modules = subprocess.run([sys.executable, "-c", LIGHT], capture_output=True, text=True, check=True).stdout.split()
    for heavy in (
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "matplotlib",
        "dataclasses",
        "inspect",
        "asyncio",
        "zzgov.columns",
    ):
        assert heavy not in modules


def test_names_that_come_later():
    names = {"columns", "plot", "results"}
    code = f"import zzgov; print(all(hasattr(zzgov, name) for name in {names!r})); print(zzgov.settle_frame.__name__)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "settle_frame"]
    assert not hasattr(zzgov, "colums")
    with pytest.raises(ImportError, match="colums"):
        exec("from zzgov import colums")
