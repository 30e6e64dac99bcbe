"""Functions that serve custom resources: a role, a function, and the code beside it.

For resources of the library itself and for users who want no constructs of other modules in between.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Final, Self

from landform.cdk.constructs import Construct
from landform.cdk.core.assets.file_system import copy_directory
from landform.cdk.core.assets.sources import FileAssetPackaging
from landform.cdk.core.assets.staging import AssetStaging
from landform.cdk.core.assets.temporary import temporary_folder
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.quantities import Duration, Size

HANDLERS: Final = Path(__file__).parent.parent / "handlers"
METADATA_CONTEXT: Final = "aws:cdk:enable-asset-metadata"
OWN_RUNTIME: Final = "python3.13"  # of the library's own handlers
_WRAPPER: Final = "__entrypoint__.js"
_DEFAULT_TIMEOUT: Final = 900  # seconds
_DEFAULT_MEMORY: Final = 128  # MiB
_TRUST: Final = {
    "Version": "2012-10-17",
    "Statement": [
        {"Action": "sts:AssumeRole", "Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}
    ],
}
_LOGS: Final = "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"


class CustomResourceProviderRuntime(Enum):
    """What a provider's code is written for."""

    NODEJS_12_X = "nodejs12.x"
    NODEJS_14_X = "nodejs14.x"
    NODEJS_16_X = "nodejs16.x"
    NODEJS_18_X = "nodejs18.x"
    NODEJS_20_X = "nodejs20.x"
    NODEJS_22_X = "nodejs22.x"
    NODEJS_24_X = "nodejs24.x"


class CustomResourceProviderBase(Construct):
    """A function and its role, made of plain resources."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        code_directory: str,
        runtime_name: str,
        description: str | None = None,
        environment: Mapping[str, str] | None = None,
        memory_size: Size | None = None,
        policy_statements: Sequence[Any] | None = None,
        timeout: Duration | None = None,
        use_cfn_response_wrapper: bool | None = None,
    ) -> None:
        super().__init__(scope, id)
        self._statements: list[Any] = list(policy_statements or ())
        wraps = use_cfn_response_wrapper is not False
        code = self._stage(code_directory, wraps=wraps, runtime_name=runtime_name)
        role = CfnResource(
            self,
            "Role",
            type="AWS::IAM::Role",
            properties={
                "AssumeRolePolicyDocument": _TRUST,
                "ManagedPolicyArns": [{"Fn::Sub": _LOGS}],
                "Policies": Lazy.any(self._policies),
            },
        )
        variables = {**environment, "AWS_STS_REGIONAL_ENDPOINTS": "regional"} if environment else None
        handler = CfnResource(
            self,
            "Handler",
            type="AWS::Lambda::Function",
            properties={
                "Code": code,
                "Timeout": timeout.to_seconds() if timeout is not None else _DEFAULT_TIMEOUT,
                "MemorySize": memory_size.to_mebibytes() if memory_size is not None else _DEFAULT_MEMORY,
                "Handler": "__entrypoint__.handler" if wraps else "index.handler",
                "Role": role.get_att("Arn"),
                "Runtime": runtime_name,
                "Environment": {"Variables": variables} if variables else None,
                "Description": description,
            },
        )
        handler.add_dependency(role)
        if self.node.try_get_context(METADATA_CONTEXT):
            handler.add_metadata("aws:asset:path", self._asset_path)
            handler.add_metadata("aws:asset:property", "Code")
        self.role_arn: str = role.get_att("Arn").to_string()
        self.service_token: str = handler.get_att("Arn").to_string()

    def add_to_role_policy(self, statement: Any) -> None:
        """Allow or deny the function something; the statement as IAM's JSON has it."""
        self._statements.append(statement)

    def _policies(self) -> list[dict[str, Any]] | None:
        if not self._statements:
            return None
        document = {"Version": "2012-10-17", "Statement": self._statements}
        return [{"PolicyName": "Inline", "PolicyDocument": document}]

    def _stage(self, folder: str, *, wraps: bool, runtime_name: str) -> dict[str, Any]:
        """The code as the function's `Code`."""
        from landform.cdk.core.stack import Stack

        is_node = runtime_name.startswith("nodejs")
        if is_node and not (Path(folder) / "index.js").exists():
            raise ValueError(f"cannot find {folder}/index.js")
        source = _with_wrapper(folder) if wraps and is_node else folder
        staging = AssetStaging(self, "Staging", source_path=source)
        stack = Stack.of(self)
        self._asset_path = staging.relative_staged_path(stack)
        location = stack.synthesizer.add_file_asset(
            file_name=self._asset_path,
            source_hash=staging.asset_hash,
            packaging=FileAssetPackaging.ZIP_DIRECTORY,
            display_name=f"{self.node.path} Code",
        )
        self.code_hash: str = staging.asset_hash
        return {"S3Bucket": location.bucket_name, "S3Key": location.object_key}


