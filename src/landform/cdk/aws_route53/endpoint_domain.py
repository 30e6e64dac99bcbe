"""Private names of endpoint services.

Source: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
"""

import hashlib
from typing import Any, Final

from landform.cdk.aws_route53.records import TxtRecord
from landform.cdk.constructs import Construct
from landform.cdk.core.fn import Fn
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.stack import Stack
from landform.cdk.custom_resources import AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId

_CONFIGURATION: Final = "ServiceConfigurations.0.PrivateDnsNameConfiguration"


class VpcEndpointServiceDomainName(Native, Construct):
    """A name of a public zone for an endpoint service; that the zone is the owner's is proved by a record."""

    def __init__(
        self, scope: Any, id: str, *, domain_name: str, endpoint_service: Any, public_hosted_zone: Any
    ) -> None:
        super().__init__(scope, id)
        self.domain_name = domain_name
        self._service = endpoint_service
        own: str | None = getattr(endpoint_service, "vpc_endpoint_service_id", None)
        self._service_id = own or endpoint_service.vpc_endpoint_service_ref.service_id
        self._refuse_second(endpoint_service)
        unique = f"{Names.node_unique_id(self.node)}{self._service_name}{domain_name}"
        wanted = PhysicalResourceId.of(hashlib.md5(unique.encode()).hexdigest())
        enabled = self._call(
            "EnableDns",
            "modifyVpcEndpointServiceConfiguration",
            {"ServiceId": self._service_id, "PrivateDnsName": domain_name},
            PhysicalResourceId.of(self._service_name),
            undo={"ServiceId": self._service_id, "RemovePrivateDnsName": True},
        )
        names = self._call(
            "GetNames",
            "describeVpcEndpointServiceConfigurations",
            {"ServiceIds": [self._service_id]},
            wanted,
            resources=["*"],
        )
        names.node.add_dependency(enabled)
        name = names.get_response_field(f"{_CONFIGURATION}.Name")
        value = names.get_response_field(f"{_CONFIGURATION}.Value")
        record = TxtRecord(
            self, "DnsVerificationRecord", record_name=name, values=[value], zone=public_hosted_zone
        )
        started = self._call(
            "StartVerification",
            "startVpcEndpointServicePrivateDnsVerification",
            {"ServiceId": self._service_id},
            PhysicalResourceId.of(Fn.join(":", [name, value])),
        )
        started.node.add_dependency(record)
        self.node.add_dependency(endpoint_service)

    @property
    def _service_name(self) -> str:
        return Names.node_unique_id(self._service.node)

    def _refuse_second(self, service: Any) -> None:
        known = service.__dict__.get("_own_domain_name")
        if known is not None:
            raise ValueError(
                f"Cannot create a VpcEndpointServiceDomainName for service {service.node.path}, another "
                f"VpcEndpointServiceDomainName ({known}) is already associated with it"
            )
        service._own_domain_name = self.node.path

    def _call(
        self,
        id: str,
        action: str,
        parameters: dict[str, Any],
        physical_id: Any,
        *,
        resources: list[str] | None = None,
        undo: dict[str, Any] | None = None,
    ) -> Any:
        """A call of EC2 when the resource is made or changed, and one when it is taken away."""
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        call = {
            "service": "EC2",
            "action": action,
            "parameters": parameters,
            "physical_resource_id": physical_id,
        }
        statement = PolicyStatement(
            actions=[f"ec2:{action[:1].upper()}{action[1:]}"], resources=resources or [self._service_arn()]
        )
        return AwsCustomResource(
            self,
            id,
            on_create=call,
            on_update=call,
            on_delete={"service": "EC2", "action": action, "parameters": undo} if undo else None,
            policy=AwsCustomResourcePolicy.from_statements([statement]),
            install_latest_aws_sdk=False,
        )

    def _service_arn(self) -> str:
        stack = Stack.of(self)
        name = Fn.join("/", ["vpc-endpoint-service", self._service_id])
        return Fn.join(":", ["arn", stack.partition, "ec2", stack.region, stack.account, name])
