"""Many types at once: what a deleted stack left is imported as it is, and is what it was."""

import json
from typing import Any

from landform.schema.catalog import load_catalog
from tests.unit.engine.world import World

TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
OPEN_RULE = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "CidrIp": "0.0.0.0/0"}
DENIAL = {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b-1/*"}
CODE = {"ZipFile": "def h(event, context): return 1"}
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "Bucket": (
        "AWS::S3::Bucket",
        {
            "BucketName": "b-1",
            "VersioningConfiguration": {"Status": "Enabled"},
            "Tags": [{"Key": "a", "Value": "b"}],
        },
    ),
    "Policy": (
        "AWS::S3::BucketPolicy",
        {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [DENIAL]}},
    ),
    "Queue": ("AWS::SQS::Queue", {"QueueName": "q-1", "VisibilityTimeout": 40}),
    "Topic": ("AWS::SNS::Topic", {"TopicName": "t-1", "DisplayName": "x"}),
    "Table": (
        "AWS::DynamoDB::Table",
        {
            "TableName": "tb-1",
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}],
        },
    ),
    "Role": ("AWS::IAM::Role", {"RoleName": "r-1", "AssumeRolePolicyDocument": TRUST}),
    "Function": (
        "AWS::Lambda::Function",
        {
            "FunctionName": "f-1",
            "Runtime": "python3.13",
            "Handler": "index.h",
            "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Code": CODE,
            "Timeout": 5,
        },
    ),
    "Logs": ("AWS::Logs::LogGroup", {"LogGroupName": "/l/1", "RetentionInDays": 7}),
    "Parameter": ("AWS::SSM::Parameter", {"Name": "/p/1", "Type": "String", "Value": "v"}),
    "Key": ("AWS::KMS::Key", {"Description": "k"}),
    "Secret": ("AWS::SecretsManager::Secret", {"Name": "s-1", "SecretString": "hush"}),
    "Vpc": ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
    "Subnet": ("AWS::EC2::Subnet", {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.1.0/24"}),
    "Group": (
        "AWS::EC2::SecurityGroup",
        {"GroupDescription": "d", "VpcId": {"Ref": "Vpc"}, "SecurityGroupIngress": [OPEN_RULE]},
    ),
    "Address": ("AWS::EC2::EIP", {"Domain": "vpc"}),
    "Repository": ("AWS::ECR::Repository", {"RepositoryName": "e-1"}),
    "Rule": ("AWS::Events::Rule", {"Name": "ru-1", "ScheduleExpression": "rate(1 minute)"}),
    "Twin": (
        "AWS::Glue::Database",
        {"CatalogId": "000000000000", "DatabaseName": "g1", "DatabaseInput": {"Name": "g1"}},
    ),
}


def test_what_a_deleted_stack_left_is_imported_untouched(world: World) -> None:
    resources = {
        name: {"Type": kind, "DeletionPolicy": "Retain", "Properties": properties}
        for name, (kind, properties) in KINDS.items()
    }
    stack_id = world.create(resources, Capabilities=["CAPABILITY_NAMED_IAM"])
    assert world.stack()["StackStatus"] == "CREATE_COMPLETE"
    before = world.engine.store.resources(stack_id)
    entries = []
    for name, record in before.items():
        schema = load_catalog().find(record.type_name)
        assert schema is not None
        values = schema.identifier_values({**record.properties, **record.attributes})
        if None in values:
            values = tuple((record.physical_id or "").split("|"))
        identifier = dict(zip(schema.identifier_names, map(str, values), strict=True))
        entries.append(
            {"LogicalResourceId": name, "ResourceType": record.type_name, "ResourceIdentifier": identifier}
        )
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    world.whims.seen.clear()
    made = world.cloudformation.create_change_set(
        StackName="again",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=json.dumps({"Resources": resources}),
        ResourcesToImport=entries,
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    world.cloudformation.execute_change_set(ChangeSetName=made["Id"])
    world.target.wait()
    assert world.stack("again")["StackStatus"] == "IMPORT_COMPLETE"
    assert {action.value for action, _ in world.whims.seen} == {"READ"}
    after = world.engine.store.resources(world.stack("again")["StackId"])
    for name, record in before.items():
        assert after[name].physical_id == record.physical_id, name
        assert dict(after[name].attributes) == dict(record.attributes), name
    found = world.cloudformation.detect_stack_drift(StackName="again")["StackDriftDetectionId"]
    status = world.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=found)
    assert status["StackDriftStatus"] == "IN_SYNC"
