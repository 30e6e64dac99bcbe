"""AWS Lambda: published versions, aliases and layers."""

from typing import Final

from landform.providers.handlers.model import (
    ID,
    Answer,
    Call,
    Code,
    Create,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Update,
    or_nothing,
)
from landform.providers.handlers.view import View, of_structure
from landform.providers.handlers.work import NotFoundSignal, Work


def _part(number: int) -> Code:
    """A part of the ARN: 6 is the name, 7 the version or alias."""
    return Code(lambda work: work.id_part(":", number))


def _function_as_given(work: Work) -> str:
    """The function as the template spells it, where that means the one in the ARN."""
    arn, name = work.physical_id.rpartition(":")[0], work.id_part(":", 6)
    given = work.desired.text("FunctionName") or work.previous.text("FunctionName")
    return given if given and f":{arn}".endswith(f":{given}") else name


_CONCURRENCY: Final = "Provisioned concurrency is not carried to the service."

VERSION: Final = ResourceHandler(
    type_name="AWS::Lambda::Version",
    service="lambda",
    create=Create(
        action=Call(
            "PublishVersion",
            {name: Prop(name) for name in ("FunctionName", "CodeSha256", "Description")},
        ),
        physical_id=Answer("FunctionArn"),
    ),
    read=Read(
        action=Call("GetFunction", {"FunctionName": ID}),
        properties={
            "Description": Live("Configuration.Description", or_nothing),
            "FunctionName": Code(_function_as_given),
        },
    ),
    delete=Call("DeleteFunction", {"FunctionName": _part(6), "Qualifier": _part(7)}),
    reads_before_delete=True,
    attributes={"FunctionArn": ID, "Version": _part(7)},
    unread={"CodeSha256": "It is asked for, and the service tells that of the code."},
    unsupported={
        "FunctionScalingConfig": "Scaling of capacity providers is not carried to the service.",
        "ProvisionedConcurrencyConfig": _CONCURRENCY,
        "RuntimePolicy": "Runtime versions are not carried to the service.",
    },
    embedded_gaps={"CodeSha256": "Accepted and not compared with the code."},
    notes=("A function that has not changed since its last version is not published again, as at AWS.",),
)


def _weights(work: Work) -> dict[str, object] | None:
    """The weights as the service takes them: a mapping in place of a list."""
    given = work.desired.structure("RoutingConfig")
    if not given:
        return None
    versions = given.by_name("AdditionalVersionWeights", "FunctionVersion")
    weights = {version: each.get("FunctionWeight") for version, each in versions.items()}
    return {"AdditionalVersionWeights": weights}


def _read_weights(found: View) -> object:
    weights = found.structure("AdditionalVersionWeights")
    rows = [{"FunctionVersion": name, "FunctionWeight": weight} for name, weight in weights.items()]
    return {"AdditionalVersionWeights": rows} if rows else None


ALIAS: Final = ResourceHandler(
    type_name="AWS::Lambda::Alias",
    service="lambda",
    name_property="Name",
    create=Create(
        action=Call(
            "CreateAlias",
            {
                **{name: Prop(name) for name in ("FunctionName", "FunctionVersion", "Name", "Description")},
                "RoutingConfig": Code(_weights, reads=("RoutingConfig",)),
            },
        ),
        physical_id=Answer("AliasArn"),
    ),
    read=Read(
        action=Call("GetAlias", {"FunctionName": _part(6), "Name": _part(7)}),
        properties={
            "Description": Live("Description", or_nothing),
            "FunctionName": Code(_function_as_given),
            "FunctionVersion": Live("FunctionVersion"),
            "Name": Live("Name"),
            "RoutingConfig": Live("RoutingConfig", of_structure(_read_weights)),
        },
    ),
    update=(
        Update(
            properties=("Description", "FunctionVersion", "RoutingConfig"),
            action=Call(
                "UpdateAlias",
                {
                    "FunctionName": _part(6),
                    "Name": _part(7),
                    "FunctionVersion": Prop("FunctionVersion"),
                    "Description": Prop("Description", reset=""),
                    "RoutingConfig": Code(lambda work: _weights(work) or {}, reads=("RoutingConfig",)),
                },
            ),
        ),
    ),
    delete=Call("DeleteAlias", {"FunctionName": _part(6), "Name": _part(7)}),
    reads_before_delete=True,
    attributes={"AliasArn": ID},
    unsupported={"ProvisionedConcurrencyConfig": _CONCURRENCY},
    embedded_gaps={"RoutingConfig": "Kept; every event goes to FunctionVersion."},
)


def _layer_name(work: Work) -> str:
    """Without a name, AWS takes the logical id."""
    return work.desired.text("LayerName") or work.request.logical_id


def _layer_version(work: Work) -> int:
    number = work.id_part(":", 7)
    if not number.isdecimal():
        raise NotFoundSignal
    return int(number)


_LAYER_VERSION: Final = Code(_layer_version)

_LAYER_PROPERTIES: Final = (
    "CompatibleArchitectures",
    "CompatibleRuntimes",
    "Description",
    "LicenseInfo",
)

LAYER_VERSION: Final = ResourceHandler(
    type_name="AWS::Lambda::LayerVersion",
    service="lambda",
    create=Create(
        action=Call(
            "PublishLayerVersion",
            {
                "LayerName": Code(_layer_name, reads=("LayerName",)),
                "Content": Prop("Content"),
                **{name: Prop(name) for name in _LAYER_PROPERTIES},
            },
        ),
        physical_id=Answer("LayerVersionArn"),
    ),
    read=Read(
        action=Call("GetLayerVersion", {"LayerName": _part(6), "VersionNumber": _LAYER_VERSION}),
        properties={
            "LayerName": _part(6),
            **{name: Live(name, or_nothing) for name in _LAYER_PROPERTIES},
        },
    ),
    delete=Call("DeleteLayerVersion", {"LayerName": _part(6), "VersionNumber": _LAYER_VERSION}),
    reads_before_delete=True,
    attributes={"LayerVersionArn": ID},
    unread={"Content": "Write-only by the registry's word."},
)
