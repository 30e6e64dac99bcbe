"""Tasks of EKS.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html
"""

from enum import Enum
from typing import Any

from landform.cdk.aws_stepfunctions_tasks.service_task import ServiceTask, input_value


class HttpMethods(Enum):
    """A method of HTTP."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    DELETE = "DELETE"
    PATCH = "PATCH"
    HEAD = "HEAD"


class EksCall(ServiceTask):
    """Calls the API of a Kubernetes cluster."""

    _action = "eks:call"

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        cluster = props.cluster
        return {
            "ClusterName": cluster.cluster_name,
            "CertificateAuthority": cluster.cluster_certificate_authority_data,
            "Endpoint": cluster.cluster_endpoint,
            "Method": props.http_method,
            "Path": props.http_path,
            "QueryParameters": props.query_parameters,
            "RequestBody": input_value(props.request_body),
        }
