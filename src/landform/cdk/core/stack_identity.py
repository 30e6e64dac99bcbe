"""Names and environments of stacks, as they follow from their place in the app."""

from collections.abc import Mapping
from typing import Any

from landform.cdk.core.aws import Aws
from landform.cdk.core.names import unique_name
from landform.cdk.core.tokens import is_unresolved
from landform.ground.regions import region_partition

UNKNOWN_ACCOUNT = "unknown-account"
UNKNOWN_REGION = "unknown-region"
MAX_GENERATED_NAME = 128


def environment_of(stage: Any, env: Any) -> tuple[str, str, str]:
    """Account, region and the environment's name, from the stack's own env or its stage's."""
    given = env if isinstance(env, Mapping) else _as_mapping(env)
    account = given.get("account") or (stage.account if stage is not None else None) or Aws.ACCOUNT_ID
    region = given.get("region") or (stage.region if stage is not None else None) or Aws.REGION
    shown_account = UNKNOWN_ACCOUNT if is_unresolved(account) else account
    shown_region = UNKNOWN_REGION if is_unresolved(region) else region
    return account, region, f"aws://{shown_account}/{shown_region}"


def _as_mapping(env: Any) -> dict[str, Any]:
    if env is None:
        return {}
    return {"account": env.account, "region": env.region}


def generated_name(stack: Any) -> str:
    """The stack's name from its path: ids below the app or the stage, with the stage's name in front."""
    from landform.cdk.core.stage import Stage

    stage = Stage.of(stack)
    prefix = f"{stage.stage_name}-" if stage is not None and stage.stage_name else ""
    ids = _ids_below(stack, stage)
    limit = MAX_GENERATED_NAME - len(prefix)
    return prefix + _name_of(ids, limit)


def artifact_id(stack: Any) -> str:
    """The name of the stack's artifact in its assembly."""
    ids = [each.node.id for each in stack.node.scopes[1:]]
    return _name_of(ids, MAX_GENERATED_NAME)


def _ids_below(stack: Any, stage: Any) -> list[str]:
    scopes = stack.node.scopes
    start = scopes.index(stage) + 1 if stage is not None else 0
    return [each.node.id for each in scopes[start:]]


def _name_of(ids: list[str], limit: int) -> str:
    if len(ids) == 1 and len(ids[0]) <= limit:
        return ids[0]
    return unique_name(ids, max_length=limit)


def partition_of(stack: Any) -> str:
    """The partition; the pseudo parameter unless the region is known and literals are wanted."""
    if is_unresolved(stack.region) or not stack.node.try_get_context("@aws-cdk/core:enablePartitionLiterals"):
        return Aws.PARTITION
    return region_partition(stack.region)
