"""The base of constructs that stand for one physical resource."""

import hashlib
from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.arn import Arn, ArnComponents
from landform.cdk.core.checked import Checked
from landform.cdk.core.enums import ReferenceStrength, RemovalPolicy
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.tokens import is_unresolved, token_text


class _GeneratedWhenNeeded:
    display_hint = "GENERATE_IF_NEEDED"

    def resolve(self, context: Any) -> Any:
        raise RuntimeError('Invalid physical name passed to CloudFormation. Use "this.physicalName" instead')


class PhysicalName(Checked):
    """Ways of naming a physical resource."""

    GENERATE_IF_NEEDED: Final[str] = token_text(_GeneratedWhenNeeded())


class Resource(Construct):
    """A construct with a physical name, an environment and a removal policy."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        account: str | None = None,
        environment_from_arn: str | None = None,
        physical_name: str | None = None,
        region: str | None = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.core.stack import Stack

        self.stack: Stack = Stack.of(self)
        from_arn = Arn.split(environment_from_arn, _slash()) if environment_from_arn is not None else None
        self._account = account or (from_arn.account if from_arn else None) or self.stack.account
        self._region = region or (from_arn.region if from_arn else None) or self.stack.region
        self._generates_name = physical_name == PhysicalName.GENERATE_IF_NEEDED
        self._generated_name: str | None = None
        self._has_name = bool(physical_name)
        if self._generates_name:
            self.physical_name = Lazy.uncached_string(lambda: self._generated_name)
        elif physical_name is None or physical_name == "":
            self.physical_name = Lazy.uncached_string(lambda: None)
        else:
            self.physical_name = physical_name

    @staticmethod
    def is_resource(construct: Any) -> bool:
        """Whether it is one."""
        return isinstance(construct, Resource)

    @staticmethod
    def is_owned_resource(construct: Any) -> bool:
        """Whether it stands for a resource of this app, not an imported one."""
        child = construct.node.default_child
        return getattr(child, "cfn_resource_type", None) is not None

    @property
    def env(self) -> Any:
        """Account and region the resource is in."""
        from landform.cdk.core.stack import Environment

        return Environment(account=self._account, region=self._region)

    def apply_removal_policy(self, policy: RemovalPolicy) -> None:
        """Say what becomes of the resource when it is removed or replaced."""
        self._own_resource("RemovalPolicy").apply_removal_policy(policy)

    def apply_cross_stack_reference_strength(self, strength: ReferenceStrength) -> None:
        """How other stacks refer to the resource."""
        self._own_resource("ReferenceStrength").apply_cross_stack_reference_strength(strength)

    def _own_resource(self, what: str) -> Any:
        child = self.node.default_child
        if getattr(child, "cfn_resource_type", None) is None:
            raise TypeError(f"Cannot apply {what}: no child or not a CfnResource at {self.node.path}")
        return child

    def _enable_cross_environment(self) -> None:
        """Have a name that other environments can know. Raises where there is none."""
        if self._generates_name:
            if self._generated_name is None:
                self._generated_name = self._generate_physical_name()
        elif not self._has_name:
            raise ValueError(
                f"Cannot use resource '{self.node.path}' in a cross-environment fashion, the resource's "
                "physical name must be explicit set or use `PhysicalName.GENERATE_IF_NEEDED`"
            )

    def _generate_physical_name(self) -> str:
        """A name that is the same in every run: from the path, the account and the region."""
        from landform.cdk.core.names import Names

        stack = self.stack
        if is_unresolved(stack.account) or is_unresolved(stack.region):
            raise ValueError(
                f"Cannot generate a physical name for {self.node.path}, because the account and region of "
                "its stack are not known"
            )
        stack_part, own_part = stack.stack_name, Names.unique_id(self)
        text = f"{stack_part}{own_part}{stack.region}{stack.account}"
        digest = hashlib.sha256(text.encode()).hexdigest()[:12]
        return f"{stack_part[:25]}{own_part[-24:]}{digest}".lower()

    def _get_resource_name_attribute(self, name_attr: str) -> str:
        """The name as templates use it: in this environment a reference, elsewhere the physical name."""
        return _in_environment(self, name_attr, lambda: self.physical_name)

    def _get_resource_arn_attribute(self, arn_attr: str, components: dict[str, Any]) -> str:
        """The ARN as templates use it."""
        return _in_environment(self, arn_attr, lambda: Arn.format(ArnComponents(**components), self.stack))


def _in_environment(resource: Resource, attribute: str, elsewhere: Any) -> str:
    def produce(context: Any) -> str:
        from landform.cdk.core.stack import Stack

        consumer, owner = Stack.of(context.scope), resource.stack
        same_region = consumer.region == owner.region or consumer._cross_region_references
        if consumer.account == owner.account and same_region:
            return attribute
        resource._enable_cross_environment()
        found: str = elsewhere()
        return found

    return _mimic(attribute, produce)


class _Mimic:
    """A reference that shows itself as another value in other environments."""

    def __init__(self, attribute: str, produce: Any) -> None:
        from landform.cdk.core.tokens import Tokenization

        inner = Tokenization.reverse(attribute)
        self.display_hint = getattr(inner, "display_hint", None)
        self.shown_at_home = inner
        self._produce = produce

    def resolve(self, context: Any) -> Any:
        return self._produce(context)


def _mimic(attribute: str, produce: Any) -> str:
    return token_text(_Mimic(attribute, produce))


def _slash() -> Any:
    from landform.cdk.core.arn import ArnFormat

    return ArnFormat.SLASH_RESOURCE_NAME
