"""The native modules have the whole API, but for a list of gaps that only becomes shorter."""

import pytest
from tools.check_l2_api import gaps_of, read_gaps

from landform.cdk.api import native_modules


@pytest.mark.parametrize("module", native_modules())
def test_a_native_module_lacks_nothing_but_what_is_recorded(module: str) -> None:
    """Write the list again when gaps are closed (tools/check_l2_api.py); never let it grow."""
    assert gaps_of(module) == read_gaps()[module]


def test_the_list_of_gaps_names_native_modules_only() -> None:
    assert sorted(read_gaps()) == sorted(native_modules())
