"""A resource whose life is calls of the SDK: one to make it, one to change it, one to delete it.

Source: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources.AwsCustomResource.html
"""

from typing import Any, ClassVar, Final

from landform.cdk.aws_iam.policy import Policy
from landform.cdk.constructs import Construct
from landform.cdk.core.custom_resource import CustomResource
from landform.cdk.core.custom_resource_provider import OWN_RUNTIME, handler_folder
from landform.cdk.core.json_lang import to_json_string
from landform.cdk.core.native import Native
from landform.cdk.core.quantities import Duration
from landform.cdk.custom_resources.sdk_calls import OwnCall, names_physical_id, statements_for, written_call
from landform.cdk.l1.lookup import given

DEFAULT_MINUTES: Final = 2
_LATEST_MEMORY: Final = 512  # MiB, which installing an SDK takes; written down as templates have it
LATEST_FLAG: Final = "@aws-cdk/customresources:installLatestAwsSdkDefault"


class AwsCustomResource(Native, Construct):
    """Calls of the SDK as a resource; the keyword arguments are those of `AwsCustomResourceProps`.

    The function that makes the calls is the library's own, in Python: `install_latest_aws_sdk` is written
    down, and the SDK of the function's runtime is used.
    """

    _order: ClassVar[tuple[str, ...]] = ()  # of a call's members, where it is not that of all others
    PROVIDER_FUNCTION_UUID: ClassVar[str] = "679f53fa-c002-430c-b0da-5b7982bd2287"

    def __init__(self, scope: Any, id: str, **options: Any) -> None:
        super().__init__(scope, id)
        props = given("custom_resources", "AwsCustomResourceProps", options)
        calls = [_call(each) for each in (props.on_create, props.on_update, props.on_delete)]
        create, update, delete = calls
        create = create or update
        _check(props, create, [each for each in calls if each is not None])
        self._calls = [each for each in (create, update, delete) if each is not None]
        function = self._function(props)
        self.grant_principal = function.grant_principal
        latest = props.install_latest_aws_sdk
        if latest is None:
            latest = self.node.try_get_context(LATEST_FLAG) is not False
        self._resource = CustomResource(
            self,
            "Resource",
            resource_type=props.resource_type or "Custom::AWS",
            service_token=function.function_arn,
            pascal_case_properties=True,
            removal_policy=props.removal_policy,
            service_timeout=props.service_timeout,
            properties={
                "create": self._written(create),
                "update": self._written(update),
                "delete": self._written(delete),
                "installLatestAwsSdk": latest,
            },
        )
        if props.policy is not None:
            statements = statements_for(props.policy, [each for each in calls if each is not None])
            policy = Policy(self, "CustomResourcePolicy", statements=statements)
            if function.role is not None:
                policy.attach_to_role(function.role)
            self._resource.node.add_dependency(policy)

    def get_response_field(self, data_path: str) -> str:
        """A field of the answer, such as `Parameter.Value`, as a string."""
        self._refuse_fields("getDataString")
        return self._resource.get_att_string(data_path)

    def get_response_field_reference(self, data_path: str) -> Any:
        """The same as a reference."""
        self._refuse_fields("getData")
        return self._resource.get_att(data_path)

    def _function(self, props: Any) -> Any:
        from landform.cdk.aws_lambda import Code, Runtime, SingletonFunction

        made = SingletonFunction(
            self,
            "Provider",
            uuid=self.PROVIDER_FUNCTION_UUID,
            lambda_purpose="AWS",
            code=Code.from_asset(str(handler_folder("aws_sdk_call"))),
            runtime=Runtime(OWN_RUNTIME),
            handler="index.handler",
            role=props.role,
            timeout=props.timeout or Duration.minutes(DEFAULT_MINUTES),
            memory_size=props.memory_size or (_LATEST_MEMORY if props.install_latest_aws_sdk else None),
            log_group=props.log_group,
            log_retention=props.log_retention,
            function_name=props.function_name,
            vpc=props.vpc,
            vpc_subnets=props.vpc_subnets,
        )
        made._function._is_own_handler = True  # CustomResourceConfig looks for it
        return made

    def _written(self, call: Any) -> str | None:
        written = written_call(call, self)
        if written is None:
            return None
        order = self._order or tuple(written)
        return to_json_string({name: written[name] for name in order if name in written})

    def _refuse_fields(self, name: str) -> None:
        if any(each.ignore_error_codes_matching is not None for each in self._calls):
            raise ValueError(f"`{name}` cannot be called along with `ignoreErrorCodesMatching`.")


def _call(value: Any) -> Any:
    found = given("custom_resources", "AwsSdkCall", value)
    if isinstance(value, OwnCall):
        found._is_own = True
    return found


def _check(props: Any, create: Any, calls: list[Any]) -> None:
    if not calls:
        raise ValueError("At least `onCreate`, `onUpdate` or `onDelete` must be specified.")
    if props.role is None and props.policy is None:
        raise ValueError("At least one of `policy` or `role` (or both) must be specified.")
    if create is not None and create.physical_resource_id is None:
        raise ValueError("'physicalResourceId' must be specified for 'onCreate' call.")
    if create is not None and names_physical_id(create.parameters):
        raise ValueError("`PhysicalResourceIdReference` must not be specified in `onCreate` parameters.")
    for call in calls:
        id = call.physical_resource_id
        if call.ignore_error_codes_matching is not None and id is not None and id.response_path is not None:
            raise ValueError(
                "`PhysicalResourceId.fromResponse` cannot be called along with `ignoreErrorCodesMatching`."
            )
