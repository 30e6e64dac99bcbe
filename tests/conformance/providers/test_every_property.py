"""What the ledger says of each property is what the services do: derived from the schemas, not remembered.

Each property is made, changed and taken away on its own. What is lost is listed by the handler with a reason,
and what the handler lists as lost is lost.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pytest

from landform.cloud.clients import Clients
from landform.ground.handler import HandlerAction, HandlerErrorCode, HandlerFailure, HandlerSuccess
from landform.providers.embedded import EmbeddedProvider
from landform.providers.handlers.model import ResourceHandler
from landform.providers.handlers.table import all_handlers, find_handler
from landform.schema.catalog import load_catalog
from tests.conformance.providers.case import Case
from tests.conformance.providers.cases_identity import ROLE
from tests.conformance.providers.every_property import (
    ALONE,
    Loss,
    Prober,
    Step,
    Trial,
    prepare,
    resolved,
    trials_of,
)
from tests.conformance.providers.kit import World
from tests.conformance.providers.test_contract import ALL_CASES, NoTypes
from tests.conformance.providers.understood import WatchedCloud

MANIFEST: Final = "application/vnd.docker.distribution.manifest.v2+json"
ACCOUNT, REGION = "000000000000", "us-east-1"

STEERING: Final = {
    # Properties that no service keeps: they say how something is done, and are tried below by what is done.
    ("AWS::Batch::JobDefinition", "ResourceRetentionPolicy"),
    ("AWS::ECR::Repository", "EmptyOnDelete"),
    ("AWS::ECS::Service", "ForceNewDeployment"),
    ("AWS::KMS::Key", "PendingWindowInDays"),
    ("AWS::Lambda::Function", "Code"),
    ("AWS::Lambda::LayerVersion", "Content"),
}

KEPT_WITHOUT_EFFECT: Final = {
    # Listed as gaps although the service has the value: it does nothing with it, or not all.
    ("AWS::DynamoDB::Table", "DeletionProtectionEnabled"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "IpAddressType"),
    ("AWS::Lambda::Alias", "RoutingConfig"),
    ("AWS::Lambda::EventSourceMapping", "FilterCriteria"),
}


class Kit:
    """An embedded cloud with a world in it."""

    def __init__(self) -> None:
        self.cloud = WatchedCloud()
        self.clients: Clients = self.cloud.clients(ACCOUNT, REGION)
        provider = EmbeddedProvider(self.cloud, NoTypes(), ACCOUNT, REGION)
        self.world = World(provider, upload=self._upload)

    def _upload(self, bucket: str, key: str, body: bytes) -> None:
        self.clients.call("s3", "PutObject", {"Bucket": bucket, "Key": key, "Body": body})

    def change(self, action: HandlerAction, type_name: str, physical_id: str, **more: Any) -> HandlerSuccess:
        answer = self.world.ask(self.world.request(action, type_name, "It", physical_id=physical_id, **more))
        assert isinstance(answer, HandlerSuccess), answer
        return answer


@dataclass(frozen=True)
class Found:
    """What trying every property of a type has found."""

    losses: tuple[Loss, ...]
    drifts: tuple[str, ...]
    misnamed: tuple[str, ...]
    refused_empty: tuple[str, ...]
    not_understood: tuple[str, ...]


def losses_of(type_name: str) -> tuple[Loss, ...]:
    """Everything that is lost of the type's properties."""
    return found_of(type_name).losses


@cache
def found_of(type_name: str) -> Found:
    """All trials of the type's properties, made once."""
    handler, schema = find_handler(type_name), load_catalog().find(type_name)
    assert handler is not None
    assert schema is not None
    cases = [case for case in ALL_CASES if case.type_name == handler.type_name]
    losses: list[Loss] = []
    drifts: list[str] = []
    misnamed: list[str] = []
    refused_empty: list[str] = []
    not_understood: list[str] = []
    for case, trials in _groups(handler, trials_of(handler, schema, cases)):
        kit = Kit()
        prepare(kit.world, kit.clients, case)
        prober = Prober(kit.world, handler, schema, kit.clients)
        for trial in trials:
            if (handler.type_name, trial.name) not in STEERING:
                losses.extend(prober.losses(resolved(kit.world, trial)))
        drifts.extend(prober.drifts)
        misnamed.extend(prober.misnamed)
        refused_empty.extend(prober.refused_empty)
        not_understood.extend(kit.cloud.noted)
    return Found(*map(tuple, (losses, drifts, misnamed, refused_empty, not_understood)))


def _groups(
    handler: ResourceHandler, trials: list[tuple[Case, list[Trial]]]
) -> Iterator[tuple[Case, list[Trial]]]:
    for case, those in trials:
        if handler.type_name in ALONE:
            yield from ((case, [trial]) for trial in those)
        elif those:
            yield case, those


