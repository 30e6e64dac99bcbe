"""Amazon ECR."""

from typing import Final

from landform.cloud.clients import ServiceError
from landform.ground.handler import HandlerErrorCode
from landform.providers.errors import handler_error_code
from landform.providers.handlers.forms import camel, pascal
from landform.providers.handlers.model import (
    ID,
    IDS,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Call,
    Code,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
    from_json_text,
    json_text,
    listed_tags,
)
from landform.providers.handlers.view import View, of_structure, of_structures
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule

ARN: Final = Text("arn:{partition}:ecr:{region}:{account}:repository/{physical_id}")


def _policy(work: Work, operation: str, key: str) -> str:
    """The text of a policy, empty when there is none."""
    try:
        return work.call(operation, {"repositoryName": work.physical_id}).text(key)
    except ServiceError as error:
        if handler_error_code(error) is HandlerErrorCode.NOT_FOUND:
            return ""
        raise


def _lifecycle(work: Work) -> object:
    text = _policy(work, "GetLifecyclePolicy", "lifecyclePolicyText")
    return {"LifecyclePolicyText": text} if text else None


def _repository_policy(work: Work) -> object:
    text = _policy(work, "GetRepositoryPolicy", "policyText")
    return from_json_text(text) if text else None


def _exclusions(given: list[View]) -> list[dict[str, str]]:
    """CloudFormation prefixes the service's two words with the property's name."""
    return [
        {
            "filterType": each.text("ImageTagMutabilityExclusionFilterType"),
            "filter": each.text("ImageTagMutabilityExclusionFilterValue"),
        }
        for each in given
    ]


EXCLUSIONS: Final = Prop("ImageTagMutabilityExclusionFilters", of_structures(_exclusions))


REPOSITORY: Final = ResourceHandler(
    type_name="AWS::ECR::Repository",
    service="ecr",
    name=NameRule(max_length=256, is_lower=True),
    name_property="RepositoryName",
    create=Create(
        action=Call(
            "CreateRepository",
            {
                "repositoryName": NAME,
                "encryptionConfiguration": Prop("EncryptionConfiguration", camel),
                "imageScanningConfiguration": Prop("ImageScanningConfiguration", camel),
                "imageTagMutability": Prop("ImageTagMutability"),
                "imageTagMutabilityExclusionFilters": EXCLUSIONS,
                "tags": TAGS,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("DescribeRepositories", {"repositoryNames": IDS}),
        at="repositories.0",
        properties={
            "EncryptionConfiguration": Live("encryptionConfiguration", pascal),
            "ImageScanningConfiguration": Live("imageScanningConfiguration", pascal),
            "ImageTagMutability": Live("imageTagMutability"),
            "LifecyclePolicy": Code(_lifecycle),
            "RepositoryName": Live("repositoryName"),
            "RepositoryPolicyText": Code(_repository_policy),
            "Tags": listed_tags("ListTagsForResource", "resourceArn", ARN, "tags"),
        },
    ),
    update=(
        Update(
            properties=("ImageTagMutability", "ImageTagMutabilityExclusionFilters"),
            action=Call(
                "PutImageTagMutability",
                {
                    "repositoryName": ID,
                    "imageTagMutability": Code(
                        lambda work: work.desired.text("ImageTagMutability", "MUTABLE")
                    ),
                    "imageTagMutabilityExclusionFilters": EXCLUSIONS,
                },
            ),
        ),
        Update(
            properties=("ImageScanningConfiguration",),
            action=Call(
                "PutImageScanningConfiguration",
                {
                    "repositoryName": ID,
                    "imageScanningConfiguration": Prop(
                        "ImageScanningConfiguration", camel, reset={"scanOnPush": False}
                    ),
                },
            ),
        ),
        Update(
            properties=("LifecyclePolicy",),
            action=Call(
                "PutLifecyclePolicy",
                {
                    "repositoryName": ID,
                    "lifecyclePolicyText": Prop(
                        "LifecyclePolicy", of_structure(lambda given: given.get("LifecyclePolicyText"))
                    ),
                },
            ),
            removed=Call("DeleteLifecyclePolicy", {"repositoryName": ID}),
            on_create=True,
        ),
        Update(
            properties=("RepositoryPolicyText",),
            action=Call(
                "SetRepositoryPolicy",
                {"repositoryName": ID, "policyText": Prop("RepositoryPolicyText", json_text)},
            ),
            removed=Call("DeleteRepositoryPolicy", {"repositoryName": ID}),
            on_create=True,
        ),
        # Says how the repository is to be deleted; nothing is sent before.
        Update(properties=("EmptyOnDelete",), action=Call("DescribeRepositories", {"repositoryNames": IDS})),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"resourceArn": ARN, "tags": TAGS}),
        remove=Call("UntagResource", {"resourceArn": ARN, "tagKeys": REMOVED_TAGS}),
    ),
    delete=Call(
        "DeleteRepository",
        {"repositoryName": ID, "force": Code(lambda work: work.previous.flag("EmptyOnDelete"))},
    ),
    attributes={
        "Arn": ARN,
        "RepositoryUri": Text("{account}.dkr.ecr.{region}.amazonaws.com/{physical_id}"),
    },
    unread={
        "EmptyOnDelete": "Write-only by the registry's word.",
        "ImageTagMutabilityExclusionFilters": "The service returns them in another form.",
    },
    embedded_gaps={"ImageTagMutabilityExclusionFilters": "Accepted and not kept."},
)

HANDLERS: Final = (REPOSITORY,)
