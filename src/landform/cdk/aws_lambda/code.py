"""Where a function's code comes from.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-lambda-function-code.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.l1.lookup import given

PATH_METADATA: Final = "aws:asset:path"


class Code(Native):
    """The base of all kinds of code, and what makes them."""

    is_inline = False

    def bind(self, scope: Any) -> Any:
        """What the function's resource says of the code; called when the function is made."""
        raise TypeError(f"{type(self).__name__} does not say where its code is (bind)")

    def bind_to_resource(self, _resource: Any, *, resource_property: str | None = None) -> None:
        """Called with the resource, once there is one."""

    @staticmethod
    def from_inline(code: str) -> "InlineCode":
        """The text itself."""
        return InlineCode(code)

    @staticmethod
    def from_bucket(bucket: Any, key: str, object_version: str | None = None) -> "S3Code":
        """An object of a bucket."""
        return S3Code(bucket, key, object_version)

    @staticmethod
    def from_bucket_v2(bucket: Any, key: str, **options: Any) -> "S3CodeV2":
        """An object of a bucket; the options are those of `S3CodeV2`."""
        return S3CodeV2(bucket, key, **options)

    @staticmethod
    def from_asset(path: str, **options: Any) -> "AssetCode":
        """A folder or archive; the options are those of `aws_s3_assets.Asset`."""
        return AssetCode(path, **options)

    @staticmethod
    def from_custom_command(output: str, command: Sequence[str], **options: Any) -> "AssetCode":
        """What a command makes in a folder; the options are those of `aws_s3_assets.Asset`."""
        _run(command, options.pop("command_options", None))
        return AssetCode(output, **options)

    @staticmethod
    def from_docker_build(path: str, **options: Any) -> "AssetCode":
        """What building a Docker image makes in it; the options are those of `DockerBuildAssetOptions`."""
        from landform.cdk import DockerImage

        inside = options.pop("image_path", None) or "/asset/."
        output = options.pop("output_path", None)
        made = DockerImage.from_build(path, **options).cp(inside, output)
        return AssetCode(made)

    @staticmethod
    def from_cfn_parameters(**options: Any) -> "CfnParametersCode":
        """An object named by parameters; the options are those of `CfnParametersCode`."""
        return CfnParametersCode(**options)

    @staticmethod
    def from_ecr_image(repository: Any, **options: Any) -> Any:
        """An image of a repository; the options are those of `EcrImageCode`."""
        from landform.cdk.aws_lambda.image_code import EcrImageCode

        return EcrImageCode(repository, **options)

    @staticmethod
    def from_asset_image(directory: str, **options: Any) -> Any:
        """An image built from a folder; the options are those of `AssetImageCode`."""
        from landform.cdk.aws_lambda.image_code import AssetImageCode

        return AssetImageCode(directory, **options)


def code_config(**members: Any) -> Any:
    """The record that `bind` gives."""
    return given("aws_lambda", "CodeConfig", members)


class InlineCode(Code):
    """Code that stands in the template."""

    is_inline = True

    def __init__(self, code: str) -> None:
        if not code:
            raise ValueError("Lambda inline code cannot be empty")
        self._code = code

    def bind(self, scope: Any) -> Any:
        """The text."""
        del scope
        return code_config(inline_code=self._code)


class S3Code(Code):
    """Code that is an object of a bucket."""

    def __init__(self, bucket: Any, key: str, object_version: str | None = None) -> None:
        if not bucket.bucket_name:
            raise ValueError("bucketName is undefined for the provided bucket")
        self._location = _location(bucket.bucket_name, key, object_version)

    def bind(self, scope: Any) -> Any:
        """The place."""
        del scope
        return code_config(s3_location=self._location)


class S3CodeV2(Code):
    """Code that is an object of a bucket, encrypted or read in place."""

    def __init__(
        self,
        bucket: Any,
        key: str,
        *,
        object_version: str | None = None,
        s3_object_storage_mode: Any = None,
        source_kms_key: Any = None,
    ) -> None:
        if not bucket.bucket_name:
            raise ValueError("bucketName is undefined for the provided bucket")
        self._location = _location(bucket.bucket_name, key, object_version)
        self._mode = s3_object_storage_mode
        self._key = source_kms_key

    def bind(self, scope: Any) -> Any:
        """The place, and how it is read."""
        del scope
        return code_config(
            s3_location=self._location,
            s3_object_storage_mode=self._mode,
            source_kms_key_arn=self._key.key_arn if self._key is not None else None,
        )

    def bind_to_resource(self, resource: Any, *, resource_property: str | None = None) -> None:
        """Nothing more is needed."""
        del resource, resource_property


