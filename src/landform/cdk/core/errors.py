"""Kinds of errors, told apart by what raised them."""

from typing import Any

from landform.cdk.core.native import Native


class Errors(Native):
    """Asks which kind an error is; ours are Python's own exceptions."""

    @staticmethod
    def is_construct_error(x: Any) -> bool:
        """Whether constructs raise it."""
        return isinstance(x, ValueError | TypeError | KeyError | RuntimeError)

    @staticmethod
    def is_validation_error(x: Any) -> bool:
        """Whether something given was wrong."""
        return isinstance(x, ValueError | TypeError)

    @staticmethod
    def is_assertion_error(x: Any) -> bool:
        """Whether a claim of a test failed."""
        return isinstance(x, AssertionError)

    @staticmethod
    def is_assumption_error(x: Any) -> bool:
        """Whether something impossible happened."""
        return isinstance(x, AssertionError)

    @staticmethod
    def is_cloud_assembly_error(x: Any) -> bool:
        """Whether an assembly could not be read or written."""
        return isinstance(x, OSError)

    @staticmethod
    def is_execution_error(x: Any) -> bool:
        """Whether a program that was run failed."""
        import subprocess

        return isinstance(x, subprocess.SubprocessError)
