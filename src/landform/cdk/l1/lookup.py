"""Finds what is made from data for the classes that are written by hand: resource classes and records."""

from importlib import import_module
from typing import Any

from landform.cdk.api import find
from landform.cdk.core.struct import record


def cfn_class(module: str, name: str) -> Any:
    """The class `name` of a service's module, such as `CfnAlarm` of `aws_cloudwatch`; made on first use."""
    return getattr(import_module(f"landform.cdk.{module}"), name)


def given(module: str, name: str, value: Any) -> Any:
    """The value as the API's record of that name, where it was given as a map; None stays None."""
    kind = find(module, name)
    assert kind is not None  # the API has it
    return record(kind, value)
