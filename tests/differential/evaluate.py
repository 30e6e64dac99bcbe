"""Carries out generated calls with a construct library and says what they give.

Runs under aws-cdk-lib (as a program, with nothing of Landform: `python evaluate.py CASES OUT`) and under
Landform (imported by the test). A call is JSON:

    {"new": "aws_sqs.Queue", "id": "Q", "kw": {…}}          a construct in the stack, made once for its id
    {"new": "aws_iam.PolicyStatement", "args": […]}         another object
    {"static": "aws_cdk.Duration.minutes", "args": [5]}     a static method
    {"enum": "aws_sqs.QueueEncryption.KMS"}                 a member, or a static property
    {"record": "aws_s3.CorsRule", "kw": {…}}                keyword arguments under one name
    {"get": {…}, "name": "queue_arn"}                       a property
    {"call": {…}, "name": "grant", "args": […], "kw": {…}}  a method
    {"all": […]}                                            calls, made once; what the last one gives
    {"map": {…}}, [ … ], "text", 5, true, {"stack": true}
"""

import importlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

#: Letters of an error that are kept: enough to see what was refused.
ERROR_LETTERS = 160
#: How deep values of properties are shown.
DEPTH = 4


class Library:
    """A construct library, by the name of its root package."""

    def __init__(self, root: str, constructs: str) -> None:
        self.root = root
        self.core = importlib.import_module(root)
        self.constructs = constructs

    def find(self, path: str) -> Any:
        """`aws_sqs.Queue` and what is below it."""
        module, *names = path.split(".")
        if module == "aws_cdk":
            found = self.core
        elif module == "constructs":
            found = importlib.import_module(self.constructs)
        else:
            found = importlib.import_module(f"{self.root}.{module}")
        for name in names:
            found = getattr(found, name)
        return found


class Evaluation:
    """One case: an app with a stack, and the constructs made so far."""

    def __init__(self, library: Library, context: Mapping[str, Any], env: Mapping[str, str]) -> None:
        self.library = library
        core = library.core
        outdir = tempfile.mkdtemp(prefix="differential-")
        self.app = core.App(outdir=outdir, context=dict(context), analytics_reporting=False)
        self.stack = core.Stack(self.app, "S", env=core.Environment(**env) if env else None)
        self.made: dict[str, Any] = {}

    def value(self, call: Any) -> Any:
        """What a call gives."""
        if isinstance(call, list):
            return [self.value(each) for each in call]
        if not isinstance(call, dict):
            return call
        for kind, act in _KINDS.items():
            if kind in call:
                return act(self, call)
        raise AssertionError(f"no kind of call: {call}")

    def given(self, call: Any) -> tuple[list[Any], dict[str, Any]]:
        """The arguments of a call."""
        args = [self.value(each) for each in call.get("args", ())]
        return args, {name: self.value(each) for name, each in call.get("kw", {}).items()}


def _new(evaluation: Evaluation, call: Any) -> Any:
    kind = evaluation.library.find(call["new"])
    if "id" not in call:
        args, named = evaluation.given(call)
        return kind(*args, **named)
    if call["id"] not in evaluation.made:
        args, named = evaluation.given(call)
        evaluation.made[call["id"]] = kind(evaluation.stack, call["id"], *args, **named)
    return evaluation.made[call["id"]]


def _static(evaluation: Evaluation, call: Any) -> Any:
    key = json.dumps(call)
    if key not in evaluation.made:
        args, named = evaluation.given(call)
        evaluation.made[key] = evaluation.library.find(call["static"])(*args, **named)
    return evaluation.made[key]


def _all(evaluation: Evaluation, call: Any) -> Any:
    key = json.dumps(call)
    if key not in evaluation.made:
        evaluation.made[key] = [evaluation.value(each) for each in call["all"]][-1]
    return evaluation.made[key]


def _call(evaluation: Evaluation, call: Any) -> Any:
    owner = evaluation.value(call["call"])
    args, named = evaluation.given(call)
    return getattr(owner, call["name"])(*args, **named)


_KINDS: dict[str, Callable[[Evaluation, Any], Any]] = {
    "new": _new,
    "static": _static,
    "enum": lambda evaluation, call: evaluation.library.find(call["enum"]),
    "record": lambda evaluation, call: evaluation.library.find(call["record"])(**evaluation.given(call)[1]),
    "get": lambda evaluation, call: getattr(evaluation.value(call["get"]), call["name"]),
    "call": _call,
    "all": _all,
    "map": lambda evaluation, call: {name: evaluation.value(each) for name, each in call["map"].items()},
    "stack": lambda evaluation, call: evaluation.stack,
}


def answer(library: Library, case: Mapping[str, Any]) -> dict[str, Any]:
    """What a case gives: its error; or the value, and what the stack's template holds afterwards."""
    evaluation = None
    try:
        evaluation = Evaluation(library, case.get("context", {}), case.get("env", {}))
        found = evaluation.value(case["call"])
        if case.get("define"):
            _define(evaluation, found)
        shown = _shown(evaluation, found, tuple(case.get("show", ())), DEPTH)
        template = library.find("assertions.Template").from_stack(evaluation.stack).to_json()
    except Exception as error:
        text = str(error).strip() or type(error).__name__
        return {"error": text.splitlines()[0][:ERROR_LETTERS]}
    finally:
        if evaluation is not None:
            _remove(Path(evaluation.app.outdir))
    return {"value": shown, "template": _without_version(template)}


def _define(evaluation: Evaluation, state: Any) -> None:
    """Have a state machine of the state, so that the template shows it and what it may do."""
    body = evaluation.library.find("aws_stepfunctions.DefinitionBody").from_chainable(state)
    evaluation.library.find("aws_stepfunctions.StateMachine")(
        evaluation.stack, "Machine", definition_body=body
    )


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _shown(evaluation: Evaluation, value: Any, names: tuple[str, ...], depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, str | int | float):
        return evaluation.stack.resolve(value)
    if depth == 0:
        return "…"
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return evaluation.stack.resolve(list(value))  # a list may be a token as a whole
    if isinstance(value, list | tuple):
        return [_shown(evaluation, each, names, depth - 1) for each in value]
    if isinstance(value, dict):
        return {str(name): _shown(evaluation, each, names, depth - 1) for name, each in value.items()}
    found = {name: getattr(value, name, None) for name in names}
    return {"object": {name: _shown(evaluation, each, (), depth - 1) for name, each in found.items()}}


def _without_version(template: Any) -> Any:
    template.pop("Parameters", None) if set(template.get("Parameters", ())) == {"BootstrapVersion"} else None
    template.get("Parameters", {}).pop("BootstrapVersion", None)
    template.get("Rules", {}).pop("CheckBootstrapVersion", None)
    if template.get("Rules") == {}:
        del template["Rules"]
    return template


def main() -> None:
    """Answer the cases of a file with aws-cdk-lib."""
    cases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    library = Library("aws_cdk", "constructs")
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        for case in cases:
            out.write(json.dumps(answer(library, case)) + "\n")
    os._exit(0)  # the library's Node would first take leave of thousands of apps


if __name__ == "__main__":
    main()