class CustomResourceProvider(CustomResourceProviderBase):
    """A provider with code for Node.js."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        code_directory: str,
        runtime: CustomResourceProviderRuntime,
        description: str | None = None,
        environment: Mapping[str, str] | None = None,
        memory_size: Size | None = None,
        policy_statements: Sequence[Any] | None = None,
        timeout: Duration | None = None,
        use_cfn_response_wrapper: bool | None = None,
    ) -> None:
        super().__init__(
            scope,
            id,
            code_directory=code_directory,
            runtime_name=runtime.value,
            description=description,
            environment=environment,
            memory_size=memory_size,
            policy_statements=policy_statements,
            timeout=timeout,
            use_cfn_response_wrapper=use_cfn_response_wrapper,
        )

    @staticmethod
    def get_or_create(scope: Any, uniqueid: str, **props: Any) -> str:
        """The service token of the stack's one provider of this name."""
        return CustomResourceProvider.get_or_create_provider(scope, uniqueid, **props).service_token

    @staticmethod
    def get_or_create_provider(scope: Any, uniqueid: str, **props: Any) -> "CustomResourceProvider":
        """The stack's one provider of this name."""
        from landform.cdk.core.stack import Stack

        stack, id = Stack.of(scope), f"{uniqueid}CustomResourceProvider"
        found = stack.node.try_find_child(id)
        return (
            found if isinstance(found, CustomResourceProvider) else CustomResourceProvider(stack, id, **props)
        )


class OwnResourceProvider(CustomResourceProviderBase):
    """A provider whose code is the library's own, written in Python."""

    @classmethod
    def get_or_create(
        cls,
        scope: Any,
        uniqueid: str,
        handler: str,
        *,
        description: Any = None,
        policy_statements: Sequence[Any] | None = None,
    ) -> Self:
        """The stack's one provider of this name; `handler` names a folder of landform.cdk.handlers."""
        from landform.cdk.core.stack import Stack

        stack, id = Stack.of(scope), f"{uniqueid}CustomResourceProvider"
        found = stack.node.try_find_child(id)
        if isinstance(found, cls):
            return found
        return cls(
            stack,
            id,
            code_directory=str(handler_folder(handler)),
            runtime_name=OWN_RUNTIME,
            description=description,
            policy_statements=policy_statements,
            use_cfn_response_wrapper=False,
        )


def handler_folder(name: str) -> Path:
    """A folder with the code of one of the library's handlers, and what all of them share."""
    folder = temporary_folder("landform-handler-")
    for file in (HANDLERS / "respond.py", *sorted((HANDLERS / name).glob("*.*"))):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def _with_wrapper(folder: str) -> str:
    """A copy of the code with the wrapper that answers CloudFormation for it."""
    target = temporary_folder("landform-provider-")
    copy_directory(folder, str(target))
    (target / _WRAPPER).write_bytes((HANDLERS / _WRAPPER).read_bytes())
    return str(target)
