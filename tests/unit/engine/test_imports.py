"""Import operations and ImportExistingResources: AWS's refusals, and what exists is adopted, never remade."""

import json
from typing import Any

import pytest

from landform.engine.imports import claim
from landform.engine.operation_request import OperationRequest, to_json
from landform.ground.handler import HandlerAction
from landform.ground.records import OperationRecord, StackRecord
from landform.ground.statuses import OperationKind, StackStatus
from tests.unit.engine.world import World, queue, refusal

BUCKET = "AWS::S3::Bucket"
QUEUE = "AWS::SQS::Queue"


def template(resources: dict[str, Any], **sections: Any) -> str:
    return json.dumps({"Resources": resources, **sections})


def bucket(name: str, **attributes: Any) -> dict[str, Any]:
    return {"Type": BUCKET, "Properties": {"BucketName": name}, **attributes}


def kept_queue(name: str, delay: int = 0) -> dict[str, Any]:
    return queue(name, delay, DeletionPolicy="Retain")


def entry(logical_id: str, type_name: str, **identifier: str) -> dict[str, Any]:
    return {
        "LogicalResourceId": logical_id,
        "ResourceType": type_name,
        "ResourceIdentifier": identifier,
    }


def a_queue(world: World, name: str, delay: int = 0) -> str:
    made = world.client("sqs").create_queue(QueueName=name, Attributes={"DelaySeconds": str(delay)})
    return str(made["QueueUrl"])


def ask(world: World, body: str, *entries: dict[str, Any], **others: Any) -> Any:
    """Make an import's change set: what DescribeChangeSet says of it."""
    made = world.cloudformation.create_change_set(
        StackName="app",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=body,
        ResourcesToImport=list(entries),
        **others,
    )
    return world.cloudformation.describe_change_set(ChangeSetName=made["Id"])


def execute(world: World, described: Any) -> str:
    world.cloudformation.execute_change_set(ChangeSetName=described["ChangeSetId"])
    world.target.wait()
    return str(world.stack()["StackStatus"])


def refused(world: World, body: str, *entries: dict[str, Any], **others: Any) -> str:
    code, message, status = refusal(
        world.cloudformation.create_change_set,
        StackName="app",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=body,
        ResourcesToImport=list(entries),
        **others,
    )
    assert (code, status) == ("ValidationError", 400)
    return message


def test_an_import_makes_a_new_stack_of_what_exists(world: World) -> None:
    url = a_queue(world, "jobs", delay=7)
    described = ask(world, template({"Jobs": kept_queue("jobs", 3)}), entry("Jobs", QUEUE, QueueUrl=url))
    assert described["Status"] == "CREATE_COMPLETE"
    assert described["StatusReason"] == (
        "Verify that resources and their properties defined in the template match the intended configuration "
        "of the resource import to avoid unexpected changes."
    )
    assert described["Changes"] == [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": "Import",
                "LogicalResourceId": "Jobs",
                "PhysicalResourceId": url,
                "ResourceType": QUEUE,
                "Scope": [],
                "Details": [],
            },
        }
    ]
    assert world.stack()["StackStatus"] == "REVIEW_IN_PROGRESS"
    assert execute(world, described) == "IMPORT_COMPLETE"
    assert world.events() == [
        ("app", "REVIEW_IN_PROGRESS", "User Initiated"),
        ("app", "IMPORT_IN_PROGRESS", "User Initiated"),
        ("Jobs", "IMPORT_IN_PROGRESS", "Resource import started."),
        ("Jobs", "IMPORT_COMPLETE", "Resource import completed."),
        ("Jobs", "UPDATE_IN_PROGRESS", "Apply stack-level tags to imported resource if applicable."),
        ("Jobs", "UPDATE_COMPLETE", None),
        ("app", "IMPORT_COMPLETE", None),
    ]
    assert world.delay_of("jobs") == "3"
    world.cloudformation.get_waiter("stack_import_complete").wait(StackName="app")


def test_an_imported_resource_can_be_updated_checked_for_drift_and_let_go(world: World) -> None:
    url = a_queue(world, "jobs", delay=7)
    world.create({"First": queue("first")})
    both = {"First": queue("first"), "Jobs": kept_queue("jobs", 7)}
    assert execute(world, ask(world, template(both), entry("Jobs", QUEUE, QueueUrl=url))) == "IMPORT_COMPLETE"
    found = world.cloudformation.detect_stack_drift(StackName="app")["StackDriftDetectionId"]
    status = world.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=found)
    assert status["StackDriftStatus"] == "IN_SYNC"
    assert world.update({**both, "Jobs": kept_queue("jobs", 9)})["StackStatus"] == "UPDATE_COMPLETE"
    assert world.delay_of("jobs") == "9"
    assert world.update({"First": queue("first")})["StackStatus"] == "UPDATE_COMPLETE"
    assert world.queues() == ["first", "jobs"]


