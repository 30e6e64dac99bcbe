"""Options of engines.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithOptionGroups.html
"""

from collections.abc import Mapping, Sequence
from typing import Any

from landform.cdk.aws_rds.engine_versions import MODULE
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given


class OptionGroup(Native, Resource):
    """Options of an engine in a major version."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        configurations: Sequence[Any],
        engine: Any,
        description: str | None = None,
        option_group_name: str | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=option_group_name)
        major = engine.engine_version.major_version if engine.engine_version is not None else None
        if not major:
            raise ValueError("OptionGroup cannot be used with an engine that doesn't specify a version")
        self._configurations: list[dict[str, Any]] = []
        self.option_connections: dict[str, Any] = {}
        for each in configurations:
            self.add_configuration(**each)
        resource = cfn_class(MODULE, "CfnOptionGroup")(
            self,
            "Resource",
            engine_name=engine.engine_type,
            major_engine_version=major,
            option_configurations=Lazy.any(lambda: list(self._configurations)),
            option_group_description=description or f"Option group for {engine.engine_type} {major}",
            option_group_name=self.physical_name,
        )
        self.option_group_name: str = option_group_name or resource.ref

    @staticmethod
    def from_option_group_name(scope: Any, id: str, option_group_name: str) -> "ImportedOptionGroup":
        """Options that exist already."""
        return ImportedOptionGroup(scope, id, option_group_name)

    def add_configuration(
        self,
        *,
        name: str,
        port: float | None = None,
        security_groups: Sequence[Any] | None = None,
        settings: Mapping[str, str] | None = None,
        version: str | None = None,
        vpc: Any = None,
    ) -> bool:
        """Another option."""
        if bool(port) != (vpc is not None):
            raise ValueError("`port` and `vpc` must be specified together.")
        option: dict[str, Any] = {
            "OptionName": name,
            "OptionSettings": [{"Name": key, "Value": value} for key, value in settings.items()]
            if settings
            else None,
            "OptionVersion": version,
        }
        if port and vpc is not None:
            option |= {
                "Port": port,
                "VpcSecurityGroupMemberships": self._open(name, port, security_groups, vpc),
            }
        self._configurations.append({key: value for key, value in option.items() if value is not None})
        return True

    def _open(self, name: str, port: float, groups: Sequence[Any] | None, vpc: Any) -> list[str]:
        """The security groups of an option that listens on a port."""
        from landform.cdk.aws_ec2.connections import Connections
        from landform.cdk.aws_ec2.port import Port
        from landform.cdk.aws_ec2.security_group import SecurityGroup

        if not groups:
            text = f"Security group for {name} option"
            groups = [SecurityGroup(self, f"SecurityGroup{name}", vpc=vpc, description=text)]
        self.option_connections[name] = Connections(security_groups=groups, default_port=Port.tcp(port))
        return [each.security_group_id for each in groups]


class ImportedOptionGroup(Native, Resource):
    """Options that exist already; they are not changed."""

    def __init__(self, scope: Any, id: str, name: str) -> None:
        super().__init__(scope, id)
        self.option_group_name = name

    def add_configuration(self, **configuration: Any) -> bool:
        """Without effect."""
        given(MODULE, "OptionConfiguration", configuration)
        return False
