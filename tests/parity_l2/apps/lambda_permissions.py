from aws_cdk import App, CfnOutput, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

app = App()
stack = Stack(app, "Plain")
there = Stack(app, "There", env={"account": "111122223333", "region": "us-east-1"})
CODE = lambda_.Code.from_inline("def handler(event, context):\n    return 1\n")


def function(name, scope=stack, **options):
    given = {"code": CODE, "handler": "index.handler", "runtime": lambda_.Runtime.PYTHON_3_13, **options}
    return lambda_.Function(scope, name, **given)


target = function("Target")
target.add_permission("Service", principal=iam.ServicePrincipal("s3.amazonaws.com"))
target.add_permission(
    "Full",
    principal=iam.ServicePrincipal("alexa-appkit.amazon.com"),
    action="lambda:GetFunction",
    event_source_token="token",
    source_account="111122223333",
    source_arn="arn:aws:s3:::bucket",
    function_url_auth_type=lambda_.FunctionUrlAuthType.NONE,
    organization_id="o-1234567890",
    invoked_via_function_url=True,
)
target.add_permission("Scoped", principal=iam.AccountPrincipal("123456789012"), scope=stack)
target.add_permission("Arn", principal=iam.ArnPrincipal("arn:aws:iam::123456789012:role/x"))
target.add_permission("Organization", principal=iam.OrganizationPrincipal("o-1234567890"))
target.add_permission("Any", principal=iam.AnyPrincipal())
target.add_permission("Root", principal=iam.AccountRootPrincipal())
target.add_permission(
    "Conditions",
    principal=iam.PrincipalWithConditions(
        iam.ServicePrincipal("sns.amazonaws.com"),
        {
            "ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:x"},
            "StringEquals": {"aws:SourceAccount": "123456789012"},
        },
    ),
)
target.add_permission(
    "ArnInOrganization",
    principal=iam.ArnPrincipal("arn:aws:iam::123456789012:role/x").in_organization("o-1234567890"),
)
role = iam.Role(stack, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
target.grant_invoke(role)
target.grant_invoke(role)
target.grant_invoke_url(role)
for principal in (
    iam.ServicePrincipal("apigateway.amazonaws.com"),
    iam.AccountPrincipal("123456789012"),
    iam.OrganizationPrincipal("o-1234567890"),
    iam.ArnPrincipal("arn:aws:iam::123456789012:role/y"),
    iam.ServicePrincipal("sns.amazonaws.com").with_conditions(
        {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    ),
):
    target.grant_invoke(principal)
    target.grant_invoke(principal)
    target.grant_invoke_url(principal)
target.grant_invoke_latest_version(iam.ServicePrincipal("events.amazonaws.com"))
target.grant_invoke_version(role, target.current_version)
target.grant_invoke_composite_principal(
    iam.CompositePrincipal(
        iam.ServicePrincipal("one.amazonaws.com"),
        iam.AccountPrincipal("210987654321"),
        iam.OrganizationPrincipal("o-abcdefghij"),
    )
)
by_arn = lambda_.Function.from_function_arn(
    stack, "ByArn", "arn:aws:lambda:us-east-1:111122223333:function:by-arn"
)
by_arn.add_permission("Ignored", principal=iam.ServicePrincipal("s3.amazonaws.com"))
other_role = iam.Role(there, "Role", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com"))
by_name = lambda_.Function.from_function_name(stack, "ByName", "by-name")
by_name.add_permission("Ignored", principal=iam.ServicePrincipal("s3.amazonaws.com"))
by_name.grant_invoke(role)
here = lambda_.Function.from_function_attributes(
    stack,
    "Here",
    function_arn="arn:aws:lambda:us-east-1:111122223333:function:here",
    role=role,
    same_environment=True,
    architecture=lambda_.Architecture.ARM_64,
)
here.add_permission("Kept", principal=iam.ServicePrincipal("s3.amazonaws.com"))
here.add_to_role_policy(iam.PolicyStatement(actions=["x:y"], resources=["*"]))
here.grant_invoke(iam.ServicePrincipal("s3.amazonaws.com"))
skipped = lambda_.Function.from_function_attributes(
    stack,
    "Skipped",
    function_arn="arn:aws:lambda:us-east-1:111122223333:function:skipped",
    skip_permissions=True,
)
skipped.add_permission("Left", principal=iam.ServicePrincipal("s3.amazonaws.com"))
skipped.grant_invoke(iam.ServicePrincipal("s3.amazonaws.com"))
same = lambda_.Function.from_function_arn(
    there, "Same", "arn:aws:lambda:us-east-1:111122223333:function:same"
)
same.add_permission("Kept", principal=iam.ServicePrincipal("s3.amazonaws.com"))
other = lambda_.Function.from_function_arn(
    there, "Other", "arn:aws:lambda:us-east-1:999999999999:function:other"
)
other.add_permission("Left", principal=iam.ServicePrincipal("s3.amazonaws.com"))
same.grant_invoke(other_role)
same.grant_invoke(iam.ServicePrincipal("s3.amazonaws.com"))
lambda_.CfnFunction(
    there,
    "Something",
    code=lambda_.CfnFunction.CodeProperty(zip_file="x"),
    role="arn:aws:iam::111122223333:role/x",
    runtime="python3.13",
)
for name, value in {
    "ByArnName": by_arn.function_name,
    "ByNameArn": by_name.function_arn,
    "HereArchitecture": here.architecture.name,
    "HereName": here.function_name,
    "ByArnLatest": by_arn.latest_version.function_arn,
}.items():
    CfnOutput(stack, f"Out{name}", value=value)
app.synth()
