"""Traits of plain resources: that they admit a resource policy, or are encrypted with a key.

A construct that has the methods itself is its own trait. For a Cfn resource a factory makes it: one that was
registered for a scope (the nearest counts), else the default one of the type.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from landform.cdk.api import find
from landform.cdk.aws_iam.grant import Grant
from landform.cdk.aws_iam.policy_document import PolicyDocument
from landform.cdk.aws_iam.policy_statement import PolicyStatement
from landform.cdk.aws_iam.protocols import AddToResourcePolicyResult
from landform.cdk.core.cfn_resource import CfnResource
from landform.cdk.core.checked import Checked
from landform.cdk.core.references import CfnReference
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import Tokenization

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PolicyResource:
    """The resource that holds another one's policy."""

    module: str
    kind: str
    names: str  # the property that names the resources the policy is for
    id: str  # of the construct, under the resource

    @property
    def cfn_class(self) -> Any:
        """The class of the policy's type."""
        return getattr(import_module(f"landform.cdk.{self.module}"), self.kind)


_POLICIES: Final[Mapping[str, _PolicyResource]] = {
    "AWS::S3::Bucket": _PolicyResource(
        module="aws_s3", kind="CfnBucketPolicy", names="bucket", id="S3BucketPolicy"
    ),
    "AWS::SNS::Topic": _PolicyResource(
        module="aws_sns", kind="CfnTopicPolicy", names="topics", id="TopicPolicy"
    ),
    "AWS::SQS::Queue": _PolicyResource(
        module="aws_sqs", kind="CfnQueuePolicy", names="queues", id="QueuePolicy"
    ),
}
_INSIDE: Final[Mapping[str, str]] = {"AWS::KMS::Key": "key_policy"}
"""Types that hold their policy themselves, and where."""

_KEYS: Final[Mapping[str, Path]] = {
    "AWS::S3::Bucket": (
        *("BucketEncryption", "ServerSideEncryptionConfiguration", "0"),
        *("ServerSideEncryptionByDefault", "KMSMasterKeyID"),
    ),
    "AWS::SNS::Topic": ("KmsMasterKeyId",),
    "AWS::SQS::Queue": ("KmsMasterKeyId",),
}
"""Where resources of a type name the key that they are encrypted with."""


class _Trait:
    """What traits of a Cfn resource share: they stand where it stands."""

    def __init__(self, resource: CfnResource) -> None:
        self._resource = resource
        self.node = resource.node
        self.env = Stack.of(resource)  # account and region
        self.stack = self.env


class _PolicyOfResource(_Trait):
    """A resource policy in a resource of its own, found or made."""

    def __init__(self, resource: CfnResource, where: _PolicyResource) -> None:
        super().__init__(resource)
        self._where = where

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy; it is made if there is none."""
        found = self._existing() or self._made()
        _add_statement(found, "policy_document", statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=found)

    def _existing(self) -> Any:
        for each in Stack.of(self._resource).node.find_all():
            if isinstance(each, self._where.cfn_class) and self._is_for(each):
                return each
        return None

    def _is_for(self, policy: Any) -> bool:
        named = getattr(policy, self._where.names)
        listed = named if isinstance(named, list | tuple) else [named]
        return any(_target(each) is self._resource for each in listed)

    def _made(self) -> Any:
        names: Any = self._resource.ref
        if self._where.names.endswith("s"):
            names = [names]
        options = {self._where.names: names, "policy_document": PolicyDocument()}
        return self._where.cfn_class(self._resource, self._where.id, **options)


class _PolicyInside(_Trait):
    """A resource policy that is a property of the resource."""

    def __init__(self, resource: CfnResource, name: str) -> None:
        super().__init__(resource)
        self._name = name

    def add_to_resource_policy(self, statement: PolicyStatement) -> AddToResourcePolicyResult:
        """Add to the policy."""
        _add_statement(self._resource, self._name, statement)
        return AddToResourcePolicyResult(statement_added=True, policy_dependable=self._resource)


class _EncryptedResource(_Trait):
    """A resource that names the key it is encrypted with."""

    def __init__(self, resource: CfnResource, path: Path) -> None:
        super().__init__(resource)
        self._path = path

    def grant_on_key(self, grantee: Any, *actions: str) -> Any:
        """Allow actions on the key; nothing when it is no key of the app."""
        from landform.cdk.aws_kms.key import Key

        key = _target(self._key())
        if not isinstance(key, CfnResource) or key.cfn_resource_type not in _INSIDE:
            return grant_on_key_result(None)
        return grant_on_key_result(Key.from_cfn_key(key).grants.actions(grantee, *actions))

    def _key(self) -> Any:
        value: Any = self._resource._merged_properties()
        for step in self._path:
            if isinstance(value, list):
                value = value[int(step)] if len(value) > int(step) else None
            else:
                value = value.get(step) if isinstance(value, Mapping) else None
        return value


class _PolicyFactory:
    def for_resource(self, resource: CfnResource) -> Any:
        """The trait of a resource."""
        inside = _INSIDE.get(resource.cfn_resource_type)
        if inside is not None:
            return _PolicyInside(resource, inside)
        return _PolicyOfResource(resource, _POLICIES[resource.cfn_resource_type])


class _EncryptionFactory:
    def for_resource(self, resource: CfnResource) -> Any:
        """The trait of a resource."""
        return _EncryptedResource(resource, _KEYS[resource.cfn_resource_type])


class _Defaults(Checked):
    """What makes a trait of a type's resources, where no scope says otherwise."""

    _factories: ClassVar[dict[str, Any]]

    @classmethod
    def get(cls, type: str) -> Any:
        """The factory of a type, or None."""
        return cls._factories.get(type)

    @classmethod
    def has(cls, type: str) -> bool:
        """Whether a type has one."""
        return type in cls._factories

    @classmethod
    def set(cls, type: str, factory: Any) -> None:
        """Give a type another one."""
        cls._factories[type] = factory


