"""The access policy of a domain, set once the domain is there.

Source: https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html
"""

from typing import Any

from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.core.lazy import Lazy
from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
from landform.cdk.custom_resources.sdk_calls import AwsCustomResourcePolicy, PhysicalResourceId


class AccessPolicy(AwsCustomResource):
    """The policy of statements that may still become more."""

    _order = ("action", "service", "parameters", "outputPaths", "physicalResourceId")

    def __init__(self, scope: Any, id: str, *, domain: Any, statements: list[Any]) -> None:
        super().__init__(
            scope,
            id,
            resource_type="Custom::OpenSearchAccessPolicy",
            install_latest_aws_sdk=False,
            on_update={
                "action": "updateDomainConfig",
                "service": "OpenSearch",
                "parameters": {
                    "DomainName": domain.domain_name,
                    "AccessPolicies": Lazy.string(
                        lambda: to_json_string(PolicyDocument(statements=statements))
                    ),
                },
                "output_paths": ["DomainConfig.AccessPolicies"],
                "physical_resource_id": PhysicalResourceId.of(f"{domain.domain_name}AccessPolicy"),
            },
            policy=AwsCustomResourcePolicy.from_statements(
                [PolicyStatement(actions=["es:UpdateDomainConfig"], resources=[domain.domain_arn])]
            ),
            removal_policy=RemovalPolicy.DESTROY,
        )
