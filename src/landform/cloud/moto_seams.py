"""The few places where we lay hands on moto, each with its reason.

They make a replay of the request log give the same ids and times. All of them stand aside when no
embedded cloud is serving a request, so other users of moto in this process see moto as it is.
"""

import datetime
import importlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any, Final

from landform.cloud.models import new_session, service_model
from landform.cloud.moto_extensions import extend_imported


@dataclass(frozen=True, slots=True)
class StartedInvocation:
    """A service wants a function run, by its own choice: a notification, a rule, a subscription."""

    function_arn: str
    payload: bytes


class Moment:
    """What the request being served is bound to. One per process, guarded by the cloud's lock."""

    cloud_seed: str | None = None  # None: no embedded cloud is serving
    at: float | None = None  # seconds since the epoch; None: the real clock
    started: list[StartedInvocation] | None = None  # what the request sets off; None: nobody runs it


MOMENT: Final = Moment()

STRAY_RANDOMNESS: Final = (
    # moto draws most ids from one generator that can be seeded; these names bypass it.
    ("moto.cloudwatch.models", "uuid4", "uuid4"),
    ("moto.dynamodb.models.table_export", "uuid4", "uuid4"),
    ("moto.dynamodb.models.table_import", "uuid4", "uuid4"),
    ("moto.ec2.models.reserved_instances", "random", None),
    ("moto.elasticache.models", "random", None),
    ("moto.fsx.models", "uuid4", "uuid4"),
    ("moto.sagemaker.models", "random", None),
)


NAMES_RESPELLED: Final = 4096  # remembered; names of operations and members, some hundreds a service


@cache
def arrange() -> None:
    """Put the seams in, once per process."""
    from moto.core import base_backend
    from moto.core import responses as core_responses
    from moto.core import utils as core_utils

    base_backend.AccountSpecificBackend = _seeded_account_backend()
    core_utils.datetime = CLOCKED_MODULE
    # It walks every attribute of a class at each request; the answer never changes.
    core_responses.method_names_from_class = cache(core_responses.method_names_from_class)
    # A third of a CreateQueue is spent respelling the same names letter by letter.
    respell = lru_cache(NAMES_RESPELLED)(core_utils.camelcase_to_underscores)
    core_utils.camelcase_to_underscores = respell
    core_responses.camelcase_to_underscores = respell


def arrange_imported() -> None:
    """Give the modules imported since then the seeded generator. Cheap, to be called after an import."""
    from moto.moto_api._internal import mock_random

    for module_name, name, attribute in STRAY_RANDOMNESS:
        module = sys.modules.get(module_name)
        if module is not None:
            setattr(module, name, getattr(mock_random, attribute) if attribute else mock_random)
    for module_name, name, clock in STRAY_CLOCKS:
        if module_name in sys.modules:
            setattr(sys.modules[module_name], name, clock)
    extend_imported()
    for module_name, class_name, name, seam in METHOD_SEAMS:
        owner = getattr(sys.modules.get(module_name), class_name, None)
        if owner is not None and not hasattr(getattr(owner, name), "is_seam"):
            made = seam(getattr(owner, name))
            made.is_seam = True
            setattr(owner, name, made)
    queues = sys.modules.get("moto.sqs.models")
    if queues is not None and not hasattr(queues.Queue, "lambda_event_source_mappings"):
        queues.Queue.lambda_event_source_mappings = _mappings_of_queue()
    kms = sys.modules.get("moto.kms.utils")
    if kms is not None:
        # Key material and initialisation vectors: with other material old ciphertexts would be lost.
        kms.os = SimpleNamespace(urandom=_seeded_bytes)  # type: ignore[attr-defined]  # a module's global


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


def _tags_overwritten(original: Callable[..., Any], *, remove: str) -> Callable[..., Any]:
    """moto adds a tag beside the one with the same key; AWS overwrites that.

    Sources: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AddTags.html,
    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
    """

    def add(self: Any, arn: str, tags: Any) -> Any:
        if MOMENT.cloud_seed is not None:
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
        if MOMENT.cloud_seed is not None and not is_on:
            return table.set_stream_specification(stream_specification)
        return original(self, table, stream_specification)

    return update_table_streams