class AssetCode(Code):
    """Code that is a folder or an archive of this machine."""

    def __init__(self, path: str, **options: Any) -> None:
        self.path = path
        self._options = options
        self._asset: Any = None

    def bind(self, scope: Any) -> Any:
        """The place the asset is uploaded to."""
        from landform.cdk.aws_s3_assets import Asset
        from landform.cdk.core.stack import Stack

        if self._asset is None:
            self._asset = Asset(scope, "Code", path=self.path, deploy_time=True, **self._options)
        elif Stack.of(self._asset) is not Stack.of(scope):
            raise ValueError(
                f"Asset is already associated with another stack '{Stack.of(self._asset).stack_name}'. "
                "Create a new Code instance for every stack."
            )
        if not self._asset.is_zip_archive:
            raise ValueError(f"Asset must be a .zip file or a directory ({self.path})")
        key = self._options.get("source_kms_key")
        return code_config(
            s3_location=_location(self._asset.s3_bucket_name, self._asset.s3_object_key, None),
            source_kms_key_arn=key.key_arn if key is not None else None,
        )

    def bind_to_resource(self, resource: Any, *, resource_property: str | None = None) -> None:
        """Say in the resource's metadata where the code is on this machine."""
        if self._asset is None:
            raise ValueError("bindToResource() must be called after bind()")
        self._asset.add_resource_metadata(resource, resource_property or "Code")


class CfnParametersCode(Code):
    """Code that is an object named by parameters of the template."""

    def __init__(
        self, *, bucket_name_param: Any = None, object_key_param: Any = None, source_kms_key: Any = None
    ) -> None:
        self._key_arn = source_kms_key.key_arn if source_kms_key is not None else None
        self._bucket = bucket_name_param
        self._key = object_key_param

    def bind(self, scope: Any) -> Any:
        """The place, as references to the parameters, which are made where they were not given."""
        from landform.cdk.core.cfn_elements import CfnParameter

        if self._bucket is None:
            self._bucket = CfnParameter(scope, "LambdaSourceBucketNameParameter", type="String")
        if self._key is None:
            self._key = CfnParameter(scope, "LambdaSourceObjectKeyParameter", type="String")
        return code_config(
            s3_location=_location(self._bucket.value_as_string, self._key.value_as_string, None),
            source_kms_key_arn=self._key_arn,
        )

    def assign(
        self, *, bucket_name: str, object_key: str, object_version: str | None = None
    ) -> dict[str, Any]:
        """Values of the parameters for a place."""
        del object_version
        return {self.bucket_name_param: bucket_name, self.object_key_param: object_key}

    @property
    def bucket_name_param(self) -> str:
        """The logical id of the parameter for the bucket."""
        return self._bound(self._bucket, "bucketNameParam")

    @property
    def object_key_param(self) -> str:
        """The logical id of the parameter for the object."""
        return self._bound(self._key, "objectKeyParam")

    def _bound(self, parameter: Any, name: str) -> str:
        if parameter is None:
            raise ValueError(
                f"Pass CfnParametersCode to a Lambda Function before accessing the {name} property"
            )
        found: str = parameter.logical_id
        return found


def _location(bucket: str, key: str, version: str | None) -> Mapping[str, Any]:
    return {"bucket_name": bucket, "object_key": key, "object_version": version}


def _run(command: Sequence[str], options: Mapping[str, Any] | None) -> None:
    """Run a command that makes code; what it says goes where this process's own output goes."""
    import subprocess

    if not command:
        raise ValueError("command must contain at least one argument. For example, ['node', 'buildFile.js'].")
    supported = {"cwd", "env", "timeout", "shell"}
    unknown = sorted(set(options or {}) - supported)
    if unknown:
        raise ValueError(
            f"command_options '{unknown[0]}' is not supported; one of: {', '.join(sorted(supported))}"
        )
    done = subprocess.run(list(command), check=False, **dict(options or {}))
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} exited with status {done.returncode}")
