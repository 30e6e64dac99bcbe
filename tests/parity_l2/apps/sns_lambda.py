from aws_cdk import App, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")
other = Stack(app, "Other")


def function(name, scope=stack):
    return lambda_.Function(
        scope,
        name,
        code=lambda_.Code.from_inline("def handler(event, context):\n    return 1\n"),
        handler="index.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
    )


topic = sns.Topic(stack, "Topic")
topic.add_subscription(subscriptions.LambdaSubscription(function("First")))
topic.add_subscription(
    subscriptions.LambdaSubscription(
        function("Second"),
        dead_letter_queue=sqs.Queue(stack, "Letters"),
        filter_policy={"color": sns.SubscriptionFilter.string_filter(allowlist=["red"])},
    )
)
topic.add_subscription(subscriptions.LambdaSubscription(function("There", other)))
known = sns.Topic.from_topic_arn(stack, "Known", "arn:aws:sns:eu-west-1:111122223333:known")
known.add_subscription(subscriptions.LambdaSubscription(function("OfKnown")))
near = Stack(app, "Near", env={"account": "111122223333", "region": "us-east-1"})
far = sns.Topic.from_topic_arn(near, "Far", "arn:aws:sns:eu-west-1:111122223333:far")
far.add_subscription(subscriptions.LambdaSubscription(function("OfFar", near)))
first = function("Aliased")
topic.add_subscription(subscriptions.LambdaSubscription(first.add_alias("live")))
app.synth()
