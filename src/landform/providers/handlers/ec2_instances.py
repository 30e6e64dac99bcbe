"""Amazon EC2: launch templates and instances."""

import base64
from typing import Final

from landform.providers.handlers.ec2_common import EC2_TAGS
from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    TOKEN,
    Answer,
    Call,
    Code,
    Const,
    Convert,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    Text,
    Update,
    own_tags,
    tag_specification,
)
from landform.providers.handlers.view import (
    InvalidValueSignal,
    View,
    each,
    first,
    of_structure,
    of_structures,
)
from landform.providers.handlers.work import Work, tag_list, tag_map
from landform.providers.names import NameRule


def _template_tags(work: Work) -> object:
    """The template's own tags, from the one entry that speaks of it, with the stack's."""
    tags = work.tags()
    for given in work.desired.structures("TagSpecifications"):
        if given.text("ResourceType") == "launch-template":
            tags |= tag_map(given.get("Tags"))
    return [{"ResourceType": "launch-template", "Tags": tag_list(tags)}] if tags else None


LAUNCH_TEMPLATE: Final = ResourceHandler(
    type_name="AWS::EC2::LaunchTemplate",
    service="ec2",
    name=NameRule(max_length=128),
    name_property="LaunchTemplateName",
    create=Create(
        action=Call(
            "CreateLaunchTemplate",
            {
                "LaunchTemplateName": NAME,
                "LaunchTemplateData": Prop("LaunchTemplateData"),
                "VersionDescription": Prop("VersionDescription"),
                "ClientToken": TOKEN,
                "TagSpecifications": Code(_template_tags, reads=("TagSpecifications",)),
            },
        ),
        physical_id=Answer("LaunchTemplate.LaunchTemplateId"),
    ),
    read=Read(
        action=Call("DescribeLaunchTemplates", {"LaunchTemplateIds": IDS}),
        at="LaunchTemplates.0",
        properties={"LaunchTemplateName": Live("LaunchTemplateName")},
    ),
    update=(
        # A change is a new version; the default version is not moved, as CloudFormation does not.
        Update(
            properties=("LaunchTemplateData", "VersionDescription"),
            action=Call(
                "CreateLaunchTemplateVersion",
                {
                    "LaunchTemplateId": ID,
                    "LaunchTemplateData": Prop("LaunchTemplateData"),
                    "VersionDescription": Prop("VersionDescription"),
                    "ClientToken": TOKEN,
                },
            ),
        ),
    ),
    delete=Call("DeleteLaunchTemplate", {"LaunchTemplateId": ID}),
    attributes={
        "DefaultVersionNumber": Live("DefaultVersionNumber", str),
        "LatestVersionNumber": Live("LatestVersionNumber", str),
        "LaunchTemplateId": Text("{physical_id}"),
    },
    fixed={"TagSpecifications": "Tags of the template are set at creation."},
    unread=dict.fromkeys(
        ("LaunchTemplateData", "TagSpecifications", "VersionDescription"),
        "Write-only by the registry's word.",
    ),
    embedded_gaps={
        "LaunchTemplateData.TagSpecifications": "The template's own tags are listed among them.",
    },
)

SAME: Final = (
    "AdditionalInfo",
    "CpuOptions",
    "DisableApiTermination",
    "EbsOptimized",
    "EnclaveOptions",
    "HibernationOptions",
    "ImageId",
    "InstanceInitiatedShutdownBehavior",
    "InstanceType",
    "Ipv6AddressCount",
    "Ipv6Addresses",
    "KernelId",
    "KeyName",
    "LaunchTemplate",
    "LicenseSpecifications",
    "MetadataOptions",
    "PrivateDnsNameOptions",
    "PrivateIpAddress",
    "RamdiskId",
    "SecurityGroupIds",
    "SecurityGroups",
    "SubnetId",
)

PLACEMENT: Final = {
    "Affinity": "Affinity",
    "AvailabilityZone": "AvailabilityZone",
    "HostId": "HostId",
    "HostResourceGroupArn": "HostResourceGroupArn",
    "PlacementGroupName": "GroupName",
    "Tenancy": "Tenancy",
}


def _placement(work: Work) -> object:
    given = work.desired.chosen(*PLACEMENT)
    return {PLACEMENT[name]: value for name, value in given.items()} or None


def _interfaces(given: list[View]) -> list[dict[str, object]]:
    renamed = []
    for interface in given:
        members = {"Groups" if name == "GroupSet" else name: value for name, value in interface.items()}
        renamed.append({**members, "DeviceIndex": interface.number("DeviceIndex")})
    return renamed


