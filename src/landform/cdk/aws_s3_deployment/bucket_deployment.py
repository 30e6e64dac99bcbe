"""Deployments: a custom resource puts files of sources into a bucket, and takes out what is no longer there.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.BucketDeployment.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from landform.cdk.constructs import Construct
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_OWNER_TAG: Final = "aws-cdk:cr-owned"
_MAX_PREFIX: Final = 104  # letters: with the tag's other parts they are the 128 of a tag's key
_UUID: Final = "8693BB64-9689-44B6-9AAF-B0CC9EB8756C"
_TIMEOUT: Final = Duration.minutes(15)
_MEMORY: Final = 1024  # MiB
_FILES: Final = "/mnt/lambda"
_CERTIFICATES: Final = "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"
_SYSTEM: Final = {
    "content_disposition": "content-disposition",
    "content_encoding": "content-encoding",
    "content_language": "content-language",
    "content_type": "content-type",
    "website_redirect_location": "website-redirect",
    "server_side_encryption_aws_kms_key_id": "sse-kms-key-id",
    "server_side_encryption_customer_algorithm": "sse-c-copy-source",
}


class BucketDeployment(Native, Construct):
    """Files in a bucket; the options are those of `BucketDeploymentProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given("aws_s3_deployment", "BucketDeploymentProps", options)
        _check(props)
        self._props = props
        self._destination = props.destination_bucket
        self._deployed: Any = None
        self._wants_arn = False
        self._wants_versions = False
        self._sources: list[Any] = []
        handler = self._handler()
        self.handler_role: Any = handler.role
        for each in props.sources:
            self.add_source(each)
        self._let_write(handler)
        self._resource = self._custom_resource(handler)
        self._own()
        if props.vpc is not None:
            self.node.add_dependency(props.vpc)

    def add_source(self, source: Any) -> None:
        """Put the files of another source there, too."""
        config = given("aws_s3_deployment", "SourceConfig", source.bind(self, handler_role=self.handler_role))
        self._sources.append(config)

    @property
    def deployed_bucket(self) -> Any:
        """The bucket, there once the files are in it."""
        if self._deployed is None:
            from landform.cdk.aws_s3.bucket import Bucket

            self._wants_arn = True
            self._deployed = Bucket.from_bucket_attributes(
                self,
                "DestinationBucket",
                bucket_arn=self._resource.get_att_string("DestinationBucketArn"),
                region=self._destination.env.region,
                account=self._destination.env.account,
                is_website=self._destination.is_website,
            )
        return self._deployed

    @property
    def object_keys(self) -> list[str]:
        """The keys of the sources' zip files, as they were deployed; empty without `output_object_keys`."""
        from landform.cdk.core.tokens import Token

        found: list[str] = Token.as_list(self._resource.get_att("SourceObjectKeys"))
        return found

    @property
    def object_version_ids(self) -> list[str]:
        """The versions of the objects; only where the sources are not extracted."""
        from landform.cdk.core.tokens import Token

        if self._props.extract is not False:
            raise ValueError(
                f"{self.node.path}: object_version_ids are known only with extract=False; files that are "
                "extracted have versions each of its own"
            )
        self._wants_versions = True
        found: list[str] = Token.as_list(self._resource.get_att("SourceObjectVersionIds"))
        return found

    def _handler(self) -> Any:
        """The function that does it: one for all deployments of the stack that need the same of it."""
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.aws_lambda.singleton_function import SingletonFunction
        from landform.cdk.aws_lambda.values import Architecture
        from landform.cdk.core.custom_resource_provider import handler_folder
        from landform.cdk.lambda_layer_awscli.layer import CliLayer

        props = self._props
        files = self._file_system()
        environment = {"MOUNT_PATH": _FILES} if files is not None else {}
        return SingletonFunction(
            self,
            "CustomResourceHandler",
            uuid=_UUID + self._kind() + self._groups(),
            lambda_purpose="Custom::CDKBucketDeployment",
            code=Code.from_asset(str(handler_folder("bucket_deployment"))),
            layers=[CliLayer(self, "AwsCliLayer")],
            environment={**environment, "AWS_CA_BUNDLE": _CERTIFICATES},
            handler="index.handler",
            runtime=Runtime.PYTHON_3_13,
            architecture=Architecture.ARM_64,
            timeout=_TIMEOUT,
            role=props.role,
            memory_size=props.memory_limit if props.memory_limit is not None else _MEMORY,
            ephemeral_storage_size=props.ephemeral_storage_size,
            vpc=props.vpc,
            vpc_subnets=props.vpc_subnets,
            security_groups=props.security_groups,
            filesystem=files,
            log_retention=props.log_retention,
            log_group=props.log_group,
        )

    def _kind(self) -> str:
        """What tells functions of the stack that need different things apart."""
        props, found = self._props, ""
        if props.memory_limit is not None:
            if is_unresolved(props.memory_limit):
                raise ValueError("memory_limit is part of the function's name, so it cannot be a token")
            found += f"-{number_text(props.memory_limit)}MiB"
        if props.ephemeral_storage_size is not None:
            if props.ephemeral_storage_size.is_unresolved():
                raise ValueError(
                    "ephemeral_storage_size is part of the function's name, so it cannot be a token"
                )
            found += f"-{number_text(props.ephemeral_storage_size.to_mebibytes())}MiB"
        if props.vpc is not None:
            found += f"-{props.vpc.node.addr}"
        return found

    def _groups(self) -> str:
        """Security groups, which tell functions apart too, but make no other resource of it."""
        groups = self._props.security_groups or () if self._props.vpc is not None else ()
        return "".join(f"-{each}" for each in sorted(each.node.addr for each in groups))

    def _file_system(self) -> Any:
        """A file system in the VPC for files that are larger than the function's own; one a VPC."""
        if not self._props.use_efs:
            return None
        from landform.cdk.aws_lambda.filesystem import FileSystem as Mounted
        from landform.cdk.core.enums import RemovalPolicy
        from landform.cdk.core.stack import Stack
        from landform.cdk.l1.lookup import cfn_class

        vpc = self._props.vpc
        place, stack = f"BucketDeploymentEFS-VPC-{vpc.node.addr}", Stack.of(self)
        files: Any = stack.node.try_find_child(place)
        if files is None:
            files = cfn_class("aws_efs", "FileSystem")(
                stack, place, vpc=vpc, removal_policy=RemovalPolicy.DESTROY
            )
        access = files.node.try_find_child("AccessPoint") or files.add_access_point(
            "AccessPoint",
            path="/lambda",
            create_acl={"owner_uid": "1001", "owner_gid": "1001", "permissions": "0777"},
            posix_user={"uid": "1001", "gid": "1001"},
        )
        access.node.add_dependency(files.mount_targets_available)
        return Mounted.from_efs_access_point(access, _FILES)

    def _let_write(self, handler: Any) -> None:
        from landform.cdk.aws_iam.policy_statement import PolicyStatement

        self._destination.grant_read_write(handler)
        if self._props.access_control is not None:
            self._destination.grant_put_acl(handler)
        if self._props.distribution is not None:
            actions = ["cloudfront:GetInvalidation", "cloudfront:CreateInvalidation"]
            handler.add_to_role_policy(PolicyStatement(actions=actions, resources=["*"]))

    def _custom_resource(self, handler: Any) -> Any:
        from landform.cdk.core.custom_resource import CustomResource

        props = self._props
        distribution = props.distribution
        properties = {
            "SourceBucketNames": Lazy.any(lambda: [each.bucket.bucket_name for each in self._sources]),
            "SourceObjectKeys": Lazy.any(lambda: [each.zip_object_key for each in self._sources]),
            "SourceMarkers": Lazy.any(lambda: self._of_sources("markers"), omit_empty_array=True),
            "SourceMarkersConfig": Lazy.any(
                lambda: self._of_sources("markers_config"), omit_empty_array=True
            ),
            "DestinationBucketName": self._destination.bucket_name,
            "DestinationBucketKeyPrefix": props.destination_key_prefix,
            "WaitForDistributionInvalidation": props.wait_for_distribution_invalidation is not False,
            "RetainOnDelete": props.retain_on_delete,
            "Extract": props.extract,
            "Prune": props.prune is not False,
            "Exclude": props.exclude,
            "Include": props.include,
            "UserMetadata": _user_metadata(props.metadata),
            "SystemMetadata": _system_metadata(props),
            "DistributionId": distribution.distribution_ref.distribution_id if distribution else None,
            "DistributionPaths": props.distribution_paths,
            "SignContent": props.sign_content,
            "OutputObjectKeys": props.output_object_keys is not False,
            "DestinationBucketArn": Lazy.string(
                lambda: self._destination.bucket_arn if self._wants_arn else None
            ),
            "OutputObjectVersionIds": Lazy.any(lambda: True if self._wants_versions else None),
        }
        return CustomResource(
            self,
            f"CustomResource{self._kind()}",
            service_token=handler.function_arn,
            resource_type="Custom::CDKBucketDeployment",
            properties=properties,
        )

    def _of_sources(self, name: str) -> list[Any]:
        found = [_written(getattr(each, name)) for each in self._sources]
        return [each or {} for each in found if each is not None or len(self._sources) > 1]

    def _own(self) -> None:
        """Mark the place in the bucket as this deployment's, so that one that is gone leaves it alone."""
        from landform.cdk.core.tags import Tags

        prefix = self._props.destination_key_prefix
        place = f"{_OWNER_TAG}:{prefix}" if prefix else _OWNER_TAG
        Tags.of(self._destination).add(f"{place}:{self._resource.node.addr[-8:]}", "true")


def _check(props: Any) -> None:
    if props.distribution_paths is not None:
        if props.distribution is None:
            raise ValueError("Distribution must be specified if distribution paths are specified")
        paths = [] if is_unresolved(props.distribution_paths) else props.distribution_paths
        if not all(is_unresolved(each) or each.startswith("/") for each in paths):
            raise ValueError('Distribution paths must start with "/"')
    if props.use_efs and props.vpc is None:
        raise ValueError("Vpc must be specified if useEfs is set")
    prefix = props.destination_key_prefix
    if prefix is not None and not is_unresolved(prefix) and len(prefix) > _MAX_PREFIX:
        raise ValueError(
            f"destination_key_prefix has {len(prefix)} letters, at most {_MAX_PREFIX} are possible, as it is "
            "part of a tag's key"
        )


def _written(value: Any) -> Any:
    """A map of a source as the resource has it: that of options by AWS's names, that of markers as it is."""
    if value is None:
        return None
    names = {"json_escape": "jsonEscape"}
    return {names.get(name, name): each for name, each in value.items() if each is not None}


def _user_metadata(metadata: Mapping[str, str] | None) -> dict[str, str] | None:
    """Metadata by the names that S3 keeps, which are small."""
    return {name.lower(): value for name, value in metadata.items()} if metadata is not None else None


def _system_metadata(props: Any) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    directives: Sequence[Any] = props.cache_control or ()
    if directives:
        found["cache-control"] = ", ".join(each.value for each in directives)
    if props.expires is not None:
        found["expires"] = props.expires.date.strftime("%a, %d %b %Y %H:%M:%S GMT")
    for name, key in _SYSTEM.items():
        if getattr(props, name):
            found[key] = getattr(props, name)
    if props.server_side_encryption is not None:
        found["sse"] = props.server_side_encryption.value
    if props.storage_class is not None:
        found["storage-class"] = props.storage_class.value
    if props.access_control is not None:
        found["acl"] = _hyphenated(props.access_control.value)
    return found or None


def _hyphenated(name: str) -> str:
    """`BucketOwnerRead` as requests to S3 have it: `bucket-owner-read`."""
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name).lstrip("-")
