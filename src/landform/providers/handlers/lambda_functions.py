"""AWS Lambda: functions and permissions."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from landform.providers.handlers.lambda_events import EVENT_SOURCE_MAPPING, URL
from landform.providers.handlers.lambda_versions import ALIAS, LAYER_VERSION, VERSION
from landform.providers.handlers.model import (
    ID,
    NAME,
    REMOVED_TAGS,
    TAG_MAP,
    Call,
    Code,
    Create,
    Hook,
    Live,
    Prop,
    Read,
    ResourceHandler,
    Stable,
    TagUpdate,
    Text,
    Update,
    from_json_text,
    or_nothing,
    own_tags,
)
from landform.providers.handlers.view import View, view_of
from landform.providers.handlers.work import NotFoundSignal, Work
from landform.providers.names import NameRule

CONFIGURATION: Final[dict[str, object]] = {
    # property -> what an update sends when it goes
    # Source: https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html
    "CapacityProviderConfig": None,
    "DeadLetterConfig": {"TargetArn": ""},
    "Description": "",
    "DurableConfig": None,
    "Environment": {"Variables": {}},
    "EphemeralStorage": {"Size": 512},
    "FileSystemConfigs": [],
    "Handler": None,
    "ImageConfig": {},
    "KmsKeyArn": "",
    "Layers": [],
    "LoggingConfig": {"LogFormat": "Text"},
    "MemorySize": 128,
    "Role": None,
    "Runtime": None,
    "SnapStart": {"ApplyOn": "None"},
    "Timeout": 3,
    "TracingConfig": {"Mode": "PassThrough"},
    "VpcConfig": {"SubnetIds": [], "SecurityGroupIds": []},
}


def _parameter(name: str) -> str:
    return "KMSKeyArn" if name == "KmsKeyArn" else name


def _archive(source: str, runtime: str) -> bytes:
    """Inline source as the archive CloudFormation makes of it, the same bytes each time.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html
    """
    name = "index.js" if runtime.startswith("nodejs") else "index.py"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, source)
    return buffer.getvalue()


CODE_PLACES: Final = (
    "ImageUri",
    "S3Bucket",
    "S3Key",
    "S3ObjectStorageMode",
    "S3ObjectVersion",
    "SourceKMSKeyArn",
)


def _code(work: Work) -> dict[str, object]:
    given = work.desired.structure("Code")
    code = given.chosen(*CODE_PLACES)
    if given.get("ZipFile") is not None:
        code["ZipFile"] = _archive(given.text("ZipFile"), work.desired.text("Runtime"))
    return code


def _update_code(work: Work) -> None:
    parameters = {"FunctionName": work.physical_id, **_code(work)}
    work.call("UpdateFunctionCode", {**parameters, **work.desired.chosen("Architectures")})


def _update_configuration(work: Work) -> None:
    parameters: dict[str, object] = {"FunctionName": work.physical_id}
    for name, reset in CONFIGURATION.items():
        if work.changed(name):
            value = work.desired.get(name, reset)
            if value is not None:
                parameters[_parameter(name)] = value
    work.call("UpdateFunctionConfiguration", parameters)


def _read_configuration(name: str) -> Live:
    return Live(f"Configuration.{_parameter(name)}", or_nothing)


def _layers(work: Work) -> object:
    return [layer.text("Arn") for layer in work.live.structure("Configuration").structures("Layers")] or None


def _vpc(work: Work) -> object:
    found = work.live.structure("Configuration").structure("VpcConfig")
    return {name: found[name] for name in ("SecurityGroupIds", "SubnetIds") if found.get(name)} or None


def _concurrency(work: Work) -> object:
    answer = work.call("GetFunctionConcurrency", {"FunctionName": work.physical_id})
    return answer.get("ReservedConcurrentExecutions")


ARN: Final = Text("arn:{partition}:lambda:{region}:{account}:function:{physical_id}")

FUNCTION: Final = ResourceHandler(
    type_name="AWS::Lambda::Function",
    service="lambda",
    name=NameRule(max_length=64),
    name_property="FunctionName",
    create=Create(
        action=Call(
            "CreateFunction",
            {
                "FunctionName": NAME,
                "Code": Code(_code, reads=("Code",)),
                **{_parameter(name): Prop(name) for name in CONFIGURATION},
                "Architectures": Prop("Architectures"),
                "CodeSigningConfigArn": Prop("CodeSigningConfigArn"),
                "PackageType": Prop("PackageType"),
                "TenancyConfig": Prop("TenancyConfig"),
                "Tags": TAG_MAP,
            },
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Call("GetFunction", {"FunctionName": ID}),
        properties={
            **{name: _read_configuration(name) for name in CONFIGURATION},
            "Architectures": Live("Configuration.Architectures"),
            "FunctionName": Live("Configuration.FunctionName"),
            "Layers": Code(_layers),
            "PackageType": Live("Configuration.PackageType"),
            "ImageConfig": Live("Configuration.ImageConfigResponse.ImageConfig"),
            "ReservedConcurrentExecutions": Code(_concurrency),
            "Tags": own_tags(),
            "TenancyConfig": Live("Configuration.TenancyConfig"),
            "VpcConfig": Code(_vpc),
        },
    ),
    update=(
        Update(
            properties=("Architectures", "Code"),
            action=Hook(function=_update_code, reads=("Architectures", "Code")),
        ),
        Update(properties=tuple(CONFIGURATION), action=Hook(function=_update_configuration)),
        Update(
            properties=("ReservedConcurrentExecutions",),
            action=Call(
                "PutFunctionConcurrency",
                {
                    "FunctionName": ID,
                    "ReservedConcurrentExecutions": Prop("ReservedConcurrentExecutions"),
                },
            ),
            removed=Call("DeleteFunctionConcurrency", {"FunctionName": ID}),
            on_create=True,
        ),
        Update(
            properties=("CodeSigningConfigArn",),
            action=Call(
                "PutFunctionCodeSigningConfig",
                {"FunctionName": ID, "CodeSigningConfigArn": Prop("CodeSigningConfigArn")},
            ),
            removed=Call("DeleteFunctionCodeSigningConfig", {"FunctionName": ID}),
        ),
    ),
    tags=TagUpdate(
        add=Call("TagResource", {"Resource": ARN, "Tags": TAG_MAP}),
        remove=Call("UntagResource", {"Resource": ARN, "TagKeys": REMOVED_TAGS}),
    ),
    delete=Call("DeleteFunction", {"FunctionName": ID}),
    stable=Stable(
        path="Configuration.State",
        ready=frozenset({"Active", "Inactive"}),
        failed=frozenset({"Failed"}),
        reason_path="Configuration.StateReason",
    ),
    attributes={"Arn": ARN},
    absent_attributes={"SnapStartResponse": "Snapshots of functions are not made."},
    unread={
        "Code": "Write-only by the registry's word.",
        "CodeSigningConfigArn": "Another API operation returns it.",
    },
    unsupported={
        "FunctionScalingConfig": "Scaling of capacity providers is not carried to the service.",
        "PublishToLatestPublished": "Versions are not published.",
        "RecursiveLoop": "Loop detection is not carried to the service.",
        "RuntimeManagementConfig": "Runtime versions are not carried to the service.",
    },
    embedded_gaps={
        **dict.fromkeys(
            ("CapacityProviderConfig", "DurableConfig", "LoggingConfig", "TenancyConfig", "SnapStart"),
            "Accepted and not kept.",
        ),
        **dict.fromkeys(("DeadLetterConfig", "FileSystemConfigs"), "Accepted and not kept."),
    },
    change_gaps={
        **dict.fromkeys(
            (
                "Architectures",
                "EphemeralStorage",
                "ImageConfig",
                "KmsKeyArn",
                "TracingConfig",
            ),
            "A change is accepted and not kept.",
        ),
        "CodeSigningConfigArn": "A change is refused.",
    },
    notes=(
        "Runs as a process of this machine: python3.x by the Python that runs Landform (with its boto3),"
        " whatever version the function asks for; nodejs by the `node` on the PATH, without an AWS SDK of its"
        " own. Functions of other runtimes and from images are refused when they are invoked.",
        "Its environment is clean, AWS_ENDPOINT_URL points back here, and its access key is the account's id."
        " Its role grants and denies nothing, and it is in no VPC. It is no sandbox: what you may read it may"
        " read.",
        "MemorySize is a limit on the memory it may allocate: Python gets a MemoryError, where AWS kills it."
        " Layers lie in a folder of their own and on the module path, not in /opt.",
        "An asynchronous event that fails is not tried again, and is lost when the process is killed.",
    ),
)


def _permitted(work: Work) -> str:
    """The function that the permission is for."""
    return work.desired.text("FunctionName") or work.previous.text("FunctionName")


def _statement(work: Work) -> View:
    function = _permitted(work)
    if not function:
        raise NotFoundSignal
    policy = view_of(from_json_text(work.call("GetPolicy", {"FunctionName": function}).get("Policy")))
    for statement in policy.structures("Statement"):
        if statement.text("Sid") == work.physical_id:
            return statement
    raise NotFoundSignal


def _condition(operator: str, key: str) -> Code:
    def value(work: Work) -> object:
        conditions = work.live.structure("Condition").structure(operator)
        return next((text for name, text in conditions.items() if name.lower() == key.lower()), None)

    return Code(value)


def _principal(work: Work) -> object:
    found, given = work.live.get("Principal"), work.desired.text("Principal")
    text = str(next(iter(found.values())) if isinstance(found, Mapping) else found)
    # An account number is kept as the account's root.
    return given if text == f"arn:aws:iam::{given}:root" else text


def _remove(work: Work) -> None:
    _statement(work)
    function = work.previous.text("FunctionName")
    work.call("RemovePermission", {"FunctionName": function, "StatementId": work.physical_id})


PERMISSION_PROPERTIES: Final = (
    "Action",
    "EventSourceToken",
    "FunctionName",
    "FunctionUrlAuthType",
    "InvokedViaFunctionUrl",
    "Principal",
    "PrincipalOrgID",
    "SourceAccount",
    "SourceArn",
)

PERMISSION: Final = ResourceHandler(
    type_name="AWS::Lambda::Permission",
    service="lambda",
    name=NameRule(max_length=100),
    create=Create(
        action=Call(
            "AddPermission", {"StatementId": NAME, **{name: Prop(name) for name in PERMISSION_PROPERTIES}}
        ),
        physical_id=NAME,
    ),
    read=Read(
        action=Hook(function=_statement),
        properties={
            "Action": Live("Action"),
            "EventSourceToken": _condition("StringEquals", "lambda:EventSourceToken"),
            "FunctionName": Code(_permitted),
            "FunctionUrlAuthType": _condition("StringEquals", "lambda:FunctionUrlAuthType"),
            "Principal": Code(_principal),
            "PrincipalOrgID": _condition("StringEquals", "aws:PrincipalOrgID"),
            "SourceAccount": _condition("StringEquals", "AWS:SourceAccount"),
            "SourceArn": _condition("ArnLike", "AWS:SourceArn"),
        },
    ),
    delete=Hook(function=_remove),
    attributes={"Id": ID},
    unread={"InvokedViaFunctionUrl": "The policy shows it as a condition on the function's URL."},
    embedded_gaps={
        **dict.fromkeys(
            ("EventSourceToken", "FunctionUrlAuthType", "InvokedViaFunctionUrl"), "Accepted and not kept."
        ),
        "PrincipalOrgID": "Not kept beside SourceAccount.",
    },
)

HANDLERS: Final = (FUNCTION, PERMISSION, EVENT_SOURCE_MAPPING, URL, VERSION, ALIAS, LAYER_VERSION)