def _devices(given: list[View]) -> list[dict[str, object]]:
    return [{**device, **({"NoDevice": ""} if "NoDevice" in device else {})} for device in given]


def _decoded(text: object) -> bytes:
    """User data as the client takes it, which encodes what a template holds encoded already.

    It may be anything: a gzipped script, or a MIME archive of several.
    """
    try:
        return base64.b64decode("".join(str(text).split()), validate=True)
    except ValueError:
        raise InvalidValueSignal("Invalid BASE64 encoding of user data.") from None


def _modify(name: str, form: Convert) -> Update:
    """A setting that can change while the instance runs."""
    value = Code(lambda work: form(work.desired.get(name)))
    return Update(
        properties=(name,),
        action=Call("ModifyInstanceAttribute", {"InstanceId": ID, name: value}),
        on_create=name == "SourceDestCheck",
    )


def _stopped(name: str, parameter: str, form: Convert) -> Update:
    """A setting that can change only while the instance is stopped."""

    def change(work: Work) -> None:
        ids = {"InstanceIds": [work.physical_id]}
        work.call("StopInstances", ids)
        value = form(work.desired.get(name))
        work.call("ModifyInstanceAttribute", {"InstanceId": work.physical_id, parameter: value})
        work.call("StartInstances", ids)

    return Update(properties=(name,), action=Hook(function=change))


METADATA_OPTIONS: Final = (
    "HttpEndpoint",
    "HttpProtocolIpv6",
    "HttpPutResponseHopLimit",
    "HttpTokens",
    "InstanceMetadataTags",
)


def _metadata_option(name: str) -> Code:
    return Code(lambda work: work.desired.structure("MetadataOptions").get(name))


def _set_monitoring(work: Work) -> None:
    operation = "MonitorInstances" if work.desired.flag("Monitoring") else "UnmonitorInstances"
    work.call(operation, {"InstanceIds": [work.physical_id]})


def _profile_association(work: Work) -> View:
    filters = [{"Name": "instance-id", "Values": [work.physical_id]}]
    answer = work.call("DescribeIamInstanceProfileAssociations", {"Filters": filters})
    return first(answer.structures("IamInstanceProfileAssociations")) or View({})


def _profile(work: Work) -> object:
    arn = _profile_association(work).structure("IamInstanceProfile").text("Arn")
    return arn.rsplit("/", 1)[1] if arn else None


def _set_profile(work: Work) -> None:
    association = _profile_association(work).text("AssociationId")
    wanted = work.desired.text("IamInstanceProfile")
    if not wanted:
        if association:
            work.call("DisassociateIamInstanceProfile", {"AssociationId": association})
        return
    profile = {"IamInstanceProfile": {"Name": wanted}}
    if association:
        work.call("ReplaceIamInstanceProfileAssociation", {"AssociationId": association, **profile})
    else:
        work.call("AssociateIamInstanceProfile", {"InstanceId": work.physical_id, **profile})


def _setting(attribute: str, member: str) -> Code:
    def value(work: Work) -> object:
        parameters = {"InstanceId": work.physical_id, "Attribute": attribute}
        return work.call("DescribeInstanceAttribute", parameters).structure(member).get("Value")

    return Code(value)


UNREAD: Final = (
    "AdditionalInfo",
    "BlockDeviceMappings",
    "CreditSpecification",
    "Ipv6AddressCount",
    "Ipv6Addresses",
    "LaunchTemplate",
    "LicenseSpecifications",
    "NetworkInterfaces",
    "SecurityGroups",
)

