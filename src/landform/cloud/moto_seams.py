"""The few places where we lay hands on moto, each with its reason.

All of them stand aside when no embedded cloud is serving a request, so other users of moto in this process
see moto as it is. Where moto gets time and randomness from is seen to in landform.cloud.moto_imports.
"""

import importlib
import json
from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from types import ModuleType
from typing import Any, Final, Protocol

from landform.cloud.models import new_session, service_model
from landform.cloud.moto_answers import found_by_name, numbered_anew, without_name_of_parameter
from landform.cloud.moto_extensions import extend
from landform.cloud.moto_imports import install
from landform.cloud.moto_moment import MOMENT, StartedInvocation
from landform.cloud.moto_sources import seeded_by

NAMES_RESPELLED: Final = 4096  # remembered; names of operations and members, some hundreds a service


@cache
def arrange() -> None:
    """Put the seams in, once per process and before moto is imported."""
    install(_seam)
    from moto.core import base_backend
    from moto.core import responses as core_responses
    from moto.core import utils as core_utils

    base_backend.AccountSpecificBackend = _seeded_account_backend()
    # It walks every attribute of a class at each request; the answer never changes.
    core_responses.method_names_from_class = cache(core_responses.method_names_from_class)
    # A third of a CreateQueue is spent respelling the same names letter by letter.
    respell = lru_cache(NAMES_RESPELLED)(core_utils.camelcase_to_underscores)
    core_utils.camelcase_to_underscores = respell
    core_responses.camelcase_to_underscores = respell


def _seam(module: ModuleType) -> None:
    """What one of moto's modules gets after it has been imported."""
    extend(module)
    for class_name, name, seam in METHOD_SEAMS.get(module.__name__, ()):
        owner = getattr(module, class_name)
        setattr(owner, name, seam(getattr(owner, name, None)))


def _version_of_trust(original: Callable[[Any], None]) -> Callable[[Any], None]:
    """moto wants the version 2012-10-17 of a trust policy that is changed; AWS takes the older one too.

    It is what a policy without a version has, such as those of the cdk command's bootstrap roles.
    Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
    """

    def validate_version(self: Any) -> None:
        is_older = self._policy_json.get("Version", _OLDER_POLICIES) == _OLDER_POLICIES
        if MOMENT.cloud_seed is None or not is_older:
            original(self)

    return validate_version


_OLDER_POLICIES: Final = "2008-10-17"


def _instance_type_check(original: Callable[[Any, str], None], shape: str) -> Callable[[Any, str], None]:
    def validate_instance_type(self: Any, instance_type: str) -> None:
        if instance_type not in _enum_of("sagemaker", shape):
            original(self, instance_type)

    return validate_instance_type


