"""The worked examples in the docstrings, run."""

import doctest
import importlib
import inspect
import pkgutil
from types import FunctionType, ModuleType

import pytest

import annotator.agreement

TOUCH_THE_APP = {"models", "queries", "actions", "pages", "routes", "commands"}


def modules() -> list[str]:
    """The pure modules of the feature."""
    found = pkgutil.walk_packages(annotator.agreement.__path__, "annotator.agreement.")
    return [one.name for one in found if one.name.split(".")[-1] not in TOUCH_THE_APP]


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_come_out_as_printed(name: str) -> None:
    assert doctest.testmod(loaded(name)).failed == 0


@pytest.mark.parametrize("name", [name for name in modules() if ".coefficients." in name])
def test_every_measure_has_an_example_and_says_when_not_to_use_it(name: str) -> None:
    for function in measures(loaded(name)):
        text = inspect.getdoc(function) or ""
        assert ">>>" in text, f"{function.__name__} has no example"
        assert "*Not" in text or "*Never" in text, (
            f"{function.__name__} does not say when not to use it"
        )


def test_every_public_function_of_the_package_is_documented() -> None:
    for name in annotator.agreement.__all__:
        assert inspect.getdoc(getattr(annotator.agreement, name)), name


def loaded(name: str) -> ModuleType:
    return importlib.import_module(name)


def measures(module: ModuleType) -> list[FunctionType]:
    """Functions that the package offers and that give a coefficient of ratings."""
    return [
        one
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__
        and name in annotator.agreement.__all__
        and "Coefficient" in str(inspect.signature(one).return_annotation)
    ]