INSTANCE: Final = ResourceHandler(
    type_name="AWS::EC2::Instance",
    service="ec2",
    create=Create(
        action=Call(
            "RunInstances",
            {
                "MinCount": Const(1),
                "MaxCount": Const(1),
                "ClientToken": TOKEN,
                **{name: Prop(name) for name in SAME},
                "BlockDeviceMappings": Prop("BlockDeviceMappings", of_structures(_devices)),
                "CreditSpecification": Prop(
                    "CreditSpecification",
                    of_structure(lambda given: {"CpuCredits": given.text("CPUCredits")}),
                ),
                "IamInstanceProfile": Prop("IamInstanceProfile", lambda name: {"Name": name}),
                "Monitoring": Prop("Monitoring", lambda given: {"Enabled": bool(given)}),
                "NetworkInterfaces": Prop("NetworkInterfaces", of_structures(_interfaces)),
                "Placement": Code(_placement, reads=tuple(PLACEMENT)),
                "TagSpecifications": tag_specification("instance"),
                "UserData": Prop("UserData", _decoded),
            },
        ),
        physical_id=Answer("Instances.0.InstanceId"),
    ),
    read=Read(
        action=Call("DescribeInstances", {"InstanceIds": IDS}),
        at="Reservations.0.Instances.0",
        properties={
            **{
                name: Live(name)
                for name in SAME
                if name not in (*UNREAD, "DisableApiTermination", "SecurityGroupIds")
                and name != "InstanceInitiatedShutdownBehavior"
            },
            **{name: Live(f"Placement.{key}") for name, key in PLACEMENT.items()},
            "DisableApiTermination": _setting("disableApiTermination", "DisableApiTermination"),
            "IamInstanceProfile": Code(_profile),
            "InstanceInitiatedShutdownBehavior": _setting(
                "instanceInitiatedShutdownBehavior", "InstanceInitiatedShutdownBehavior"
            ),
            "Monitoring": Live("Monitoring.State", lambda word: word == "enabled"),
            "SecurityGroupIds": Live("SecurityGroups", each("GroupId")),
            "SourceDestCheck": Live("SourceDestCheck"),
            "Tags": own_tags(),
            "UserData": _setting("userData", "UserData"),
        },
    ),
    update=(
        _modify("DisableApiTermination", lambda given: {"Value": bool(given)}),
        _modify("InstanceInitiatedShutdownBehavior", lambda given: {"Value": given or "stop"}),
        _modify("SourceDestCheck", lambda given: {"Value": given is not False}),
        Update(
            properties=("SecurityGroupIds",),
            action=Call(
                "ModifyInstanceAttribute", {"InstanceId": ID, "Groups": Prop("SecurityGroupIds", reset=[])}
            ),
        ),
        _stopped("InstanceType", "InstanceType", lambda given: {"Value": given or "m1.small"}),
        _stopped("UserData", "UserData", lambda given: {"Value": _decoded(given or "")}),
        _stopped("EbsOptimized", "EbsOptimized", lambda given: {"Value": bool(given)}),
        Update(properties=("Monitoring",), action=Hook(function=_set_monitoring)),
        Update(properties=("IamInstanceProfile",), action=Hook(function=_set_profile)),
        Update(
            properties=("MetadataOptions",),
            action=Call(
                "ModifyInstanceMetadataOptions",
                {
                    "InstanceId": ID,
                    **{name: _metadata_option(name) for name in METADATA_OPTIONS},
                },
            ),
        ),
    ),
    tags=EC2_TAGS,
    delete=Call("TerminateInstances", {"InstanceIds": IDS}),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=Stable(
        path="State.Name",
        ready=frozenset({"running"}),
        failed=frozenset({"shutting-down"}),
        gone=frozenset({"terminated"}),
        reason_path="StateReason.Message",
    ),
    attributes={
        "AvailabilityZone": Live("Placement.AvailabilityZone"),
        "InstanceId": Text("{physical_id}"),
        "PrivateDnsName": Live("PrivateDnsName"),
        "PrivateIp": Live("PrivateIpAddress"),
        "PublicDnsName": Live("PublicDnsName"),
        "PublicIp": Live("PublicIpAddress"),
        "State": Live("State"),
        "VpcId": Live("VpcId"),
    },
    fixed={
        **dict.fromkeys(("Affinity", "HostId", "Tenancy"), "An instance stays where it was placed."),
        **dict.fromkeys(
            (
                "AdditionalInfo",
                "BlockDeviceMappings",
                "CreditSpecification",
                "KernelId",
                "PrivateDnsNameOptions",
                "RamdiskId",
            ),
            "Set at creation; a change is refused.",
        ),
    },
    unread=dict.fromkeys(UNREAD, "Write-only, or returned by the service in another form."),
    unsupported={
        "ElasticGpuSpecifications": "The service has ended.",
        "ElasticInferenceAccelerators": "The service has ended.",
        "PropagateTagsToVolumeOnCreation": "Volumes get no tags.",
        "SsmAssociations": "Associations are not made.",
        "Volumes": "Volumes are not attached.",
    },
    embedded_gaps=dict.fromkeys(
        (
            "AdditionalInfo",
            "Affinity",
            "CpuOptions",
            "CreditSpecification",
            "EnclaveOptions",
            "HostResourceGroupArn",
            "Ipv6AddressCount",
            "Ipv6Addresses",
            "KernelId",
            "LicenseSpecifications",
            "PlacementGroupName",
            "PrivateDnsNameOptions",
            "RamdiskId",
            "Tenancy",
        ),
        "Accepted and not kept.",
    ),
    change_gaps={"Monitoring": "A change is refused."},
)

HANDLERS: Final = (LAUNCH_TEMPLATE, INSTANCE)
