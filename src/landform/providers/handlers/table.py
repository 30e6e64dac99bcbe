"""Finds the native handler of a resource type; a family's file is imported when first asked for."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Final

from landform.providers.handlers.model import ResourceHandler

FAMILIES: Final = {
    # AWS's service part of the type name -> the file of this folder.
    "AutoScaling": "autoscaling",
    "Batch": "batch",
    "CloudWatch": "cloudwatch",
    "DynamoDB": "dynamodb",
    "EC2": "ec2",
    "ECR": "ecr",
    "ECS": "ecs",
    "ElasticLoadBalancingV2": "elbv2",
    "Events": "events",
    "IAM": "iam",
    "KMS": "kms",
    "Lambda": "lambda_functions",
    "Logs": "logs",
    "S3": "s3",
    "SNS": "sns",
    "SQS": "sqs",
    "SSM": "ssm",
    "SageMaker": "sagemaker",
    "SecretsManager": "secretsmanager",
}


def find_handler(type_name: str) -> ResourceHandler | None:
    """The native handler of the type, None when there is none."""
    parts = type_name.split("::")
    if len(parts) != 3 or parts[0] != "AWS" or parts[1] not in FAMILIES:
        return None
    return _family(FAMILIES[parts[1]]).get(type_name)


def all_handlers() -> Iterator[ResourceHandler]:
    """Every native handler, by family."""
    for family in sorted(set(FAMILIES.values())):
        yield from _family(family).values()


@cache
def _family(name: str) -> dict[str, ResourceHandler]:
    module = import_module(f"landform.providers.handlers.{name}")
    handlers: tuple[ResourceHandler, ...] = module.HANDLERS
    return {handler.type_name: handler for handler in handlers}
