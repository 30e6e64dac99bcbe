"""What is to be done to one stack: its template, what is deployed now, and the parameters to send."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landform.cli.checked import Checked, pseudo_parameters
from landform.cli.console import say
from landform.cli.ordering import Interface, interface_of
from landform.cli.target import Target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import ParameterTypeDef, StackTypeDef

_HIDDEN = "****"  # what the API shows of a NoEcho value


@dataclass(frozen=True, slots=True, kw_only=True)
class StackWork:
    """One stack of the command."""

    checked: Checked
    current: "StackTypeDef | None"  # None: there is no such stack
    kept: Mapping[str, str]  # parameters not given now that keep what an earlier deployment gave them
    interface: Interface

    @property
    def stack_name(self) -> str:
        """The stack's name."""
        return self.checked.stack_name

    @property
    def status(self) -> str | None:
        """The stack's status, or None when there is no stack."""
        return self.current["StackStatus"] if self.current else None

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever deployed (a stack under review is only a name)."""
        return self.status in (None, "REVIEW_IN_PROGRESS")

    @property
    def is_leftover(self) -> bool:
        """Whether only the husk of a failed creation is there, to be deleted and made anew."""
        return self.status == "ROLLBACK_COMPLETE"

    @property
    def exports(self) -> dict[str, str]:
        """The exports the stack makes now, with their values."""
        outputs = self.current.get("Outputs", []) if self.current else []
        return {each["ExportName"]: each["OutputValue"] for each in outputs if "ExportName" in each}

    def parameter_shapes(self) -> "list[ParameterTypeDef]":
        """The parameters as the API takes them."""
        shapes: list[ParameterTypeDef] = [
            {"ParameterKey": name, "ParameterValue": value} for name, value in self.checked.parameters.items()
        ]
        if not self.is_leftover:
            shapes.extend({"ParameterKey": name, "UsePreviousValue": True} for name in self.kept)
        return shapes


def gather(target: Target, checked: Iterable[Checked]) -> list[StackWork]:
    """The work on each stack, with what is deployed now."""
    stacks = target.stacks()
    found: list[StackWork] = []
    for each in checked:
        current = stacks.get(each.stack_name)
        kept = _kept(target, each, current) if current else {}
        interface = interface_of(
            each.template,
            {**kept, **each.parameters},
            pseudo_parameters(each.stack_name, target.options),
        )
        found.append(StackWork(checked=each, current=current, kept=kept, interface=interface))
        _tell_kept(each, kept)
    return found


def _kept(target: Target, checked: Checked, current: "StackTypeDef") -> dict[str, str]:
    """Deployed values to go on with: those that were given, not those that were the default then.

    A default that is edited in the template takes effect, a value given once need not be given again.
    """
    declared = checked.template.parameters
    candidates = {
        each["ParameterKey"]: each["ParameterValue"]
        for each in current.get("Parameters", [])
        if each["ParameterKey"] in declared
        and each["ParameterKey"] not in checked.parameters
        and each["ParameterValue"] != declared[each["ParameterKey"]].default
    }
    if not candidates:
        return {}
    summary = target.client.get_template_summary(StackName=current["StackId"])
    then = {each["ParameterKey"]: each.get("DefaultValue") for each in summary["Parameters"]}
    return {
        name: value
        for name, value in candidates.items()
        if value == _HIDDEN or value != then.get(name) or declared[name].default is None
    }


def _tell_kept(checked: Checked, kept: Mapping[str, str]) -> None:
    if kept:
        values = ", ".join(f"{name}={value}" for name, value in kept.items())
        say(f"{checked.stack_name}: parameters as given before: {values}")
