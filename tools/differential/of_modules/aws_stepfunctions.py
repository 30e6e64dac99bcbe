"""Calls of aws_stepfunctions."""

from typing import Any, Final

from tools.differential.making import construct, imported, minutes, static

_STATES: Final = "aws_stepfunctions"
_PASS: Final = construct(f"{_STATES}.Pass", "Pass0")
_INNER: Final = construct(f"{_STATES}.Pass", "Inner0")
_PATH: Final = static(f"{_STATES}.JsonPath.string_at", "$.p")
_LIST: Final = static(f"{_STATES}.JsonPath.list_at", "$.l")
_OBJECT: Final = static(f"{_STATES}.JsonPath.object_at", "$.o")
_BUCKET: Final = construct("aws_s3.Bucket", "Bucket0")
_BODY: Final = static(f"{_STATES}.DefinitionBody.from_chainable", construct(f"{_STATES}.Pass", "Defined0"))
_PATHS: Final = ("$.a", "$.b[0]")


def _filled(kind: str, method: str, place: int) -> Any:
    made = construct(f"{_STATES}.{kind}", f"{kind}{place}")
    return {"call": made, "name": method, "args": [_INNER]}


def _two_filled(kind: str, method: str) -> tuple[Any, Any]:
    return _filled(kind, method, 0), _filled(kind, method, 1)


VALUES: Final = {
    f"{_STATES}.IChainable": (_PASS, construct(f"{_STATES}.Succeed", "Succeed0")),
    f"{_STATES}.Pass": (_PASS, construct(f"{_STATES}.Pass", "Pass1")),
    f"{_STATES}.CustomState": (
        construct(f"{_STATES}.CustomState", "Custom0", state_json={"map": {"Type": "Pass"}}),
        construct(f"{_STATES}.CustomState", "Custom1", state_json={"map": {"Type": "Succeed"}}),
    ),
    f"{_STATES}.Parallel": _two_filled("Parallel", "branch"),
    f"{_STATES}.Map": _two_filled("Map", "item_processor"),
    f"{_STATES}.DistributedMap": _two_filled("DistributedMap", "item_processor"),
    f"{_STATES}.IStateMachine": (
        construct(f"{_STATES}.StateMachine", "Machine0", definition_body=_BODY),
        imported(f"{_STATES}.StateMachine.from_state_machine_name", "Machine1", "landform-b"),
    ),
}
ALWAYS: Final = {
    **{
        f"{_STATES}.{reader}": {"bucket": _BUCKET}
        for reader in (
            *("S3CsvItemReader", "S3JsonItemReader", "S3JsonLItemReader", "S3ManifestItemReader"),
            "S3ObjectsItemReader",
        )
    },
    f"{_STATES}.ItemBatcher": {"max_items_per_batch": 5},
    f"{_STATES}.StateMachine": {"definition_body": _BODY},
}
SAME: Final = {
    f"{_STATES}.State": f"{_STATES}.IChainable",
    f"{_STATES}.StateMachine": f"{_STATES}.IStateMachine",
    f"interfaces.{_STATES}.IStateMachineRef": f"{_STATES}.IStateMachine",
    f"{_STATES}.INextable": f"{_STATES}.Pass",
}
FINISHED: Final = {
    f"{_STATES}.Parallel": {"name": "branch", "args": [_INNER]},
    f"{_STATES}.Map": {"name": "item_processor", "args": [_INNER]},
    f"{_STATES}.DistributedMap": {"name": "item_processor", "args": [_INNER]},
}
OWN: Final[tuple[tuple[str, str, tuple[Any, Any]], ...]] = (
    (rf"{_STATES}\.Condition\.jsonata", r"condition", ("{% $x > 1 %}", "{% true %}")),
    (rf"{_STATES}\..*", r"jsonata_\w+", ("{% $states.input %}", "{% $x %}")),
    (
        rf"{_STATES}\.(JsonPath|Condition|Timeout|TaskInput|WaitTime)\..*",
        r"path|variable",
        ("$.a", "$$.b[0]"),
    ),
    (rf"{_STATES}\.JsonPath\.array_.*", r"array", (_LIST, _LIST)),
    (rf"{_STATES}\.JsonPath\..*", r"data|value1?2?", (_OBJECT, _OBJECT)),
    (rf"{_STATES}\.ItemBatcher", r"batch_input", ({"map": {"a": "b"}}, {"map": {"c": _PATH}})),
    (rf"{_STATES}\.TaskRole\..*", r"expression", _PATHS),
    (rf"{_STATES}\..*", r"\w+_path", _PATHS),
    (
        rf"{_STATES}\.FieldUtils\..*",
        r"obj",
        ({"map": {"a": _PATH, "b": {"map": {"c": _PATH}}}}, {"map": {}}),
    ),
    (
        rf"{_STATES}\..*(Activity|StateMachine)",
        r"kms_data_key_reuse_period_seconds",
        (minutes(5), minutes(5)),
    ),
)
