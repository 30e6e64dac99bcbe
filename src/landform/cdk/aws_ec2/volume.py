"""Volumes of their own.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-volume.html
"""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from landform.cdk.aws_ec2.block_device import (
    PROVISIONED,
    check_throughput,
    initialization_rate,
)
from landform.cdk.aws_ec2.compute_kinds import EbsDeviceVolumeType
from landform.cdk.aws_ec2.parts import l1, value_of
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.principals import AccountRootPrincipal
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Size, SizeRoundingBehavior
from landform.cdk.core.resource import Resource
from landform.cdk.core.tags import Tags
from landform.cdk.core.tokens import is_unresolved

GP3_FLAG = "@aws-cdk/aws-ec2:ebsDefaultGp3Volume"
SUFFIX_DIGITS = 10


class VolumeBase(Native, Resource):
    """What volumes of the app and imported ones share."""

    volume_id: str
    volume_ref: Any
    availability_zone: str
    encryption_key: Any = None

    def grant_attach_volume(self, grantee: Any, instances: Sequence[Any] | None = None) -> Grant:
        """Let a principal attach it to instances; to any unless they are given."""
        grant = self._grant(grantee, "ec2:AttachVolume", instances)
        if self.encryption_key is not None:
            on_key = self.encryption_key.grant(grantee, "kms:CreateGrant")
            on_key.principal_statement.add_conditions(
                {
                    "Bool": {"kms:GrantIsForAWSResource": True},
                    "StringEquals": {
                        "kms:ViaService": f"ec2.{self.stack.region}.amazonaws.com",
                        "kms:GrantConstraintType": "EncryptionContextSubset",
                    },
                }
            )
        return grant

    def grant_attach_volume_by_resource_tag(
        self, grantee: Any, constructs: Sequence[Any], tag_key_suffix: str | None = None
    ) -> Grant:
        """The same for instances that get a tag here."""
        grant = self.grant_attach_volume(grantee)
        return self._by_tag(grant, "Attach", constructs, tag_key_suffix)

    def grant_detach_volume(self, grantee: Any, instances: Sequence[Any] | None = None) -> Grant:
        """Let a principal detach it from instances; from any unless they are given."""
        return self._grant(grantee, "ec2:DetachVolume", instances)

    def grant_detach_volume_by_resource_tag(
        self, grantee: Any, constructs: Sequence[Any], tag_key_suffix: str | None = None
    ) -> Grant:
        """The same for instances that get a tag here."""
        grant = self.grant_detach_volume(grantee)
        return self._by_tag(grant, "Detach", constructs, tag_key_suffix)

    def _grant(self, grantee: Any, action: str, instances: Sequence[Any] | None) -> Grant:
        arn = f"arn:{self.stack.partition}:ec2:{self.stack.region}:{self.stack.account}"
        names = [each.instance_id for each in instances] if instances else ["*"]
        resources = [f"{arn}:volume/{self.volume_id}", *(f"{arn}:instance/{each}" for each in names)]
        return Grant.add_to_principal(grantee=grantee, actions=[action], resource_arns=resources)

    def _by_tag(self, grant: Grant, what: str, constructs: Sequence[Any], suffix: str | None) -> Grant:
        key = f"VolumeGrant{what}-{suffix or _digest([self, *constructs])[:SUFFIX_DIGITS].upper()}"
        value = _digest([self, *constructs])
        statement = grant.principal_statement
        if statement is not None:
            statement.add_condition("ForAnyValue:StringEquals", {f"ec2:ResourceTag/{key}": value})
        for each in (self, *constructs):
            Tags.of(each).add(key, value)
        return grant


def _digest(constructs: Sequence[Any]) -> str:
    text = "".join(Names.unique_id(each) for each in constructs)
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


