"""Resources: the parts of an API's paths.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-resource.html
"""

import re
from typing import Any, Final

from landform.cdk.api import reference_of
from landform.cdk.aws_apigateway.cors import preflight
from landform.cdk.aws_apigateway.enums import AuthorizationType
from landform.cdk.aws_apigateway.integration import Integration, MockIntegration
from landform.cdk.aws_apigateway.method import Method
from landform.cdk.core import resource as base
from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_PATH_PART: Final = re.compile(r"^[a-zA-Z0-9:._\-$]+$|^\{[a-zA-Z0-9:._\-$]+\+?\}$")


class ResourceBase(Native, base.Resource):
    """What resources of the app and imported ones share."""

    api: Any
    path: str
    resource_id: str
    parent_resource: Any = None
    default_integration: Integration | None = None
    default_method_options: Any = None
    default_cors_preflight_options: Any = None
    _is_proxied = False

    def __init__(self, scope: Any, id: str) -> None:
        super().__init__(scope, id)
        self._parts: dict[str, Resource] = {}

    @property
    def resource_ref(self) -> Any:
        """What names the resource."""
        return reference_of(resource_id=self.resource_id, rest_api_id=self.api.rest_api_id)

    def add_method(self, http_method: str, integration: Integration | None = None, **options: Any) -> Method:
        """Answer an HTTP method."""
        if self._is_proxied:
            raise ValueError("Cannot call 'add_method' on a proxying LambdaRestApi; set 'proxy' to False")
        return Method(
            self,
            http_method,
            resource=self,
            http_method=http_method,
            integration=integration,
            options=options,
        )

    def add_resource(self, path_part: str, **options: Any) -> "Resource":
        """A resource below this one."""
        return Resource(self, path_part, parent=self, path_part=path_part, **options)

    def add_proxy(self, **options: Any) -> "ProxyResource":
        """A resource for all paths below this one."""
        return ProxyResource(self, "{proxy+}", parent=self, **options)

    def add_cors_preflight(
        self,
        *,
        allow_origins: Any,
        allow_credentials: bool | None = None,
        allow_headers: Any = None,
        allow_methods: Any = None,
        disable_cache: bool | None = None,
        expose_headers: Any = None,
        max_age: Any = None,
        status_code: float | None = None,
    ) -> Method:
        """Answer browsers that ask whether they may call this from another origin."""
        options = {
            "allow_origins": allow_origins,
            "allow_credentials": allow_credentials,
            "allow_headers": allow_headers,
            "allow_methods": allow_methods,
            "disable_cache": disable_cache,
            "expose_headers": expose_headers,
            "max_age": max_age,
            "status_code": status_code,
        }
        integration, method = preflight(given("aws_apigateway", "CorsOptions", options))
        return self.add_method(
            "OPTIONS",
            MockIntegration(**integration),
            authorizer=_NOBODY,
            authorization_type=AuthorizationType.NONE,
            **method,
        )

    def get_resource(self, path_part: str) -> Any:
        """The resource below this one for a part of a path; None when there is none."""
        return self._parts.get(path_part)

    def resource_for_path(self, path: str) -> Any:
        """The resource for a path below this one; what is missing on the way is made."""
        if not path:
            return self
        if path.startswith("/"):
            if self.path != "/":
                raise ValueError(f'Path may start with "/" only for the resource, but we are at: {self.path}')
            return self.resource_for_path(path[1:])
        first, _, rest = path.partition("/")
        if not first:
            raise ValueError("resource_for_path() got a path with an empty part")
        below = self.get_resource(first) or self.add_resource(first)
        return below.resource_for_path(rest)

    def _take_defaults(self, parent: Any, integration: Any, method_options: Any, cors: Any) -> None:
        """Take what is said here, or what the parent has; and answer browsers if that is wanted."""
        above = parent.default_method_options if parent is not None else None
        own = given("aws_apigateway", "MethodOptions", method_options)
        self.default_integration = integration or (parent.default_integration if parent is not None else None)
        if above is not None or own is not None or parent is not None:
            own = given("aws_apigateway", "MethodOptions", {**(above or {}), **(own or {})})
        self.default_method_options = own
        self.default_cors_preflight_options = given("aws_apigateway", "CorsOptions", cors) or (
            parent.default_cors_preflight_options if parent is not None else None
        )

    def _answer_browsers(self) -> None:
        if self.default_cors_preflight_options is not None:
            self.add_cors_preflight(**self.default_cors_preflight_options)


