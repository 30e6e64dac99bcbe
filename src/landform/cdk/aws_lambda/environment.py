"""The variables of a function.

Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
"""

from typing import Any, Final

RESERVED: Final = frozenset(
    [
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
        "AWS_DEFAULT_REGION",
        "AWS_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "LAMBDA_TASK_ROOT",
        "LAMBDA_RUNTIME_DIR",
    ]
)
"""Variables that Lambda sets itself."""


class Environment:
    """The variables of one function."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._removable: set[str] = set()

    def add(self, name: str, value: str, removable: bool = False) -> None:
        """Set a variable. Raises ValueError for one that Lambda sets itself."""
        if name in RESERVED:
            raise ValueError(
                f"{name} environment variable is reserved by the lambda runtime and can not be set manually. "
                "See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"
            )
        self._values[name] = value
        if removable:
            self._removable.add(name)
        else:
            self._removable.discard(name)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def written(self) -> dict[str, Any] | None:
        """As CloudFormation writes them, by name, so that the order of setting makes no new version."""
        if not self._values:
            return None
        return {"Variables": {name: self._values[name] for name in sorted(self._values)}}

    def remove_for_edge(self) -> list[str]:
        """Take away what may be left out at the edge; the names of the others, which may not be there."""
        for name in self._removable:
            self._values.pop(name, None)
        return sorted(self._values)
