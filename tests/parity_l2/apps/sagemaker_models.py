from pathlib import Path

from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sagemaker_alpha as sagemaker

HERE = Path(__file__).parent
DLC = ("huggingface-pytorch-inference", "2.6.0-gpu")

app = App()
stack = Stack(app, "Models", env={"account": "111122223333", "region": "us-east-1"})
repository = ecr.Repository(stack, "Repository")
bucket = s3.Bucket(stack, "Bucket")
image = sagemaker.ContainerImage.from_ecr_repository(repository, "v1")
latest = sagemaker.ContainerImage.from_ecr_repository(repository)
data = sagemaker.ModelData.from_bucket(bucket, "models/current/model.tar.gz")

plain = sagemaker.Model(stack, "Plain", containers=[sagemaker.ContainerDefinition(image=latest)])
CfnOutput(stack, "PlainName", value=plain.model_name)
CfnOutput(stack, "PlainArn", value=plain.model_arn)
one = sagemaker.Model(
    stack,
    "One",
    model_name="the-model",
    network_isolation=True,
    containers=[
        sagemaker.ContainerDefinition(
            image=image, model_data=data, environment={"A": "b", "C": "d"}, container_hostname="host"
        )
    ],
)
one.add_to_role_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=["*"]))
bucket.grant_put(one)
pipeline = sagemaker.Model(
    stack,
    "Several",
    network_isolation=False,
    containers=[
        sagemaker.ContainerDefinition(image=image, container_hostname="first"),
        sagemaker.ContainerDefinition(image=latest),
    ],
)
pipeline.add_container(image=latest, model_data=data, environment={"N": "1"})

role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
vpc = ec2.Vpc(stack, "Vpc", max_azs=2)
group = ec2.SecurityGroup(stack, "Group", vpc=vpc)
networked = sagemaker.Model(
    stack, "Networked", containers=[sagemaker.ContainerDefinition(image=image)], role=role, vpc=vpc
)
networked.connections.allow_from_any_ipv4(ec2.Port.tcp(443), "HTTPS")
networked.connections.allow_to(group, ec2.Port.tcp(5432))
closed = sagemaker.Model(
    stack,
    "Closed",
    containers=[sagemaker.ContainerDefinition(image=image)],
    vpc=vpc,
    vpc_subnets={"subnet_type": ec2.SubnetType.PUBLIC},
    allow_all_outbound=False,
)
closed.connections.allow_to(group, ec2.Port.tcp(443))
grouped = sagemaker.Model(
    stack,
    "Grouped",
    containers=[sagemaker.ContainerDefinition(image=image)],
    vpc=vpc,
    security_groups=[group],
    vpc_subnets=ec2.SubnetSelection(one_per_az=True),
)
later = sagemaker.Model(stack, "Later")
later.add_container(image=sagemaker.ContainerImage.from_dlc(*DLC))
other_account = sagemaker.Model(
    stack,
    "DlcOfAccount",
    containers=[sagemaker.ContainerDefinition(image=sagemaker.ContainerImage.from_dlc(*DLC, "444455556666"))],
)
imported_role = iam.Role.from_role_arn(stack, "ImportedRole", "arn:aws:iam::111122223333:role/Named")
sagemaker.Model(
    stack,
    "Assets",
    role=imported_role,
    containers=[
        sagemaker.ContainerDefinition(
            image=sagemaker.ContainerImage.from_asset(
                str(HERE / "files" / "image"), platform=ecr_assets.Platform.LINUX_AMD64
            ),
            model_data=sagemaker.ModelData.from_asset(str(HERE / "files" / "model.tar.gz")),
        )
    ],
)
shared = sagemaker.ModelData.from_asset(str(HERE / "files" / "model.tar.gz"), readers=[role])
shared_image = sagemaker.ContainerImage.from_asset(str(HERE / "files" / "image"))
sagemaker.Model(
    stack, "Twice", containers=[sagemaker.ContainerDefinition(image=shared_image, model_data=shared)] * 2
)

anywhere = Stack(app, "Anywhere")
sagemaker.Model(
    anywhere, "Dlc", containers=[sagemaker.ContainerDefinition(image=sagemaker.ContainerImage.from_dlc(*DLC))]
)

imports = Stack(app, "Imports", env={"account": "111122223333", "region": "us-east-1"})
by_arn = sagemaker.Model.from_model_arn(
    imports, "ByArn", "arn:aws:sagemaker:eu-west-1:444455556666:model/arn-model"
)
by_name = sagemaker.Model.from_model_name(imports, "ByName", "named-model")
imported_group = ec2.SecurityGroup.from_security_group_id(imports, "Sg", "sg-12345678")
by_attributes = sagemaker.Model.from_model_attributes(
    imports,
    "ByAttributes",
    model_arn="arn:aws:sagemaker:us-east-1:111122223333:model/attribute-model",
    role=iam.Role(imports, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com")),
    security_groups=[imported_group],
)
by_attributes.connections.allow_from_any_ipv4(ec2.Port.tcp(443))
for model in (by_arn, by_name, by_attributes):
    model.add_to_role_policy(iam.PolicyStatement(actions=["sqs:SendMessage"], resources=["*"]))
    CfnOutput(imports, f"{model.node.id}Name", value=model.model_name)
    CfnOutput(imports, f"{model.node.id}ModelArn", value=model.model_arn)
s3.Bucket(imports, "Bucket").grant_read(by_attributes)
sagemaker.EndpointConfig(
    imports,
    "Config",
    instance_production_variants=[
        sagemaker.InstanceProductionVariantProps(model=by_name, variant_name="a"),
        sagemaker.InstanceProductionVariantProps(model=by_attributes, variant_name="b"),
    ],
)
CfnOutput(imports, "OfOther", value=one.model_name)
CfnOutput(imports, "ArnOfOther", value=plain.model_arn)
app.synth()
