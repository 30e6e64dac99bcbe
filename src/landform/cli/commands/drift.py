"""`landform drift`: what was changed behind the stacks' back."""

import time
from typing import TYPE_CHECKING, Any, Final

import click

from landform.cli.console import say, show, show_json
from landform.cli.errors import CommandError, ExitCode
from landform.cli.options import current_options
from landform.cli.target import locate, open_target

if TYPE_CHECKING:
    from mypy_boto3_cloudformation import CloudFormationClient

POLL_SECONDS: Final = 0.5
_DRIFTED: Final = ("MODIFIED", "DELETED")
_SIGNS: Final = {"ADD": "+", "REMOVE": "-", "NOT_EQUAL": "~"}


@click.command()
@click.argument("stacks", nargs=-1, metavar="[STACK...]")
@click.option("--fail", is_flag=True, help="End with exit code 1 when anything has drifted.")
def drift(stacks: tuple[str, ...], fail: bool) -> int:
    """Compare the resources of stacks (all by default) with what was deployed."""
    options = locate(current_options())
    with open_target(options) as target:
        names = stacks or tuple(target.stacks())
        found = {name: _detect(target.client, name) for name in names}
    if options.as_json:
        show_json(found)
    else:
        for name, drifts in found.items():
            _show(name, drifts)
    has_drifted = any(
        each["StackResourceDriftStatus"] in _DRIFTED for drifts in found.values() for each in drifts
    )
    return int(ExitCode.FAILED if fail and has_drifted else ExitCode.OK)


def _detect(client: "CloudFormationClient", name: str) -> list[Any]:
    detection = client.detect_stack_drift(StackName=name)["StackDriftDetectionId"]
    while True:
        status = client.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
        if status["DetectionStatus"] == "DETECTION_FAILED":
            raise CommandError(f"{name}: {status.get('DetectionStatusReason', 'drift detection failed')}")
        if status["DetectionStatus"] == "DETECTION_COMPLETE":
            break
        time.sleep(POLL_SECONDS)
    found: list[Any] = []
    token: dict[str, Any] = {}
    while True:  # boto3 has no paginator for it
        page = client.describe_stack_resource_drifts(StackName=name, **token)
        found += page["StackResourceDrifts"]
        if "NextToken" not in page:
            return found
        token = {"NextToken": page["NextToken"]}


def _show(name: str, drifts: list[Any]) -> None:
    changed = [each for each in drifts if each["StackResourceDriftStatus"] in _DRIFTED]
    unknown = [each for each in drifts if each["StackResourceDriftStatus"] in ("NOT_CHECKED", "UNKNOWN")]
    show(f"{name}: {len(changed)} of {len(drifts)} resources drifted", bold=True)
    for each in changed:
        was_deleted = each["StackResourceDriftStatus"] == "DELETED"
        sign = "-" if was_deleted else "~"
        show(f"  {sign} {each['LogicalResourceId']} ({each['ResourceType']})", colour="yellow")
        if was_deleted:
            show("      was deleted")
        for difference in each.get("PropertyDifferences", ()):
            show(
                f"      {_SIGNS[difference['DifferenceType']]} {difference['PropertyPath']}: "
                f"{difference['ExpectedValue']} -> {difference['ActualValue']}"
            )
    if unknown:
        say(f"not checked: {', '.join(each['LogicalResourceId'] for each in unknown)}")
