"""What rules can hand their events to.

Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "ApiDestination": "http",
    "ApiGateway": "http",
    "ApiGatewayV2": "http",
    "AppSync": "app_sync",
    "AwsApi": "aws_api",
    "BatchJob": "jobs",
    "CloudWatchLogGroup": "log_group",
    "CodeBuildProject": "jobs",
    "CodePipeline": "jobs",
    "EcsTask": "ecs_task",
    "EventBus": "event_bus",
    "FirehoseDeliveryStream": "streams",
    "KinesisFirehoseStream": "streams",
    "KinesisFirehoseStreamV2": "streams",
    "KinesisStream": "streams",
    "LambdaFunction": "function",
    "LogGroupTargetInput": "log_group_input",
    "RedshiftQuery": "redshift",
    "SfnStateMachine": "jobs",
    "SnsTopic": "messages",
    "SqsQueue": "messages",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
