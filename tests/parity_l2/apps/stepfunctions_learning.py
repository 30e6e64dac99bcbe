from aws_cdk import App, Duration, Size, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

FLAGS = [
    "aws-stepfunctions-tasks:enableEmrServicePolicyV2",
    "aws-stepfunctions-tasks:fixRunEcsTaskPolicy",
    "aws-iam:minimizePolicies",
    "core:enablePartitionLiterals",
]
app = App(context={f"@aws-cdk/{flag}": True for flag in FLAGS})
stack = Stack(app, "Learning", env={"account": "111122223333", "region": "us-east-1"})
path = sfn.JsonPath
data = s3.Bucket(stack, "Data")
models = s3.Bucket(stack, "Models")
repository = ecr.Repository(stack, "Images")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2, nat_gateways=1)
train = tasks.SageMakerCreateTrainingJob(
    stack,
    "Train",
    training_job_name=path.format("train-{}", path.execution_name),
    algorithm_specification=tasks.AlgorithmSpecification(
        training_image=tasks.DockerImage.from_ecr_repository(repository, "1.0"),
        training_input_mode=tasks.InputMode.FILE,
        metric_definitions=[tasks.MetricDefinition(name="loss", regex="loss=([0-9.]+)")],
    ),
    input_data_config=[
        tasks.Channel(
            channel_name="train",
            content_type="text/csv",
            data_source=tasks.DataSource(
                s3_data_source=tasks.S3DataSource(
                    s3_location=tasks.S3Location.from_bucket(data, "train"),
                    s3_data_type=tasks.S3DataType.S3_PREFIX,
                )
            ),
        )
    ],
    output_data_config=tasks.OutputDataConfig(
        s3_output_location=tasks.S3Location.from_bucket(models, "out"),
        encryption_key=kms.Key(stack, "Key"),
    ),
    resource_config=tasks.ResourceConfig(
        instance_count=1,
        instance_type=ec2.InstanceType.of(ec2.InstanceClass.P3, ec2.InstanceSize.XLARGE2),
        volume_size=Size.gibibytes(50),
    ),
    stopping_condition=tasks.StoppingCondition(max_runtime=Duration.hours(2)),
    hyperparameters={"epochs": "3"},
    vpc_config=tasks.VpcConfig(vpc=vpc),
    integration_pattern=sfn.IntegrationPattern.RUN_JOB,
    result_path="$.train",
)
model = tasks.SageMakerCreateModel(
    stack,
    "Model",
    model_name=path.string_at("$.train.TrainingJobName"),
    primary_container=tasks.ContainerDefinition(
        image=tasks.DockerImage.from_ecr_repository(repository),
        mode=tasks.Mode.SINGLE_MODEL,
        model_s3_location=tasks.S3Location.from_json_expression("$.train.ModelArtifacts.S3ModelArtifacts"),
    ),
    result_path="$.model",
)
config = tasks.SageMakerCreateEndpointConfig(
    stack,
    "Config",
    endpoint_config_name=path.string_at("$.name"),
    production_variants=[
        tasks.ProductionVariant(
            instance_type=ec2.InstanceType("m5.large"),
            model_name=path.string_at("$.train.TrainingJobName"),
            variant_name="first",
            initial_variant_weight=1,
        )
    ],
    result_path="$.config",
)
endpoint = tasks.SageMakerCreateEndpoint(
    stack, "Endpoint", endpoint_config_name=path.string_at("$.name"), endpoint_name="Serving"
)
cluster = tasks.EmrCreateCluster(
    stack,
    "Cluster",
    name="prepare",
    release_label="emr-7.1.0",
    instances=tasks.EmrCreateCluster.InstancesConfigProperty(
        instance_groups=[
            tasks.EmrCreateCluster.InstanceGroupConfigProperty(
                instance_count=1,
                instance_role=tasks.EmrCreateCluster.InstanceRoleType.MASTER,
                instance_type="m5.xlarge",
                ebs_configuration=tasks.EmrCreateCluster.EbsConfigurationProperty(
                    ebs_block_device_configs=[
                        tasks.EmrCreateCluster.EbsBlockDeviceConfigProperty(
                            volume_specification=tasks.EmrCreateCluster.VolumeSpecificationProperty(
                                volume_size=Size.gibibytes(32),
                                volume_type=tasks.EmrCreateCluster.EbsBlockDeviceVolumeType.GP3,
                            )
                        )
                    ]
                ),
            )
        ]
    ),
    applications=[tasks.EmrCreateCluster.ApplicationConfigProperty(name="Spark")],
    tags={"team": "ml"},
    result_path="$.cluster",
)
step = tasks.EmrAddStep(
    stack,
    "Step",
    cluster_id=path.string_at("$.cluster.ClusterId"),
    jar="command-runner.jar",
    name="prepare",
    args=["spark-submit", "s3://code/prepare.py"],
    result_path=path.DISCARD,
)
end = tasks.EmrTerminateCluster(
    stack, "End", cluster_id=path.string_at("$.cluster.ClusterId"), result_path=path.DISCARD
)
sfn.StateMachine(
    stack,
    "Machine",
    definition_body=sfn.DefinitionBody.from_chainable(
        cluster.next(step).next(end).next(train).next(model).next(config).next(endpoint)
    ),
)
app.synth()