def test_an_import_that_fails_leaves_everything_as_it_was(world: World) -> None:
    one, two = a_queue(world, "one", delay=7), a_queue(world, "two", delay=7)
    world.whims.failing.add(("Two", HandlerAction.UPDATE))
    body = template({"One": kept_queue("one", 1), "Two": {**kept_queue("two", 1), "DependsOn": "One"}})
    asked = ask(world, body, entry("One", QUEUE, QueueUrl=one), entry("Two", QUEUE, QueueUrl=two))
    world.cloudformation.execute_change_set(ChangeSetName=asked["ChangeSetId"])
    world.target.wait()
    assert world.stack()["StackStatus"] == "IMPORT_ROLLBACK_FAILED"  # Two could not be put back either
    world.whims.failing.clear()
    assert [world.delay_of(name) for name in ("one", "two")] == ["7", "7"]
    assert world.cloudformation.describe_stack_resources(StackName="app")["StackResources"] == []
    assert (HandlerAction.DELETE, "One") not in world.whims.seen
    world.cloudformation.delete_stack(StackName="app")
    world.target.wait()
    assert world.queues() == ["one", "two"]


def test_a_resource_that_would_have_to_be_replaced_fails_the_import(world: World) -> None:
    world.client("dynamodb").create_table(
        TableName="games",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    table = {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "Properties": {
            "TableName": "games",
            "KeySchema": [{"AttributeName": "key", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "key", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        },
    }
    asked = ask(world, template({"Games": table}), entry("Games", "AWS::DynamoDB::Table", TableName="games"))
    assert execute(world, asked) == "IMPORT_ROLLBACK_COMPLETE"
    assert world.client("dynamodb").list_tables()["TableNames"] == ["games"]


def test_a_resource_that_does_not_exist_fails_the_change_set(world: World) -> None:
    described = ask(
        world,
        template({"Data": bucket("gone", DeletionPolicy="Retain")}),
        entry("Data", BUCKET, BucketName="gone"),
    )
    assert (described["Status"], described["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert described["StatusReason"] == f"Resource of type '{BUCKET}' with identifier 'gone' was not found."


def test_a_resource_of_another_stack_fails_the_change_set(world: World) -> None:
    owner = world.create({"Data": bucket("data")}, name="owner")
    described = ask(
        world,
        template({"Data": bucket("data", DeletionPolicy="Retain")}),
        entry("Data", BUCKET, BucketName="data"),
    )
    assert described["StatusReason"] == f"data already exists in stack {owner}"


def test_a_queue_is_known_by_whatever_host_its_url_was_read_from(world: World) -> None:
    owner = world.create({"Jobs": queue("jobs")}, name="owner")
    url = "http://127.0.0.1:4566/000000000000/jobs"
    described = ask(world, template({"Q": kept_queue("jobs")}), entry("Q", QUEUE, QueueUrl=url))
    assert described["StatusReason"] == f"{url} already exists in stack {owner}"


def test_an_import_that_runs_in_another_region_claims_nothing_here(world: World) -> None:
    group = "AWS::Logs::LogGroup"
    world.client("logs").create_log_group(logGroupName="/shop")
    elsewhere = StackRecord(
        stack_id="arn:aws:cloudformation:eu-west-1:000000000000:stack/other/1",
        stack_name="other",
        account_id="000000000000",
        region="eu-west-1",
        status=StackStatus.IMPORT_IN_PROGRESS,
        created_at=1.0,
    )
    request = OperationRequest(before=None, claims=(claim(group, "/shop"),))
    running = OperationRecord(
        operation_id="elsewhere",
        stack_id=elsewhere.stack_id,
        kind=OperationKind.IMPORT,
        started_at=1.0,
        request=to_json(request),
    )
    world.engine.store.begin_operation(running, elsewhere, ())
    body = template(
        {"Shop": {"Type": group, "DeletionPolicy": "Retain", "Properties": {"LogGroupName": "/shop"}}}
    )
    described = ask(world, body, entry("Shop", group, LogGroupName="/shop"))
    assert described["Status"] == "CREATE_COMPLETE"


def test_a_resource_that_another_stack_took_meanwhile_is_not_imported(world: World) -> None:
    a_queue(world, "jobs")
    url = world.client("sqs").get_queue_url(QueueName="jobs")["QueueUrl"]
    body = template({"Jobs": kept_queue("jobs")})
    for name in ("app", "other"):
        world.cloudformation.create_change_set(
            StackName=name,
            ChangeSetName="adopt",
            ChangeSetType="IMPORT",
            TemplateBody=body,
            ResourcesToImport=[entry("Jobs", QUEUE, QueueUrl=url)],
        )
    world.whims.held.add("Jobs")
    world.cloudformation.execute_change_set(StackName="app", ChangeSetName="adopt")
    found = refusal(world.cloudformation.execute_change_set, StackName="other", ChangeSetName="adopt")
    assert found[:2] == ("ValidationError", f"{url} already exists in stack {world.stack('app')['StackId']}")
    world.whims.held.clear()
    world.target.wait()
    assert world.stack("app")["StackStatus"] == "IMPORT_COMPLETE"


HELD = {"X": queue("x")}
QUEUED = entry("Q", QUEUE, QueueUrl="https://sqs.us-east-1.amazonaws.com/000000000000/q")
REFUSALS = {
    "nothing to import": (
        template({"Q": kept_queue("q")}),
        [],
        "Must Provide at least one resource to import",
    ),
    "twice": (
        template({**HELD, "Q": kept_queue("q")}),
        [QUEUED, QUEUED],
        "Every resource to import must have unique LogicalResourceId",
    ),
    "not in the template": (
        template({**HELD, "Q": kept_queue("q")}),
        [{**QUEUED, "LogicalResourceId": "Gone"}],
        "The logical resource ids [Gone] provided in ResourceToImport do not exist in the template.",
    ),
    "another identifier": (
        template({**HELD, "Q": kept_queue("q")}),
        [entry("Q", QUEUE, QueueName="q")],
        "Invalid resource identifier for resource type AWS::SQS::Queue. Expected [QueueUrl]",
    ),
    "another type": (
        template({**HELD, "Q": kept_queue("q")}),
        [entry("Q", BUCKET, BucketName="q")],
        "Resource type of [Q] passed in ResourceToImport does not match with resource type defined in the "
        "template. Resource type in ResourceToImport: AWS::S3::Bucket; Resource type in Template: "
        "AWS::SQS::Queue.",
    ),
    "nothing new": (
        template(HELD),
        [entry("X", QUEUE, QueueUrl="https://sqs.us-east-1.amazonaws.com/000000000000/x")],
        "The template should contain at least one new resource to import.",
    ),
    "in the stack": (
        template({**HELD, "Q": kept_queue("q")}),
        [entry("X", QUEUE, QueueUrl="https://sqs.us-east-1.amazonaws.com/000000000000/x")],
        "Resources [X] passed in ResourceToImport are already in a stack and cannot be imported.",
    ),
    "another addition, told before the modification": (
        template({"X": queue("x", 9), "Q": kept_queue("q"), "N": kept_queue("n")}),
        [QUEUED],
        "Resources [N] is missing from ResourceToImport list",
    ),
    "a modification": (
        template({"X": queue("x", 9), "Q": kept_queue("q")}),
        [QUEUED],
        "You have modified resources [X] in your template that are not being imported. Update, create or "
        "delete operations cannot be executed during import operations.",
    ),
    "a removal": (
        template({"Q": kept_queue("q")}),
        [QUEUED],
        "You have modified resources [X] in your template that are not being imported. Update, create or "
        "delete operations cannot be executed during import operations.",
    ),
    "no policy": (
        template({**HELD, "Q": queue("q")}),
        [QUEUED],
        "The following resources to import [Q] must have DeletionPolicy attribute specified in the template.",
    ),
    "an output": (
        template({**HELD, "Q": kept_queue("q")}, Outputs={"Url": {"Value": {"Ref": "Q"}}}),
        [QUEUED],
        "As part of the import operation, you cannot modify or add [Outputs]",
    ),
    "a stack": (
        template(
            {
                **HELD,
                "Q": {
                    "Type": "AWS::CloudFormation::Stack",
                    "DeletionPolicy": "Retain",
                    "Properties": {"TemplateURL": "https://templates.s3.amazonaws.com/t.json"},
                },
            }
        ),
        [entry("Q", "AWS::CloudFormation::Stack", StackId="arn:aws:cloudformation:us-east-1:0:stack/a/b")],
        "The following resource types are not supported for resource import: AWS::CloudFormation::Stack",
    ),
    "a type that cannot be read": (
        template({**HELD, "Q": {"Type": "AWS::CDK::Metadata", "DeletionPolicy": "Retain"}}),
        [entry("Q", "AWS::CDK::Metadata", Id="q")],
        "The following resource types are not supported for resource import: AWS::CDK::Metadata",
    ),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_an_import_is_refused_in_the_words_of_aws(world: World, kind: str) -> None:
    world.create(HELD)
    body, entries, message = REFUSALS[kind]
    assert refused(world, body, *entries) == message
    assert world.cloudformation.list_change_sets(StackName="app")["Summaries"] == []


def test_an_import_neither_adds_tags_nor_keeps_a_failure(world: World) -> None:
    url = a_queue(world, "jobs")
    body, jobs = template({"Jobs": kept_queue("jobs")}), entry("Jobs", QUEUE, QueueUrl=url)
    assert refused(world, body, jobs, Tags=[{"Key": "team", "Value": "ml"}]) == (
        "As part of the import operation, you cannot modify or add [Tags]"
    )
    assert "OnStackFailure must be ROLLBACK" in refused(world, body, jobs, OnStackFailure="DO_NOTHING")
    asked = ask(world, body, jobs)
    found = refusal(
        world.cloudformation.execute_change_set, ChangeSetName=asked["ChangeSetId"], DisableRollback=True
    )
    assert found[0] == "ValidationError"


def existing(world: World, body: str, kind: str = "CREATE") -> Any:
    made = world.cloudformation.create_change_set(
        StackName="app",
        ChangeSetName="auto",
        ChangeSetType=kind,
        TemplateBody=body,
        ImportExistingResources=True,
    )
    return world.cloudformation.describe_change_set(ChangeSetName=made["Id"])


def actions(described: Any) -> dict[str, str]:
    changes = [each["ResourceChange"] for each in described["Changes"]]
    return {each["LogicalResourceId"]: each["Action"] for each in changes}


def test_what_exists_under_its_name_is_imported_and_the_rest_created(world: World) -> None:
    world.client("s3").create_bucket(Bucket="data")
    a_queue(world, "jobs")  # its identifier is no property of a template, so AWS cannot import it so
    body = template(
        {
            "Data": bucket("data", DeletionPolicy="Retain"),
            "More": bucket("more", DeletionPolicy="RetainExceptOnCreate"),
            "Next": {**queue("next"), "DependsOn": "Data"},
        }
    )
    described = existing(world, body)
    assert described["ImportExistingResources"] is True
    assert actions(described) == {"Data": "Import", "More": "Add", "Next": "Add"}
    assert execute(world, described) == "CREATE_COMPLETE"
    told = [event for event in world.events() if event[0] == "Data"]
    assert [status for _, status, _ in told] == [
        "IMPORT_IN_PROGRESS",
        "IMPORT_COMPLETE",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE",
    ]


def test_an_update_imports_what_exists(world: World) -> None:
    world.create({"Jobs": queue("jobs")})
    world.client("s3").create_bucket(Bucket="data")
    body = template({"Jobs": queue("jobs", 5), "Data": bucket("data", DeletionPolicy="Retain")})
    described = existing(world, body, "UPDATE")
    assert actions(described) == {"Jobs": "Modify", "Data": "Import"}
    assert execute(world, described) == "UPDATE_COMPLETE"
    assert world.delay_of("jobs") == "5"


def test_a_failed_create_lets_go_what_it_had_imported(world: World) -> None:
    world.client("s3").create_bucket(Bucket="data")
    world.whims.failing.add(("Next", HandlerAction.CREATE))
    body = template(
        {"Data": bucket("data", DeletionPolicy="Retain"), "Next": {**queue("next"), "DependsOn": "Data"}}
    )
    assert execute(world, existing(world, body)) == "ROLLBACK_COMPLETE"
    assert [each["Name"] for each in world.client("s3").list_buckets()["Buckets"]] == ["data"]


def test_what_would_be_imported_needs_a_policy_that_keeps_it(world: World) -> None:
    world.client("s3").create_bucket(Bucket="data")
    described = existing(world, template({"Data": bucket("data", DeletionPolicy="Delete")}))
    assert described["Status"] == "FAILED"
    assert described["StatusReason"] == (
        "CloudFormation is attempting to import some resources because they already exist in your account. "
        "The resources must have the DeletionPolicy attribute set to 'Retain' or 'RetainExceptOnCreate' in "
        "the template for successful import. The affected resources are Data ({BucketName=data})"
    )


def test_a_name_that_a_function_gives_is_not_looked_for(world: World) -> None:
    world.client("s3").create_bucket(Bucket="app-data")
    data = bucket("", DeletionPolicy="Retain")
    data["Properties"] = {"BucketName": {"Fn::Sub": "${AWS::StackName}-data"}}
    assert actions(existing(world, template({"Data": data}))) == {"Data": "Add"}


def test_a_template_summary_tells_how_its_resources_are_named_in_an_import(world: World) -> None:
    permission = {
        "Type": "AWS::Lambda::Permission",
        "Properties": {"FunctionName": "f", "Action": "lambda:InvokeFunction", "Principal": "*"},
    }
    body = template({"A": queue("a"), "B": queue("b"), "P": permission, "M": {"Type": "AWS::CDK::Metadata"}})
    summary = world.cloudformation.get_template_summary(TemplateBody=body)
    assert summary["ResourceIdentifierSummaries"] == [
        {"ResourceType": QUEUE, "LogicalResourceIds": ["A", "B"], "ResourceIdentifiers": ["QueueUrl"]},
        {
            "ResourceType": "AWS::Lambda::Permission",
            "LogicalResourceIds": ["P"],
            "ResourceIdentifiers": ["FunctionName", "Id"],
        },
    ]


def test_what_is_identified_by_more_or_else_than_its_physical_id_is_found(world: World) -> None:
    """A rule is identified by its ARN and an address by two values; Ref gives the name and the address."""
    rule = {"Name": "nightly", "ScheduleExpression": "rate(1 day)"}
    arn = world.client("events").put_rule(**rule)["RuleArn"]
    address = world.client("ec2").allocate_address(Domain="vpc")
    body = template(
        {
            "Rule": {"Type": "AWS::Events::Rule", "DeletionPolicy": "Retain", "Properties": rule},
            "Address": {
                "Type": "AWS::EC2::EIP",
                "DeletionPolicy": "Retain",
                "Properties": {"Domain": "vpc"},
            },
        },
    )
    described = ask(
        world,
        body,
        entry("Rule", "AWS::Events::Rule", Arn=arn),
        entry(
            "Address",
            "AWS::EC2::EIP",
            PublicIp=address["PublicIp"],
            AllocationId=address["AllocationId"],
        ),
    )
    assert execute(world, described) == "IMPORT_COMPLETE"
    found = world.cloudformation.describe_stack_resources(StackName="app")["StackResources"]
    assert {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found} == {
        "Rule": "nightly",
        "Address": address["PublicIp"],
    }


IDENTIFIER = "resourcesToImport.1.member.resourceIdentifier"
OF_ODD_SIZE = [
    ({}, f"Value null at '{IDENTIFIER}' failed to satisfy constraint: Member must not be null"),
    (
        {"BucketName": "x" * 2049},
        f"Value '{'x' * 100}' at '{IDENTIFIER}.BucketName.member' failed to satisfy constraint: Member must "
        "have length less than or equal to 2048",
    ),
]


@pytest.mark.parametrize(("identifier", "sentence"), OF_ODD_SIZE)
def test_an_identifier_of_an_odd_size_is_refused(
    world: World, identifier: dict[str, str], sentence: str
) -> None:
    code, message, _ = refusal(
        world.cloudformation.create_change_set,
        StackName="shop",
        ChangeSetName="adopt",
        ChangeSetType="IMPORT",
        TemplateBody=template({"Data": bucket("data", DeletionPolicy="Retain")}),
        ResourcesToImport=[
            {"ResourceType": BUCKET, "LogicalResourceId": "Data", "ResourceIdentifier": identifier}
        ],
    )
    assert (code, message) == ("ValidationError", f"1 validation error detected: {sentence}")


@pytest.mark.parametrize("name", ["\x00", "a\nb"])
def test_an_identifier_with_control_characters_is_of_no_resource(world: World, name: str) -> None:
    role = {
        "Type": "AWS::IAM::Role",
        "DeletionPolicy": "Retain",
        "Properties": {"AssumeRolePolicyDocument": {}},
    }
    described = ask(
        world,
        template({"Role": role}),
        entry("Role", "AWS::IAM::Role", RoleName=name),
        Capabilities=["CAPABILITY_IAM"],
    )
    assert described["Status"] == "FAILED"
    assert described["StatusReason"].endswith("was not found.")
