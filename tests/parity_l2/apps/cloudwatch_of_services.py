from aws_cdk import App, Duration, Stack
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

app = App()
stack = Stack(app, "Plain")
queue = sqs.Queue(stack, "Queue")
topic = sns.Topic(stack, "Topic")
known_queue = sqs.Queue.from_queue_arn(stack, "KnownQueue", "arn:aws:sqs:us-east-1:111122223333:known")
known_topic = sns.Topic.from_topic_arn(stack, "KnownTopic", "arn:aws:sns:us-east-1:111122223333:known")
for owner, name in (
    (queue, "Queue"),
    (topic, "Topic"),
    (known_queue, "KnownQueue"),
    (known_topic, "KnownTopic"),
):
    for method in [
        "approximate_age_of_oldest_message",
        "approximate_number_of_messages_delayed",
        "approximate_number_of_messages_not_visible",
        "approximate_number_of_messages_outstanding",
        "approximate_number_of_messages_visible",
        "number_of_empty_receives",
        "number_of_messages_deleted",
        "number_of_messages_received",
        "number_of_messages_sent",
        "sent_message_size",
        "number_of_messages_published",
        "number_of_notifications_delivered",
        "number_of_notifications_failed",
        "number_of_notifications_filtered_out",
        "number_of_notifications_filtered_out_invalid_attributes",
        "number_of_notifications_filtered_out_no_message_attributes",
        "publish_size",
        "sms_month_to_date_spent_usd",
        "sms_success_rate",
    ]:
        is_of_topics = method.startswith(
            ("number_of_notifications", "publish", "sms", "number_of_messages_published")
        )
        if is_of_topics is not ("Topic" in name):
            continue
        metric = getattr(owner, f"metric_{method}")()
        metric.create_alarm(stack, f"{name}{method}", threshold=1, evaluation_periods=1)
    owner.metric("Own", period=Duration.minutes(1), statistic="p90").create_alarm(
        stack, f"{name}Own", threshold=1, evaluation_periods=1
    )
queue.metric_approximate_number_of_messages_outstanding(
    period=Duration.minutes(1), label="Waiting", color="#ff0000"
).create_alarm(stack, "Waiting", threshold=1, evaluation_periods=1)
app.synth()
