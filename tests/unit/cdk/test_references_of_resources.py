"""How classes of resource types name resources. Expected values are what aws-cdk-lib 2.275 gives."""

import pytest

from landform.cdk import App, Environment, Stack
from landform.cdk import aws_apigateway as apigateway
from landform.cdk import aws_autoscaling as autoscaling
from landform.cdk import aws_dynamodb as dynamodb
from landform.cdk import aws_ec2 as ec2
from landform.cdk import aws_lambda as lambda_
from landform.cdk import aws_logs as logs
from landform.cdk import aws_rds as rds
from landform.cdk import aws_s3 as s3
from landform.cdk import aws_sqs as sqs


@pytest.fixture
def stack() -> Stack:
    return Stack(App(), "S", env=Environment(account="111122223333", region="eu-west-1"))


def test_a_resource_of_the_template_is_named_by_ref_and_attribute(stack: Stack) -> None:
    queue = sqs.CfnQueue(stack, "Q")
    assert stack.resolve(queue.queue_ref.queue_url) == {"Ref": "Q"}
    assert stack.resolve(queue.queue_ref.queue_arn) == {"Fn::GetAtt": ["Q", "Arn"]}


def test_a_part_of_a_composite_identifier_is_cut_out_of_ref(stack: Stack) -> None:
    method = apigateway.CfnMethod(stack, "M", http_method="GET", resource_id="r", rest_api_id="a")
    expected = {"Fn::Select": [2, {"Fn::Split": ["|", {"Ref": "M"}]}]}
    assert stack.resolve(method.method_ref.http_method) == expected


def test_a_name_gives_the_arn_in_the_stack_s_environment(stack: Stack) -> None:
    function = lambda_.CfnFunction.from_function_name(stack, "F", "foo")
    assert stack.resolve(function.function_ref.function_arn) == {
        "Fn::Join": [
            "",
            ["arn:", {"Ref": "AWS::Partition"}, ":lambda:eu-west-1:111122223333:function:foo"],
        ]
    }


def test_an_arn_gives_name_account_and_region(stack: Stack) -> None:
    arn = "arn:aws:lambda:us-east-2:999999999999:function:hey"
    function = lambda_.CfnFunction.from_function_arn(stack, "F", arn)
    assert (function.function_ref.function_name, function.function_ref.function_arn) == ("hey", arn)
    assert (function.env.account, function.env.region) == ("999999999999", "us-east-2")


def test_a_name_in_an_arn_may_hold_slashes_and_colons(stack: Stack) -> None:
    table = dynamodb.CfnTable.from_table_arn(stack, "T", "arn:aws:dynamodb:us-east-2:999999999999:table/a/b")
    assert table.table_ref.table_name == "a/b"
    arn = "arn:aws:logs:us-east-2:999999999999:log-group:/aws/lambda/x:*"
    assert (
        logs.CfnLogGroup.from_log_group_arn(stack, "L", arn).log_group_ref.log_group_name == "/aws/lambda/x:*"
    )


def test_the_arn_of_a_resource_without_an_arn_attribute_is_put_together(stack: Stack) -> None:
    vpc = ec2.CfnVPC.from_vpc_id(stack, "V", "vpc-1")
    assert stack.resolve(ec2.CfnVPC.arn_for_vpc(vpc)) == {
        "Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":ec2:eu-west-1:111122223333:vpc/vpc-1"]]
    }


@pytest.mark.parametrize(
    ("arn", "message"),
    [
        ("nonsense", "ARNs must start with 'arn:'"),
        ("arn:aws:s3:us-east-1::b", "does not match template arn:"),
    ],
)
def test_another_kind_of_arn_is_refused(stack: Stack, arn: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        s3.CfnBucket.from_bucket_arn(stack, "B", arn)


def test_a_class_knows_its_own(stack: Stack) -> None:
    bucket = s3.CfnBucket(stack, "B")
    assert s3.CfnBucket.is_cfn_bucket(bucket)
    assert not sqs.CfnQueue.is_cfn_queue(bucket)


def test_a_static_method_that_is_none_is_an_error_with_the_nearest(stack: Stack) -> None:
    with pytest.raises(AttributeError, match="type object 'CfnBucket' has no attribute 'from_bucket_ar'"):
        s3.CfnBucket.from_bucket_ar(stack, "B", "x")


def test_databases_and_what_they_are_in_are_named_by_identifier_and_arn(stack: Stack) -> None:
    subnets = rds.SubnetGroup.from_subnet_group_name(stack, "G", "g").db_subnet_group_ref
    database = rds.DatabaseInstance.from_database_instance_attributes(
        stack, "I", instance_identifier="i", instance_endpoint_address="i.x", port=1, security_groups=[]
    ).db_instance_ref
    cluster = rds.DatabaseCluster.from_database_cluster_attributes(
        stack, "C", cluster_identifier="c"
    ).db_cluster_ref
    serverless = rds.ServerlessCluster.from_serverless_cluster_attributes(
        stack, "S", cluster_identifier="s"
    ).db_cluster_ref
    names = (
        subnets.db_subnet_group_name,
        database.db_instance_identifier,
        cluster.db_cluster_identifier,
        serverless.db_cluster_identifier,
    )
    assert names == ("g", "i", "c", "s")
    arns = (
        subnets.db_subnet_group_arn,
        database.db_instance_arn,
        cluster.db_cluster_arn,
        serverless.db_cluster_arn,
    )
    ends = [stack.resolve(each)["Fn::Join"][1][-1] for each in arns]
    home = ":rds:eu-west-1:111122223333"
    assert ends == [f"{home}:subgrp:g", f"{home}:db:i", f"{home}:cluster:c", f"{home}:cluster:s"]


def test_a_lifecycle_hook_is_named_by_its_group_too(stack: Stack) -> None:
    group = autoscaling.AutoScalingGroup.from_auto_scaling_group_name(stack, "G", "g")
    hook = group.add_lifecycle_hook(
        "H", lifecycle_transition=autoscaling.LifecycleTransition.INSTANCE_LAUNCHING
    )
    assert hook.lifecycle_hook_ref.auto_scaling_group_name == "g"
