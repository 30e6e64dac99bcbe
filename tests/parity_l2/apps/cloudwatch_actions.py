from aws_cdk import App, Duration, Stack
from aws_cdk import aws_applicationautoscaling as scaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs

FLAG = "@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction"


def alarms(stack):
    queue = sqs.Queue(stack, "Queue")
    topic = sns.Topic(stack, "Topic")
    function = lambda_.Function(
        stack,
        "Function",
        runtime=lambda_.Runtime.PYTHON_3_12,
        handler="index.handler",
        code=lambda_.Code.from_inline("def handler(event, context): pass"),
    )
    old = queue.metric_approximate_age_of_oldest_message(period=Duration.minutes(1)).create_alarm(
        stack, "Old", threshold=60, evaluation_periods=2
    )
    old.add_alarm_action(actions.SnsAction(topic), actions.LambdaAction(function))
    old.add_ok_action(actions.SnsAction(topic), actions.LambdaAction(function))
    errors = function.metric_errors().create_alarm(stack, "Errors", threshold=1, evaluation_periods=1)
    errors.add_alarm_action(
        actions.LambdaAction(function, use_unique_permission_id=True),
        actions.SsmAction(actions.OpsItemSeverity.HIGH, actions.OpsItemCategory.PERFORMANCE),
        actions.SsmIncidentAction("plan"),
    )
    target = scaling.ScalableTarget(
        stack,
        "Target",
        min_capacity=1,
        max_capacity=5,
        resource_id="service/cluster/app",
        scalable_dimension="ecs:service:DesiredCount",
        service_namespace=scaling.ServiceNamespace.ECS,
    )
    step = scaling.StepScalingAction(stack, "Step", scaling_target=target)
    step.add_adjustment(adjustment=1, lower_bound=0)
    errors.add_insufficient_data_action(actions.ApplicationScalingAction(step))
    machine = cloudwatch.Metric(
        namespace="AWS/EC2", metric_name="StatusCheckFailed", dimensions_map={"InstanceId": "i-1"}
    )
    machine.create_alarm(stack, "Machine", threshold=1, evaluation_periods=1).add_alarm_action(
        actions.Ec2Action(actions.Ec2InstanceAction.RECOVER)
    )
    cloudwatch.CompositeAlarm(
        stack, "Both", alarm_rule=cloudwatch.AlarmRule.all_of(old, errors)
    ).add_alarm_action(actions.SnsAction(topic))


app = App()
alarms(Stack(app, "Actions"))
flagged = Stack(app, "Flagged", env={"account": "111122223333", "region": "eu-west-1"})
flagged.node.set_context(FLAG, True)
alarms(flagged)
app.synth()
