"""The recorded gaps of the native modules are real and only become fewer."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from tools.check_l2_api import native_modules, read_gaps

_MOST = 613


def test_the_list_of_gaps_only_shrinks() -> None:
    """Lower the number when gaps are closed; never raise it."""
    assert sum(len(names) for names in read_gaps().values()) <= _MOST


def test_every_native_module_is_held_to_the_api() -> None:
    assert sorted(read_gaps()) == sorted(native_modules())


@pytest.mark.parametrize("module", native_modules())
def test_a_class_that_is_recorded_as_missing_is_missing(module: str) -> None:
    name = "landform.cdk" if module == "aws_cdk" else f"landform.cdk.{module}"
    if find_spec(name) is None:
        assert read_gaps()[module] == ["(the module)"]
        return
    place = import_module(name)
    simple = [each for each in read_gaps()[module] if each.isidentifier()]
    assert [each for each in simple if hasattr(place, each)] == []
