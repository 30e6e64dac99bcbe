"""Calls of triggers."""

from typing import Any, Final

from tools.differential.making import construct, enum, minutes, static

_LAMBDA: Final = "aws_lambda"
_FUNCTION: Final[dict[str, Any]] = {
    "code": static(f"{_LAMBDA}.Code.from_inline", "x"),
    "handler": "index.handler",
    "runtime": enum(f"{_LAMBDA}.Runtime.PYTHON_3_12"),
}
_HANDLER: Final = construct(f"{_LAMBDA}.Function", "Handler0", **_FUNCTION)
_TOPIC: Final = construct("aws_sns.Topic", "Topic0")
_OTHER: Final = construct("aws_sns.Topic", "Topic1")

VALUES: Final[dict[str, tuple[Any, ...]]] = {}
SAME: Final[dict[str, str]] = {}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    "triggers.Trigger": {"handler": _HANDLER},
    "triggers.TriggerFunction": _FUNCTION,
}
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "triggers.Trigger": {
        "order": {"kw": {"execute_after": [_TOPIC], "execute_before": [_OTHER]}},
        "unchanged": {
            "kw": {
                "execute_on_handler_change": False,
                "invocation_type": enum("triggers.InvocationType.EVENT"),
                "timeout": minutes(20),
            }
        },
    },
    "triggers.TriggerFunction": {
        "order": {"kw": {"execute_after": [_TOPIC], "execute_before": [_OTHER]}},
        "timeout": {"kw": {"timeout": minutes(3), "execute_on_handler_change": False}},
    },
}
