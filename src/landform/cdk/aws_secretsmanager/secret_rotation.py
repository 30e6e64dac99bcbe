"""The rotation of a database's credentials by an application that AWS publishes.

Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
"""

from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.cfn_elements import CfnMapping
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.enums import RemovalPolicy, TagType
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.tag_manager import TagManager

PARTITIONS: Final = ("aws", "aws-cn", "aws-us-gov")
TRANSFORM: Final = "AWS::Serverless-2016-10-31"
APPLICATION: Final = "AWS::Serverless::Application"
MAX_NAME: Final = 64  # of a function


class _Application(CfnResource):
    """An application of the serverless repository: CloudFormation needs a transform for it."""

    def __init__(self, scope: Any, id: str, properties: dict[str, Any]) -> None:
        self.tags = TagManager(TagType.MAP, APPLICATION)
        tags = Lazy.any(lambda: self.tags.tag_values() or None)
        super().__init__(scope, id, type=APPLICATION, properties={**properties, "Tags": tags})
        self.stack.add_transform(TRANSFORM)


class SecretRotation(Native, Construct):
    """Rotates a secret; the function runs in a VPC from which it reaches the target."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        application: Any,
        secret: Any,
        target: Any,
        vpc: Any,
        automatically_after: Any = None,
        endpoint: Any = None,
        exclude_characters: str | None = None,
        master_secret: Any = None,
        rotate_immediately_on_update: bool | None = None,
        security_group: Any = None,
        vpc_subnets: Any = None,
    ) -> None:
        super().__init__(scope, id)
        from landform.cdk.aws_ec2 import SecurityGroup
        from landform.cdk.core.names import Names
        from landform.cdk.core.stack import Stack

        target_port = target.connections.default_port
        if not target_port:
            raise ValueError("The `target` connections must have a default port range.")
        if application.is_multi_user and master_secret is None:
            raise ValueError(
                "The `masterSecret` must be specified for application using the multi user scheme."
            )
        group = security_group
        if group is None:
            group = SecurityGroup(self, "SecurityGroup", vpc=vpc)
        target.connections.allow_default_port_from(group)
        stack = Stack.of(self)
        host = f"secretsmanager.{stack.region}.{stack.url_suffix}"
        if endpoint is not None:
            host = f"{endpoint.vpc_endpoint_id}.{host}"
        parameters: dict[str, Any] = {
            "endpoint": f"https://{host}",
            "functionName": Names.unique_id(self)[-MAX_NAME:],
            "vpcSubnetIds": ",".join(vpc.select_subnets(**_subnets(vpc_subnets)).subnet_ids),
            "vpcSecurityGroupIds": group.security_group_id,
        }
        if exclude_characters is not None:
            parameters["excludeCharacters"] = exclude_characters
        if master_secret is not None:
            parameters["masterSecretArn"] = master_secret.secret_arn
            master_secret.deny_account_root_delete()
        if getattr(secret, "encryption_key", None) is not None:
            parameters["kmsKeyArn"] = secret.encryption_key.key_arn
        resource = self._application(application, parameters)
        self._schedule(secret, resource, automatically_after, rotate_immediately_on_update)

    def _application(self, application: Any, parameters: dict[str, Any]) -> CfnResource:
        """The published application, in the version of the partition."""
        from landform.cdk.core.aws import Aws

        mapping = CfnMapping(self, "SARMapping")
        for partition in PARTITIONS:
            arn = application.application_arn_for_partition(partition)
            mapping.set_value(partition, "applicationId", arn)
            version = application.semantic_version_for_partition(partition)
            mapping.set_value(partition, "semanticVersion", version)
        resource = _Application(
            self,
            "Resource",
            {
                "Location": {
                    "ApplicationId": mapping.find_in_map(Aws.PARTITION, "applicationId"),
                    "SemanticVersion": mapping.find_in_map(Aws.PARTITION, "semanticVersion"),
                },
                "Parameters": parameters,
            },
        )
        resource.apply_removal_policy(RemovalPolicy.DESTROY)
        return resource

    def _schedule(self, secret: Any, resource: CfnResource, after: Any, now: bool | None) -> None:
        """When the secret is rotated; nobody but the account's own may delete it."""
        from landform.cdk.aws_lambda import Function

        arn = resource.get_att("Outputs.RotationLambdaARN").to_string()
        function = Function.from_function_arn(self, "RotationLambda", arn)
        secret.add_rotation_schedule(
            "RotationSchedule",
            rotation_lambda=function,
            automatically_after=after,
            rotate_immediately_on_update=now,
        )
        secret.deny_account_root_delete()


def _subnets(selection: Any) -> dict[str, Any]:
    """The selection as the arguments of `select_subnets`."""
    if selection is None:
        return {}
    return {key: value for key, value in dict(selection).items() if value is not None}
