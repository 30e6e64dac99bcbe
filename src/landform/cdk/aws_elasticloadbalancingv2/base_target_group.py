"""What the target groups of application and network load balancers share.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-targetgroup.html
"""

from typing import Any, Final

from landform.cdk.aws_elasticloadbalancingv2.attributes import Attributes
from landform.cdk.aws_elasticloadbalancingv2.enums import TargetType
from landform.cdk.aws_elasticloadbalancingv2.target_group_health import set_health
from landform.cdk.constructs import Construct, DependencyGroup
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.aws import Aws
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.stack import Environment, Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_MODULE: Final = "aws_elasticloadbalancingv2"
_NAME_MAX: Final = 32  # letters


class TargetGroupBase(Native, Construct):
    """A target group."""

    def __init__(self, scope: Any, id: str, base_props: Any, additional_props: Any) -> None:
        super().__init__(scope, id)
        props = given(_MODULE, "BaseTargetGroupProps", base_props)
        self._attributes = Attributes()
        if props.deregistration_delay is not None:
            seconds = number_text(props.deregistration_delay.to_seconds())
            self.set_attribute("deregistration_delay.timeout_seconds", seconds)
        self._attributes.flag("load_balancing.cross_zone.enabled", props.cross_zone_enabled)
        set_health(self._attributes, props.target_group_health)
        self._name = props.target_group_name
        self._vpc = props.vpc
        self._target_type: TargetType | None = props.target_type
        self._targets: list[Any] = []
        self.health_check = given(_MODULE, "HealthCheck", props.health_check or {})
        self._load_balancer_attached_dependencies = DependencyGroup()
        self._default_port = additional_props.get("port")
        self._make(props, additional_props)
        self.node.add_validation(self._validate_health_check)
        self.node.add_validation(self._validate_target_group)

    @property
    def env(self) -> Any:
        """The account and region it is in."""
        stack = Stack.of(self)
        return Environment(account=stack.account, region=stack.region)

    @property
    def load_balancer_attached(self) -> DependencyGroup:
        """What to depend on to be made after the group is used by a load balancer."""
        return self._load_balancer_attached_dependencies

    @property
    def first_load_balancer_full_name(self) -> str:
        """The name of the first load balancer that uses it, as metrics call it."""
        listeners = self._listener_arns()
        if not listeners:
            raise ValueError(
                "The TargetGroup needs to be attached to a LoadBalancer before you can call this method"
            )
        return _end_of(listeners[0])

    def configure_health_check(self, **health_check: Any) -> None:
        """Say how targets are checked; the options are those of `HealthCheck`."""
        self.health_check = given(_MODULE, "HealthCheck", health_check)

    def set_attribute(self, key: str, value: str | None = None) -> None:
        """Set an attribute that has no option of its own."""
        self._attributes.set(key, value)

    def _listener_arns(self) -> list[str]:
        return []

    def _add_load_balancer_target(self, props: Any) -> None:
        """Take in a target, or note that targets of its type will come by themselves."""
        target = given(_MODULE, "LoadBalancerTargetProps", props)
        if self._target_type is not None and self._target_type is not target.target_type:
            raise ValueError(
                f"Already have a of type '{self._target_type.value}', adding '{target.target_type.value}'; "
                "make all targets the same type."
            )
        self._target_type = target.target_type
        if self._target_type is TargetType.LAMBDA and self._targets:
            raise ValueError("TargetGroup can only contain one LAMBDA target. Create a new TargetGroup.")
        if target.target_json is not None:
            self._targets.append(target.target_json)

    def _make(self, props: Any, additional: Any) -> None:
        resource = cfn_class(_MODULE, "CfnTargetGroup")(
            self,
            "Resource",
            name=props.target_group_name,
            target_group_attributes=self._attributes.rendered(),
            target_type=Lazy.string(lambda: self._target_type.value if self._target_type else None),
            targets=Lazy.any(lambda: self._targets, omit_empty_array=True),
            vpc_id=Lazy.string(self._vpc_id),
            health_check_enabled=self._checked("enabled"),
            health_check_interval_seconds=self._checked("interval"),
            health_check_path=self._checked("path"),
            health_check_port=self._checked("port"),
            health_check_protocol=self._checked("protocol"),
            health_check_timeout_seconds=self._checked("timeout"),
            healthy_threshold_count=self._checked("healthy_threshold_count"),
            ip_address_type=props.ip_address_type,
            matcher=Lazy.any(self._matcher),
            unhealthy_threshold_count=self._checked("unhealthy_threshold_count"),
            **additional,
        )
        self.target_group_load_balancer_arns: list[str] = resource.attr_load_balancer_arns
        self.load_balancer_arns: str = str(resource.get_att("LoadBalancerArns"))
        self.target_group_arn: str = resource.ref
        self.target_group_full_name: str = resource.attr_target_group_full_name
        self.target_group_name: str = resource.attr_target_group_name

    def _checked(self, member: str) -> Any:
        """A member of the health check, as it is when the template is written."""

        def now() -> Any:
            value = getattr(self.health_check, member)
            return value.to_seconds() if member in ("interval", "timeout") and value is not None else value

        return Lazy.any(now)

    def _matcher(self) -> Any:
        codes = {
            "grpc_code": self.health_check.healthy_grpc_codes,
            "http_code": self.health_check.healthy_http_codes,
        }
        return codes if any(each is not None for each in codes.values()) else None

    def _vpc_id(self) -> str | None:
        if self._vpc is None or self._target_type is TargetType.LAMBDA:
            return None
        found: str = self._vpc.vpc_id
        return found

    def _validate_health_check(self) -> list[str]:
        return []

    def _validate_target_group(self) -> list[str]:
        found = []
        if self._target_type is None and not self._targets:
            Annotations.of(self).add_warning_v2(
                "@aws-cdk/aws-elbv2:targetGroupSpecifyTargetTypeForEmptyTargetGroup",
                "When creating an empty TargetGroup, you should specify a 'targetType' (this warning "
                "may become "
                "an error in the future).",
            )
        if self._target_type is not TargetType.LAMBDA and self._vpc is None:
            found.append("'vpc' is required for a non-Lambda TargetGroup")
        name = self._name
        if name is not None and not is_unresolved(name) and len(name) > _NAME_MAX:
            found.append(f'Target group name: "{name}" can have a maximum of {_NAME_MAX} characters.')
        return found


