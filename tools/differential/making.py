"""Calls as evaluate.py takes them, and a few that many modules need."""

from typing import Any, Final


def construct(kind: str, id: str, /, **named: Any) -> Any:
    """A construct of the stack, made once for its id."""
    return {"new": kind, "id": id, "kw": named}


def new(kind: str, /, *args: Any, **named: Any) -> Any:
    """Another object."""
    return {"new": kind, "args": list(args), "kw": named}


def static(name: str, /, *args: Any, **named: Any) -> Any:
    """What a static method gives."""
    return {"static": name, "args": list(args), "kw": named}


def imported(name: str, id: str, /, *args: Any, **named: Any) -> Any:
    """A construct that a static method puts into the stack."""
    return static(name, {"stack": True}, id, *args, **named)


def enum(path: str) -> Any:
    """A member of an enum, or a static property."""
    return {"enum": path}


def record(name: str, /, **named: Any) -> Any:
    """Keyword arguments under one name."""
    return {"record": name, "kw": named}


def minutes(count: float) -> Any:
    """A duration."""
    return static("aws_cdk.Duration.minutes", count)


VPC: Final = construct("aws_ec2.Vpc", "Vpc0", max_azs=2, nat_gateways=1)
T3_MICRO: Final = new("aws_ec2.InstanceType", "t3.micro")
LINUX: Final = static("aws_ec2.MachineImage.latest_amazon_linux2023")
LAMBDA: Final = new("aws_iam.ServicePrincipal", "lambda.amazonaws.com")
EC2: Final = new("aws_iam.ServicePrincipal", "ec2.amazonaws.com")
SECURITY_GROUP: Final = construct("aws_ec2.SecurityGroup", "Sg0", vpc=VPC)
