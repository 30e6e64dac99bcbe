"""`deploy --strict`: what would be less than in AWS is refused, and nothing else is."""

from pathlib import Path

from landform.server.local import LocalTarget
from tests.end_to_end.test_cli import Landform, landform, statuses  # noqa: F401  # the fixture

CONDITIONAL = """\
Parameters: {Full: {Type: String, Default: "no"}}
Conditions: {IsFull: !Equals [!Ref Full, "yes"]}
Resources:
  G: {Type: AWS::EC2::PlacementGroup, Condition: IsFull}
  B:
    Type: AWS::S3::Bucket
    Properties:
      ReplicationConfiguration: !If
        - IsFull
        - Role: arn:aws:iam::000000000000:role/r
          Rules: [{Status: Enabled, Destination: {Bucket: "arn:aws:s3:::other"}}]
        - !Ref AWS::NoValue
"""

FUNCTION = """\
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  F:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "def handler(event, context): return 1"}
      Handler: index.handler
      Runtime: python3.12
      Role: !GetAtt R.Arn
      TracingConfig: {Mode: Active}
"""

PARENT = """\
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: https://templates.s3.us-east-1.amazonaws.com/child.yaml
      Parameters: {Full: "WANTED"}
"""


def test_strict_counts_only_what_will_exist(landform: Landform, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "app.yaml").write_text(CONDITIONAL)
    refused = landform("deploy", "--yes", "--strict", "app.yaml", "-p", "Full=yes")
    assert refused.code == 2
    assert "  G (AWS::EC2::PlacementGroup) is a twin (app.yaml:4:3)\n" in refused.err
    assert "  B.ReplicationConfiguration: Replication is not carried to the service. (app.yaml:5:3)\n" in (
        refused.err
    )
    assert statuses(landform) == {}
    assert landform("deploy", "--yes", "--strict", "app.yaml").code == 0
    assert statuses(landform) == {"app": "CREATE_COMPLETE"}


def test_without_strict_only_what_will_exist_is_told(landform: Landform, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "app.yaml").write_text(CONDITIONAL)
    done = landform("deploy", "--yes", "app.yaml")
    assert done.code == 0
    assert "Only recorded here" not in done.err
    assert "Kept without" not in done.err


def test_strict_refuses_a_change_that_would_be_lost_but_not_the_creation(
    landform: Landform,  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "app.yaml").write_text(FUNCTION)
    assert landform("deploy", "--yes", "--strict", "app.yaml").code == 0
    (tmp_path / "app.yaml").write_text(FUNCTION.replace("Active", "PassThrough"))
    refused = landform("deploy", "--yes", "--strict", "app.yaml")
    assert refused.code == 2
    assert "  F.TracingConfig: A change is accepted and not kept. (app.yaml:8:3)\n" in refused.err
    assert statuses(landform) == {"app": "CREATE_COMPLETE"}
    with LocalTarget(Path(".landform")) as target:
        client = target.session().client("cloudformation")
        assert client.list_change_sets(StackName="app")["Summaries"] == []
    (tmp_path / "app.yaml").write_text(FUNCTION.replace("return 1", "return 2"))
    assert landform("deploy", "--yes", "--strict", "app.yaml").code == 0


def test_strict_looks_into_nested_stacks(landform: Landform, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "app.yaml").write_text(PARENT.replace("WANTED", "yes"))
    unread = landform("deploy", "--yes", "--strict", "app.yaml")
    assert unread.code == 2
    assert "  Child: its template cannot be read yet (app.yaml:2:3)\n" in unread.err
    with LocalTarget(Path(".landform")) as target:
        storage = target.session().client("s3")
        storage.create_bucket(Bucket="templates")
        storage.put_object(Bucket="templates", Key="child.yaml", Body=CONDITIONAL.encode())
    refused = landform("deploy", "--yes", "--strict", "app.yaml")
    assert refused.code == 2
    assert "  Child/G (AWS::EC2::PlacementGroup) is a twin (Child:4:3)\n" in refused.err
    assert statuses(landform) == {}
    (tmp_path / "app.yaml").write_text(PARENT.replace("WANTED", "no"))
    assert landform("deploy", "--yes", "--strict", "app.yaml").code == 0
