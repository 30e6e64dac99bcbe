"""Proxies of App Mesh.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-taskdefinition-proxyconfiguration.html
"""

from typing import Any

from landform.cdk.core.checked import AbstractChecked
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.l1.lookup import cfn_class, given


class ProxyConfiguration(AbstractChecked):
    """A proxy of a task."""

    def bind(self, _scope: Any, _task_definition: Any) -> Any:
        """As task definitions have it."""
        raise TypeError(f"{type(self).__name__} has to say by `bind` what the proxy is")


class AppMeshProxyConfiguration(ProxyConfiguration):
    """A proxy of App Mesh."""

    def __init__(self, *, container_name: str, properties: Any) -> None:
        self._container_name = container_name
        self._properties = given("aws_ecs", "AppMeshProxyConfigurationProps", properties)
        if not self._properties.ignored_uid and not self._properties.ignored_gid:
            raise ValueError("At least one of ignoredUID or ignoredGID should be specified.")

    def bind(self, _scope: Any, _task_definition: Any) -> Any:
        """As task definitions have it."""
        props = self._properties
        values = {
            "AppPorts": _list(props.app_ports),
            "ProxyEgressPort": _text(props.proxy_egress_port),
            "ProxyIngressPort": _text(props.proxy_ingress_port),
            "EgressIgnoredIPs": _list(props.egress_ignored_i_ps),
            "EgressIgnoredPorts": _list(props.egress_ignored_ports),
            "IgnoredGID": _text(props.ignored_gid),
            "IgnoredUID": _text(props.ignored_uid),
        }
        kind = cfn_class("aws_ecs", "CfnTaskDefinition").ProxyConfigurationProperty
        pairs = [{"Name": name, "Value": value} for name, value in values.items() if value is not None]
        return kind(container_name=self._container_name, proxy_configuration_properties=pairs, type="APPMESH")


class ProxyConfigurations(Native):
    """Makes proxies."""

    @staticmethod
    def app_mesh_proxy_configuration(*, container_name: str, properties: Any) -> ProxyConfiguration:
        """A proxy of App Mesh."""
        return AppMeshProxyConfiguration(container_name=container_name, properties=properties)


def _text(value: float | str | None) -> str | None:
    return number_text(value) if isinstance(value, int | float) else value


def _list(values: Any) -> str | None:
    """The values with commas between them; None where there are none."""
    return ",".join(str(_text(each)) for each in values or ()) or None
