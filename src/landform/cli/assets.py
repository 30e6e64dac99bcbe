"""Assets of an app's stacks: read before a deployment, uploaded to the target's S3 before the stack is made.

The embedded cloud is bootstrapped on the way: the bucket that assets go to, and the parameter that says which
version of the bootstrap resources there is. An object that is there already is not sent again, because its
key holds the hash of what it is made of.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from landform.assembly.assets import FileAsset, StackAssets, read_assets
from landform.assembly.reading import AssemblyError
from landform.cli.checked import Checked, pseudo_parameters
from landform.cli.console import say
from landform.cli.errors import usage_error
from landform.cli.target import Target

BOOTSTRAP_VERSION = (
    "30"  # of the bootstrap resources that the embedded cloud stands for; apps ask for 6 or more
)
_BOOTSTRAP_PARAMETER = "/cdk-bootstrap/"
_SSM_TYPE = "AWS::SSM::Parameter::Value<String>"
_HOME_REGION = "us-east-1"  # S3 takes no LocationConstraint for it


def assets_of(checked: Iterable[Checked]) -> dict[str, StackAssets]:
    """The assets of each stack of an app."""
    found: dict[str, StackAssets] = {}
    try:
        for each in checked:
            if each.file.facts is not None:
                found[each.stack_name] = read_assets(
                    each.file.facts.asset_files, without=Path(each.file.file)
                )
    except AssemblyError as error:
        raise usage_error(str(error)) from None
    return found


def require_publishable(assets: Mapping[str, StackAssets]) -> None:
    """Raise CommandError that names the assets that cannot be made here."""
    _refuse("Docker image assets", [f"{name}: {each}" for name, has in assets.items() for each in has.images])
    _refuse(
        "assets that a command has to make",
        [f"{name}: {each}" for name, has in assets.items() for each in has.executables],
    )


def _refuse(kind: str, names: list[str]) -> None:
    if names:
        lines = "\n".join(f"  {each}" for each in names)
        raise usage_error(
            f"{kind} are not supported yet, so nothing was made:\n{lines}",
            "name the stacks that need none, with --exclusively",
        )


def bootstrap(target: Target, checked: Iterable[Checked]) -> None:
    """Set the version parameters that the stacks' rules ask for, where they are missing."""
    names = {
        parameter.default
        for each in checked
        for parameter in each.template.parameters.values()
        if parameter.type_name == _SSM_TYPE
        and parameter.default is not None
        and parameter.default.startswith(_BOOTSTRAP_PARAMETER)
        and parameter.name not in each.parameters
    }
    if not names:
        return
    client = target.session.client("ssm")
    for name in sorted(names):
        try:
            client.get_parameter(Name=name)
        except client.exceptions.ParameterNotFound:
            client.put_parameter(Name=name, Value=BOOTSTRAP_VERSION, Type="String")


def publish(target: Target, assets: Mapping[str, StackAssets]) -> None:
    """Upload what is not there yet."""
    publisher: _Publisher | None = None
    for stack, needed in assets.items():
        for asset in needed.files:
            publisher = publisher or _Publisher(target)
            publisher.publish(stack, asset)


class _Storage(Protocol):
    """What is used of boto3's S3 client."""

    def list_buckets(self) -> dict[str, Any]:
        """Buckets."""

    def create_bucket(self, **request: Any) -> object:
        """A bucket."""

    def put_bucket_versioning(self, **request: Any) -> object:
        """Versions of objects."""

    def head_object(self, **request: Any) -> object:
        """Whether an object is there."""

    def put_object(self, **request: Any) -> object:
        """An object."""


class _Publisher:
    """Uploads; makes each bucket once."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._clients: dict[str, _Storage] = {}
        self._buckets: set[str] = set()

    def publish(self, stack: str, asset: FileAsset) -> None:
        """One asset to all its destinations."""
        if not asset.source.exists():
            raise usage_error(f"{stack}: the asset {asset.name} is missing: there is no {asset.source}")
        content: bytes | None = None
        for destination in asset.destinations:
            bucket, key = self._filled(destination.bucket), self._filled(destination.key)
            region = self._filled(destination.region or self._target.options.region)
            client = self._client(region)
            self._make_bucket(client, bucket, region)
            if _is_there(client, bucket, key):
                continue
            content = asset.content() if content is None else content
            client.put_object(Bucket=bucket, Key=key, Body=content)
            say(f"{stack}: uploaded {asset.name} ({len(content):,} bytes)")

    def _filled(self, text: str) -> str:
        """The text with the target's account, region and partition for their placeholders."""
        pseudo = pseudo_parameters("", self._target.options)
        for name, value in (
            ("AccountId", pseudo.account_id),
            ("Region", pseudo.region),
            ("Partition", pseudo.partition),
        ):
            text = text.replace(f"${{AWS::{name}}}", value)
        return text

    def _client(self, region: str) -> _Storage:
        if region not in self._clients:
            self._clients[region] = self._target.session.client("s3", region_name=region)
        return self._clients[region]

    def _make_bucket(self, client: _Storage, bucket: str, region: str) -> None:
        if bucket in self._buckets:
            return
        self._buckets.add(bucket)
        if bucket in {each["Name"] for each in client.list_buckets()["Buckets"]}:
            return
        if region == _HOME_REGION:
            client.create_bucket(Bucket=bucket)
        else:
            client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
        client.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})


def _is_there(client: _Storage, bucket: str, key: str) -> bool:
    from botocore.exceptions import ClientError

    try:
        client.head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404:
            return False
        raise
    return True
