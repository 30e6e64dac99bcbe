"""What all synthesizers share: the artifact of a stack, placeholders, the bootstrap rule."""

from pathlib import Path
from typing import Any

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import Intrinsic, is_unresolved, token_text

ACCOUNT = "${AWS::AccountId}"
REGION = "${AWS::Region}"
PARTITION = "${AWS::Partition}"
URL_SUFFIX = "${AWS::URLSuffix}"


class StackSynthesizer(Checked):
    """Bound to one stack."""

    def __init__(self) -> None:
        self._stack: Any = None

    @property
    def bound_stack(self) -> Any:
        """The stack; an error before `bind`."""
        if self._stack is None:
            raise RuntimeError("The StackSynthesizer must be bound to a Stack first before it can be used")
        return self._stack

    @property
    def stack(self) -> Any:
        """The stack, or None before `bind`."""
        return self._stack

    @property
    def bootstrap_qualifier(self) -> str | None:
        """The qualifier of the bootstrap resources; None where there are none."""
        return None

    @property
    def lookup_role(self) -> str | None:
        """The role that looks context up; None where there is none."""
        return None

    @property
    def cloud_formation_execution_role(self) -> str | None:
        """The role CloudFormation acts as; None where it acts as whoever deploys."""
        return None

    def add_file_asset(self, *, source_hash: str, **asset: Any) -> Any:
        """Have a file put where deployments find it."""
        raise TypeError(f"{type(self).__name__} does not say where {source_hash} goes {sorted(asset)}")

    def add_docker_image_asset(self, *, source_hash: str, **asset: Any) -> Any:
        """Have an image put where deployments find it."""
        raise TypeError(f"{type(self).__name__} does not say where {source_hash} goes {sorted(asset)}")

    def synthesize(self, session: Any) -> None:
        """Write template and artifact."""
        raise TypeError(f"{type(self).__name__} does not write its stack to {session} (synthesize)")

    def bind(self, stack: Any) -> None:
        """Belong to a stack."""
        if self._stack is not None and self._stack is not stack:
            raise RuntimeError(
                "A StackSynthesizer can only be used for one Stack: create a new instance to use with a "
                "different Stack"
            )
        self._stack = stack

    def reusable_bind(self, stack: Any) -> Any:
        """A copy of this synthesizer for a stack."""
        import copy

        fresh = copy.copy(self)
        fresh._stack = None
        fresh.bind(stack)
        return fresh

    def _emit_stack_artifact(self, session: Any, properties: dict[str, Any], assets: list[str]) -> None:
        stack = self.bound_stack
        tags = stack.tags.tag_values()
        body = {
            "templateFile": stack.template_file,
            "terminationProtection": stack.termination_protection,
            "tags": tags or None,
            "validateOnSynth": False,
            "notificationArns": stack.notification_arns or None,
            **properties,
            "additionalDependencies": assets or None,
            "stackName": stack.stack_name if stack.stack_name != stack.artifact_id else None,
        }
        dependencies = [each.artifact_id for each in stack.dependencies] + assets
        session.add_stack(
            stack,
            {key: value for key, value in body.items() if value is not None},
            dependencies,
        )

    def _in_template(self, text: str) -> str:
        """A text with placeholders as a value of a template: Fn::Sub where there are any."""
        return token_text(Intrinsic({"Fn::Sub": text})) if "${" in text else text

    def _specialized(self, text: str, qualifier: str) -> str:
        """The text with qualifier and, where known, account and region filled in."""
        stack = self.bound_stack
        account = ACCOUNT if is_unresolved(stack.account) else stack.account
        region = REGION if is_unresolved(stack.region) else stack.region
        return text.replace("${Qualifier}", qualifier).replace(ACCOUNT, account).replace(REGION, region)

    def _place(self) -> str:
        stack = self.bound_stack
        account = "current_account" if is_unresolved(stack.account) else stack.account
        region = "current_region" if is_unresolved(stack.region) else stack.region
        return f"{account}-{region}"


def add_bootstrap_version_rule(stack: Any, required_version: int, parameter_name: str) -> None:
    """A parameter and a rule that stop the deployment where the bootstrap stack is too old."""
    from landform.cdk.core.cfn_elements import CfnParameter, CfnRule
    from landform.cdk.core.fn import Fn

    if stack.node.try_find_child("BootstrapVersion") is not None:
        return
    parameter = CfnParameter(
        stack,
        "BootstrapVersion",
        type="AWS::SSM::Parameter::Value<String>",
        description=(
            "Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM "
            "Parameter Store. [cdk:skip]"
        ),
        default=parameter_name,
    )
    too_old = [str(version) for version in range(1, required_version)]
    CfnRule(
        stack,
        "CheckBootstrapVersion",
        assertions=[
            {
                "assert": Fn.condition_not(Fn.condition_contains(too_old, parameter.value_as_string)),
                "assert_description": (
                    f"CDK bootstrap stack version {required_version} required. Please run 'cdk bootstrap' "
                    "with a recent version of the CDK CLI."
                ),
            }
        ],
    )


def extension_of(file_name: str) -> str:
    """The extension an object key gets: the file's, none for a folder that becomes an archive."""
    return Path(file_name).suffix
