"""Termination protection, as an app asks for it: set after the stack is there."""

from collections.abc import Collection, Iterable

from landform.cli.checked import Checked
from landform.cli.target import Target


def protect(target: Target, checked: Iterable[Checked], good: Collection[str]) -> None:
    """Switch protection on or off for stacks that ended well and say otherwise than their app."""
    asked = {
        each.stack_name: each.file.facts.termination_protection
        for each in checked
        if each.file.facts is not None and each.stack_name in good
    }
    stacks = target.stacks() if asked else {}
    for name, wanted in asked.items():
        if name in stacks and bool(stacks[name].get("EnableTerminationProtection")) != wanted:
            target.client.update_termination_protection(StackName=name, EnableTerminationProtection=wanted)