class Volume(VolumeBase):
    """A volume."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        availability_zone: str,
        auto_enable_io: bool | None = None,
        enable_multi_attach: bool | None = None,
        encrypted: bool | None = None,
        encryption_key: Any = None,
        iops: float | None = None,
        removal_policy: RemovalPolicy | None = None,
        size: Size | None = None,
        snapshot_id: str | None = None,
        throughput: float | None = None,
        volume_initialization_rate: Size | None = None,
        volume_name: str | None = None,
        volume_type: EbsDeviceVolumeType | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=volume_name)
        self.availability_zone = availability_zone
        self.encryption_key = encryption_key
        if encryption_key is not None and not encrypted:
            raise ValueError("`encrypted` must be true when providing an `encryptionKey`.")
        gibibytes = size.to_gibibytes(rounding=SizeRoundingBehavior.FAIL) if size is not None else None
        _check(volume_type, iops, gibibytes, snapshot_id, bool(enable_multi_attach))
        if throughput is not None and volume_type is not EbsDeviceVolumeType.GP3:
            raise ValueError("throughput property requires volumeType: EbsDeviceVolumeType.GP3")
        check_throughput(throughput, iops, volume_type)
        default = "gp3" if self.node.try_get_context(GP3_FLAG) else "gp2"
        resource = l1("CfnVolume")(
            self,
            "Resource",
            availability_zone=availability_zone,
            auto_enable_io=auto_enable_io,
            encrypted=encrypted,
            kms_key_id=encryption_key.key_arn if encryption_key is not None else None,
            iops=iops,
            multi_attach_enabled=bool(enable_multi_attach),
            size=gibibytes,
            snapshot_id=snapshot_id,
            throughput=throughput,
            volume_type=value_of(volume_type) or default,
            volume_initialization_rate=initialization_rate(volume_initialization_rate),
        )
        resource.apply_removal_policy(removal_policy)
        if volume_name:
            Tags.of(resource).add("Name", volume_name)
        self.volume_id = resource.ref
        if encryption_key is not None:
            self._use_key(encryption_key)

    @staticmethod
    def from_volume_attributes(
        scope: Any, id: str, *, availability_zone: str, volume_id: str, encryption_key: Any = None
    ) -> "ImportedVolume":
        """A volume that exists already."""
        if not is_unresolved(volume_id) and not volume_id.startswith("vol-"):
            raise ValueError(
                "`volumeId` does not match expected pattern. Expected `vol-<hexadecmial value>` (ex:"
                " `vol-05abe246af`) or a Token"
            )
        imported = ImportedVolume(scope, id)
        imported.volume_id = volume_id
        imported.availability_zone = availability_zone
        imported.encryption_key = encryption_key
        return imported

    def _use_key(self, key: Any) -> None:
        """Let the EC2 service use the key for this account.

        Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
        """
        from landform.cdk.aws_kms.via_service import ViaServicePrincipal

        principal = ViaServicePrincipal(
            f"ec2.{self.stack.region}.amazonaws.com", AccountRootPrincipal()
        ).with_conditions({"StringEquals": {"kms:CallerAccount": self.stack.account}})
        key.grant(principal, "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlainText")


class ImportedVolume(VolumeBase):
    """A volume that exists already."""


_SIZES = {
    "gp2": (1, 16384),
    "gp3": (1, 65536),
    "io1": (4, 16384),
    "io2": (4, 65536),
    "st1": (125, 16384),
    "sc1": (125, 16384),
    "standard": (1, 1024),
}
_SNAPSHOT = re.compile(r"snap-[0-9a-fA-F]+")
_IOPS = {"gp3": (3000, 80000), "io1": (100, 64000), "io2": (100, 256000)}
_IOPS_RATIO = {"gp3": 500, "io1": 50, "io2": 1000}
"""Source: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html"""


def _check(kind: Any, iops: float | None, size: float | None, snapshot: Any, multi: bool) -> None:
    if snapshot and not is_unresolved(snapshot) and not _SNAPSHOT.fullmatch(snapshot):
        raise ValueError(f"A snapshot id looks like `snap-05abe246af`, or is a token; got `{snapshot}`.")
    if size is None and not snapshot:
        raise ValueError("Must provide at least one of `size` or `snapshotId`")
    name = value_of(kind) or "gp2"
    if iops is None and kind in PROVISIONED:
        raise ValueError(
            "`iops` must be specified if the `volumeType` is `PROVISIONED_IOPS_SSD` or"
            " `PROVISIONED_IOPS_SSD_IO2`."
        )
    if iops is not None:
        _check_iops(name, iops, size)
    if multi and kind not in PROVISIONED:
        raise ValueError(
            "multi-attach is supported exclusively on `PROVISIONED_IOPS_SSD` and"
            " `PROVISIONED_IOPS_SSD_IO2` volumes."
        )
    least, most = _SIZES[name]
    if size is not None and not least <= size <= most:
        raise ValueError(f"`{name}` volumes must be between {least} GiB and {most} GiB in size.")


def _check_iops(name: str, iops: float, size: float | None) -> None:
    if name not in _IOPS:
        raise ValueError(
            "`iops` may only be specified if the `volumeType` is `PROVISIONED_IOPS_SSD`,"
            " `PROVISIONED_IOPS_SSD_IO2` or `GENERAL_PURPOSE_SSD_GP3`."
        )
    least, most = _IOPS[name]
    if not least <= iops <= most:
        raise ValueError(f"`{name}` volumes iops must be between {least} and {most}.")
    if size is not None and iops > _IOPS_RATIO[name] * size:
        raise ValueError(f"`{name}` volumes iops has a maximum ratio of {_IOPS_RATIO[name]} IOPS/GiB.")
