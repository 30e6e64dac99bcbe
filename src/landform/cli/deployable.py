"""What a stack may hold that the engine cannot deploy: refused before anything is made."""

from collections.abc import Iterable

from landform.cli.checked import Checked
from landform.cli.errors import usage_error

_NESTED_STACK = "AWS::CloudFormation::Stack"


def require_no_nested_stacks(checked: Iterable[Checked]) -> None:
    """Raise CommandError that names every nested stack."""
    found = [
        f"  {resource.logical_id} in {each.stack_name} ({resource.location})"
        for each in checked
        for resource in each.template.resources.values()
        if resource.type_name == _NESTED_STACK
    ]
    if found:
        raise usage_error(
            "nested stacks (AWS::CloudFormation::Stack) are not supported yet, so nothing was made:\n"
            + "\n".join(found),
            "make them stacks of their own; references between stacks become exports and imports",
        )
