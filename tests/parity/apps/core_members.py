"""Smaller members of the core: removal policies, JSON with late keys, injectors, mixins, YAML, strengths."""

import jsii
from aws_cdk import (
    App,
    Aws,
    CfnJson,
    CfnOutput,
    CfnResource,
    CrossStackReferences,
    Duration,
    Fn,
    IPropertyInjector,
    MissingRemovalPolicies,
    Mixin,
    Mixins,
    PropertyInjectors,
    ReferenceStrength,
    RemovalPolicies,
    RemovalPolicy,
    Stack,
    TimeZone,
)
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct


@jsii.implements(IPropertyInjector)
class Named:
    def __init__(self, name):
        self._name = name

    @property
    def construct_unique_id(self):
        return sqs.Queue.PROPERTY_INJECTION_ID

    def inject(self, original_props, *, scope, id):
        return sqs.QueueProps(queue_name=f"{self._name}-{id}", delivery_delay=Duration.seconds(3))


class Slow(Mixin):
    def supports(self, construct):
        return isinstance(construct, sqs.CfnQueue)

    def apply_to(self, construct):
        construct.visibility_timeout = 99


app = App(property_injectors=[Named("app")])
injected = Stack(app, "Injected", property_injectors=[Named("stack")])
sqs.Queue(injected, "One", fifo=True)
inner = Construct(injected, "Inner")
PropertyInjectors.of(inner).add(Named("inner"))
sqs.Queue(inner, "Two")
s3.Bucket(inner, "Bucket")

for name, kind in (("All", RemovalPolicies), ("Missing", MissingRemovalPolicies)):
    policies = Stack(app, f"{name}Policies")
    s3.Bucket(policies, "Bucket")
    CfnResource(policies, "Plain", type="A::B::C")
    s3.Bucket(policies, "Own", removal_policy=RemovalPolicy.DESTROY)
    kind.of(policies).retain(exclude_resource_types=["A::B::C"])
    kind.of(policies).snapshot(apply_to_resource_types=["A::B::C"], priority=300)

mixed = Stack(app, "Mixed")
sqs.Queue(mixed, "Queue")
Mixins.of(mixed).require_any().apply(Slow())
s3.Bucket(mixed, "Bucket").with_(Slow())

json = Stack(app, "Json")
late = CfnJson(json, "Late", value={Aws.REGION: "x", "list": [1, {"a": Aws.ACCOUNT_ID}]})
CfnOutput(json, "Value", value=late.value.to_string())
iam.Role(json, "Role", assumed_by=iam.WebIdentityPrincipal("x", {"StringEquals": late}))
CfnOutput(
    json,
    "Yaml",
    value=json.to_yaml_string(
        {
            "a": [1, "yes", {"b": json.region, "c": "x: y"}],
            "d": Fn.join("-", ["a", json.account]),
            "e": "t\nu\n",
        }
    ),
)
CfnOutput(json, "Domain", value=json.regional_fact("domainSuffix"))
CfnOutput(json, "Zone", value=TimeZone.EUROPE_BERLIN.timezone_name)

known = Stack(app, "Known", env={"account": "111122223333", "region": "eu-west-1"})
CfnOutput(known, "Endpoint", value=known.regional_fact("s3-static-website:endpoint"))

owner = Stack(app, "Owner", env={"account": "111122223333", "region": "us-east-1"})
weak = s3.Bucket(owner, "Weak")
CrossStackReferences.of(weak).produce(ReferenceStrength.WEAK)
user = Stack(app, "User", env={"account": "111122223333", "region": "us-east-1"})
CfnOutput(user, "Use", value=weak.bucket_arn)
app.synth()
