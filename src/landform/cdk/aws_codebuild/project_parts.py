"""Parts of projects: environment, logs, network and permissions.

Sources: https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
and https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.aws_codebuild.base_images import is_lambda
from landform.cdk.aws_codebuild.enums import ImagePullPrincipalType
from landform.cdk.aws_codebuild.images import LinuxBuildImage
from landform.cdk.aws_codebuild.report_group import report_group_arn
from landform.cdk.core.arn import ArnFormat
from landform.cdk.core.aws import Aws
from landform.cdk.core.names import Names
from landform.cdk.core.stack import Stack
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_codebuild"
_NOT_FOR_LAMBDA: Final = "Cannot specify {} for Lambda compute"
_SERVICE: Final = "codebuild.amazonaws.com"
_NETWORK_ACTIONS: Final = (
    "ec2:CreateNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeVpcs",
)
_REPORT_ACTIONS: Final = (
    "codebuild:CreateReportGroup",
    "codebuild:CreateReport",
    "codebuild:UpdateReport",
    "codebuild:BatchPutTestCases",
    "codebuild:BatchPutCodeCoverages",
)
_SESSION_ACTIONS: Final = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
    "logs:DescribeLogGroups",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:GetEncryptionConfiguration",
    "s3:PutObject",
)


def image_of(environment: Any) -> Any:
    """The image of builds."""
    return environment.build_image or LinuxBuildImage.STANDARD_7_0  # type: ignore[attr-defined]  # from data


def environment_of(
    project: Any, environment: Any, variables: list[Any], extras: Mapping[str, Any]
) -> dict[str, Any]:
    """Where builds run. Raises ValueError for what the image does not take, of the project's extras, too."""
    image = image_of(environment)
    problems = image.validate(**environment)
    if is_lambda(environment.compute_type or image.default_compute_type):
        problems = [*problems, *(_NOT_FOR_LAMBDA.format(name) for name, value in extras.items() if value)]
    if problems:
        raise ValueError(f"Invalid CodeBuild environment: {chr(10).join(problems)}")
    principal = getattr(image, "image_pull_principal_type", None)
    credentials = getattr(image, "secrets_manager_credentials", None)
    certificate, fleet = environment.certificate, environment.fleet
    size = environment.compute_type or image.default_compute_type
    found = {
        "type": image.type,
        "image": image.image_id,
        "image_pull_credentials_type": principal.value if principal is not None else None,
        "registry_credential": _credential(credentials),
        "certificate": certificate and _place(certificate),
        "privileged_mode": bool(environment.privileged),
        "compute_type": size.value,
        "fleet": {"fleet_arn": fleet.fleet_arn} if fleet is not None else None,
        "environment_variables": variables or None,
        "docker_server": _docker_server(project, environment.docker_server),
        "host_kernel": environment.host_kernel.value if environment.host_kernel is not None else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def fetch_image(project: Any, environment: Any) -> None:
    """Let the project fetch its image."""
    image = image_of(environment)
    if getattr(image, "image_pull_principal_type", None) is not ImagePullPrincipalType.SERVICE_ROLE:
        return
    if getattr(image, "repository", None) is not None:
        image.repository.grant_pull(project)
    if getattr(image, "secrets_manager_credentials", None) is not None:
        image.secrets_manager_credentials.grant_read(project)


def bind_image(project: Any, environment: Any) -> None:
    """Let the image know where it is used."""
    bind = getattr(image_of(environment), "bind", None)
    if bind is not None:
        bind(project, project)


def logging_of(project: Any, value: Any) -> Any:
    """Where builds write their logs."""
    if value is None:
        return None
    asked = given(_MODULE, "LoggingOptions", value)
    found: dict[str, Any] = {}
    if asked.s3 is not None:
        place = given(_MODULE, "S3LoggingOptions", asked.s3)
        place.bucket.grant_write(project)
        name = place.bucket.bucket_name
        found["s3_logs"] = {
            "status": "DISABLED" if place.enabled is False else "ENABLED",
            "location": f"{name}/{place.prefix}" if place.prefix else name,
            "encryption_disabled": None if place.encrypted is None else not place.encrypted,
        }
    if asked.cloud_watch is not None:
        found["cloud_watch_logs"] = _cloud_watch(project, asked.cloud_watch)
    return found


def permissions(project: Any, *, reports: bool, session: bool) -> None:
    """What every build needs."""
    from landform.cdk.aws_iam.policy_statement import PolicyStatement

    logs = Stack.of(project).format_arn(
        service="logs",
        resource="log-group",
        arn_format=ArnFormat.COLON_RESOURCE_NAME,
        resource_name=f"/aws/codebuild/{project.project_name}",
    )
    project.add_to_role_policy(
        PolicyStatement(
            actions=["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            resources=[logs, f"{logs}:*"],
        )
    )
    if reports:
        arn = report_group_arn(project, f"{project.project_name}-*")
        project.add_to_role_policy(PolicyStatement(actions=list(_REPORT_ACTIONS), resources=[arn]))
    if session:
        project.add_to_role_policy(PolicyStatement(actions=list(_SESSION_ACTIONS), resources=["*"]))


class VpcPart:
    """The network of a project."""

    def __init__(
        self,
        project: Any,
        vpc: Any,
        selection: Any,
        groups: Sequence[Any] | None,
        allow_all_outbound: bool | None,
    ) -> None:
        if vpc is None and (groups or allow_all_outbound is not None):
            raise ValueError(
                "Cannot configure 'securityGroup' or 'allowAllOutbound' without configuring a VPC"
            )
        if groups and allow_all_outbound is not None:
            raise ValueError("Configure 'allowAllOutbound' directly on the supplied SecurityGroup.")
        self._project, self._vpc, self._selection = project, vpc, selection
        self._groups, self._outbound = groups, allow_all_outbound
        self._subnets: Any = None

    def config(self) -> Any:
        """How it stands in a template; the security group is made where none was given."""
        if self._vpc is None:
            return None
        from landform.cdk.aws_ec2.connections import Connections
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        groups = list(self._groups or ()) or [
            SecurityGroup(
                self._project,
                "SecurityGroup",
                vpc=self._vpc,
                description=(
                    f"Automatic generated security group for CodeBuild {Names.unique_id(self._project)}"
                ),
                allow_all_outbound=self._outbound,
            )
        ]
        self._project._connections = Connections(security_groups=groups)
        self._subnets = self._vpc.select_subnets(**(self._selection or {}))
        return {
            "vpc_id": self._vpc.vpc_id,
            "subnets": self._subnets.subnet_ids,
            "security_group_ids": [each.security_group_id for each in groups],
        }

    def let(self, resource: Any) -> None:
        """Let builds have network interfaces."""
        role = self._project.role
        if self._vpc is None or role is None:
            return
        from landform.cdk.aws_iam.policy import Policy
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        ec2 = f"arn:{Aws.PARTITION}:ec2:{Aws.REGION}:{Aws.ACCOUNT_ID}"
        role.add_to_principal_policy(
            PolicyStatement(
                resources=[f"{ec2}:network-interface/*"],
                actions=["ec2:CreateNetworkInterfacePermission"],
                conditions={
                    "StringEquals": {
                        "ec2:Subnet": [f"{ec2}:subnet/{each}" for each in self._subnets.subnet_ids],
                        "ec2:AuthorizedService": _SERVICE,
                    }
                },
            )
        )
        policy = Policy(
            self._project,
            "PolicyDocument",
            statements=[PolicyStatement(resources=["*"], actions=list(_NETWORK_ACTIONS))],
        )
        role.attach_inline_policy(policy)
        resource.node.add_dependency(policy)


def _credential(secret: Any) -> Any:
    if secret is None:
        return None
    return {
        "credential_provider": "SECRETS_MANAGER",
        "credential": secret.secret_full_arn or secret.secret_name,
    }


def _place(certificate: Any) -> str:
    found = given(_MODULE, "BuildEnvironmentCertificate", certificate)
    place: str = found.bucket.arn_for_objects(found.object_key)
    return place


def _docker_server(project: Any, value: Any) -> Any:
    if value is None:
        return None
    asked = given(_MODULE, "DockerServerOptions", value)
    groups = asked.security_groups
    del project
    found = {
        "compute_type": asked.compute_type.value,
        "security_group_ids": [each.security_group_id for each in groups] if groups else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _cloud_watch(project: Any, value: Any) -> Any:
    asked = given(_MODULE, "CloudWatchLoggingOptions", value)
    group = asked.log_group
    if asked.enabled is not False and group is None:
        raise ValueError("Specifying a LogGroup is required if CloudWatch logging for CodeBuild is enabled")
    if group is not None:
        group.grant_write(project)
    return {
        "status": "DISABLED" if asked.enabled is False else "ENABLED",
        "group_name": group.log_group_name if group is not None else None,
        "stream_name": asked.prefix,
    }
