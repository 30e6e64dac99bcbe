from aws_cdk import App, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_glue as glue
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_secretsmanager as secrets

app = App(context={"@aws-cdk/aws-iam:minimizePolicies": True, "@aws-cdk/core:enablePartitionLiterals": True})
stack = Stack(app, "Kafka", env={"account": "111122223333", "region": "eu-west-1"})
CLUSTER = "arn:aws:kafka:eu-west-1:111122223333:cluster/c/1234abcd"


def function(name, **options):
    return lambda_.Function(
        stack,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
        **options,
    )


secret = secrets.Secret(stack, "Secret")
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
registry = glue.CfnRegistry(stack, "Registry", name="schemas")
KEYS = [lambda_.KafkaSchemaValidationConfig(attribute=lambda_.KafkaSchemaValidationAttribute.KEY)]
managed = function("Managed")
managed.add_event_source(
    sources.ManagedKafkaEventSource(
        cluster_arn=CLUSTER,
        topic="orders",
        starting_position=lambda_.StartingPosition.LATEST,
        consumer_group_id="group-1",
        secret=secret,
        on_failure=sources.KafkaDlq("kafka://failed"),
        provisioned_poller_config=sources.ProvisionedPollerConfig(minimum_pollers=1, maximum_pollers=3),
        schema_registry_config=sources.GlueSchemaRegistry(
            schema_registry=registry,
            event_record_format=lambda_.EventRecordFormat.JSON,
            schema_validation_configs=KEYS,
        ),
    )
)
own = function("Own", vpc=vpc)
own.add_event_source(
    sources.SelfManagedKafkaEventSource(
        bootstrap_servers=["broker-1:9092", "broker-2:9092"],
        topic="orders",
        starting_position=lambda_.StartingPosition.TRIM_HORIZON,
        secret=secret,
        authentication_method=sources.AuthenticationMethod.BASIC_AUTH,
        root_ca_certificate=secrets.Secret(stack, "Certificate"),
        vpc=vpc,
        vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
        security_group=ec2.SecurityGroup(stack, "Brokers", vpc=vpc),
        schema_registry_config=sources.ConfluentSchemaRegistry(
            schema_registry_uri="https://registry.example.com",
            event_record_format=lambda_.EventRecordFormat.SOURCE,
            authentication_type=lambda_.KafkaSchemaRegistryAccessConfigType.BASIC_AUTH,
            secret=secret,
            schema_validation_configs=KEYS,
        ),
    )
)
app.synth()
