"""Sets up a machine by cfn-init when it starts.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html and
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-init.html
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from landform.cdk.aws_ec2.compute_kinds import OperatingSystemType
from landform.cdk.aws_ec2.init_base import InitBound, InitElement, InitPlace, together
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.core.aws import Aws
from landform.cdk.core.checked import Checked

INIT = "AWS::CloudFormation::Init"
AUTHENTICATION = "AWS::CloudFormation::Authentication"
DIGITS = 16  # of the fingerprint
_SECTIONS = {
    "PACKAGE": "packages",
    "GROUP": "groups",
    "USER": "users",
    "SOURCE": "sources",
    "FILE": "files",
    "COMMAND": "commands",
    "SERVICE": "services",  # last: the others tell which services are restarted
}


class InitConfig(Checked):
    """Elements that are set up together."""

    def __init__(self, elements: Sequence[InitElement]) -> None:
        self._elements: list[InitElement] = list(elements)

    def is_empty(self) -> bool:
        """Whether there is nothing to be done."""
        return not self._elements

    def add(self, *elements: InitElement) -> None:
        """Add elements."""
        self._elements.extend(elements)

    def _bind(self, place: InitPlace) -> InitBound:
        bound = {name: self._section(kind, place) for kind, name in _SECTIONS.items()}
        used = {name: each for name, each in bound.items() if each is not None}
        everything = together(list(used.values()))
        return InitBound(
            config={name: each.config for name, each in used.items()},
            authentication=everything.authentication,
            asset_hashes=everything.asset_hashes,
        )

    def _section(self, kind: str, place: InitPlace) -> InitBound | None:
        elements = [each for each in self._elements if each.element_type == kind]
        if not elements:
            return None
        return together([each._bind(replace(place, index=index)) for index, each in enumerate(elements)])


class CloudFormationInit(Checked):
    """Configurations under names, and the sets that run them in order."""

    def __init__(self, config_sets: Mapping[str, Sequence[str]], configs: Mapping[str, InitConfig]) -> None:
        self._configs: dict[str, InitConfig] = {}
        self._sets: dict[str, list[str]] = {}
        for name, config in configs.items():
            self.add_config(name, config)
        self._sets.update({name: list(members) for name, members in config_sets.items()})

    @staticmethod
    def from_elements(*elements: InitElement) -> "CloudFormationInit":
        """Elements that are set up together."""
        return CloudFormationInit.from_config(InitConfig(elements))

    @staticmethod
    def from_config(config: InitConfig) -> "CloudFormationInit":
        """A single configuration."""
        return CloudFormationInit({"default": ["config"]}, {"config": config})

    @staticmethod
    def from_config_sets(
        *, config_sets: Mapping[str, Sequence[str]], configs: Mapping[str, InitConfig]
    ) -> "CloudFormationInit":
        """Several configurations and sets."""
        return CloudFormationInit(config_sets, configs)

    def add_config(self, config_name: str, config: InitConfig) -> None:
        """Add a configuration."""
        if config_name in self._configs:
            raise ValueError(f"CloudFormationInit already contains a config named '{config_name}'")
        self._configs[config_name] = config

    def add_config_set(self, config_set_name: str, config_names: Sequence[str] | None = None) -> None:
        """Add a set of configurations."""
        if config_set_name in self._sets:
            raise ValueError(f"CloudFormationInit already contains a configSet named '{config_set_name}'")
        unknown = [each for each in config_names or () if each not in self._configs]
        if unknown:
            raise ValueError(f"configSet references unknown configs: {','.join(unknown)}")
        self._sets[config_set_name] = list(config_names or ())

    def attach(
        self,
        attached_resource: Any,
        *,
        instance_role: Any,
        platform: OperatingSystemType,
        user_data: Any,
        config_sets: Sequence[str] | None = None,
        embed_fingerprint: bool | None = None,
        ignore_failures: bool | None = None,
        include_role: bool | None = None,
        include_url: bool | None = None,
        print_log: bool | None = None,
        signal_resource: Any = None,
    ) -> None:
        """Write the set-up into a resource, and the commands that run it into its user data."""
        if platform is OperatingSystemType.UNKNOWN:
            raise ValueError("Cannot attach CloudFormationInit to an unknown OS type")
        place = InitPlace(
            scope=attached_resource.stack,
            platform=platform,
            instance_role=instance_role,
            owner=attached_resource.node.path,
        )
        bound = self._bind(place)
        attached_resource.add_metadata(INIT, bound.config)
        instance_role.add_to_principal_policy(
            PolicyStatement(
                actions=["cloudformation:DescribeStackResource", "cloudformation:SignalResource"],
                resources=[Aws.STACK_ID],
            )
        )
        if bound.authentication:
            attached_resource.add_metadata(AUTHENTICATION, bound.authentication)
        if embed_fingerprint is not False:
            user_data.add_commands(f"# fingerprint: {_fingerprint(attached_resource.stack, bound)}")
        place_option = f"--region {Aws.REGION} --stack {Aws.STACK_NAME} --resource "
        further = f" --url https://cloudformation.{Aws.REGION}.{Aws.URL_SUFFIX}" if include_url else ""
        further += f" --role {instance_role.role_name}" if include_role else ""
        signalled = signal_resource if signal_resource is not None else attached_resource
        sets = ",".join(config_sets or ["default"])
        lines = _commands(
            run=f"{place_option}{attached_resource.logical_id}{further} -c {sets}",
            signal=f"{place_option}{signalled.logical_id}{further}",
            is_windows=place.is_windows,
            ignores_failures=bool(ignore_failures),
            prints_log=print_log is not False,
        )
        user_data.add_commands(*lines)

    def _bind(self, place: InitPlace) -> InitBound:
        used = {name: each for name, each in self._configs.items() if not each.is_empty()}
        bound = {
            name: each._bind(replace(place, owner=f"{place.owner}/{name}")) for name, each in used.items()
        }
        sets = {name: [each for each in members if each in used] for name, members in self._sets.items()}
        everything = together(list(bound.values()))
        return InitBound(
            config={"configSets": sets, **{name: each.config for name, each in bound.items()}},
            authentication=everything.authentication,
            asset_hashes=everything.asset_hashes,
        )


def _fingerprint(stack: Any, bound: InitBound) -> str:
    """Changes with the set-up, so that the user data change with it and a new machine is made."""
    content = {"config": stack.resolve(bound.config)}
    if bound.asset_hashes:
        content["assetHash"] = "".join(bound.asset_hashes)
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def _commands(
    *, run: str, signal: str, is_windows: bool, ignores_failures: bool, prints_log: bool
) -> list[str]:
    if is_windows:
        code = "0" if ignores_failures else "$LASTEXITCODE"
        log = ["type C:\\cfn\\log\\cfn-init.log"] if prints_log else []
        return [f"cfn-init.exe -v {run}", f"cfn-signal.exe -e {code} {signal}", *log]
    code = "0" if ignores_failures else "$?"
    log = ["  cat /var/log/cfn-init.log >&2"] if prints_log else []
    return [
        "(",
        "  set +e",
        f"  /opt/aws/bin/cfn-init -v {run}",
        f"  /opt/aws/bin/cfn-signal -e {code} {signal}",
        *log,
        ")",
    ]
