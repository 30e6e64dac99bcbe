"""Plans as text, compared as a person would read them."""

from landform.ground.records import OutputRecord
from landform.ground.statuses import DeletionPolicy
from landform.plan.text import plan_text
from tests.unit.plan.stacks import plan, prior, record

QUEUE = "https://sqs.us-east-1.amazonaws.com/111122223333/jobs"
TOPIC = "arn:aws:sns:us-east-1:111122223333:news"


def test_a_new_stack_creates_in_dependency_order() -> None:
    text = """\
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetAtt Queue.Arn
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 5
Outputs:
  Url:
    Value: !Ref Queue
"""
    assert (
        plan_text(plan(text, prior()))
        == """\
  + Queue (AWS::SQS::Queue)
      DelaySeconds: 5
  + Topic (AWS::SNS::Topic)
      DisplayName: (known after deployment)
Outputs:
  + Url: (known after deployment)
Plan: 2 to create, 0 to update, 0 to replace, 0 to delete, 0 unchanged.
"""
    )


def test_nothing_to_do_is_one_line() -> None:
    text = """\
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: "5"
"""
    before = prior(record("Queue", "AWS::SQS::Queue", QUEUE, {"DelaySeconds": 5}))
    assert plan_text(plan(text, before)) == "No changes.\n"


def test_an_update_in_place_names_the_parameter_and_its_line() -> None:
    text = """\
Parameters:
  Delay:
    Type: Number
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: !Ref Delay
"""
    before = prior(
        record("Queue", "AWS::SQS::Queue", QUEUE, {"DelaySeconds": 5}),
        template=text,
        parameters={"Delay": "5"},
    )
    assert (
        plan_text(plan(text, before, {"Delay": "9"}))
        == """\
  ~ Queue (AWS::SQS::Queue)
      DelaySeconds: 5 -> 9
          because parameter Delay has another value (app.yaml:8:21)
Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 0 unchanged.
"""
    )


def test_a_replacement_is_followed_through_references_to_the_edited_line() -> None:
    #   Queue ── GetAtt QueueName ──► Topic        Other: unchanged
    text = """\
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: tasks
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetAtt Queue.QueueName
  Other:
    Type: AWS::SNS::Topic
"""
    before = prior(
        record("Queue", "AWS::SQS::Queue", QUEUE, {"QueueName": "jobs"}, {"QueueName": "jobs"}),
        record("Topic", "AWS::SNS::Topic", TOPIC, {"DisplayName": "jobs"}, depends_on=("Queue",)),
        record("Other", "AWS::SNS::Topic", TOPIC + "2"),
        template=text.replace("tasks", "jobs"),
    )
    assert (
        plan_text(plan(text, before))
        == """\
-/+ Queue (AWS::SQS::Queue) is replaced: QueueName cannot be updated in place
      QueueName: "jobs" -> "tasks"
          because the template was edited (app.yaml:5:18)
  ~ Topic (AWS::SNS::Topic)
      DisplayName: "jobs" -> (known after deployment)
          because Queue.QueueName changes (app.yaml:9:20) <- the template was edited (app.yaml:5:18)
Plan: 0 to create, 1 to update, 1 to replace, 0 to delete, 1 unchanged.
"""
    )


def test_a_reference_to_a_resource_that_is_updated_in_place_stays_known() -> None:
    text = """\
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: 9
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetAtt Queue.QueueName
"""
    before = prior(
        record("Queue", "AWS::SQS::Queue", QUEUE, {"DelaySeconds": 5}, {"QueueName": "jobs"}),
        record("Topic", "AWS::SNS::Topic", TOPIC, {"DisplayName": "jobs"}, depends_on=("Queue",)),
        template=text.replace("9", "5"),
    )
    assert (
        plan_text(plan(text, before))
        == """\
  ~ Queue (AWS::SQS::Queue)
      DelaySeconds: 5 -> 9
          because the template was edited (app.yaml:5:21)
Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 1 unchanged.
"""
    )


def test_a_create_only_property_that_waits_for_a_replacement_may_replace() -> None:
    text = """\
Resources:
  Vpc:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.1.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.1.0.0/20
"""
    before = prior(
        record("Vpc", "AWS::EC2::VPC", "vpc-1", {"CidrBlock": "10.0.0.0/16"}),
        record(
            "Subnet",
            "AWS::EC2::Subnet",
            "subnet-1",
            {"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/20"},
            depends_on=("Vpc",),
        ),
        template=text.replace("10.1.0.0/16", "10.0.0.0/16"),
    )
    assert (
        plan_text(plan(text, before))
        == """\
-/+ Vpc (AWS::EC2::VPC) is replaced: CidrBlock cannot be updated in place
      CidrBlock: "10.0.0.0/16" -> "10.1.0.0/16"
          because the template was edited (app.yaml:5:18)
  ~ Subnet (AWS::EC2::Subnet) may be replaced, depending on VpcId
      VpcId: "vpc-1" -> (known after deployment)
          because Vpc changes (app.yaml:9:14) <- the template was edited (app.yaml:5:18)
Plan: 0 to create, 1 to update, 1 to replace, 0 to delete, 0 unchanged.
"""
    )


def test_removed_resources_go_last_and_in_reverse() -> None:
    text = """\
Resources:
  Topic:
    Type: AWS::SNS::Topic
"""
    before = prior(
        record("Topic", "AWS::SNS::Topic", TOPIC),
        record("Vpc", "AWS::EC2::VPC", "vpc-1", {"CidrBlock": "10.0.0.0/16"}),
        record("Subnet", "AWS::EC2::Subnet", "subnet-1", {"VpcId": "vpc-1"}, depends_on=("Vpc",)),
        record(
            "Bucket",
            "AWS::S3::Bucket",
            "models",
            deletion_policy=DeletionPolicy.RETAIN,
        ),
        outputs=(OutputRecord(key="VpcId", value="vpc-1"),),
    )
    assert (
        plan_text(plan(text, before))
        == """\
  - Subnet (AWS::EC2::Subnet) subnet-1 is deleted
  = Bucket (AWS::S3::Bucket) leaves the stack, models stays (Retain)
  - Vpc (AWS::EC2::VPC) vpc-1 is deleted
Outputs:
  - VpcId
Plan: 0 to create, 0 to update, 0 to replace, 2 to delete, 1 to keep in the cloud, 1 unchanged.
"""
    )


def test_stack_tags_change_every_resource_that_carries_tags() -> None:
    text = """\
Resources:
  Queue:
    Type: AWS::SQS::Queue
"""
    before = prior(
        record("Queue", "AWS::SQS::Queue", QUEUE, {"Tags": [{"Key": "team", "Value": "a"}]}),
        tags={"team": "a"},
        template=text,
    )
    assert (
        plan_text(plan(text, before, tags={"team": "b"}))
        == """\
  ~ Queue (AWS::SQS::Queue)
      Tags: [{"Key": "team", "Value": "a"}] -> [{"Key": "team", "Value": "b"}]
          because the stack's tags have changed (app.yaml:2:3)
Plan: 0 to create, 1 to update, 0 to replace, 0 to delete, 0 unchanged.
"""
    )


def test_a_secret_is_never_shown() -> None:
    text = """\
Parameters:
  Password: {Type: String, NoEcho: true}
Resources:
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !Ref Password
"""
    assert (
        plan_text(plan(text, prior(), {"Password": "hunter2"}))
        == """\
  + Secret (AWS::SecretsManager::Secret)
      SecretString: "****"
Plan: 1 to create, 0 to update, 0 to replace, 0 to delete, 0 unchanged.
"""
    )
