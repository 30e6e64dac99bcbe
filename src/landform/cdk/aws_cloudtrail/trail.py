"""Trails: what happens in an account, kept in a bucket.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudtrail-trail.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_cloudtrail.enums import DataResourceType, ReadWriteType
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.principals import ServicePrincipal
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.native import Native
from landform.cdk.core.resource import Resource
from landform.cdk.l1.lookup import cfn_class, given

_SERVICE: Final = "cloudtrail.amazonaws.com"
_MAX_RESOURCES: Final = (
    250  # https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
)
_OWNED: Final = {"s3:x-amz-acl": "bucket-owner-full-control"}


class Trail(Native, Resource):
    """A trail; the options are those of `TrailProps`."""

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        props = given("aws_cloudtrail", "TrailProps", options)
        super().__init__(scope, id, physical_name=props.trail_name)
        self._props = props
        self._selectors: list[dict[str, Any]] = []
        self._topic = props.sns_topic
        self._bucket = self._bucket_for_logs()
        self.log_group: Any = None
        role = self._log_to_group() if props.send_to_cloud_watch_logs else None
        self._keep_management_events()
        self.node.add_validation(self._validate_trail)
        key = props.encryption_key
        resource = cfn_class("aws_cloudtrail", "CfnTrail")(
            self,
            "Resource",
            is_logging=True,
            enable_log_file_validation=props.enable_file_validation is not False,
            is_multi_region_trail=props.is_multi_region_trail is not False,
            include_global_service_events=props.include_global_service_events is not False,
            trail_name=self.physical_name,
            kms_key_id=key.key_arn if key is not None else None,
            s3_bucket_name=self._bucket.bucket_name,
            s3_key_prefix=props.s3_key_prefix,
            cloud_watch_logs_log_group_arn=self._group_arn(),
            cloud_watch_logs_role_arn=role.role_arn if role is not None else None,
            sns_topic_name=self._topic.topic_name if self._topic is not None else None,
            event_selectors=self._selectors,
            is_organization_trail=props.is_organization_trail,
            insight_selectors=self._insights(),
        )
        self.trail_arn: str = self._get_resource_arn_attribute(
            resource.attr_arn,
            {"service": "cloudtrail", "resource": "trail", "resource_name": self.physical_name},
        )
        self.trail_sns_topic_arn: str = resource.attr_sns_topic_arn
        if role is not None:
            resource.node.add_dependency(role)
        if self._bucket.policy is not None:
            # CloudTrail looks at the policy when the trail is made.
            resource.node.add_dependency(self._bucket.policy)

    @staticmethod
    def on_event(scope: Any, id: str, **options: Any) -> Any:
        """A rule for calls of AWS's APIs; the options are those of `OnEventOptions`."""
        target = options.pop("target", None)
        rule = cfn_class("aws_events", "Rule")(scope, id, **options)
        rule.add_target(target)
        rule.add_event_pattern(detail_type=["AWS API Call via CloudTrail"])
        return rule

    def add_event_selector(
        self, data_resource_type: DataResourceType, data_resource_values: Sequence[str], **options: Any
    ) -> None:
        """Keep data events of resources, too; the options are those of `AddEventSelectorOptions`."""
        values = list(data_resource_values)
        if len(values) > _MAX_RESOURCES:
            raise ValueError(f"A maximum of {_MAX_RESOURCES} data elements can be in one event selector")
        chosen = given("aws_cloudtrail", "AddEventSelectorOptions", options)
        manages = chosen.include_management_events
        if manages is None and self._props.management_events is ReadWriteType.NONE:
            manages = False
        sources = chosen.exclude_management_event_sources
        kind = chosen.read_write_type
        selector = {
            "DataResources": [{"Type": data_resource_type.value, "Values": values}],
            "IncludeManagementEvents": manages,
            "ExcludeManagementEventSources": [each.value for each in sources] if sources else None,
            "ReadWriteType": kind.value if kind is not None else None,
        }
        self._selectors.append({name: value for name, value in selector.items() if value is not None})

    def add_lambda_event_selector(self, handlers: Sequence[Any], **options: Any) -> None:
        """Keep calls of functions; the options are those of `AddEventSelectorOptions`."""
        if handlers:
            arns = [each.function_arn for each in handlers]
            self.add_event_selector(DataResourceType.LAMBDA_FUNCTION, arns, **options)

    def log_all_lambda_data_events(self, **options: Any) -> None:
        """Keep calls of all functions; the options are those of `AddEventSelectorOptions`."""
        arn = f"arn:{self.stack.partition}:lambda"
        self.add_event_selector(DataResourceType.LAMBDA_FUNCTION, [arn], **options)

    def add_s3_event_selector(self, s3_selector: Sequence[Any], **options: Any) -> None:
        """Keep what is done with objects; the options are those of `AddEventSelectorOptions`."""
        if not s3_selector:
            return
        places = [given("aws_cloudtrail", "S3EventSelector", each) for each in s3_selector]
        arns = [f"{each.bucket.bucket_ref.bucket_arn}/{each.object_prefix or ''}" for each in places]
        self.add_event_selector(DataResourceType.S3_OBJECT, arns, **options)

    def log_all_s3_data_events(self, **options: Any) -> None:
        """Keep what is done with all objects; the options are those of `AddEventSelectorOptions`."""
        arn = f"arn:{self.stack.partition}:s3:::"
        self.add_event_selector(DataResourceType.S3_OBJECT, [arn], **options)

    def _bucket_for_logs(self) -> Any:
        """The bucket, which CloudTrail may write to."""
        from landform.cdk.aws_s3.bucket import Bucket

        props, bucket = self._props, self._props.bucket
        if bucket is None:
            bucket = Bucket(self, "S3", enforce_ssl=True)
        if self._topic is not None:
            self._topic.grant_publish(ServicePrincipal(_SERVICE))
        self._allow(bucket, "s3:GetBucketAcl", bucket.bucket_arn)
        prefix = f"{props.s3_key_prefix}/" if props.s3_key_prefix else ""
        place = bucket.arn_for_objects(f"{prefix}AWSLogs/{self.stack.account}/*")
        self._allow(bucket, "s3:PutObject", place, _OWNED)
        if props.is_organization_trail:
            self._allow_organization(bucket)
        return bucket

    def _allow_organization(self, bucket: Any) -> None:
        """Let the trails of all accounts of the organization write, too; that needs two names."""
        for option in ("trail_name", "org_id"):
            if not getattr(self._props, option):
                id = {"trail_name": "missingTrailName", "org_id": "missingOrgId"}[option]
                Annotations.of(self).add_warning_v2(
                    f"@aws-cdk/aws-cloudtrail:{id}ForOrganizationTrail",
                    f"Without {option} the bucket's policy does not let the organization's trail write. "
                    f"Give {option}.",
                )
                return
        arn = self.stack.format_arn(
            service="cloudtrail", resource="trail", resource_name=self._props.trail_name
        )
        place = bucket.arn_for_objects(f"AWSLogs/{self._props.org_id}/*")
        self._allow(bucket, "s3:PutObject", place, {**_OWNED, "aws:SourceArn": arn})

    def _allow(self, bucket: Any, action: str, resource: str, equals: dict[str, Any] | None = None) -> None:
        bucket.add_to_resource_policy(
            PolicyStatement(
                principals=[ServicePrincipal(_SERVICE)],
                actions=[action],
                resources=[resource],
                conditions={"StringEquals": equals} if equals is not None else None,
            )
        )

    def _log_to_group(self) -> Any:
        """A role that writes to the log group."""
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.aws_logs.enums import RetentionDays
        from landform.cdk.aws_logs.log_group import LogGroup

        props = self._props
        self.log_group = props.cloud_watch_log_group
        if self.log_group is None:
            retention = props.cloud_watch_logs_retention or RetentionDays.ONE_YEAR
            self.log_group = LogGroup(self, "LogGroup", retention=retention)
        role = Role(self, "LogsRole", assumed_by=ServicePrincipal(_SERVICE))
        role.add_to_principal_policy(
            PolicyStatement(
                actions=["logs:PutLogEvents", "logs:CreateLogStream"], resources=[self._group_arn()]
            )
        )
        return role

    def _group_arn(self) -> Any:
        return self.log_group.log_group_ref.log_group_arn if self.log_group is not None else None

    def _keep_management_events(self) -> None:
        kind = self._props.management_events
        if kind is not None and kind is not ReadWriteType.NONE:
            self._selectors.append({"IncludeManagementEvents": True, "ReadWriteType": kind.value})

    def _insights(self) -> list[dict[str, str]] | None:
        kinds = self._props.insight_types
        return [{"InsightType": each.value} for each in kinds] if kinds else None

    def _validate_trail(self) -> list[str]:
        if self._props.management_events is ReadWriteType.NONE and not self._selectors:
            return [
                "At least one event selector must be added when management event recording is set to None"
            ]
        return []