def declared(handler: ResourceHandler, step: Step) -> set[str]:
    """The paths that the ledger says are lost at a step."""
    listed: list[Mapping[str, str]] = [handler.unsupported, handler.embedded_gaps]
    if step is not Step.MADE:
        listed += [handler.change_gaps, handler.fixed]
    if step is Step.TAKEN_AWAY:
        listed.append(handler.stays)
    return {path for table in listed for path in table}


def covers(path: str, member: str) -> bool:
    return member == path or member.startswith(f"{path}.")


ALL: Final = pytest.mark.parametrize("handler", tuple(all_handlers()), ids=lambda handler: handler.type_name)


@ALL
def test_what_is_lost_of_a_property_is_in_the_ledger(handler: ResourceHandler) -> None:
    undeclared = [
        str(loss)
        for loss in losses_of(handler.type_name)
        for member in loss.members
        if not any(covers(path, member) for path in declared(handler, loss.step))
    ]
    assert undeclared == []


@ALL
def test_what_nobody_touched_has_not_drifted(handler: ResourceHandler) -> None:
    assert found_of(handler.type_name).drifts == ()


@ALL
def test_another_thing_that_is_missing_is_not_told_as_the_resource_itself(handler: ResourceHandler) -> None:
    assert found_of(handler.type_name).misnamed == ()


@ALL
def test_an_empty_list_is_as_good_as_none(handler: ResourceHandler) -> None:
    assert found_of(handler.type_name).refused_empty == ()


@ALL
def test_a_service_knows_every_word_that_it_is_sent(handler: ResourceHandler) -> None:
    assert found_of(handler.type_name).not_understood == ()


@ALL
def test_what_the_ledger_says_is_lost_is_lost(handler: ResourceHandler) -> None:
    tables = (
        (handler.embedded_gaps, tuple(Step)),
        (handler.change_gaps, (Step.CHANGED, Step.TAKEN_AWAY)),
        (handler.stays, (Step.TAKEN_AWAY,)),
    )
    kept = [
        path
        for table, steps in tables
        for path in table
        if (handler.type_name, path) not in KEPT_WITHOUT_EFFECT
        and not any(
            covers(path, member)
            for loss in losses_of(handler.type_name)
            if loss.step in steps
            for member in loss.members
        )
    ]
    assert kept == []


@ALL
def test_what_only_a_change_loses_is_kept_at_creation(handler: ResourceHandler) -> None:
    lost = {
        member
        for loss in losses_of(handler.type_name)
        if loss.step is Step.MADE
        for member in loss.members
        if not any(covers(path, member) for path in handler.embedded_gaps)
    }
    later = {*handler.change_gaps, *handler.stays}
    assert {path for path in later if any(covers(path, member) for member in lost)} == set()


def test_a_repository_with_images_is_deleted_only_when_it_says_so() -> None:
    kit = Kit()
    for empties in (False, True):
        properties = {"EmptyOnDelete": empties}
        made = kit.world.make("It", "AWS::ECR::Repository", properties)
        manifest = json.dumps({"schemaVersion": 2, "mediaType": MANIFEST, "config": {}, "layers": []})
        image = {"repositoryName": made.physical_id, "imageManifest": manifest, "imageTag": "kit"}
        kit.clients.call("ecr", "PutImage", image)
        fields = {"physical_id": made.physical_id, "previous": properties}
        request = kit.world.request(HandlerAction.DELETE, "AWS::ECR::Repository", "It", **fields)
        assert isinstance(kit.world.ask(request), HandlerSuccess if empties else HandlerFailure)


def test_a_key_is_deleted_after_the_days_it_names() -> None:
    kit = Kit()
    days = {}
    for wanted in (7, 12):
        properties = {"PendingWindowInDays": wanted}
        made = kit.world.make("It", "AWS::KMS::Key", properties)
        kit.change(HandlerAction.DELETE, "AWS::KMS::Key", made.physical_id, previous=properties)
        found = kit.clients.call("kms", "DescribeKey", {"KeyId": made.physical_id})["KeyMetadata"]
        days[wanted] = round((found["DeletionDate"] - found["CreationDate"]).total_seconds() / 86400)
    assert days == {7: 7, 12: 12}


def test_a_former_revision_stays_when_the_job_definition_says_so() -> None:
    kit = Kit()
    found = {}
    for keeps in (False, True):
        before = {
            "Type": "container",
            "ContainerProperties": {"Image": "busybox", "Vcpus": 1, "Memory": 10},
            "ResourceRetentionPolicy": {"SkipDeregisterOnUpdate": keeps},
        }
        made = kit.world.make(f"It{keeps}", "AWS::Batch::JobDefinition", before)
        after = {**before, "Parameters": {"a": "b"}}
        kit.change(
            HandlerAction.UPDATE,
            "AWS::Batch::JobDefinition",
            made.physical_id,
            desired=after,
            previous=before,
        )
        parameters = {"jobDefinitions": [made.physical_id]}
        former = kit.clients.call("batch", "DescribeJobDefinitions", parameters)["jobDefinitions"]
        found[keeps] = former[0]["status"]
    assert found == {False: "INACTIVE", True: "ACTIVE"}


