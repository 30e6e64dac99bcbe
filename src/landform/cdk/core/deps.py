"""Dependencies between elements, and what they mean across stacks, nested stacks and stages."""

from typing import Any


def add_dependency(source: Any, target: Any, reason: str | None = None) -> None:
    """Make source (a stack or a resource) come after target, on whatever level they share."""
    from landform.cdk.core.stack import Stack
    from landform.cdk.core.stage import Stage

    if source is target:
        return
    source_stack, target_stack = Stack.of(source), Stack.of(target)
    source_stage, target_stage = Stage.of(source_stack), Stage.of(target_stack)
    if source_stage is not target_stage:
        raise ValueError(
            f"You cannot have a dependency from '{source.node.path}' (in {_stage(source_stage)}) to "
            f"'{target.node.path}' (in {_stage(target_stage)}): dependency cannot cross stage boundaries"
        )
    source_path, target_path = _path_to_top(source_stack), _path_to_top(target_stack)
    shared = [each for each in source_path if each in target_path]
    if not shared:
        _on_assembly(source_path[0], target_path[0], reason)
        return
    common = shared[-1]
    below_source, below_target = _in(common, source, source_path), _in(common, target, target_path)
    if below_source is not None and below_target is not None and below_source is not below_target:
        below_source._add_resource_dependency(below_target)


def counts(source: Any, target: Any) -> bool:
    """Whether a dependency between constructs means anything: of a whole stack on its own part it does not.

    The other way round it cannot be.
    """
    from landform.cdk.core.stack import Stack
    from landform.cdk.core.stage import Stage

    if isinstance(target, Stack | Stage) and source is not target and _holds(target, source):
        kind = "stage" if isinstance(target, Stage) else "nested-stack" if target.nested else "stack"
        raise ValueError(
            f"CannotDependOnParent: '{source.node.path}' cannot depend on parent {kind} '{target.node.path}'"
        )
    return not (isinstance(source, Stack | Stage) and _holds(source, target))


def _holds(unit: Any, element: Any) -> bool:
    """Whether a stack or a stage is deployed with what is in it."""
    from landform.cdk.core.stack import Stack
    from landform.cdk.core.stage import Stage

    if isinstance(unit, Stage):
        return unit in element.node.scopes
    stack = next((each for each in reversed(element.node.scopes) if isinstance(each, Stack)), None)
    return stack is not None and unit in _path_to_top(stack)


def _path_to_top(stack: Any) -> list[Any]:
    """The stacks from the top one down to this one, through nested stacks."""
    path: list[Any] = [stack]
    while path[0].nested_stack_parent is not None:
        path.insert(0, path[0].nested_stack_parent)
    return path


def _in(common: Any, element: Any, path: list[Any]) -> Any:
    """What stands for the element inside the common stack: itself, or the nested stack that holds it."""
    index = path.index(common)
    if index + 1 < len(path):
        return path[index + 1].nested_stack_resource
    return None if element is common else element


def _on_assembly(source: Any, target: Any, reason: str | None) -> None:
    source._add_assembly_dependency(target, reason)


def _stage(stage: Any) -> str:
    return f'Stage "{stage.node.path}"' if stage is not None and stage.node.path else "App"
