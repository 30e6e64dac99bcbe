"""`landform` with templates that transforms rewrite: plans and mistakes at the lines that somebody wrote."""

from pathlib import Path

from landform.server.local import LocalTarget
from tests.end_to_end.test_cli import Landform, landform, statuses  # noqa: F401  # the fixture

MACRO = """\
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Runtime: python3.12
      Handler: index.main
      Code:
        ZipFile: |
          def main(event, context):
              fragment, delay = event["fragment"], event["templateParameterValues"]["Delay"]
              answer = {"requestId": event["requestId"], "status": "success"}
              if delay == "0":
                  return {**answer, "status": "failure", "errorMessage": "no delay is no delay"}
              for name in [name for name in fragment["Resources"] if name.startswith("Topic")]:
                  properties = {"DelaySeconds": int(delay), "QueueName": f"dead-{name}"}
                  fragment["Resources"][f"{name}Dead"] = {"Type": "AWS::SQS::Queue", "Properties": properties}
              return {**answer, "fragment": fragment}
  Macro:
    Type: AWS::CloudFormation::Macro
    Properties: {Name: DeadLetters, FunctionName: !GetAtt Function.Arn}
  Snippets:
    Type: AWS::S3::Bucket
    Properties: {BucketName: snippets}
"""

APP = """\
Transform:
  - AWS::LanguageExtensions
  - DeadLetters
Parameters:
  Delay: {Type: Number, Default: 5}
Resources:
  Fn::ForEach::Topics:
    - Name
    - [One, Two]
    - Topic${Name}:
        Type: AWS::SNS::Topic
        Properties:
          DisplayName: first
  Fn::Transform:
    Name: AWS::Include
    Parameters: {Location: s3://snippets/log.yaml}
"""


def snippet(days: int) -> None:
    """Put the snippet into the bucket."""
    text = f"Log: {{Type: AWS::Logs::LogGroup, Properties: {{RetentionInDays: {days}}}}}\n"
    with LocalTarget(Path(".landform")) as target:
        target.session().client("s3").put_object(Bucket="snippets", Key="log.yaml", Body=text.encode())


def test_a_loop_a_snippet_and_a_macro_are_deployed_changed_and_rolled_back(landform: Landform) -> None:  # noqa: F811
    Path("macro.yaml").write_text(MACRO)
    Path("app.yaml").write_text(APP)
    assert landform("deploy", "macro.yaml", "--yes").code == 0
    snippet(7)

    checked = landform("validate", "app.yaml")
    assert checked.code == 0
    assert "LF1701 Transform not expanded\n  at app.yaml:1:1" in checked.out
    first = landform("deploy", "app.yaml", "--yes")
    assert first.code == 0
    assert "+ TopicTwoDead (AWS::SQS::Queue)" in first.err
    assert "Plan: 5 to create" in first.err

    Path("app.yaml").write_text(APP.replace("first", "second"))
    snippet(14)
    changed = landform("diff", "app.yaml", "-p", "Delay=6")
    assert (
        changed.out
        == """\
app is updated:
  ~ TopicOne (AWS::SNS::Topic)
      DisplayName: "first" -> "second"
          because the template was edited (app.yaml:13:24)
  ~ TopicTwo (AWS::SNS::Topic)
      DisplayName: "first" -> "second"
          because the template was edited (app.yaml:13:24)
  ~ Log (AWS::Logs::LogGroup)
      RetentionInDays: "7" -> "14"
          because the template was edited (app.yaml:14:3)
  ~ TopicOneDead (AWS::SQS::Queue)
      DelaySeconds: "5" -> "6"
          because the template was edited (app.yaml:12:9)
  ~ TopicTwoDead (AWS::SQS::Queue)
      DelaySeconds: "5" -> "6"
          because the template was edited (app.yaml:12:9)
Plan: 0 to create, 5 to update, 0 to replace, 0 to delete, 0 unchanged.
"""
    )

    failing = (
        APP.replace("first", "second") + "  Bad: {Type: AWS::SQS::Queue, Properties: {QueueName: no good}}\n"
    )
    Path("app.yaml").write_text(failing)
    rolled_back = landform("deploy", "app.yaml", "--yes", "-p", "Delay=6")
    assert rolled_back.code == 1
    assert statuses(landform)["app"] == "UPDATE_ROLLBACK_COMPLETE"
    Path("app.yaml").write_text(APP)
    snippet(7)
    assert "Nothing to do" in landform("deploy", "app.yaml", "--yes", "-p", "Delay=5").err
    assert landform("destroy", "app", "--yes").code == 0


def test_mistakes_of_transforms_and_of_what_they_make_stand_at_their_source(landform: Landform) -> None:  # noqa: F811
    Path("macro.yaml").write_text(MACRO)
    Path("app.yaml").write_text(APP)
    assert landform("deploy", "macro.yaml", "--yes").code == 0
    missing = landform("deploy", "app.yaml", "--yes")
    assert missing.code == 2
    assert "LF1704 Transform failed\n  at app.yaml:14:3\n" in missing.err
    assert "Transform AWS::Include failed with: The specified key does not exist." in missing.err

    snippet(7)
    failed = landform("deploy", "app.yaml", "--yes", "-p", "Delay=0")
    assert failed.code == 2
    assert "LF1704 Transform failed\n  at app.yaml:3:5\n" in failed.err
    assert "Transform 000000000000::DeadLetters failed with: no delay is no delay" in failed.err

    wrong = landform("deploy", "app.yaml", "--yes", "-p", "Delay=901")
    assert wrong.code == 2
    assert wrong.err.count("error: ") == 2
    assert "at app.yaml:12:9 Resources.TopicOneDead.Properties.DelaySeconds" in wrong.err
    assert "at app.yaml:12:9 Resources.TopicTwoDead.Properties.DelaySeconds" in wrong.err
    assert "app" not in statuses(landform)


def test_what_needs_no_cloud_is_expanded_by_the_command_itself(landform: Landform) -> None:  # noqa: F811
    Path("web.yaml").write_text("""\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Resources:
  Fn::ForEach::Functions:
    - Name
    - [One, Two]
    - Do${Name}:
        Type: AWS::Serverless::Function
        Properties: {Handler: index.main, Runtime: python3.12, InlineCode: "pass", Timeout: no}
""")
    found = landform("validate", "web.yaml")
    assert found.code == 2
    assert "at web.yaml:8:84 Resources.DoOne.Properties.Timeout" in found.out
    assert "at web.yaml:8:84 Resources.DoTwo.Properties.Timeout" in found.out
    drawn = landform("graph", "web.yaml").out
    assert "DoTwoRole" in drawn
    assert "AWS::Lambda::Function" in drawn
