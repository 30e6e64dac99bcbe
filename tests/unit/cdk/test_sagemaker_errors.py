"""Mistakes in models and endpoints are refused, in words that say what is wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from landform.cdk import App, Duration, Stack, Token
from landform.cdk import aws_ec2 as ec2
from landform.cdk import aws_iam as iam
from landform.cdk import aws_sagemaker_alpha as sagemaker

ELSEWHERE = "arn:aws:sagemaker:eu-west-1:111122223333:model/m"
OTHER_ACCOUNT = "arn:aws:sagemaker:us-east-1:444455556666:endpoint-config/c"
LISTED = "memorySizeInMB must be one of: 1024, 2048, 3072, 4096, 5120, 6144 MB"
SCALING = "Invalid Application Auto Scaling configuration: "


class World:
    """A stack, and what models and endpoints of it need."""

    def __init__(self) -> None:
        self.app = App()
        self.stack = Stack(self.app, "S", env={"account": "111122223333", "region": "us-east-1"})
        self.known = sagemaker.Model.from_model_name(self.stack, "Known", "known")

    def image(self) -> Any:
        return sagemaker.ContainerImage.from_dlc("pytorch-inference", "1")

    def model(self, **options: Any) -> Any:
        containers = [sagemaker.ContainerDefinition(image=self.image())]
        return sagemaker.Model(self.stack, "Model", **{"containers": containers, **options})

    def config(self, *variants: dict[str, Any]) -> Any:
        given = [{"model": self.known, "variant_name": "v", **each} for each in variants]
        return sagemaker.EndpointConfig(self.stack, "Config", instance_production_variants=given)

    def serverless(self, **options: Any) -> Any:
        config = sagemaker.EndpointConfig(self.stack, "Config")
        given = {
            "model": self.known,
            "variant_name": "s",
            "max_concurrency": 10,
            "memory_size_in_mb": 1024,
            **options,
        }
        config.add_serverless_production_variant(**given)
        return config

    def scaled(self, most: float, least: float | None = None, **variant: Any) -> Any:
        config = self.config({"instance_type": sagemaker.InstanceType.M5_LARGE, **variant})
        endpoint = sagemaker.Endpoint(self.stack, "Endpoint", endpoint_config=config)
        found = endpoint.find_instance_production_variant("v")
        return found.auto_scale_instance_count(max_capacity=most, min_capacity=least)


def group(world: World) -> Any:
    return ec2.SecurityGroup.from_security_group_id(world.stack, "G", "sg-1")


def both_kinds(world: World) -> Any:
    variant = {"model": world.known, "variant_name": "v"}
    serverless = {**variant, "max_concurrency": 1, "memory_size_in_mb": 1024}
    return sagemaker.EndpointConfig(
        world.stack, "C", instance_production_variants=[variant], serverless_production_variant=serverless
    )


def endpoint_of(world: World, config: Any) -> Any:
    return sagemaker.Endpoint(world.stack, "E", endpoint_config=config)


def known_config(world: World) -> Any:
    return sagemaker.EndpointConfig.from_endpoint_config_name(world.stack, "C", "c")


Case = Callable[[World], Any]
CASES: dict[str, tuple[Case, str]] = {
    "group without vpc": (
        lambda world: world.model(security_groups=[group(world)]),
        "Cannot configure 'securityGroups' or 'allowAllOutbound' without configuring a VPC",
    ),
    "outbound without vpc": (
        lambda world: world.model(allow_all_outbound=True),
        "Cannot configure 'securityGroups' or 'allowAllOutbound' without configuring a VPC",
    ),
    "outbound of given groups": (
        lambda world: world.model(
            vpc=ec2.Vpc(world.stack, "V"), security_groups=[group(world)], allow_all_outbound=False
        ),
        "Configure 'allowAllOutbound' directly on the supplied SecurityGroups",
    ),
    "connections without vpc": (
        lambda world: world.model().connections,
        "Cannot manage network access without configuring a VPC",
    ),
    "connections of an import": (
        lambda world: world.known.connections,
        "Cannot manage network access without configuring a VPC",
    ),
    "instance type": (
        lambda world: sagemaker.InstanceType.of("g5.xlarge"),
        "instance type must start with 'ml.'; (got g5.xlarge)",
    ),
    "accelerator type": (
        lambda world: sagemaker.AcceleratorType("eia1.large"),
        "instance type must start with 'ml.'; (got eia1.large)",
    ),
    "data that is no archive": (
        lambda world: sagemaker.ModelData.from_asset("model.zip"),
        "Asset must be a gzipped tar file with extension .tar.gz (model.zip)",
    ),
    "two kinds of variants": (
        both_kinds,
        "Cannot specify both instanceProductionVariants and serverlessProductionVariant. Choose one variant "
        "type.",
    ),
    "same name": (
        lambda world: world.config({}, {}),
        "There is already a Production Variant with name 'v'",
    ),
    "all that is wrong with a variant": (
        lambda world: world.config(
            {
                "initial_instance_count": 0,
                "initial_variant_weight": -1,
                "container_startup_health_check_timeout": Duration.seconds(59),
                "model": sagemaker.Model.from_model_arn(world.stack, "M", ELSEWHERE),
            }
        ),
        "Invalid Production Variant Props: Cannot have negative variant weight\n"
        "Must have at least one instance\n"
        "containerStartupHealthCheckTimeout must be between 60 and 3600 seconds\n"
        "Cannot use model in region eu-west-1 for endpoint configuration in region us-east-1",
    ),
    "all that is wrong with a serverless variant": (
        lambda world: world.serverless(
            initial_variant_weight=-1, max_concurrency=201, memory_size_in_mb=1, provisioned_concurrency=202
        ),
        "Invalid Serverless Production Variant Props: Cannot have negative variant weight\n"
        "maxConcurrency must be between 1 and 200\n"
        f"{LISTED}\n"
        "provisionedConcurrency must be between 1 and 200\n"
        "provisionedConcurrency cannot be greater than maxConcurrency",
    ),
    "second serverless variant": (
        lambda world: world.serverless().add_serverless_production_variant(
            model=world.known, variant_name="t", max_concurrency=1, memory_size_in_mb=1024
        ),
        "Cannot add more than one serverless production variant per endpoint configuration",
    ),
    "serverless behind machines": (
        lambda world: world.config({}).add_serverless_production_variant(
            model=world.known, variant_name="t", max_concurrency=1, memory_size_in_mb=1024
        ),
        "Cannot add serverless production variant when instance production variants are already configured",
    ),
    "machines behind serverless": (
        lambda world: world.serverless().add_instance_production_variant(model=world.known, variant_name="v"),
        "Cannot add instance production variant when serverless production variant is already configured",
    ),
    "configuration of another account": (
        lambda world: endpoint_of(
            world,
            sagemaker.EndpointConfig.from_endpoint_config_arn(world.stack, "C", OTHER_ACCOUNT),
        ),
        "Cannot use endpoint configuration in account 444455556666 for endpoint in account 111122223333",
    ),
    "unknown variant": (
        lambda world: endpoint_of(world, world.config({})).find_instance_production_variant("w"),
        "No variant with name: 'w'",
    ),
    "variants of an imported configuration": (
        lambda world: endpoint_of(world, known_config(world)).instance_production_variants,
        "Production variant lookup is not supported for an imported IEndpointConfig",
    ),
    "scaling of burstable machines": (
        lambda world: world.scaled(2, instance_type=None),
        f"{SCALING}AutoScaling not supported for burstable instance types like ml.t2.medium",
    ),
    "limits beside the first count": (
        lambda world: world.scaled(1, 3, initial_instance_count=2),
        f"{SCALING}maxCapacity cannot be less than initial instance count: 2\n"
        "minCapacity cannot be greater than initial instance count: 2",
    ),
    "safety factor": (
        lambda world: world.scaled(2).scale_on_invocations("I", max_requests_per_second=1, safety_factor=1.5),
        "Safety factor (1.5) must be greater than 0.0 and less than or equal 1.0",
    ),
    "new pipeline": (
        lambda world: sagemaker.Pipeline(world.stack, "P"),
        "Pipeline construct cannot be instantiated directly. Use Pipeline.from_pipeline_arn() or "
        "Pipeline.from_pipeline_name() for a pipeline that exists, and aws_sagemaker.CfnPipeline to make "
        "one.",
    ),
    "pipeline without a name": (
        lambda world: sagemaker.Pipeline.from_pipeline_attributes(world.stack, "P"),
        "Either pipelineArn or pipelineName must be provided",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_refused_at_the_call(name: str) -> None:
    make, message = CASES[name]
    with pytest.raises(ValueError) as caught:
        make(World())
    assert str(caught.value) == message


def test_scaling_a_variant_twice_is_refused() -> None:
    world = World()
    config = world.config({"instance_type": sagemaker.InstanceType.M5_LARGE})
    variant = endpoint_of(world, config).find_instance_production_variant("v")
    variant.auto_scale_instance_count(max_capacity=2)
    with pytest.raises(ValueError, match=f"{SCALING}variant 'v' scales already"):
        variant.auto_scale_instance_count(max_capacity=2)


def test_an_image_of_aws_in_a_region_without_any_is_refused() -> None:
    stack = Stack(App(), "S", env={"region": "xx-test-1"})
    with pytest.raises(ValueError) as caught:
        image = sagemaker.ContainerImage.from_dlc("pytorch-inference", "1")
        sagemaker.Model(stack, "M", containers=[{"image": image}])
    assert str(caught.value) == (
        "AWS publishes no Deep Learning Containers in xx-test-1, so the account of the repository is not "
        "known. Give it as account_id."
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda world: sagemaker.Model(world.stack, "M"),
            "Must configure at least 1 container for model",
        ),
        (
            lambda world: world.model(
                containers=[{"image": sagemaker.ContainerImage.from_ecr_repository(repository(world))}] * 16
            ),
            "Cannot have more than 15 containers in inference pipeline",
        ),
        (
            lambda world: sagemaker.EndpointConfig(world.stack, "C"),
            "Must configure at least 1 production variant",
        ),
        (
            lambda world: world.config(*({"variant_name": f"v{index}"} for index in range(11))),
            "Can't have more than 10 production variants",
        ),
    ],
    ids=["no container", "too many containers", "no variant", "too many variants"],
)
def test_too_few_and_too_many_parts_are_told_at_synthesis(make: Case, message: str) -> None:
    world = World()
    make(world)
    with pytest.raises(Exception, match=message):
        world.app.synth()


def repository(world: World) -> Any:
    from landform.cdk import aws_ecr as ecr

    return ecr.Repository.from_repository_name(world.stack, "R", "models")


def test_numbers_that_are_known_at_deployment_are_not_judged() -> None:
    world = World()
    count = Token.as_number({"Ref": "Count"})
    scaled = world.scaled(count, count, initial_instance_count=count)
    scaled.scale_on_invocations("I", max_requests_per_second=1)


def test_an_imported_model_without_a_role_takes_statements_and_changes_nothing() -> None:
    world = World()
    world.known.add_to_role_policy(iam.PolicyStatement(actions=["a:b"], resources=["*"]))
    assert world.known.role is None


def test_places_of_imports_come_from_their_arns() -> None:
    world = World()
    model = sagemaker.Model.from_model_arn(world.stack, "M", ELSEWHERE)
    pipeline = sagemaker.Pipeline.from_pipeline_attributes(
        world.stack, "P", pipeline_name="p", account="444455556666", region="us-west-2"
    )
    assert (model.env.account, model.env.region) == ("111122223333", "eu-west-1")
    assert (pipeline.env.account, pipeline.env.region) == ("444455556666", "us-west-2")
    assert pipeline.pipeline_ref.pipeline_name == "p"


def test_a_machine_given_as_a_text_is_refused() -> None:
    with pytest.raises(TypeError) as caught:
        World().config({"instance_type": "ml.g5.xlarge"})
    assert str(caught.value).endswith(
        "instance_production_variants[0]['instance_type'] has to be an InstanceType, not str 'ml.g5.xlarge'"
    )


def test_kinds_of_machines_are_their_names() -> None:
    assert sagemaker.InstanceType.G4_DN_12_XLARGE.to_string() == "ml.g4dn.12xlarge"
    assert str(sagemaker.AcceleratorType.EIA1_XLARGE) == "ml.eia1.xlarge"
    assert sagemaker.InstanceType.of("ml.t2.medium") == sagemaker.InstanceType.T2_MEDIUM
