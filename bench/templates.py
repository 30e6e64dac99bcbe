"""Templates to measure with."""

from collections.abc import Iterator

GROUPS = 125  # of four resources each: 500 resources


def mixed_template() -> str:
    """500 resources of eight types with references, and ten mistakes of known types."""
    return "Resources:\n" + "".join(_resources())


def _resources() -> Iterator[str]:
    for number in range(GROUPS):
        yield f"""\
  Queue{number}:
    Type: AWS::SQS::Queue
    Properties:
      {"DelaySecond" if number % 25 == 3 else "DelaySeconds"}: 5
      Tags: [{{Key: team, Value: ml}}]
  Topic{number}:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetAtt Queue{number}.{"Adress" if number % 25 == 7 else "QueueName"}
  Bucket{number}:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {{Status: {"On" if number % 25 == 11 else "Enabled"}}}
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {{SSEAlgorithm: AES256}}
  Alarm{number}:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: {'"many"' if number % 25 == 17 else 3}
      MetricName: ApproximateNumberOfMessagesVisible
      Namespace: AWS/SQS
      Period: 60
      Statistic: Sum
      Threshold: 100
      Dimensions:
        - {{Name: QueueName, Value: !GetAtt Queue{number}.QueueName}}
"""
