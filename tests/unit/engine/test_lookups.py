"""What templates look up outside themselves, and AWS's sentences for what is not there."""

from collections.abc import Iterator

import pytest

from landform.engine.lookups import Lookups
from landform.engine.requests import Place
from landform.ground.lookups import (
    AvailabilityZones,
    DynamicReference,
    ExistingAttribute,
    ExistingValues,
    Export,
    Lookup,
    NotFound,
    SsmParameter,
    StackOutput,
)
from landform.ground.values import Secret, Value
from tests.unit.engine.world import World, a_world, queue

PLACE = Place(account_id="000000000000", region="us-east-1")


@pytest.fixture(scope="module")
def filled() -> Iterator[World]:
    """A world with parameters, secrets and a stack that gives out something."""
    with a_world() as world:
        ssm = world.client("ssm")
        ssm.put_parameter(Name="plain", Type="String", Value="one")
        ssm.put_parameter(Name="plain", Type="String", Value="two", Overwrite=True)
        ssm.put_parameter(Name="list", Type="StringList", Value="a, b,c")
        ssm.put_parameter(Name="safe", Type="SecureString", Value="hidden")
        secrets = world.client("secretsmanager")
        secrets.create_secret(Name="db", SecretString='{"user": "me", "port": 5432}')
        secrets.create_secret(Name="text", SecretString="word")
        world.create({"A": queue("a")}, Outputs={"Url": {"Value": "https://a", "Export": {"Name": "url"}}})
        yield world


def looked_up(world: World, lookup: Lookup) -> Value | NotFound:
    lookups = Lookups(world.engine.store, world.engine._clients, PLACE)
    return lookups.answer([lookup])[lookup]


def told(found: Value | NotFound) -> Value | tuple[str, str]:
    """The answer, in a form that can be compared."""
    return ("not found", found.reason) if isinstance(found, NotFound) else found


def dynamic(service: str, key: str) -> DynamicReference:
    return DynamicReference(service=service, key=key)


FOUND: dict[str, tuple[Lookup, Value | NotFound]] = {
    "an export": (Export("url"), "https://a"),
    "no export": (Export("ghost"), NotFound("No export named ghost found.")),
    "an output": (StackOutput("app", "Url", None), "https://a"),
    "no output": (StackOutput("app", "Arn", None), NotFound("Stack app has no output Arn.")),
    "no stack": (StackOutput("ghost", "Url", None), NotFound("Stack ghost does not exist in us-east-1.")),
    "no stack there": (
        StackOutput("app", "Url", "eu-west-1"),
        NotFound("Stack app does not exist in eu-west-1."),
    ),
    "a parameter": (SsmParameter("plain"), "two"),
    "a list": (SsmParameter("list"), ["a", "b", "c"]),
    "a version": (dynamic("ssm", "plain:1"), "one"),
    "the newest": (dynamic("ssm", "plain"), "two"),
    "a text secret": (dynamic("secretsmanager", "text"), Secret("word")),
    "a secret's member": (dynamic("secretsmanager", "db:SecretString:user"), Secret("me")),
    "a secret's number": (dynamic("secretsmanager", "db:SecretString:port::"), Secret("5432")),
    "a secret's stage": (
        dynamic("secretsmanager", "db:SecretString:user:AWSCURRENT"),
        Secret("me"),
    ),
    "no member": (
        dynamic("secretsmanager", "db:SecretString:ghost"),
        NotFound("Could not find a value associated with JSONKey in SecretString of db"),
    ),
    "a member of a text": (
        dynamic("secretsmanager", "text:SecretString:user"),
        NotFound("Could not find a value associated with JSONKey in SecretString of text"),
    ),
    "a secure parameter": (dynamic("ssm-secure", "safe"), Secret("hidden")),
}


@pytest.mark.parametrize(("lookup", "found"), FOUND.values(), ids=FOUND)
def test_a_lookup_is_answered(filled: World, lookup: Lookup, found: Value | NotFound) -> None:
    assert told(looked_up(filled, lookup)) == told(found)


@pytest.mark.parametrize("lookup", [dynamic("ssm-secure", "safe"), dynamic("secretsmanager", "text")])
def test_what_is_secret_stays_a_secret(filled: World, lookup: Lookup) -> None:
    assert isinstance(looked_up(filled, lookup), Secret)
    assert not isinstance(looked_up(filled, SsmParameter("plain")), Secret)


@pytest.mark.parametrize(
    ("lookup", "begin"),
    [
        (SsmParameter("ghost"), "Unable to fetch parameters [ghost] from parameter store: "),
        (dynamic("ssm", "plain:9"), "Unable to fetch parameters [plain:9] from parameter store: "),
        (dynamic("secretsmanager", "ghost:SecretString:a"), "Could not resolve secret ghost: "),
        (dynamic("secretsmanager", "db:SecretString:user:GHOST"), "Could not resolve secret db: "),
        (
            dynamic("secretsmanager", f"db:SecretString:user::{'0' * 32}"),
            "Could not resolve secret db: ",
        ),
    ],
)
def test_what_is_not_there_is_told(filled: World, lookup: Lookup, begin: str) -> None:
    found = looked_up(filled, lookup)
    assert isinstance(found, NotFound)
    assert found.reason.startswith(begin)


def test_zones_are_those_of_the_region(filled: World) -> None:
    here, there = looked_up(filled, AvailabilityZones("")), looked_up(filled, AvailabilityZones("eu-west-1"))
    assert isinstance(here, list)
    assert isinstance(there, list)
    assert (here[0], there[0]) == ("us-east-1a", "eu-west-1a")


def test_what_exists_in_ec2_is_looked_up(filled: World) -> None:
    ec2 = filled.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    ec2.create_tags(Resources=[vpc], Tags=[{"Key": "team", "Value": "ml"}])
    vpcs = looked_up(filled, ExistingValues("AWS::EC2::VPC::Id"))
    assert isinstance(vpcs, list)
    assert vpc in vpcs

    def attribute(name: str, value: str = vpc) -> Value | NotFound:
        return looked_up(filled, ExistingAttribute("AWS::EC2::VPC::Id", value, name))

    assert (attribute("Tags.team"), attribute("Tags.ghost")) == ("ml", "")
    by_vpc = [{"Name": "vpc-id", "Values": [vpc]}]
    groups = ec2.describe_security_groups(Filters=by_vpc)["SecurityGroups"]
    acls = ec2.describe_network_acls(Filters=by_vpc)["NetworkAcls"]
    assert attribute("DefaultSecurityGroup") == groups[0]["GroupId"]
    assert attribute("DefaultNetworkAcl") == acls[0]["NetworkAclId"]
    assert told(attribute("Tags.team", "vpc-ghost")) == ("not found", "vpc-ghost does not exist")
