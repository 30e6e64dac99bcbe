"""Assets of an app's stacks: read before a deployment, uploaded to the target's S3 before the stack is made.

The embedded cloud is bootstrapped on the way: the bucket that assets go to, and the parameter that says which
version of the bootstrap resources there is. On AWS both have to be there, and the publishing roles that the
assembly names are assumed. An object that is there already is not sent again, because its key holds the hash
of what it is made of.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from landform.assembly.assets import Destination, FileAsset, StackAssets, read_assets
from landform.assembly.reading import AssemblyError
from landform.cli.aws.versions import require_version
from landform.cli.bootstrap_template import TEMPLATE_VERSION
from landform.cli.checked import Checked
from landform.cli.console import say
from landform.cli.errors import CommandError, usage_error
from landform.cli.target import Target
from landform.ground.regions import region_url_suffix
from landform.template.limits import AWS_LIMITS

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
                    each.file.facts.asset_files, template=Path(each.file.file)
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


def ensure_bootstrapped(target: Target, checked: Iterable[Checked]) -> None:
    """See to the bootstrap resources that the stacks ask for.

    On AWS they have to be there, in the version that is asked for. In the embedded cloud the version
    parameters that the stacks' rules ask for are set where they are missing.
    """
    if target.is_aws:
        needs = (need for each in checked if each.file.facts for need in each.file.facts.bootstrap_needs)
        options = target.options
        require_version(target.session, needs, account_id=options.account, region=options.region)
        return
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
            client.put_parameter(Name=name, Value=str(TEMPLATE_VERSION), Type="String")


def publish(target: Target, assets: Mapping[str, StackAssets]) -> None:
    """Upload what is not there yet."""
    publisher: _Publisher | None = None
    for stack, needed in assets.items():
        for asset in needed.files:
            publisher = publisher or _Publisher(target)
            publisher.publish(stack, asset)


def publish_templates(
    target: Target, checked: Iterable[Checked], assets: Mapping[str, StackAssets]
) -> dict[str, str]:
    """On AWS, upload templates that are too long for a request: their URLs by stack."""
    found: dict[str, str] = {}
    for each in checked if target.is_aws else ():
        size = len(each.file.text.encode())
        if size <= AWS_LIMITS.body_bytes:
            continue
        url = each.file.facts.access.template_url if each.file.facts else None
        asset = assets[each.stack_name].template if each.stack_name in assets else None
        if url is None or asset is None:
            raise usage_error(
                f"the template of {each.stack_name} has {size:,} bytes; AWS takes {AWS_LIMITS.body_bytes:,} "
                "in a request",
                "make it a stack of an app, whose template is uploaded to the bootstrap bucket",
            )
        _Publisher(target).publish(each.stack_name, asset)
        region = target.options.region
        found[each.stack_name] = target.filled(url).replace(
            "s3://", f"https://s3.{region}.{region_url_suffix(region)}/"
        )
    return found


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
    """Uploads; makes each bucket once, but on AWS, where the bootstrap stack has made it."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._clients: dict[tuple[str, object], _Storage] = {}
        self._buckets: set[str] = set()

    def publish(self, stack: str, asset: FileAsset) -> None:
        """One asset to all its destinations."""
        if not asset.source.exists():
            raise usage_error(f"{stack}: the asset {asset.name} is missing: there is no {asset.source}")
        content: bytes | None = None
        for destination in asset.destinations:
            bucket, key = self._target.filled(destination.bucket), self._target.filled(destination.key)
            region = self._target.filled(destination.region or self._target.options.region)
            client = self._client(destination, region)
            if not self._target.is_aws:
                self._make_bucket(client, bucket, region)
            place = {"Bucket": bucket, "Key": key, **self._owner()}
            if _is_there(client, place):
                continue
            content = asset.content() if content is None else content
            self._put(client, place, content)
            say(f"{stack}: uploaded {asset.name} ({len(content):,} bytes)")

    def _owner(self) -> dict[str, str]:
        """On AWS nothing goes into a bucket of the right name that is somebody else's."""
        return {"ExpectedBucketOwner": self._target.options.account} if self._target.is_aws else {}

    def _put(self, client: _Storage, place: Mapping[str, str], content: bytes) -> None:
        from botocore.exceptions import ClientError

        try:
            client.put_object(**place, Body=content)
        except ClientError as error:
            given = error.response.get("Error", {})
            options = self._target.options
            environment = f"aws://{options.account}/{options.region}"
            raise CommandError(
                f"nothing can be uploaded to the bucket {place['Bucket']}: {given.get('Message')}",
                code=given.get("Code"),
                hint=f"`landform bootstrap {environment}` makes the bucket and the role that may write to it",
            ) from None

    def _client(self, destination: Destination, region: str) -> _Storage:
        role = destination.role
        known = (region, role.identity if role is not None else None)
        if known not in self._clients:
            session = self._target.session_for(role)
            self._clients[known] = session.client("s3", region_name=region)
        return self._clients[known]

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


def _is_there(client: _Storage, place: Mapping[str, str]) -> bool:
    from botocore.exceptions import ClientError

    try:
        client.head_object(**place)
    except ClientError as error:
        # 403 is S3's answer for an object that is not there to those who may not list the bucket.
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") in (403, 404):
            return False
        raise
    return True
