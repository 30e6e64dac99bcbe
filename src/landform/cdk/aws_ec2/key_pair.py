"""Key pairs and placement groups.

Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-keypair.html
and https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-placementgroup.html
"""

from typing import Any

from landform.cdk.aws_ec2.compute_kinds import (
    KeyPairFormat,
    KeyPairType,
    OperatingSystemType,
    PlacementGroupSpreadLevel,
    PlacementGroupStrategy,
)
from landform.cdk.aws_ec2.parts import l1, value_of
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource

MAX_NAME = 255


class KeyPairBase(Native, Resource):
    """What key pairs of the app and imported ones share."""

    key_pair_name: str
    key_pair_ref: Any
    type: KeyPairType | None = None

    @property
    def key_name(self) -> str:
        """The name, as references have it."""
        return self.key_pair_name

    def _is_os_compatible(self, os: OperatingSystemType) -> bool:
        return self.type is not KeyPairType.ED25519 or os is not OperatingSystemType.WINDOWS


class KeyPair(KeyPairBase):
    """A key pair: made by AWS, or with a public key of the app's own."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        account: str | None = None,
        environment_from_arn: str | None = None,
        format: KeyPairFormat | None = None,
        key_pair_name: str | None = None,
        physical_name: str | None = None,
        public_key_material: str | None = None,
        region: str | None = None,
        type: KeyPairType | None = None,
    ) -> None:
        del physical_name  # the name of the pair is it
        if public_key_material is not None and type is not None:
            raise ValueError("Cannot specify 'type' for keys with imported material")
        name = key_pair_name or Lazy.string(lambda: Names.unique_resource_name(self, max_length=MAX_NAME))
        super().__init__(
            scope,
            id,
            account=account,
            environment_from_arn=environment_from_arn,
            region=region,
            physical_name=name,
        )
        has_own = public_key_material is not None
        resource = l1("CfnKeyPair")(
            self,
            "Resource",
            key_name=self.physical_name,
            public_key_material=public_key_material,
            key_type=value_of(type or KeyPairType.RSA),
            key_format=value_of(format or KeyPairFormat.PEM),
        )
        self.has_imported_material = has_own
        self.key_pair_name = resource.ref
        self.key_pair_fingerprint: str = resource.attr_key_fingerprint
        self.key_pair_id: str = resource.attr_key_pair_id
        self.type = None if has_own else type or KeyPairType.RSA
        self.format = format or KeyPairFormat.PEM

    @staticmethod
    def from_key_pair_name(scope: Any, id: str, key_pair_name: str) -> "ImportedKeyPair":
        """A key pair that exists already."""
        return KeyPair.from_key_pair_attributes(scope, id, key_pair_name=key_pair_name)

    @staticmethod
    def from_key_pair_attributes(
        scope: Any, id: str, *, key_pair_name: str, type: KeyPairType | None = None
    ) -> "ImportedKeyPair":
        """A key pair that exists already, with what is known of it."""
        imported = ImportedKeyPair(scope, id)
        imported.key_pair_name = key_pair_name
        imported.type = type
        return imported

    @property
    def private_key(self) -> Any:
        """The parameter that AWS keeps the private key in."""
        if self.has_imported_material:
            raise ValueError("An SSM parameter with private key material is not created for imported keys")
        from landform.cdk.aws_ssm import StringParameter

        known = self.node.try_find_child("PrivateKeyParameter")
        if known is not None:
            return known
        return StringParameter.from_secure_string_parameter_attributes(
            self,
            "PrivateKeyParameter",
            parameter_name=f"/ec2/keypair/{self.key_pair_id}",
            simple_name=False,
            version=1,
        )


class ImportedKeyPair(KeyPairBase):
    """A key pair that exists already."""


class PlacementGroup(Native, Resource):
    """A group that says how its members are placed."""

    placement_group_ref: Any

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        partitions: float | None = None,
        placement_group_name: str | None = None,
        spread_level: PlacementGroupSpreadLevel | None = None,
        strategy: PlacementGroupStrategy | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=placement_group_name)
        found = strategy
        if partitions is not None and strategy is None:
            found = PlacementGroupStrategy.PARTITION
        elif spread_level is not None and strategy is None:
            found = PlacementGroupStrategy.SPREAD
        if partitions is not None and found is not PlacementGroupStrategy.PARTITION:
            raise ValueError(
                "PlacementGroup '" + str(id) + "' can only specify 'partitions' with the 'PARTITION' strategy"
            )
        if spread_level is not None and found is not PlacementGroupStrategy.SPREAD:
            raise ValueError(
                "PlacementGroup '" + str(id) + "' can only specify 'spreadLevel' with the 'SPREAD' strategy"
            )
        self.partitions = partitions
        self.spread_level = spread_level
        self.strategy = found
        resource = l1("CfnPlacementGroup")(
            self,
            "Resource",
            partition_count=partitions,
            spread_level=value_of(spread_level),
            strategy=value_of(found),
        )
        self.placement_group_name = self._get_resource_name_attribute(resource.attr_group_name)

    @staticmethod
    def from_placement_group_name(scope: Any, id: str, placement_group_name: str) -> Any:
        """A placement group that exists already."""
        imported: Any = Resource(scope, id)
        imported.placement_group_name = placement_group_name
        return imported