METHOD_SEAMS: Final[tuple[tuple[str, str, str, Callable[[Callable[..., Any]], Any]], ...]] = (
    # module, class, method, what is made of it
    ("moto.dynamodb.models", "DynamoDBBackend", "update_table_streams", _streams_started_again),
    (
        "moto.sagemaker.models",
        "SageMakerModelBackend",
        "add_tags",
        partial(_tags_overwritten, remove="delete_tags"),
    ),
    (
        "moto.dynamodb.models",
        "DynamoDBBackend",
        "tag_resource",
        partial(_tags_overwritten, remove="untag_resource"),
    ),
    ("moto.s3.models", "FakeBucket", "get_permission", _permission_without_conditional_denials),
    ("moto.awslambda.models", "LambdaFunction", "invoke", _deferred_invocation),
    (
        "moto.iam.policy_validation",
        "IAMTrustPolicyDocumentValidator",
        "_validate_version",
        _version_of_trust,
    ),
    # moto's own lists of SageMaker's instance types end in 2019; botocore's model has today's.
    (
        "moto.sagemaker.models",
        "FakeEndpointConfig",
        "validate_instance_type",
        partial(_instance_type_check, shape="ProductionVariantInstanceType"),
    ),
    (
        "moto.sagemaker.models",
        "FakeSagemakerNotebookInstance",
        "validate_instance_type",
        partial(_instance_type_check, shape="InstanceType"),
    ),
)


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


def _seeded_bytes(count: int) -> bytes:
    from moto.moto_api._internal import mock_random

    return bytes(mock_random.getrandbits(8 * count).to_bytes(count, "little"))


class _AnyDatetime(type):
    """Lets the class below recognise every datetime as its own."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime.datetime)


class _ClockedDatetime(datetime.datetime, metaclass=_AnyDatetime):
    """Stands for the class datetime in moto's modules: `now` is the time of the request being served.

    It makes plain datetimes, so nothing of it gets into moto's state.
    """

    def __new__(cls, *arguments: Any, **named: Any) -> Any:
        return datetime.datetime(*arguments, **named)

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> Any:
        """The time of the request, else the real one."""
        if MOMENT.at is None:
            return datetime.datetime.now(tz)
        return datetime.datetime.fromtimestamp(MOMENT.at, tz)


def _now() -> float:
    return time.time() if MOMENT.at is None else MOMENT.at


CLOCKED_MODULE: Final = SimpleNamespace(**{**vars(datetime), "datetime": _ClockedDatetime})
CLOCKED_TIME: Final = SimpleNamespace(**{**vars(time), "time": _now})

STRAY_CLOCKS: Final = (
    # Where moto takes the time from other than by its own utcnow; the names are modules' globals.
    ("moto.autoscaling.models", "datetime", _ClockedDatetime),
    ("moto.awslambda.models", "datetime", _ClockedDatetime),
    ("moto.awslambda.models", "time", CLOCKED_TIME),
    ("moto.cloudwatch.models", "datetime", _ClockedDatetime),
    ("moto.ecr.models", "datetime", _ClockedDatetime),
    ("moto.s3.models", "datetime", CLOCKED_MODULE),
    ("moto.secretsmanager.models", "time", CLOCKED_TIME),
)


@cache
def _regions_of(service: str, generate: Callable[[str], list[str]]) -> tuple[str, ...]:
    return tuple(generate(service))


def _seeded_account_backend() -> type:
    from moto.core import base_backend
    from moto.moto_api._internal import mock_random

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
            state = mock_random.getstate()
            name = f"{MOMENT.cloud_seed}/{self.service_name}/{self.account_id}/{region}"
            mock_random.seed(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big"))
            try:
                return super().__getitem__(region)
            finally:
                mock_random.setstate(state)

    return SeededAccountBackend


def backend_tables(service: str) -> Any:
    """moto's table of a service's backends, its module imported if need be."""
    backends = importlib.import_module("moto.backends")
    arrange()
    tables = backends.get_backend(service)
    arrange_imported()
    return tables


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
