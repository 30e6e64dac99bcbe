"""AWS Batch."""

from typing import Final

from landform.providers.handlers.forms import camel, pascal, respelt
from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    REMOVED_TAGS,
    TAG_MAP,
    Answer,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Source,
    Stable,
    TagUpdate,
    Text,
    Update,
    own_tag_map,
)
from landform.providers.handlers.view import first
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

OPAQUE: Final = frozenset({"Annotations", "Labels", "Limits", "Options", "Parameters", "Requests", "Tags"})
"""Members whose keys are the user's."""

LOWER_OPAQUE: Final = frozenset(name.lower() for name in OPAQUE)

ARN_TAGS: Final = TagUpdate(
    add=Call("TagResource", {"resourceArn": ID, "tags": TAG_MAP}),
    remove=Call("UntagResource", {"resourceArn": ID, "tagKeys": REMOVED_TAGS}),
)


S3_FILES: Final = ("s3FilesVolumeConfiguration", "s3filesVolumeConfiguration")
"""A member as the case of the others would have it, and as the service spells it."""


def _given(value: object) -> object:
    return respelt(camel(value, OPAQUE), {S3_FILES[0]: S3_FILES[1]})


def _found(value: object) -> object:
    return pascal(respelt(value, {S3_FILES[1]: S3_FILES[0]}), LOWER_OPAQUE) or None


def _environment(work: Work) -> object:
    names = {"computeEnvironments": [work.name]}
    return first(work.call("DescribeComputeEnvironments", names).structures("computeEnvironments"))


def _delete_environment(work: Work) -> None:
    # Only what is disabled can be deleted.
    work.call("UpdateComputeEnvironment", {"computeEnvironment": work.physical_id, "state": "DISABLED"})
    work.call("DeleteComputeEnvironment", {"computeEnvironment": work.physical_id})


UPDATABLE_RESOURCES: Final = frozenset(
    # Source: https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResourceUpdate.html
    {
        "AllocationStrategy",
        "BidPercentage",
        "DesiredvCpus",
        "Ec2Configuration",
        "Ec2KeyPair",
        "ImageId",
        "InstanceRole",
        "InstanceTypes",
        "LaunchTemplate",
        "MaxvCpus",
        "MinvCpus",
        "PlacementGroup",
        "SecurityGroupIds",
        "Subnets",
        "Tags",
        "Type",
        "UpdateToLatestImageVersion",
    }
)


def _resource_update(work: Work) -> object:
    given = work.desired.structure("ComputeResources")
    before = work.previous.structure("ComputeResources")
    changed = {
        name: value
        for name, value in given.items()
        if name in UPDATABLE_RESOURCES and before.get(name) != value
    }
    return _given(changed) or None


VALID: Final = Stable(
    path="status",
    ready=frozenset({"VALID"}),
    failed=frozenset({"INVALID"}),
    gone=frozenset({"DELETED"}),
    reason_path="statusReason",
)

