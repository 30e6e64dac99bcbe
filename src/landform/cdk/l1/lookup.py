"""Finds the generated class of a resource type for the classes that wrap it."""

from importlib import import_module
from typing import Any


def cfn_class(module: str, name: str) -> Any:
    """The class `name` of a service's module, such as `CfnAlarm` of `aws_cloudwatch`; made on first use."""
    return getattr(import_module(f"landform.cdk.{module}"), name)
