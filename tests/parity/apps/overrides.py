"""Overrides and deletions, on typed and untyped resources, into lists, with tokens and escaped dots."""

from aws_cdk import App, Aws, CfnResource, Stack
from aws_cdk import aws_s3 as s3

app = App()
stack = Stack(app, "Overrides")
bucket = s3.CfnBucket(
    stack,
    "Bucket",
    bucket_name="first",
    cors_configuration=s3.CfnBucket.CorsConfigurationProperty(
        cors_rules=[
            s3.CfnBucket.CorsRuleProperty(allowed_methods=["GET", "PUT"], allowed_origins=["*"]),
            s3.CfnBucket.CorsRuleProperty(allowed_methods=["GET"], allowed_origins=["x"], max_age=3),
        ]
    ),
    versioning_configuration=s3.CfnBucket.VersioningConfigurationProperty(status="Enabled"),
)
bucket.add_property_override("BucketName", f"other-{Aws.REGION}")
bucket.add_property_override("CorsConfiguration.CorsRules.0.MaxAge", 60)
bucket.add_property_override("CorsConfiguration.CorsRules.1.AllowedOrigins", ["y", Aws.ACCOUNT_ID])
bucket.add_property_deletion_override("VersioningConfiguration.Status")
bucket.add_override("Metadata.My\\.Key", {"a": 1})
bucket.add_override("Type", "AWS::S3::Bucket")
bucket.add_override("DependsOn", ["Plain"])
bucket.override_logical_id("Chosen")
plain = CfnResource(
    stack, "Plain", type="Custom::Thing", properties={"A": {"B": [1, 2, {"C": None}], "Empty": {}}, "L": []}
)
plain.add_property_override("A.New.Deep", "v")
plain.add_property_override("A.B", [{"x": 1}])
plain.add_deletion_override("Properties.L")
plain.add_property_override("Falsy", False)
plain.add_property_override("Zero", 0)
plain.add_override("Custom", {"Free": [True]})
nothing = CfnResource(stack, "Nothing", type="Custom::Nothing", properties={"X": "1"})
nothing.add_property_deletion_override("X")
app.synth()