def _deferred_invocation(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto runs functions in Docker, in the middle of a request; ours run after it (lambda_runtime)."""

    def invoke(self: Any, body: Any, request_headers: Any, response_headers: Any) -> Any:
        if MOMENT.cloud_seed is None:
            return original(self, body, request_headers, response_headers)
        if MOMENT.started is not None:
            payload = body.encode() if isinstance(body, str) else bytes(body or b"{}")
            MOMENT.started.append(StartedInvocation(self.function_arn, payload))
        return ""

    return invoke


def _mappings_of_queue() -> property:
    """moto hands each message to functions while it is being sent; ours are polled for (lambda_runtime)."""

    def read(self: Any) -> dict[str, Any]:
        kept: dict[str, Any] = vars(self).setdefault("_mappings", {})
        return kept if MOMENT.cloud_seed is None else {}

    def write(self: Any, mappings: dict[str, Any]) -> None:
        vars(self)["_mappings"] = mappings

    return property(read, write)


def _permission_without_conditional_denials(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto takes a Deny with a condition for one without, and so shuts buckets that only ask for TLS.

    No condition is evaluated here, so such a statement denies nothing.
    """

    def get_permission(self: Any, action: str, resource: str) -> Any:
        whole = self.policy
        if whole is None:
            return original(self, action, resource)
        try:
            self.policy = _without_conditional_denials(whole)
            return original(self, action, resource)
        finally:
            self.policy = whole

    return get_permission


def _made_now(original: Callable[..., None]) -> Callable[..., None]:
    """moto gives all meshes the time of its own import and one id."""

    def __init__(self: Any, *arguments: Any, **named: Any) -> None:
        from moto.core.utils import utcnow
        from moto.moto_api._internal import mock_random

        original(self, *arguments, **named)
        if MOMENT.is_serving:
            self.created_at = self.last_updated_at = utcnow()
            self.uid = mock_random.uuid4().hex

    return __init__


class _WithStatus(Protocol):
    status: str


def _completed_as_clients_know_it(original: Callable[..., None]) -> Callable[..., None]:
    """moto's invalidations are COMPLETED; whoever waits for AWS's word Completed waits in vain.

    Source: https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Invalidation.html
    """

    def __init__(self: "_WithStatus", *arguments: object, **named: object) -> None:
        original(self, *arguments, **named)
        if MOMENT.is_serving:
            self.status = "Completed"

    return __init__


def _look_without_waiting(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """moto waits for messages while it holds what senders need; here the cloud asks again instead.

    A look that finds nothing may still move messages to the dead-letter queue.
    """

    def receive_message(self: Any, queue_name: str, count: int, wait_seconds: int, *more: Any) -> list[Any]:
        if not MOMENT.is_serving:
            return original(self, queue_name, count, wait_seconds, *more)
        queue = self.get_queue(queue_name)
        before = len(queue._messages)
        found = original(self, queue_name, count, 0, *more)
        if not found:
            MOMENT.wait_seconds = float(wait_seconds)
            MOMENT.is_unchanging = len(queue._messages) == before
        return found

    return receive_message


def _announced(original: Callable[..., None]) -> Callable[..., None]:
    """Tells those who wait for messages of one that has come."""

    def add_message(self: Any, message: Any) -> None:
        original(self, message)
        MOMENT.has_arrival = True

    return add_message


def _untracked(original: Callable[..., Any]) -> Any:
    """moto keeps a list of every object it ever made, for a dashboard; what is deleted would never go."""

    def make(cls: Any, *arguments: Any, **named: Any) -> Any:
        instance = original(cls, *arguments, **named)
        if MOMENT.is_serving:
            cls.instances_tracked.pop()
        return instance

    return staticmethod(make)


def _tags_overwritten(original: Callable[..., Any], *, remove: str) -> Callable[..., Any]:
    """moto adds a tag beside the one with the same key; AWS overwrites that.

    Sources: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html,
    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
    """

    def add(self: Any, arn: str, tags: Any) -> Any:
        if MOMENT.is_serving:
            keys = list(tags) if isinstance(tags, dict) else [tag["Key"] for tag in tags]
            getattr(self, remove)(arn, keys)
        return original(self, arn, tags)

    return add


def _streams_started_again(original: Callable[..., Any]) -> Callable[..., Any]:
    """moto starts no stream for a table that ever had one; AWS refuses only while one is on.

    Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
    """

    def update_table_streams(self: Any, table: Any, stream_specification: dict[str, Any]) -> Any:
        is_on = (table.stream_specification or {}).get("StreamEnabled")
        if MOMENT.is_serving and not is_on:
            return table.set_stream_specification(stream_specification)
        return original(self, table, stream_specification)

    return update_table_streams


MethodSeam = tuple[str, str, Callable[[Any], Any]]

METHOD_SEAMS: Final[Mapping[str, tuple[MethodSeam, ...]]] = {
    # module: class, attribute, what is made of it (None where the class has none)
    "moto.appmesh.dataclasses.shared": (("Metadata", "__init__", _made_now),),
    "moto.awslambda.models": (
        ("LambdaFunction", "invoke", _deferred_invocation),
        ("LambdaStorage", "publish_version", numbered_anew),
    ),
    "moto.cloudfront.models": (("Invalidation", "__init__", _completed_as_clients_know_it),),
    "moto.core.common_models": (("BaseModel", "__new__", _untracked),),
    "moto.dynamodb.models": (
        ("DynamoDBBackend", "update_table_streams", _streams_started_again),
        ("DynamoDBBackend", "tag_resource", partial(_tags_overwritten, remove="untag_resource")),
    ),
    "moto.iam.policy_validation": (
        ("IAMTrustPolicyDocumentValidator", "_validate_version", _version_of_trust),
    ),
    "moto.s3.models": (("FakeBucket", "get_permission", _permission_without_conditional_denials),),
    # moto's own lists of SageMaker's instance types end in 2019; botocore's model has today's.
    "moto.sagemaker.models": (
        ("SageMakerModelBackend", "add_tags", partial(_tags_overwritten, remove="delete_tags")),
        (
            "FakeEndpointConfig",
            "validate_instance_type",
            partial(_instance_type_check, shape="ProductionVariantInstanceType"),
        ),
        (
            "FakeSagemakerNotebookInstance",
            "validate_instance_type",
            partial(_instance_type_check, shape="InstanceType"),
        ),
    ),
    "moto.ssm.models": (("SimpleSystemManagerBackend", "describe_parameters", found_by_name),),
    "moto.ssm.exceptions": (("ParameterNotFound", "__init__", without_name_of_parameter),),
    "moto.sqs.models": (
        ("Queue", "add_message", _announced),
        ("Queue", "lambda_event_source_mappings", lambda _: _mappings_of_queue()),
        ("SQSBackend", "receive_message", _look_without_waiting),
    ),
}


@lru_cache(256)
def _without_conditional_denials(policy: bytes) -> bytes:
    document = json.loads(policy)
    statements = document.get("Statement", [])
    listed = statements if isinstance(statements, list) else [statements]
    kept = [each for each in listed if not (each.get("Effect") == "Deny" and each.get("Condition"))]
    return json.dumps({**document, "Statement": kept}).encode()


@cache
def _enum_of(service: str, shape: str) -> frozenset[str]:
    kind: Any = service_model(service).shape_for(shape)
    return frozenset(kind.enum)


@cache
def _regions_of(service: str, generate: Callable[[str], list[str]]) -> tuple[str, ...]:
    return tuple(generate(service))


def _seeded_account_backend() -> type:
    from moto.core import base_backend

    original: Any = base_backend.AccountSpecificBackend

    def generate(service: str) -> list[str]:
        import boto3

        session = boto3.Session(botocore_session=new_session())
        return [
            region
            for partition in session.get_available_partitions()
            for region in session.get_available_regions(service, partition_name=partition)
        ]

    class SeededAccountBackend(original):  # type: ignore[misc]  # moto has no types here
        """Makes a region's backend (default VPC, default keys…) from a seed of its own.

        A backend is made at its first use, which may be a read; reads are not logged, so its ids must not
        depend on the request that happens to come first.
        """

        def _generate_regions(self, service_name: str) -> list[str]:
            return list(_regions_of(service_name, generate))

        def __getitem__(self, region_name: str) -> Any:
            region = "aws" if region_name == "global" else region_name
            if MOMENT.cloud_seed is None or region in self.keys():
                return super().__getitem__(region)
            with seeded_by(f"{MOMENT.cloud_seed}/{self.service_name}/{self.account_id}/{region}"):
                return super().__getitem__(region)

    return SeededAccountBackend


def backend_tables(service: str) -> Any:
    """moto's table of a service's backends, its module imported if need be."""
    arrange()
    return importlib.import_module("moto.backends").get_backend(service)


MANAGED_POLICY_MARKS: Final = (b"%3Aaws%3Apolicy%2F", b"Action=ListPolicies")


def ensure_managed_policies(account_id: str, body: bytes) -> None:
    """Give an account AWS's managed policies when a request to IAM is about them.

    They exist in every account; moto makes all of them at once, which takes a tenth of a second, or never.
    """
    if not any(mark in body for mark in MANAGED_POLICY_MARKS):
        return
    from moto.core.config import default_user_config

    backend = backend_tables("iam")[account_id]["aws"]
    if backend.aws_managed_policies:
        return
    before = default_user_config["iam"]
    default_user_config["iam"] = {"load_aws_managed_policies": True}
    try:
        backend.aws_managed_policies = backend._init_aws_policies()
    finally:
        default_user_config["iam"] = before
    for policy in backend.aws_managed_policies:
        backend.managed_policies.setdefault(policy.arn, policy)