class Resource(ResourceBase):
    """A part of an API's paths."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        parent: Any,
        path_part: str,
        default_cors_preflight_options: Any = None,
        default_integration: Integration | None = None,
        default_method_options: Any = None,
    ) -> None:
        super().__init__(scope, id)
        _check_path_part(path_part)
        self.parent_resource = parent
        self.api = parent.api
        if isinstance(parent, ResourceBase):
            parent._parts[path_part] = self
        properties = {
            "restApiId": self.api.rest_api_id,
            "parentId": parent.resource_id,
            "pathPart": path_part,
        }
        child = cfn_class("aws_apigateway", "CfnResource")(
            self,
            "Resource",
            parent_id=properties["parentId"],
            rest_api_id=properties["restApiId"],
            path_part=path_part,
        )
        self.resource_id = child.ref
        self.path = f"{parent.path.removesuffix('/')}/{path_part}"
        deployment = self.api.latest_deployment
        if deployment is not None:
            deployment.node.add_dependency(child)
            deployment.add_to_logical_id({"resource": properties})
        self._take_defaults(
            parent, default_integration, default_method_options, default_cors_preflight_options
        )
        self._answer_browsers()

    @staticmethod
    def from_resource_attributes(
        scope: Any, id: str, *, path: str, resource_id: str, rest_api: Any
    ) -> "ImportedResource":
        """A resource that exists already."""
        return ImportedResource(scope, id, path, resource_id, rest_api)


class ImportedResource(ResourceBase):
    """A resource that exists already."""

    def __init__(self, scope: Any, id: str, path: str, resource_id: str, rest_api: Any) -> None:
        super().__init__(scope, id)
        self.api = rest_api
        self.path = path
        self.resource_id = resource_id


class RootResource(ResourceBase):
    """The path that all others begin with."""

    def __init__(self, api: Any, options: dict[str, Any], resource_id: str) -> None:
        super().__init__(api, "Default")
        self.api = api
        self.path = "/"
        self.resource_id = resource_id
        self._take_defaults(
            None,
            options.get("default_integration"),
            options.get("default_method_options"),
            options.get("default_cors_preflight_options"),
        )
        self._answer_browsers()


class ProxyResource(Resource):
    """A resource for all paths below another one."""

    any_method: Method | None = None

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        parent: Any,
        any_method: bool | None = None,
        default_cors_preflight_options: Any = None,
        default_integration: Integration | None = None,
        default_method_options: Any = None,
    ) -> None:
        del default_cors_preflight_options  # the parent's are taken
        super().__init__(
            scope,
            id,
            parent=parent,
            path_part="{proxy+}",
            default_integration=default_integration,
            default_method_options=default_method_options,
        )
        if any_method is not False:
            self.any_method = self.add_method("ANY")

    def add_method(self, http_method: str, integration: Integration | None = None, **options: Any) -> Method:
        """Answer an HTTP method; below the root, for the root itself too."""
        parent = self.parent_resource
        is_below_root = parent is not None and parent.path == "/"
        if is_below_root and not isinstance(parent.node.try_find_child(http_method), Method):
            parent.add_method(http_method, integration, **options)
        return super().add_method(http_method, integration, **options)


class _Nobody:
    """In place of an authorizer: everybody may ask."""

    authorizer_id = None
    authorization_type = AuthorizationType.NONE


_NOBODY: Final = _Nobody()


def _check_path_part(part: str) -> None:
    if not is_unresolved(part) and _PATH_PART.match(part) is None:
        raise ValueError(
            "Resource's path part only allow [a-zA-Z0-9:._-$], an optional trailing '+'\n"
            f"and curly braces at the beginning and the end: {part}"
        )