class DefaultPolicyFactories(_Defaults):
    """What makes the policy trait of a type's resources, where no scope says otherwise."""

    _factories: ClassVar[dict[str, Any]] = dict.fromkeys((*_POLICIES, *_INSIDE), _PolicyFactory())


class DefaultEncryptedResourceFactories(_Defaults):
    """What makes the encryption trait of a type's resources, where no scope says otherwise."""

    _factories: ClassVar[dict[str, Any]] = dict.fromkeys(_KEYS, _EncryptionFactory())


class _Traits(Checked):
    """Finds a trait of a construct: its own, or one that a factory makes."""

    _method: ClassVar[str]  # that the trait has
    _defaults: ClassVar[type[_Defaults]]
    _registered: ClassVar[WeakKeyDictionary[Any, dict[str, Any]]]

    @classmethod
    def of(cls, resource: Any) -> Any:
        """The trait of a resource, or None."""
        if not isinstance(resource, CfnResource):
            return resource if hasattr(resource, cls._method) else None
        kind = resource.cfn_resource_type
        scopes = (cls._registered.get(each, {}) for each in reversed(resource.node.scopes))
        factory = next((each[kind] for each in scopes if kind in each), None) or cls._defaults.get(kind)
        return factory.for_resource(resource) if factory is not None else None

    @classmethod
    def register(cls, scope: Any, cfn_type: str, factory: Any) -> None:
        """Let a factory make the traits of a type's resources inside a scope."""
        cls._registered.setdefault(scope, {})[cfn_type] = factory


class ResourceWithPolicies(_Traits):
    """Finds what a statement can be added to."""

    _method = "add_to_resource_policy"
    _defaults = DefaultPolicyFactories
    _registered: ClassVar[WeakKeyDictionary[Any, dict[str, Any]]] = WeakKeyDictionary()


class EncryptedResources(_Traits):
    """Finds what a grant on a key goes through."""

    _method = "grant_on_key"
    _defaults = DefaultEncryptedResourceFactories
    _registered: ClassVar[WeakKeyDictionary[Any, dict[str, Any]]] = WeakKeyDictionary()


class GrantableResources(Checked):
    """Which traits a construct has itself."""

    @staticmethod
    def is_encrypted_resource(resource: Any) -> bool:
        """Whether grants on its key go through it."""
        return not isinstance(resource, CfnResource) and hasattr(resource, "grant_on_key")

    @staticmethod
    def is_resource_with_policy(resource: Any) -> bool:
        """Whether statements can be added to it."""
        return not isinstance(resource, CfnResource) and hasattr(resource, "add_to_resource_policy")


def grant_on_key_result(grant: Any) -> Any:
    """What `grant_on_key` gives: a record of the grant, which may be None."""
    result = find("aws_iam", "GrantOnKeyResult")
    assert result is not None  # a record of the API
    return result(grant=grant)


class EncryptedGrants(Checked):
    """Grants on a resource that may have a policy and a key."""

    def __init__(self, resource: Any) -> None:
        self.resource = resource
        self.policy_resource = ResourceWithPolicies.of(resource)
        self.encrypted_resource = EncryptedResources.of(resource)

    def _arn(self) -> str:
        raise TypeError(f"{type(self).__name__} does not say which ARN it grants on")

    def actions(
        self,
        grantee: Any,
        actions: Sequence[str],
        *,
        key_actions: Sequence[str] | None = None,
        resource_arns: Sequence[str] | None = None,
    ) -> Grant:
        """Allow actions, and others on the key that the resource is encrypted with."""
        arns = list(resource_arns) if resource_arns is not None else [self._arn()]
        common: dict[str, Any] = {"grantee": grantee, "actions": list(actions), "resource_arns": arns}
        if self.policy_resource is None:
            found = Grant.add_to_principal(**common)
        else:
            found = Grant.add_to_principal_or_resource(**common, resource=self.policy_resource)
        if key_actions and self.encrypted_resource is not None:
            self.encrypted_resource.grant_on_key(grantee, *key_actions)
        return found


def _target(value: Any) -> Any:
    """The construct that a value refers to, or None."""
    found = Tokenization.reverse(value) if isinstance(value, str) else value
    return found.target if isinstance(found, CfnReference) else None


def _add_statement(resource: Any, name: str, statement: PolicyStatement) -> None:
    given = getattr(resource, name)
    if given is None:
        document = PolicyDocument()
    else:
        document = given if isinstance(given, PolicyDocument) else PolicyDocument.from_json(given)
    document.add_statements(statement)
    setattr(resource, name, document)
