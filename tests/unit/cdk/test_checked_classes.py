"""Every class of the API looks at what it is given: none is left out, whoever writes the next module."""

from importlib import import_module
from operator import attrgetter

import pytest

from landform.cdk.api import Record, names_of, native_modules
from landform.cdk.core.checked import CheckedKind


@pytest.mark.parametrize("module", [*native_modules(), "assertions"])
def test_every_class_and_record_of_a_module_looks_at_its_arguments(module: str) -> None:
    place = import_module("landform.cdk" if module == "aws_cdk" else f"landform.cdk.{module}")
    kinds = {
        name: attrgetter(name)(place)
        for name, entry in names_of(module).items()
        if entry["kind"] in ("class", "record")
    }
    unchecked = [
        name
        for name, kind in kinds.items()
        if not isinstance(kind, CheckedKind) and not issubclass(kind, Record)
    ]
    assert unchecked == []
