"""Looks into objects with paths in them."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.aws_stepfunctions.rendering import contains_task_token, referenced_paths, render_object
from landform.cdk.core.native import Native


class FieldUtils(Native):
    """Renders objects with paths, and finds the paths."""

    @staticmethod
    def render_object(obj: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
        """The object as the Amazon States Language writes it."""
        return render_object(obj)

    @staticmethod
    def find_referenced_paths(obj: Mapping[str, Any] | None = None) -> list[str]:
        """The paths in it, sorted."""
        return sorted(set(referenced_paths(obj)))

    @staticmethod
    def contains_task_token(obj: Mapping[str, Any] | None = None) -> bool:
        """Whether it refers to the token of the task."""
        return contains_task_token(obj)
