"""API operations, members of them and checks that moto lacks, written on moto's own objects.

A missing operation is a method added to moto's response class when moto has none of that name; a later moto
that brings its own wins. A missing member is kept after moto's own operation, where moto has a place for it.
A missing check is made before it. Members and checks stand aside when no embedded cloud is serving, so other
users of moto in this process see moto as it is.
"""

import json
from collections.abc import Callable
from functools import partial
from types import ModuleType
from typing import Any, Final

from landform.cloud.moto_moment import MOMENT


def update_endpoint(response: Any) -> Any:
    """sagemaker UpdateEndpoint: the endpoint serves another configuration at once.

    Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html
    """
    from moto.core.responses import ActionResult
    from moto.sagemaker.exceptions import ValidationError

    backend = response.sagemaker_backend
    name = response._get_param("EndpointName")
    config_name = response._get_param("EndpointConfigName")
    backend.describe_endpoint(name)
    try:
        config = backend.describe_endpoint_config(config_name)
    except KeyError as error:
        raise ValidationError(message=f"Could not find endpoint configuration '{config_name}'.") from error
    endpoint = backend.endpoints[name]
    endpoint.endpoint_config_name = config_name
    endpoint.production_variants = endpoint._process_production_variants(config["ProductionVariants"])
    endpoint.data_capture_config = config.get("DataCaptureConfig", {})
    return ActionResult({"EndpointArn": endpoint.arn})


EXTENSIONS: Final[tuple[tuple[str, str, str, Callable[[Any], Any]], ...]] = (
    # module, response class, method (the API operation in snake case), function
    ("moto.sagemaker.responses", "SageMakerResponse", "update_endpoint", update_endpoint),
)


SERVICE_MEMBERS: Final = (
    # moto's UpdateService keeps these and DescribeServices returns them; its CreateService forgets them.
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
    "placementConstraints",
    "placementStrategy",
)


def _keep_service_members(response: Any, answer: Any) -> None:
    """ecs CreateService: what an update would keep is kept from the beginning."""
    from moto.core.utils import camelcase_to_underscores

    given = response._get_params()
    for name in SERVICE_MEMBERS:
        if given.get(name) is not None:
            setattr(answer.result["service"], camelcase_to_underscores(name), given[name])


GROUP_MEMBERS: Final = (
    # parameter, attribute of moto's group: kept at creation, forgotten by an update
    ("CapacityRebalance", "capacity_rebalance"),
    ("DefaultCooldown", "default_cooldown"),
    ("PlacementGroup", "placement_group"),
    ("TerminationPolicies", "termination_policies"),
)


def _keep_group_members(response: Any, _answer: Any) -> None:
    """autoscaling UpdateAutoScalingGroup: what CreateAutoScalingGroup keeps can be changed."""
    given = response._get_params()
    group = response.autoscaling_backend.autoscaling_groups[given["AutoScalingGroupName"]]
    for name, attribute in GROUP_MEMBERS:
        if given.get(name) is not None:
            setattr(group, attribute, given[name])


def _keep_service_linked_role(response: Any, _answer: Any) -> None:
    """autoscaling: the role that a group is given, at creation and later."""
    given = response._get_params()
    if given.get("ServiceLinkedRoleARN"):
        group = response.autoscaling_backend.autoscaling_groups[given["AutoScalingGroupName"]]
        group.service_linked_role_arn = given["ServiceLinkedRoleARN"]


def _keep_lifecycle_hooks(response: Any, _answer: Any) -> None:
    """autoscaling CreateAutoScalingGroup: the hooks it is made with."""
    given = response._get_params()
    for hook in given.get("LifecycleHookSpecificationList") or ():
        response.autoscaling_backend.create_lifecycle_hook(
            name=hook["LifecycleHookName"],
            as_name=given["AutoScalingGroupName"],
            transition=hook.get("LifecycleTransition"),
            timeout=int(hook.get("HeartbeatTimeout") or 0) or None,
            result=hook.get("DefaultResult"),
        )