COMPUTE_ENVIRONMENT: Final = ResourceHandler(
    type_name="AWS::Batch::ComputeEnvironment",
    service="batch",
    name=NameRule(max_length=128),
    name_property="ComputeEnvironmentName",
    exists=Hook(function=_environment),
    create=Create(
        action=Call(
            "CreateComputeEnvironment",
            {
                "computeEnvironmentName": NAME,
                "computeResources": Prop("ComputeResources", _given),
                "context": Prop("Context"),
                "eksConfiguration": Prop("EksConfiguration", _given),
                "serviceRole": Prop("ServiceRole"),
                "state": Code(lambda work: work.desired.text("State", "ENABLED"), reads=("State",)),
                "tags": TAG_MAP,
                # The registry writes the word in any case, the service in capitals.
                "type": Prop("Type", lambda text: str(text).upper()),
                "unmanagedvCpus": Prop("UnmanagedvCpus"),
            },
        ),
        physical_id=Answer("computeEnvironmentArn"),
    ),
    read=Read(
        action=Call("DescribeComputeEnvironments", {"computeEnvironments": IDS}),
        at="computeEnvironments.0",
        properties={
            "ComputeEnvironmentName": Live("computeEnvironmentName"),
            "ComputeResources": Live("computeResources", _found),
            "Context": Live("context"),
            "EksConfiguration": Live("eksConfiguration", _found),
            "ServiceRole": Live("serviceRole"),
            "State": Live("state"),
            "Tags": own_tag_map(),
            "Type": Live("type"),
            "UnmanagedvCpus": Live("unmanagedvCpus"),
        },
    ),
    update=(
        Update(
            properties=(
                "ComputeResources",
                "Context",
                "ServiceRole",
                "State",
                "UnmanagedvCpus",
                "UpdatePolicy",
            ),
            action=Call(
                "UpdateComputeEnvironment",
                {
                    "computeEnvironment": ID,
                    "computeResources": Code(_resource_update, reads=("ComputeResources",)),
                    "context": Prop("Context"),
                    "serviceRole": Prop("ServiceRole"),
                    "state": Prop("State", reset="ENABLED"),
                    "unmanagedvCpus": Prop("UnmanagedvCpus"),
                    "updatePolicy": Prop("UpdatePolicy", _given),
                },
            ),
        ),
    ),
    delete=Hook(function=_delete_environment),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=VALID,
    attributes={"ComputeEnvironmentArn": Text("{physical_id}")},
    fixed={"EksConfiguration": "An environment stays on its cluster."},
    unread={"UpdatePolicy": "Write-only by the registry's word."},
    unsupported={
        "EcsSettings": "Settings of the ECS cluster are not carried to the service.",
        "ReplaceComputeEnvironment": "Whether a change replaces the environment is decided by the planner.",
    },
    embedded_gaps={
        "Context": "Accepted and not kept.",
        "EksConfiguration": "Accepted and not kept.",
        "UnmanagedvCpus": "Accepted and not kept.",
        "UpdatePolicy": "Accepted without effect.",
    },
    change_gaps={"ComputeResources": "A change is accepted and mostly not kept."},
)


def _queue(work: Work) -> object:
    return first(work.call("DescribeJobQueues", {"jobQueues": [work.name]}).structures("jobQueues"))


def _delete_queue(work: Work) -> None:
    work.call("UpdateJobQueue", {"jobQueue": work.physical_id, "state": "DISABLED"})
    work.call("DeleteJobQueue", {"jobQueue": work.physical_id})


QUEUE_MEMBERS: Final[dict[str, Source]] = {
    "computeEnvironmentOrder": Prop("ComputeEnvironmentOrder", _given),
    "jobStateTimeLimitActions": Prop("JobStateTimeLimitActions", _given, reset=[]),
    "priority": Prop("Priority"),
    "schedulingPolicyArn": Prop("SchedulingPolicyArn"),
    "serviceEnvironmentOrder": Prop("ServiceEnvironmentOrder", _given),
    "state": Code(lambda work: work.desired.text("State", "ENABLED"), reads=("State",)),
}

JOB_QUEUE: Final = ResourceHandler(
    type_name="AWS::Batch::JobQueue",
    service="batch",
    name=NameRule(max_length=128),
    name_property="JobQueueName",
    exists=Hook(function=_queue),
    create=Create(
        action=Call(
            "CreateJobQueue",
            {
                "jobQueueName": NAME,
                "jobQueueType": Prop("JobQueueType"),
                **QUEUE_MEMBERS,
                "tags": TAG_MAP,
            },
        ),
        physical_id=Answer("jobQueueArn"),
    ),
    read=Read(
        action=Call("DescribeJobQueues", {"jobQueues": IDS}),
        at="jobQueues.0",
        properties={
            "ComputeEnvironmentOrder": Live("computeEnvironmentOrder", _found),
            "JobQueueName": Live("jobQueueName"),
            "JobQueueType": Live("jobQueueType"),
            "JobStateTimeLimitActions": Live("jobStateTimeLimitActions", _found),
            "Priority": Live("priority"),
            "SchedulingPolicyArn": Live("schedulingPolicyArn"),
            "ServiceEnvironmentOrder": Live("serviceEnvironmentOrder", _found),
            "State": Live("state"),
            "Tags": own_tag_map(),
        },
    ),
    update=(
        Update(
            properties=(
                "ComputeEnvironmentOrder",
                "JobStateTimeLimitActions",
                "Priority",
                "SchedulingPolicyArn",
                "ServiceEnvironmentOrder",
                "State",
            ),
            action=Call("UpdateJobQueue", {"jobQueue": ID, **QUEUE_MEMBERS}),
        ),
    ),
    tags=ARN_TAGS,
    delete=Hook(function=_delete_queue),
    reads_before_delete=True,
    waits_for_delete=True,
    stable=VALID,
    attributes={"JobQueueArn": Text("{physical_id}")},
    embedded_gaps=dict.fromkeys(
        ("JobQueueType", "JobStateTimeLimitActions", "ServiceEnvironmentOrder"), "Accepted and not kept."
    ),
    stays={"SchedulingPolicyArn": "A queue with fair shares keeps a scheduling policy."},
)

