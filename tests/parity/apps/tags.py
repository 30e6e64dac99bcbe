"""Tags: standard, map and group forms, filters, priorities, removal, own tags, stack tags."""

from aws_cdk import App, CfnTag, Stack, Tag, Tags
from aws_cdk import aws_autoscaling as autoscaling
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_glue as glue
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_ssm as ssm

app = App()
Tags.of(app).add("app", "all")
stack = Stack(app, "Tagged", tags={"owner": "me", "app": "stack"})
Tags.of(stack).add("zone", "last")
Tags.of(stack).add("Alpha", "first")
bucket = s3.CfnBucket(stack, "Bucket", tags=[CfnTag(key="own", value="1"), CfnTag(key="zone", value="own")])
Tags.of(bucket).add("zone", "near")
vpc = ec2.CfnVPC(stack, "Vpc", cidr_block="10.0.0.0/16")
parameter = ssm.CfnParameter(stack, "Parameter", type="String", value="v", tags={"own": "map"})
glue.CfnJob(
    stack, "Job", role="r", command=glue.CfnJob.JobCommandProperty(name="n"), tags={"z": "1", "a": "2"}
)
group = autoscaling.CfnAutoScalingGroup(
    stack,
    "Group",
    max_size="1",
    min_size="1",
    tags=[
        autoscaling.CfnAutoScalingGroup.TagPropertyProperty(key="own", value="x", propagate_at_launch=False)
    ],
)
Tags.of(group).add("launched", "no", apply_to_launched_instances=False)
Tags.of(stack).add("only", "queues", include_resource_types=["AWS::SQS::Queue"])
Tags.of(stack).add("never", "queues", exclude_resource_types=["AWS::SQS::Queue"])
queue = sqs.CfnQueue(stack, "Queue")
Tags.of(queue).remove("app")
Tags.of(stack).add("strong", "stack", priority=300)
Tags.of(queue).add("strong", "queue")
Tags.of(queue).remove("strong")
Tags.of(bucket).remove("own", include_resource_types=["AWS::SQS::Queue"])
Tags.of(vpc).remove("zone", priority=50)
queue.tags.set_tag("direct", "yes")
queue.tags.set_tag("weak", "yes", 10)
Tag("visited", "yes").visit(vpc)
Stack(app, "Untagged", tags={})
app.synth()
