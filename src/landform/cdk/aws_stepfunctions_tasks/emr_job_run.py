"""Tasks that run jobs of EMR on EKS.

Source: https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_stepfunctions.path_token import path_of_text
from landform.cdk.aws_stepfunctions_tasks.service_task import (
    REQUEST,
    RUN_JOB,
    ServiceTask,
    allow,
    input_value,
)
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_TRUST_UUID: Final = "8693BB64-9689-44B6-9AAF-B0CC9EB8757C"


class Classification(Native):
    """A kind of configuration."""

    def __init__(self, classification_statement: str) -> None:
        self.classification_statement = classification_statement


class ReleaseLabel(Native):
    """A release of EMR."""

    def __init__(self, label: str) -> None:
        self.label = label


for _constant, _word in (
    *(("SPARK", "spark"), ("SPARK_DEFAULTS", "spark-defaults"), ("SPARK_ENV", "spark-env")),
    *(("SPARK_HIVE_SITE", "spark-hive-site"), ("SPARK_LOG4_J", "spark-log4j")),
    ("SPARK_METRICS", "spark-metrics"),
):
    setattr(Classification, _constant, Classification(_word))
for _constant, _word in (
    *(("EMR_5_32_0", "emr-5.32.0-latest"), ("EMR_5_33_0", "emr-5.33.0-latest")),
    *(("EMR_6_2_0", "emr-6.2.0-latest"), ("EMR_6_3_0", "emr-6.3.0-latest")),
):
    setattr(ReleaseLabel, _constant, ReleaseLabel(_word))


class EmrContainersStartJobRun(ServiceTask):
    """Runs a job, and waits for its end."""

    _action = "emr-containers:startJobRun"
    _patterns = (REQUEST, RUN_JOB)
    _default = RUN_JOB

    def __init__(self, scope: Any, id: str, **props: Any) -> None:
        super().__init__(scope, id, **props)
        for each in self._props.application_config or ():
            _check_configuration(_configuration(each))
        self._role: Any = self._props.execution_role
        self.grant_principal: Any = None
        if self._role is None:
            self._role = self._made_role()
        self.grant_principal = self._role.grant_principal
        self._monitoring_rights()

    def _monitoring(self) -> Any:
        return given("aws_stepfunctions_tasks", "Monitoring", self._props.monitoring)

    def _monitoring_rights(self) -> None:
        monitoring = self._monitoring()
        self._log_group = self._log_bucket = None
        if monitoring is not None and (monitoring.log_bucket is not None or monitoring.logging):
            self._log_bucket = monitoring.log_bucket or self._made_bucket()
            self._log_bucket.grant_read_write(self._role)
        if monitoring is not None and (monitoring.log_group is not None or monitoring.logging):
            self._log_group = monitoring.log_group or self._made_group()
            self._log_group.grant_write(self._role)
            self._log_group.grant(self._role, "logs:DescribeLogStreams")
        groups = self._arn("logs", "*")
        self._role.add_to_principal_policy(allow("logs:DescribeLogGroups", groups))

    def _made_group(self) -> Any:
        from landform.cdk.aws_logs.log_group import LogGroup

        return LogGroup(self, "Monitoring Log Group")

    def _made_bucket(self) -> Any:
        from landform.cdk.aws_s3.bucket import Bucket

        return Bucket(self, "Monitoring Bucket")

    def _made_role(self) -> Any:
        from landform.cdk.aws_iam.principals import ServicePrincipal
        from landform.cdk.aws_iam.role import Role
        from landform.cdk.aws_iam.wrapped import CompositePrincipal

        if path_of_text(self._props.virtual_cluster.id) is not None:
            raise ValueError(
                "Execution role cannot be undefined when the virtual cluster ID is not a concrete value. "
                "Provide an execution role with the correct trust policy"
            )
        role = Role(
            self,
            "Job-Execution-Role",
            assumed_by=CompositePrincipal(
                ServicePrincipal("emr-containers.amazonaws.com"), ServicePrincipal("states.amazonaws.com")
            ),
        )
        self._let_jobs_assume(role)
        return role

    def _let_jobs_assume(self, role: Any) -> None:
        """A custom resource lets the service accounts of the cluster's jobs assume the role."""
        from landform.cdk.core.custom_resource import CustomResource
        from landform.cdk.custom_resources.provider import Provider

        cluster = self._cluster_info()
        prefix = "virtualCluster.containerProvider"
        name, namespace = (
            cluster.get_response_field(f"{prefix}.{each}") for each in ("id", "info.eksInfo.namespace")
        )
        function = self._trust_function()
        clusters = self._arn("eks", "cluster", name)
        function.add_to_role_policy(allow("eks:DescribeCluster", clusters))
        function.add_to_role_policy(allow(["iam:GetRole", "iam:UpdateAssumeRolePolicy"], role.role_arn))
        provider = Provider(self, "CustomResourceProvider", on_event_handler=function)
        properties = {"eksNamespace": namespace, "eksClusterId": name, "roleName": role.role_name}
        CustomResource(self, "Custom Resource", properties=properties, service_token=provider.service_token)

    def _cluster_info(self) -> Any:
        from landform.cdk.custom_resources.aws_custom_resource import AwsCustomResource
        from landform.cdk.custom_resources.sdk_calls import AwsCustomResourcePolicy, PhysicalResourceId

        return AwsCustomResource(
            self,
            "GetEksClusterInfo",
            on_create={
                "service": "EMRcontainers",
                "action": "describeVirtualCluster",
                "parameters": {"id": self._props.virtual_cluster.id},
                "output_paths": [
                    "virtualCluster.containerProvider.info.eksInfo.namespace",
                    "virtualCluster.containerProvider.id",
                ],
                "physical_resource_id": PhysicalResourceId.of("id"),
            },
            policy=AwsCustomResourcePolicy.from_sdk_calls(resources=AwsCustomResourcePolicy.ANY_RESOURCE),
            install_latest_aws_sdk=False,
        )

    def _trust_function(self) -> Any:
        from landform.cdk.aws_lambda.code import Code
        from landform.cdk.aws_lambda.runtime import Runtime
        from landform.cdk.aws_lambda.singleton_function import SingletonFunction
        from landform.cdk.core.custom_resource_provider import HANDLERS
        from landform.cdk.lambda_layer_awscli.layer import AwsCliLayer

        return SingletonFunction(
            self,
            "Call Update-Role-Trust-Policy",
            uuid=_TRUST_UUID,
            runtime=Runtime.PYTHON_3_13,
            handler="index.handler",
            code=Code.from_asset(str(HANDLERS / "emr_role_trust")),
            timeout=Duration.seconds(30),
            memory_size=256,
            layers=[AwsCliLayer(self, "awsclilayer")],
        )

    def _parameters(self, is_jsonata: bool) -> dict[str, Any]:
        props = self._props
        driver = given("aws_stepfunctions_tasks", "JobDriver", props.job_driver)
        spark = given("aws_stepfunctions_tasks", "SparkSubmitJobDriver", driver.spark_submit_job_driver)
        configurations = [_rendered(_configuration(each)) for each in props.application_config or ()]
        return {
            "VirtualClusterId": props.virtual_cluster.id,
            "Name": props.job_name,
            "ExecutionRoleArn": self._role.role_arn,
            "ReleaseLabel": props.release_label.label,
            "JobDriver": {
                "SparkSubmitJobDriver": {
                    "EntryPoint": spark.entry_point.value,
                    "EntryPointArguments": input_value(spark.entry_point_arguments),
                    "SparkSubmitParameters": spark.spark_submit_parameters,
                }
            },
            "ConfigurationOverrides": {
                "ApplicationConfiguration": configurations if props.application_config is not None else None,
                "MonitoringConfiguration": self._monitored(),
            },
            "Tags": props.get("tags"),
        }

    def _monitored(self) -> dict[str, Any]:
        monitoring, group, bucket = self._monitoring(), self._log_group, self._log_bucket
        prefix = monitoring.log_stream_name_prefix if monitoring is not None else None
        logs = {"LogGroupName": group.log_group_name, "LogStreamNamePrefix": prefix} if group else None
        is_off = monitoring is not None and monitoring.persistent_app_ui is False
        return {
            "CloudWatchMonitoringConfiguration": logs,
            "PersistentAppUI": "DISABLED" if is_off else "ENABLED",
            "S3MonitoringConfiguration": {"LogUri": f"s3://{bucket.bucket_name}"} if bucket else None,
        }

    def _allowed(self) -> Sequence[PolicyStatement]:
        cluster = self._props.virtual_cluster.id
        name = "*" if path_of_text(cluster) is not None else cluster
        found = [
            allow(
                "emr-containers:StartJobRun",
                self._arn("emr-containers", "/virtualclusters", name),
                conditions={"StringEquals": {"emr-containers:ExecutionRoleArn": self._role.role_arn}},
            )
        ]
        if self._pattern is RUN_JOB:
            runs = self._arn("emr-containers", "/virtualclusters", f"{name}/jobruns/*")
            found.append(allow(["emr-containers:DescribeJobRun", "emr-containers:CancelJobRun"], runs))
        return found


def _configuration(value: Any) -> Any:
    return given("aws_stepfunctions_tasks", "ApplicationConfiguration", value)


def _rendered(configuration: Any) -> dict[str, Any]:
    nested = configuration.nested_config
    return {
        "Classification": configuration.classification.classification_statement,
        "Properties": configuration.properties,
        "Configurations": [_rendered(_configuration(each)) for each in nested] if nested else None,
    }


def _check_configuration(configuration: Any) -> None:
    if not configuration.properties and not configuration.nested_config:
        raise ValueError(
            "Application configuration must have either properties or nested app configurations defined"
        )
    for each in configuration.nested_config or ():
        _check_configuration(_configuration(each))
