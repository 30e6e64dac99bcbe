from aws_cdk import App, Stack
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import aws_codestarnotifications as notifications
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns

app = App(context={"@aws-cdk/aws-iam:minimizePolicies": True, "@aws-cdk/core:enablePartitionLiterals": True})
stack = Stack(app, "Repositories", env={"account": "111122223333", "region": "us-east-1"})
repository = codecommit.Repository(
    stack,
    "Repository",
    repository_name="models",
    description="all models",
    kms_key=kms.Key(stack, "Key"),
)
role = iam.Role(stack, "Reader", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
repository.grant_pull_push(role)
codecommit.RepositoryGrants.from_repository(repository).read(role)
topic = sns.Topic(stack, "Topic")
repository.notify(topic.topic_arn, events=[codecommit.RepositoryEventTrigger.CREATE_REF], branches=["main"])
repository.notify_on_pull_request_created("Created", topic, detail_type=notifications.DetailType.BASIC)
rule = notifications.NotificationRule(
    stack,
    "Several",
    source=repository,
    events=["codecommit-repository-pull-request-merged", "codecommit-repository-comments-on-commits"],
    enabled=False,
)
rule.add_target(topic)
function = lambda_.Function(
    stack,
    "Function",
    code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
    handler="index.handler",
    runtime=lambda_.Runtime.PYTHON_3_13,
)
repository.on_commit("Commit", branches=["main"], description="of the main branch")
repository.on_pull_request_state_change("Requests")
far = Stack(app, "Far", env={"account": "111122223333", "region": "eu-west-1"})
known = codecommit.Repository.from_repository_arn(
    far, "Known", "arn:aws:codecommit:eu-west-1:111122223333:known"
)
known.grant_pull(iam.User(far, "User"))
known.on_state_change("Changes")
app.synth()