class ImportedTargetGroup(Native, Construct):
    """A target group that exists already."""

    _kind = "TargetGroup"
    _balancer_kind = "Balancer"

    def __init__(self, scope: Any, id: str, arn: str, load_balancer_arns: str | None) -> None:
        super().__init__(scope, id)
        self.target_group_arn = arn
        parts = Arn.split(arn, ArnFormat.SLASH_RESOURCE_NAME)
        name = str(parts.resource_name)
        self.target_group_name = name if is_unresolved(name) else name.partition("/")[0]
        self.load_balancer_arns = load_balancer_arns or Aws.NO_VALUE
        self.load_balancer_attached = DependencyGroup()
        self._account, self._region = parts.account, parts.region
        self._dimensions: dict[str, str] | None = None
        if load_balancer_arns:
            full_name = f"targetgroup/{parts.resource_name}"
            self._dimensions = {"TargetGroup": full_name, "LoadBalancer": _balancer(load_balancer_arns)}

    @property
    def env(self) -> Any:
        """The account and region it is in."""
        stack = Stack.of(self)
        return Environment(account=self._account or stack.account, region=self._region or stack.region)

    def _metric_dimensions(self) -> dict[str, str]:
        if self._dimensions is None:
            raise ValueError(
                f"The imported {self._kind} needs the associated {self._balancer_kind} to be able to provide "
                "metrics. Please specify the ARN value when importing it."
            )
        return self._dimensions

    def _take(self, props: Any) -> None:
        if given(_MODULE, "LoadBalancerTargetProps", props).target_json is not None:
            raise ValueError(
                "Cannot add a non-self registering target to an imported TargetGroup. Create a new "
                "TargetGroup instead."
            )


def _end_of(arn: str) -> str:
    """The type, name and number of a load balancer, from an ARN of it or of its listener."""
    parts = Fn.split("/", arn)
    return "/".join(Fn.select(number, parts) for number in (1, 2, 3))


def _balancer(arn: str) -> str:
    """What metrics call a balancer: the end of its ARN."""
    if is_unresolved(arn):
        return _end_of(arn)
    before, _, name = arn.partition(":loadbalancer/")
    if not before or not name:
        raise ValueError(f"Provided ARN does not belong to a load balancer: {arn}")
    return name
