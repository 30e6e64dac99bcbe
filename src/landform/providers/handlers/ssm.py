"""AWS Systems Manager."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAGS,
    Call,
    Code,
    Const,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    TagUpdate,
    Text,
    Update,
)
from landform.providers.handlers.view import first
from landform.providers.handlers.work import Work
from landform.providers.names import NameRule


def _described(name: str) -> Code:
    """A field that only DescribeParameters returns."""

    def value(work: Work) -> object:
        filters = [{"Key": "Name", "Option": "Equals", "Values": [work.physical_id]}]
        answer = work.ask_once("DescribeParameters", {"ParameterFilters": filters})
        found = first(answer.structures("Parameters"))
        return found and found.get(name)

    return Code(value)


def _tags(work: Work) -> object:
    parameters = {"ResourceType": "Parameter", "ResourceId": work.physical_id}
    return work.own_tags(work.call("ListTagsForResource", parameters).get("TagList")) or None


VALUES: Final = {
    "Value": Prop("Value"),
    "Type": Prop("Type"),
    "Description": Prop("Description", reset=""),
    "AllowedPattern": Prop("AllowedPattern", reset=""),
    "Tier": Prop("Tier"),
    "Policies": Prop("Policies", reset="[]"),
    "DataType": Prop("DataType"),
}

PARAMETER: Final = ResourceHandler(
    type_name="AWS::SSM::Parameter",
    service="ssm",
    name=NameRule(max_length=1011, prefix="CFN-", has_stack=False),
    name_property="Name",
    create=Create(
        action=Call("PutParameter", {"Name": NAME, **VALUES, "Overwrite": Const(False), "Tags": TAGS}),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetParameter", {"Name": ID, "WithDecryption": Const(True)}),
        at="Parameter",
        properties={
            "Name": Live("Name"),
            "Type": Live("Type"),
            "Value": Live("Value"),
            "DataType": Live("DataType"),
            "Description": _described("Description"),
            "AllowedPattern": _described("AllowedPattern"),
            "Tier": _described("Tier"),
            "Tags": Code(_tags),
        },
    ),
    update=(
        Update(
            properties=tuple(VALUES),
            action=Call("PutParameter", {"Name": ID, **VALUES, "Overwrite": Const(True)}),
        ),
    ),
    tags=TagUpdate(
        add=Call("AddTagsToResource", {"ResourceType": Const("Parameter"), "ResourceId": ID, "Tags": TAGS}),
        remove=Call(
            "RemoveTagsFromResource",
            {"ResourceType": Const("Parameter"), "ResourceId": ID, "TagKeys": REMOVED_TAGS},
        ),
    ),
    delete=Call("DeleteParameter", {"Name": ID}),
    attributes={
        "Type": Code(lambda work: work.desired.get("Type"), reads=("Type",)),
        "Value": Code(lambda work: work.desired.get("Value"), reads=("Value",)),
        "Name": Text("{physical_id}"),
        "Arn": Code(
            lambda work: (
                f"arn:{work.partition}:ssm:{work.region}:{work.account_id}:parameter/"
                + work.physical_id.lstrip("/")
            )
        ),
    },
    unread={"Policies": "The service returns them in another form."},
    stays={"Tier": "An advanced parameter never becomes a standard one again."},
    embedded_gaps={"Policies": "Expiration and notification policies are accepted and do nothing."},
)

HANDLERS: Final = (PARAMETER,)