DEFINITION_MEMBERS: Final = (
    "ConsumableResourceProperties",
    "ContainerProperties",
    "EcsProperties",
    "EksProperties",
    "NodeProperties",
    "Parameters",
    "PlatformCapabilities",
    "PropagateTags",
    "RetryStrategy",
    "SchedulingPriority",
    "Timeout",
    "Type",
)


def _parameter(name: str) -> str:
    return name[0].lower() + name[1:]


def _definition(name: str) -> Prop:
    # The keys of Parameters are the user's, like those below OPAQUE members.
    return Prop(name) if name == "Parameters" else Prop(name, _given)


REGISTER: Final[dict[str, Source]] = {
    "jobDefinitionName": NAME,
    **{_parameter(name): _definition(name) for name in DEFINITION_MEMBERS},
    "tags": TAG_MAP,
}


def _register_again(work: Work) -> None:
    """A change is a new revision; the former one is taken back. The ARN, and with it the id, is new."""
    former = work.physical_id
    given = {name: source.value(work) for name, source in REGISTER.items()}
    given["jobDefinitionName"] = former.rsplit("/", 1)[1].rpartition(":")[0]
    parameters = {name: value for name, value in given.items() if value is not None}
    work.physical_id = work.call("RegisterJobDefinition", parameters).text("jobDefinitionArn")
    if not work.desired.structure("ResourceRetentionPolicy").flag("SkipDeregisterOnUpdate"):
        work.call("DeregisterJobDefinition", {"jobDefinition": former})


def _existing_definition(work: Work) -> object:
    parameters = {"jobDefinitionName": work.name, "status": "ACTIVE"}
    return work.call("DescribeJobDefinitions", parameters).structures("jobDefinitions") or None


JOB_DEFINITION: Final = ResourceHandler(
    type_name="AWS::Batch::JobDefinition",
    service="batch",
    name=NameRule(max_length=128),
    name_property="JobDefinitionName",
    exists=Hook(function=_existing_definition),
    create=Create(action=Call("RegisterJobDefinition", REGISTER), physical_id=Answer("jobDefinitionArn")),
    read=Read(
        action=Call("DescribeJobDefinitions", {"jobDefinitions": IDS}),
        at="jobDefinitions.0",
        properties={
            "JobDefinitionName": Live("jobDefinitionName"),
            **{
                name: Live(_parameter(name), None if name in ("Parameters", "PropagateTags") else _found)
                for name in DEFINITION_MEMBERS
            },
            "Tags": own_tag_map(),
        },
    ),
    update=(
        Update(
            properties=DEFINITION_MEMBERS,
            action=Hook(function=_register_again, reads=("ResourceRetentionPolicy",)),
        ),
        # Says how the next change is to be made; nothing is sent before.
        Update(
            properties=("ResourceRetentionPolicy",),
            action=Call("DescribeJobDefinitions", {"jobDefinitions": IDS}),
        ),
    ),
    tags=ARN_TAGS,
    delete=Call("DeregisterJobDefinition", {"jobDefinition": ID}),
    reads_before_delete=True,
    stable=Stable(path="status", ready=frozenset({"ACTIVE"}), gone=frozenset({"INACTIVE"})),
    attributes={"JobDefinitionArn": Text("{physical_id}")},
    unread={"ResourceRetentionPolicy": "Write-only by the registry's word."},
    embedded_gaps=dict.fromkeys(
        (
            "ConsumableResourceProperties",
            "EcsProperties",
            "EksProperties",
            "NodeProperties",
            "SchedulingPriority",
        ),
        "Accepted and not kept.",
    ),
    change_gaps={
        **dict.fromkeys(("Parameters", "RetryStrategy"), "A value taken away stays."),
        **dict.fromkeys(("PlatformCapabilities", "PropagateTags"), "A change is accepted and not kept."),
    },
    notes=("A change registers a new revision: the physical id changes with it.",),
)

HANDLERS: Final = (COMPUTE_ENVIRONMENT, JOB_QUEUE, JOB_DEFINITION)