def _require_code(response: Any) -> None:
    """lambda CreateFunction, UpdateFunctionCode and PublishLayerVersion: code in S3 has to be there.

    moto makes a function without code where there is none.
    Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    """
    from moto.awslambda.exceptions import InvalidParameterValueException
    from moto.s3.exceptions import MissingBucket
    from moto.s3.models import s3_backends
    from moto.utilities.utils import get_partition

    given = json.loads(response.body)
    place = given.get("Code") or given.get("Content") or given
    if not place.get("S3Bucket") or not place.get("S3Key"):
        return
    stored = s3_backends[response.current_account][get_partition(response.region)]
    version = place.get("S3ObjectVersion")
    try:
        found = stored.get_object(place["S3Bucket"], place["S3Key"], version_id=version)
        code, words = "NoSuchKey", "The specified key does not exist."
    except MissingBucket:
        found, code, words = None, "NoSuchBucket", "The specified bucket does not exist"
    if found is None:
        raise InvalidParameterValueException(
            f"Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {words}"
        )


def _set_shutdown_behaviour(response: Any) -> Any:
    """ec2 ModifyInstanceAttribute: what moto does not know it takes for an empty list of security groups."""
    from moto.core.responses import EmptyResult

    word = response._get_param("InstanceInitiatedShutdownBehavior.Value")
    if word is None:
        return None
    instance = response.ec2_backend.get_instance(response._get_param("InstanceId"))
    instance.instance_initiated_shutdown_behavior = word
    return EmptyResult()


CHECKS: Final[tuple[tuple[str, str, str, Callable[[Any], Any]], ...]] = (
    # module, response class, method, what is asked before it: what it answers, if anything, is the answer
    (
        "moto.ec2.responses.instances",
        "InstanceResponse",
        "modify_instance_attribute",
        _set_shutdown_behaviour,
    ),
    ("moto.awslambda.responses", "LambdaResponse", "create_function", _require_code),
    ("moto.awslambda.responses", "LambdaResponse", "update_function_code", _require_code),
    ("moto.awslambda.responses", "LambdaResponse", "publish_layer_version", _require_code),
)

COMPLETIONS: Final[tuple[tuple[str, str, str, tuple[Callable[[Any, Any], None], ...]], ...]] = (
    # module, response class, method, what is kept after it
    (
        "moto.autoscaling.responses",
        "AutoScalingResponse",
        "create_auto_scaling_group",
        (_keep_service_linked_role, _keep_lifecycle_hooks),
    ),
    (
        "moto.autoscaling.responses",
        "AutoScalingResponse",
        "update_auto_scaling_group",
        (_keep_group_members, _keep_service_linked_role),
    ),
    (
        "moto.ecs.responses",
        "EC2ContainerServiceResponse",
        "create_service",
        (_keep_service_members,),
    ),
)


def _completed(
    original: Callable[[Any], Any], steps: tuple[Callable[[Any, Any], None], ...]
) -> Callable[[Any], Any]:
    def operation(self: Any) -> Any:
        answer = original(self)
        for step in steps if MOMENT.is_serving else ():
            step(self, answer)
        return answer

    return operation


def _checked(original: Callable[[Any], Any], check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def operation(self: Any) -> Any:
        answer = check(self) if MOMENT.is_serving else None
        return original(self) if answer is None else answer

    return operation


def _wrap(
    module: ModuleType,
    place: tuple[str, str, str],
    wrapper: Callable[[Callable[[Any], Any]], Callable[[Any], Any]],
) -> None:
    """Put a function around a method of the module, once."""
    module_name, class_name, method = place
    owner = getattr(module, class_name, None) if module.__name__ == module_name else None
    if owner is not None and not hasattr(getattr(owner, method), "is_extended"):
        made = wrapper(getattr(owner, method))
        made.is_extended = True  # type: ignore[attr-defined]  # the mark it is known by
        setattr(owner, method, made)


def extend(module: ModuleType) -> None:
    """Add what a module of moto's lacks."""
    for module_name, class_name, method, function in EXTENSIONS:
        if module.__name__ == module_name and not hasattr(getattr(module, class_name), method):
            setattr(getattr(module, class_name), method, function)
    for module_name, class_name, method, steps in COMPLETIONS:
        _wrap(module, (module_name, class_name, method), partial(_completed, steps=steps))
    for module_name, class_name, method, check in CHECKS:
        _wrap(module, (module_name, class_name, method), partial(_checked, check=check))
