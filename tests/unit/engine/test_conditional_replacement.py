"""What only the service can judge is tried in place first, and replaced where the service refuses."""

import pytest

from landform.server.local import LocalTarget

TABLE = """
Parameters: {{Key: {{Type: String}}}}
Resources:
  It:
    Type: AWS::DynamoDB::Table
    Properties:
      {name}
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{{AttributeName: !Ref Key, AttributeType: S}}]
      KeySchema: [{{AttributeName: !Ref Key, KeyType: HASH}}]
"""
RULE = """
Parameters: {{Key: {{Type: String}}}}
Resources:
  It:
    Type: AWS::Events::Rule
    Properties: {{EventBusName: !Ref Key, EventPattern: {{source: [a]}}, {name}}}
"""


@pytest.mark.parametrize(
    ("template", "name", "status", "reason"),
    [
        (TABLE, "", "UPDATE_COMPLETE", ""),
        (
            TABLE,
            "TableName: mine",
            "UPDATE_ROLLBACK_COMPLETE",
            "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
            "Rename mine and update the stack again.",
        ),
        (RULE, "", "UPDATE_COMPLETE", ""),
    ],
    ids=["a key of a table", "a key of a named table", "the bus of a rule"],
)
def test_what_cannot_be_changed_in_place_is_replaced(
    template: str, name: str, status: str, reason: str
) -> None:
    def keyed(key: str) -> list[dict[str, str]]:
        return [{"ParameterKey": "Key", "ParameterValue": key}]

    with LocalTarget() as target:
        for bus in ("id", "pk"):
            target.session().client("events").create_event_bus(Name=bus)
        client = target.session().client("cloudformation")
        body = template.format(name=name)
        client.create_stack(StackName="s", TemplateBody=body, Parameters=keyed("id"))
        target.wait()
        first = client.describe_stack_resource(StackName="s", LogicalResourceId="It")
        client.update_stack(StackName="s", UsePreviousTemplate=True, Parameters=keyed("pk"))
        target.wait()
        assert client.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"] == status
        then = client.describe_stack_resource(StackName="s", LogicalResourceId="It")
        ids = [each["StackResourceDetail"]["PhysicalResourceId"] for each in (first, then)]
        assert (ids[0] != ids[1]) == (status == "UPDATE_COMPLETE")
        events = client.describe_stack_events(StackName="s")["StackEvents"]
        failed = [each for each in events if each["ResourceStatus"] == "UPDATE_FAILED"]
        assert [each["ResourceStatusReason"] for each in failed] == ([reason] if reason else [])
