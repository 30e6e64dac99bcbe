"""References across stacks, explicit exports, lists."""

from aws_cdk import App, CfnOutput, CfnResource, Fn, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_s3 as s3
from constructs import Construct

app = App()
producer = Stack(app, "Producer")
bucket = s3.CfnBucket(producer, "Bucket")
inner = s3.CfnBucket(Construct(producer, "Deep"), "Resource")
vpc = ec2.CfnVPC(producer, "Vpc", cidr_block="10.0.0.0/16")
endpoint = ec2.CfnVPCEndpoint(producer, "Endpoint", vpc_id=vpc.ref, service_name="s")
consumer = Stack(app, "Consumer", stack_name="other-name")
CfnResource(
    consumer,
    "Uses",
    type="Custom::Uses",
    properties={
        "Ref": bucket.ref,
        "Arn": bucket.attr_arn,
        "Again": bucket.attr_arn,
        "Text": f"arn:{inner.attr_arn}/*",
        "List": endpoint.attr_dns_entries,
        "First": Fn.select(0, vpc.attr_cidr_block_associations),
        "Untyped": inner.get_att("Foo.Bar"),
    },
)
CfnOutput(producer, "Manual", value=producer.export_value(bucket.attr_domain_name))
CfnOutput(producer, "Named", value=producer.export_value(bucket.ref, name="my-export"))
CfnOutput(
    producer,
    "ManualList",
    value=Fn.join(",", producer.export_string_list_value(vpc.attr_cidr_block_associations)),
)
third = Stack(app, "Third")
CfnOutput(third, "Chain", value=f"{bucket.ref}-{consumer.stack_name}-{producer.stack_id}")
app.synth()
