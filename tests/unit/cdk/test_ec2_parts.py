"""Parts of aws_ec2 that templates do not show: order of text, context look-ups, NAT's choice, the handler."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cdk import App, Stack
from landform.cdk import aws_ec2 as ec2
from landform.cdk.aws_ec2.nat import Preferences
from landform.cdk.core.collation import collation_key
from landform.ground.regions import region_partition

HANDLER = Path(ec2.__file__).parents[1] / "handlers" / "restrict_default_security_group" / "index.py"
HERE = {"account": "111122223333", "region": "us-east-1"}


def test_text_is_sorted_by_letters_before_case() -> None:
    names = ["Name", "aws:x", "b", "B", "a-1", "a_1", "a1", "A"]
    assert sorted(names, key=collation_key) == ["A", "a_1", "a-1", "a1", "aws:x", "b", "B", "Name"]


def test_a_zone_without_a_gateway_gets_another_in_turn() -> None:
    chosen = Preferences()
    chosen.add("a", 1)
    chosen.add("b", 2)
    assert [chosen.pick(zone) for zone in ("a", "b", "c", "d", "a")] == [1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("us-east-1", "aws"),
        ("cn-north-1", "aws-cn"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-iso-east-1", "aws-iso"),
        ("us-isob-east-1", "aws-iso-b"),
        ("eusc-de-east-1", "aws-eusc"),
    ],
)
def test_a_region_tells_its_partition(region: str, partition: str) -> None:
    assert region_partition(region) == partition


def test_a_vpc_that_was_not_looked_up_is_asked_for() -> None:
    stack = Stack(App(), "S", env=HERE)
    vpc = ec2.Vpc.from_lookup(stack, "V", vpc_name="main", tags={"k": "v"})
    assert vpc.vpc_id == "vpc-12345"
    assert [each["key"] for each in stack._missing_context] == [
        "vpc-provider:account=111122223333:filter.tag:Name=main:filter.tag:k=v:region=us-east-1"
        ":returnAsymmetricSubnets=true"
    ]


def test_a_record_may_be_a_map_in_either_spelling() -> None:
    stack = Stack(App(), "S")
    kinds = [
        {"name": "a", "subnet_type": ec2.SubnetType.PUBLIC},
        {"name": "b", "subnetType": ec2.SubnetType.PRIVATE_ISOLATED},
    ]
    vpc = ec2.Vpc(stack, "V", max_azs=1, subnet_configuration=kinds)
    assert [each.node.id for each in (*vpc.public_subnets, *vpc.isolated_subnets)] == ["aSubnet1", "bSubnet1"]


def test_a_service_answers_to_both_spellings_of_its_name() -> None:
    services = ec2.InterfaceVpcEndpointAwsService
    assert services.LAMBDA.short_name == services.LAMBDA_.short_name == "lambda"
    assert (services.KEYSPACES.port, services.SQS.port) == (9142, 443)


def test_a_service_that_is_not_there_is_named() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = ec2.InterfaceVpcEndpointAwsService.NO_SUCH_THING
    assert str(caught.value) == "'InterfaceVpcEndpointAwsService' has no attribute 'NO_SUCH_THING'."


class _Calls:
    """Stands in for a client of EC2."""

    def __init__(self, fails_with: str | None = None) -> None:
        self.made: list[tuple[str, str]] = []
        self._fails_with = fails_with

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> None:
            self.made.append((name, arguments["GroupId"]))
            if self._fails_with is not None:
                raise ClientError({"Error": {"Code": self._fails_with, "Message": ""}}, name)

        return call


def _handler(client: _Calls, monkeypatch: pytest.MonkeyPatch) -> Any:
    respond: Any = ModuleType("respond")
    respond.answering = lambda handle: handle
    monkeypatch.setitem(sys.modules, "respond", respond)
    spec = importlib.util.spec_from_file_location("restrict_handler", HANDLER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.boto3, "client", lambda _name: client)
    return module.handler


def _event(kind: str, group: str, old: str | None = None) -> dict[str, Any]:
    event: dict[str, Any] = {
        "RequestType": kind,
        "ResourceProperties": {"DefaultSecurityGroupId": group, "Account": "111122223333"},
    }
    return event | ({"OldResourceProperties": {"DefaultSecurityGroupId": old}} if old else {})


REVOKED = ["revoke_security_group_egress", "revoke_security_group_ingress"]
AUTHORIZED = ["authorize_security_group_egress", "authorize_security_group_ingress"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (_event("Create", "sg-1"), [(name, "sg-1") for name in REVOKED]),
        (_event("Delete", "sg-1"), [(name, "sg-1") for name in AUTHORIZED]),
        (_event("Update", "sg-1", "sg-1"), [(name, "sg-1") for name in REVOKED]),
        (
            _event("Update", "sg-2", "sg-1"),
            [*((name, "sg-1") for name in AUTHORIZED), *((name, "sg-2") for name in REVOKED)],
        ),
    ],
)
def test_the_handler_restricts_the_group_and_gives_the_rules_back(
    event: dict[str, Any], expected: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = _Calls()
    _handler(client, monkeypatch)(event)
    assert client.made == expected


def test_the_handler_does_not_mind_rules_that_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    client = _Calls("InvalidPermission.NotFound")
    _handler(client, monkeypatch)(_event("Create", "sg-1"))
    assert [name for name, _ in client.made] == REVOKED


def test_the_handler_fails_when_it_may_not_change_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ClientError):
        _handler(_Calls("UnauthorizedOperation"), monkeypatch)(_event("Create", "sg-1"))
