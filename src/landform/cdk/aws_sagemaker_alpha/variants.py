"""Production variants: which model runs on what, and its share of the requests.

Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html
and https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from landform.cdk.aws_sagemaker_alpha.values import AcceleratorType, InstanceType
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.tokens import is_unresolved

MIN_STARTUP_SECONDS: Final = 60
MAX_STARTUP_SECONDS: Final = 3600
MAX_CONCURRENCY: Final = 200
MEMORY_SIZES_MB: Final = (1024, 2048, 3072, 4096, 5120, 6144)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceVariant:
    """A model on machines."""

    name: str
    model_name: str
    instance_type: InstanceType
    initial_instance_count: float
    initial_variant_weight: float
    accelerator_type: AcceleratorType | None
    startup_timeout_seconds: float | None  # until the container must answer that it is healthy

    def properties(self) -> dict[str, Any]:
        """As CloudFormation writes it."""
        accelerator = self.accelerator_type
        return {
            "VariantName": self.name,
            "ModelName": self.model_name,
            "InstanceType": self.instance_type.to_string(),
            "InitialInstanceCount": self.initial_instance_count,
            "InitialVariantWeight": self.initial_variant_weight,
            "AcceleratorType": accelerator.to_string() if accelerator is not None else None,
            "ContainerStartupHealthCheckTimeoutInSeconds": self.startup_timeout_seconds,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerlessVariant:
    """A model that runs while requests come."""

    name: str
    model_name: str
    max_concurrency: float  # requests at once
    memory_size_mb: float
    provisioned_concurrency: float | None  # of them, those that are always ready
    initial_variant_weight: float

    def properties(self) -> dict[str, Any]:
        """As CloudFormation writes it."""
        return {
            "VariantName": self.name,
            "ModelName": self.model_name,
            "InitialVariantWeight": self.initial_variant_weight,
            "ServerlessConfig": {
                "MaxConcurrency": self.max_concurrency,
                "MemorySizeInMB": self.memory_size_mb,
                "ProvisionedConcurrency": self.provisioned_concurrency,
            },
        }


def instance_variant(
    config: Resource,
    *,
    model: Any,
    variant_name: str,
    accelerator_type: AcceleratorType | None = None,
    container_startup_health_check_timeout: Duration | None = None,
    initial_instance_count: float | None = None,
    initial_variant_weight: float | None = None,
    instance_type: InstanceType | None = None,
) -> InstanceVariant:
    """The variant with its defaults; raises ValueError that lists all that is wrong with it.

    Raises TypeError for a machine that is given as a text.
    """
    count = 1 if initial_instance_count is None else initial_instance_count
    timeout = container_startup_health_check_timeout
    seconds = timeout.to_seconds() if timeout is not None else None
    _check_kind(config, "instance_type", instance_type, InstanceType)
    _check_kind(config, "accelerator_type", accelerator_type, AcceleratorType)
    problems = _weight_problems(initial_variant_weight)
    if not is_unresolved(count) and count < 1:
        problems.append("Must have at least one instance")
    if seconds is not None and not _is_within(seconds, MIN_STARTUP_SECONDS, MAX_STARTUP_SECONDS):
        problems.append(
            f"containerStartupHealthCheckTimeout must be between {MIN_STARTUP_SECONDS} and "
            f"{MAX_STARTUP_SECONDS} seconds"
        )
    problems += _place_problems(config, model)
    _refuse("Invalid Production Variant Props", problems)
    return InstanceVariant(
        name=variant_name,
        model_name=model.model_name,
        instance_type=instance_type or InstanceType.of("ml.t2.medium"),
        initial_instance_count=count,
        initial_variant_weight=initial_variant_weight or 1,  # the API takes 0 as not given
        accelerator_type=accelerator_type,
        startup_timeout_seconds=seconds,
    )


def serverless_variant(
    config: Resource,
    *,
    max_concurrency: float,
    memory_size_in_mb: float,
    model: Any,
    variant_name: str,
    initial_variant_weight: float | None = None,
    provisioned_concurrency: float | None = None,
) -> ServerlessVariant:
    """The variant with its defaults; raises ValueError that lists all that is wrong with it."""
    problems = _weight_problems(initial_variant_weight)
    if not _is_within(max_concurrency, 1, MAX_CONCURRENCY):
        problems.append(f"maxConcurrency must be between 1 and {MAX_CONCURRENCY}")
    if not is_unresolved(memory_size_in_mb) and memory_size_in_mb not in MEMORY_SIZES_MB:
        sizes = ", ".join(map(str, MEMORY_SIZES_MB))
        problems.append(f"memorySizeInMB must be one of: {sizes} MB")
    if provisioned_concurrency is not None:
        problems += _provisioned_problems(provisioned_concurrency, max_concurrency)
    problems += _place_problems(config, model)
    _refuse("Invalid Serverless Production Variant Props", problems)
    return ServerlessVariant(
        name=variant_name,
        model_name=model.model_name,
        max_concurrency=max_concurrency,
        memory_size_mb=memory_size_in_mb,
        provisioned_concurrency=provisioned_concurrency,
        initial_variant_weight=initial_variant_weight or 1,  # the API takes 0 as not given
    )


def place_problem(owner: Resource, used: Any, kinds: tuple[str, str]) -> str | None:
    """What is wrong if a resource uses another of a different account or region; None if nothing is."""
    ours, theirs = owner.env, used.env
    for what, own, other in (
        ("account", ours.account, theirs.account),
        ("region", ours.region, theirs.region),
    ):
        if not is_unresolved(own) and not is_unresolved(other) and own != other:
            return f"Cannot use {kinds[1]} in {what} {other} for {kinds[0]} in {what} {own}"
    return None


def _check_kind(config: Resource, name: str, value: Any, kind: type[Any]) -> None:
    if value is not None and not isinstance(value, kind):
        expected = f"an {kind.__name__}, such as {kind.__name__}.of({str(value)!r})"
        raise TypeError(f"{config.node.path}: {name} has to be {expected}, not {value!r}")


def _place_problems(config: Resource, model: Any) -> list[str]:
    found = place_problem(config, model, ("endpoint configuration", "model"))
    return [found] if found is not None else []


def _weight_problems(weight: float | None) -> list[str]:
    if weight is None or is_unresolved(weight) or weight >= 0:
        return []
    return ["Cannot have negative variant weight"]


def _provisioned_problems(provisioned: float, most: float) -> list[str]:
    problems = []
    if not _is_within(provisioned, 1, MAX_CONCURRENCY):
        problems.append(f"provisionedConcurrency must be between 1 and {MAX_CONCURRENCY}")
    if not is_unresolved(provisioned) and not is_unresolved(most) and provisioned > most:
        problems.append("provisionedConcurrency cannot be greater than maxConcurrency")
    return problems


def _is_within(value: float, least: float, most: float) -> bool:
    return is_unresolved(value) or least <= value <= most


def _refuse(summary: str, problems: Sequence[str]) -> None:
    if problems:
        raise ValueError(f"{summary}: " + "\n".join(problems))
