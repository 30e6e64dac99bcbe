"""Which names an expression uses."""

from landform.template.references import references
from tests.unit.template.pipeline import parse

TEMPLATE = """
Conditions:
  IsProd: !Equals [a, b]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      A: !Sub "${Stage}-${Topic.TopicName}-${AWS::Region}-${!Not}"
      B: [!Ref Topic, !GetAtt Bucket.Arn]
      C: !If [IsProd, !Ref Key, !Sub ["${V}", {V: !Ref Other}]]
      D: !GetAtt [Bucket, !Ref Stage]
"""


def uses(conditions: dict[str, bool] | None) -> list[tuple[str, str | None]]:
    properties = parse(TEMPLATE).resources["Queue"].properties
    return [(each.target, each.attribute) for each in references(properties, conditions)]


def test_every_use_is_found_in_order_and_pseudo_parameters_are_not() -> None:
    assert uses(None) == [
        ("Stage", None),
        ("Topic", "TopicName"),
        ("Topic", None),
        ("Bucket", "Arn"),
        ("Key", None),
        ("Other", None),
        ("Bucket", "*"),
        ("Stage", None),
    ]


def test_only_the_branch_taken_counts_when_conditions_are_known() -> None:
    assert ("Other", None) not in uses({"IsProd": True})
    assert ("Key", None) in uses({"IsProd": True})
    assert ("Key", None) not in uses({"IsProd": False})
    assert ("Other", None) in uses({"IsProd": False})


def test_a_use_knows_its_place() -> None:
    properties = parse(TEMPLATE).resources["Queue"].properties
    bucket = next(each for each in references(properties) if each.target == "Bucket")
    assert str(bucket.location) == "app.yaml:9:23"
    assert bucket.path == ("Resources", "Queue", "Properties", "B", 1)