def test_a_service_is_deployed_anew_when_it_says_so() -> None:
    kit = Kit()
    container = {"Name": "web", "Image": "nginx", "Memory": 10}
    kit.world.make("Cluster", "AWS::ECS::Cluster", {})
    kit.world.make("Task", "AWS::ECS::TaskDefinition", {"ContainerDefinitions": [container]})
    before = kit.world.resolved({"Cluster": "@Cluster", "TaskDefinition": "@Task"})
    made = kit.world.make("It", "AWS::ECS::Service", before)

    def deployment() -> Any:
        parameters = {"cluster": before["Cluster"], "services": [made.physical_id]}
        return kit.clients.call("ecs", "DescribeServices", parameters)["services"][0]["deployments"][0]["id"]

    first = deployment()
    after = {**before, "ForceNewDeployment": {"EnableForceNewDeployment": True}}
    fields = {"desired": after, "previous": before}
    kit.change(HandlerAction.UPDATE, "AWS::ECS::Service", made.physical_id, **fields)
    assert deployment() != first


def test_a_function_and_a_layer_have_the_code_they_are_given() -> None:
    kit = Kit()
    kit.world.make(*ROLE)
    kit.world.make("Bucket", "AWS::S3::Bucket", {"BucketName": "kit-code"})
    hashes = {}
    for name in ("one", "two"):
        body = f"PK {name}".encode()
        kit.world.upload("kit-code", name, body)
        hashes[name] = hashlib.sha256(body).digest()
    code = {name: {"S3Bucket": "kit-code", "S3Key": name} for name in hashes}
    fields = {
        "Handler": "index.handler",
        "Runtime": "python3.12",
        "Role": kit.world.made["Role"].attributes["Arn"],
    }
    before, after = ({**fields, "Code": code[name]} for name in ("one", "two"))
    made = kit.world.make("It", "AWS::Lambda::Function", before)
    assert _code_hash(kit, made.physical_id) == hashes["one"]
    kit.change(
        HandlerAction.UPDATE, "AWS::Lambda::Function", made.physical_id, desired=after, previous=before
    )
    assert _code_hash(kit, made.physical_id) == hashes["two"]
    layer = kit.world.make("Layer", "AWS::Lambda::LayerVersion", {"LayerName": "kit", "Content": code["two"]})
    version = {"LayerName": "kit", "VersionNumber": int(layer.physical_id.rpartition(":")[2])}
    found = kit.clients.call("lambda", "GetLayerVersion", version)
    assert base64.b64decode(found["Content"]["CodeSha256"]) == hashes["two"]


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"S3Bucket": "kit-code", "S3Key": "absent"}, "NoSuchKey"),
        ({"S3Bucket": "kit-no-such", "S3Key": "one"}, "NoSuchBucket"),
    ],
)
def test_code_that_is_not_there_fails_the_function_and_the_layer(place: dict[str, str], code: str) -> None:
    kit = Kit()
    kit.world.make(*ROLE)
    kit.world.make("Bucket", "AWS::S3::Bucket", {"BucketName": "kit-code"})
    role = kit.world.made["Role"].attributes["Arn"]
    fields = {"Handler": "index.handler", "Runtime": "python3.12", "Role": role}
    before, after = {**fields, "Code": {"ZipFile": "one = 1"}}, {**fields, "Code": place}
    made = kit.world.make("It", "AWS::Lambda::Function", before)
    change = {"physical_id": made.physical_id, "desired": after, "previous": before}
    layer = {"LayerName": "kit", "Content": place}
    for request in (
        kit.world.request(HandlerAction.CREATE, "AWS::Lambda::Function", "Other", desired=after),
        kit.world.request(HandlerAction.UPDATE, "AWS::Lambda::Function", "It", **change),
        kit.world.request(HandlerAction.CREATE, "AWS::Lambda::LayerVersion", "Layer", desired=layer),
    ):
        answer = kit.world.ask(request)
        assert isinstance(answer, HandlerFailure), answer
        assert answer.code is HandlerErrorCode.INVALID_REQUEST
        assert f"Error occurred while GetObject. S3 Error Code: {code}." in answer.message


def _code_hash(kit: Kit, function: str) -> bytes:
    found = kit.clients.call("lambda", "GetFunction", {"FunctionName": function})["Configuration"]
    return base64.b64decode(found["CodeSha256"])
