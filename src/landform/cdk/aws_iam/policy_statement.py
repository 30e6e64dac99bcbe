"""One statement of a policy.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from landform.cdk.aws_iam.protocols import Conditions
from landform.cdk.aws_iam.statement_parts import listed, merged_principals
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import LIST_TOKEN, is_unresolved

_ACTION = re.compile(r"(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+)\Z")


class Effect(Enum):
    """What a statement does."""

    ALLOW = "Allow"
    DENY = "Deny"


class PolicyStatement(Checked):
    """Effect, actions, resources, principals and conditions."""

    def __init__(
        self,
        *,
        actions: Sequence[str] | None = None,
        conditions: Conditions | None = None,
        effect: Effect | None = None,
        not_actions: Sequence[str] | None = None,
        not_principals: Sequence[Any] | None = None,
        not_resources: Sequence[str] | None = None,
        principals: Sequence[Any] | None = None,
        resources: Sequence[str] | None = None,
        sid: str | None = None,
    ) -> None:
        for action in [*(actions or ()), *(not_actions or ())]:
            if not is_unresolved(action) and not LIST_TOKEN.match(action) and not _ACTION.match(action):
                raise ValueError(
                    f"Action '{action}' is invalid. An action string consists of a service namespace, a "
                    "colon, and the name of an action. Action names can include wildcards."
                )
        self._frozen = False
        self._sid = sid
        self._effect = effect or Effect.ALLOW
        self._actions: list[str] = []
        self._not_actions: list[str] = []
        self._resources: list[str] = []
        self._not_resources: list[str] = []
        self._principals: list[Any] = []
        self._not_principals: list[Any] = []
        self._conditions: dict[str, Any] = {}
        self._principal_conditions: str | None = None
        self.add_actions(*(actions or ()))
        self.add_not_actions(*(not_actions or ()))
        self.add_principals(*(principals or ()))
        self.add_not_principals(*(not_principals or ()))
        self.add_resources(*(resources or ()))
        self.add_not_resources(*(not_resources or ()))
        self.add_conditions(conditions or {})

    @staticmethod
    def from_json(obj: Any) -> "PolicyStatement":
        """A statement from its JSON form."""
        from landform.cdk.aws_iam.principals import JsonPrincipal

        def all_of(name: str) -> list[str]:
            value = obj.get(name)
            return list(value) if isinstance(value, list) else [] if value is None else [value]

        def principals(name: str) -> list[Any]:
            return [JsonPrincipal(obj[name])] if obj.get(name) is not None else []

        statement = PolicyStatement(
            sid=obj.get("Sid"),
            actions=all_of("Action"),
            resources=all_of("Resource"),
            conditions=obj.get("Condition"),
            effect=Effect(obj.get("Effect", "Allow")),
            not_actions=all_of("NotAction"),
            not_resources=all_of("NotResource"),
            principals=principals("Principal"),
            not_principals=principals("NotPrincipal"),
        )
        problems = statement.validate_for_any_policy()
        if problems:
            raise ValueError("Incorrect Policy Statement: " + "\n".join(problems))
        return statement

    @property
    def sid(self) -> str | None:
        """The statement's id."""
        return self._sid

    @sid.setter
    def sid(self, value: str | None) -> None:
        self._require_open("sid")
        self._sid = value

    @property
    def effect(self) -> Effect:
        """Allow or Deny."""
        return self._effect

    @effect.setter
    def effect(self, value: Effect) -> None:
        self._require_open("effect")
        self._effect = value

    @property
    def actions(self) -> list[str]:
        """The actions."""
        return list(self._actions)

    @property
    def not_actions(self) -> list[str]:
        """The actions excepted."""
        return list(self._not_actions)

    @property
    def resources(self) -> list[str]:
        """The resources."""
        return list(self._resources)

    @property
    def not_resources(self) -> list[str]:
        """The resources excepted."""
        return list(self._not_resources)

    @property
    def principals(self) -> list[Any]:
        """The principals."""
        return list(self._principals)

    @property
    def not_principals(self) -> list[Any]:
        """The principals excepted."""
        return list(self._not_principals)

    @property
    def conditions(self) -> dict[str, Any]:
        """The conditions."""
        return dict(self._conditions)

    @property
    def frozen(self) -> bool:
        """Whether it can no longer be changed."""
        return self._frozen

    @property
    def has_principal(self) -> bool:
        """Whether it names principals, or excepts some."""
        return bool(self._principals or self._not_principals)

    @property
    def has_resource(self) -> bool:
        """Whether it names resources, or excepts some."""
        return bool(self._resources or self._not_resources)

    def add_actions(self, *actions: str) -> None:
        """Add actions."""
        self._require_open("addActions")
        if actions and self._not_actions:
            raise ValueError("Cannot add 'Actions' to policy statement if 'NotActions' have been added")
        self._actions.extend(each for each in dict.fromkeys(actions) if each not in self._actions)

    def add_not_actions(self, *not_actions: str) -> None:
        """Except actions."""
        self._require_open("addNotActions")
        if not_actions and self._actions:
            raise ValueError("Cannot add 'NotActions' to policy statement if 'Actions' have been added")
        self._not_actions.extend(each for each in dict.fromkeys(not_actions) if each not in self._not_actions)

    def add_resources(self, *arns: str) -> None:
        """Add resources."""
        self._require_open("addResources")
        if arns and self._not_resources:
            raise ValueError("Cannot add 'Resources' to policy statement if 'NotResources' have been added")
        self._resources.extend(each for each in dict.fromkeys(arns) if each not in self._resources)

    def add_not_resources(self, *arns: str) -> None:
        """Except resources."""
        self._require_open("addNotResources")
        if arns and self._resources:
            raise ValueError("Cannot add 'NotResources' to policy statement if 'Resources' have been added")
        self._not_resources.extend(each for each in dict.fromkeys(arns) if each not in self._not_resources)

    def add_all_resources(self) -> None:
        """Add `*`."""
        self.add_resources("*")

    def add_principals(self, *principals: Any) -> None:
        """Add principals; all must need the same conditions."""
        self._require_open("addPrincipals")
        if principals and self._not_principals:
            raise ValueError("Cannot add 'Principals' to policy statement if 'NotPrincipals' have been added")
        self._take(self._principals, principals)

    def add_not_principals(self, *not_principals: Any) -> None:
        """Except principals."""
        self._require_open("addNotPrincipals")
        if not_principals and self._principals:
            raise ValueError("Cannot add 'NotPrincipals' to policy statement if 'Principals' have been added")
        self._take(self._not_principals, not_principals)

    def add_aws_account_principal(self, account_id: str) -> None:
        """Add an account."""
        from landform.cdk.aws_iam.principals import AccountPrincipal

        self.add_principals(AccountPrincipal(account_id))

    def add_arn_principal(self, arn: str) -> None:
        """Add a principal by its ARN."""
        from landform.cdk.aws_iam.principals import ArnPrincipal

        self.add_principals(ArnPrincipal(arn))

    def add_service_principal(
        self, service: str, *, conditions: Conditions | None = None, region: str | None = None
    ) -> None:
        """Add a service."""
        from landform.cdk.aws_iam.principals import ServicePrincipal

        self.add_principals(ServicePrincipal(service, conditions=conditions, region=region))

    def add_federated_principal(self, federated: Any, conditions: Conditions) -> None:
        """Add a federated identity provider."""
        from landform.cdk.aws_iam.federated import FederatedPrincipal

        self.add_principals(FederatedPrincipal(federated, conditions))

    def add_account_root_principal(self) -> None:
        """Add the stack's account."""
        from landform.cdk.aws_iam.principals import AccountRootPrincipal

        self.add_principals(AccountRootPrincipal())

    def add_canonical_user_principal(self, canonical_user_id: str) -> None:
        """Add a canonical user."""
        from landform.cdk.aws_iam.principals import CanonicalUserPrincipal

        self.add_principals(CanonicalUserPrincipal(canonical_user_id))

    def add_any_principal(self) -> None:
        """Add everyone."""
        from landform.cdk.aws_iam.principals import AnyPrincipal

        self.add_principals(AnyPrincipal())

    def add_condition(self, key: str, value: Any) -> None:
        """Add keys under an operator; a key given again is replaced."""
        self._require_open("addCondition")
        if is_unresolved(value):  # such as CfnJson, whose keys are known at deployment
            self._conditions[key] = value
            return
        if not isinstance(value, Mapping):
            raise TypeError(f"Incorrect value of the condition '{key}': a map is needed, got {value!r}")
        self._conditions[key] = {**self._conditions.get(key, {}), **value}

    def add_conditions(self, conditions: Conditions) -> None:
        """Add several conditions."""
        for key, value in conditions.items():
            self.add_condition(key, value)

    def add_account_condition(self, account_id: str) -> None:
        """Require an external id."""
        self.add_condition("StringEquals", {"sts:ExternalId": account_id})

    def add_source_account_condition(self, account_id: str) -> None:
        """Require the account a service acts for."""
        self.add_condition("StringEquals", {"aws:SourceAccount": account_id})

    def add_source_arn_condition(self, arn: str) -> None:
        """Require the resource a service acts for."""
        self.add_condition("ArnEquals", {"aws:SourceArn": arn})

    def copy(self, **overrides: Any) -> "PolicyStatement":
        """The same statement with some things replaced."""
        own = {
            "sid": self._sid,
            "effect": self._effect,
            "actions": self._actions,
            "not_actions": self._not_actions,
            "resources": self._resources,
            "not_resources": self._not_resources,
            "principals": self._principals,
            "not_principals": self._not_principals,
            "conditions": self._conditions,
        }
        unknown = sorted(set(overrides) - set(own))
        if unknown:
            raise TypeError(f"copy() got an unexpected keyword argument '{unknown[0]}'")
        return PolicyStatement(**{**own, **overrides})

    def freeze(self) -> "PolicyStatement":
        """Refuse later changes."""
        self._frozen = True
        return self

    def to_statement_json(self) -> dict[str, Any]:
        """The JSON form; tokens stay, what is empty is left out."""
        parts = {
            "Action": listed(self._actions),
            "NotAction": listed(self._not_actions),
            "Condition": self._conditions,
            "Effect": self._effect.value,
            "Principal": merged_principals(self._principals),
            "NotPrincipal": merged_principals(self._not_principals),
            "Resource": listed(self._resources),
            "NotResource": listed(self._not_resources),
            "Sid": self._sid,
        }
        return {name: value for name, value in parts.items() if value}

    def to_json(self) -> dict[str, Any]:
        """The JSON form."""
        return self.to_statement_json()

    def to_string(self) -> str:
        """The JSON form as text where no token is in it."""
        from landform.cdk.core.tokens import Intrinsic, token_text

        return token_text(Intrinsic(self.to_statement_json()), "PolicyStatement")

    def __str__(self) -> str:
        return self.to_string()

    def validate_for_any_policy(self) -> list[str]:
        """What is wrong in any policy."""
        if not self._actions and not self._not_actions:
            return ["A PolicyStatement must specify at least one 'action' or 'notAction'."]
        return []

    def validate_for_resource_policy(self, *, skip_resource_validation: bool | None = None) -> list[str]:
        """What is wrong in a resource's policy."""
        problems = self.validate_for_any_policy()
        if not self.has_principal:
            problems.append(
                "A PolicyStatement used in a resource-based policy must specify at least one IAM principal."
            )
        if skip_resource_validation is False and not self.has_resource:
            problems.append(
                "A PolicyStatement used in a resource-based policy must specify at least one resource."
            )
        return problems

    def validate_for_trust_policy(self) -> list[str]:
        """What is wrong in a trust policy."""
        problems = self.validate_for_resource_policy(skip_resource_validation=True)
        if self.has_resource:
            problems.append("A PolicyStatement used in a trust policy must not specify any resources.")
        return problems

    def validate_for_identity_policy(self) -> list[str]:
        """What is wrong in an identity's policy."""
        problems = self.validate_for_any_policy()
        if self.has_principal:
            problems.append(
                "A PolicyStatement used in an identity-based policy cannot specify any IAM principals."
            )
        if not self.has_resource:
            problems.append(
                "A PolicyStatement used in an identity-based policy must specify at least one resource."
            )
        return problems

    def _take(self, held: list[Any], principals: Sequence[Any]) -> None:
        for principal in principals:
            if getattr(principal, "group_name", None) is not None:
                raise ValueError(
                    "Cannot use an IAM Group as the 'Principal' or 'NotPrincipal' in an IAM Policy"
                )
            held.append(principal)
            self._add_principal_conditions(principal.policy_fragment.conditions)

    def _add_principal_conditions(self, conditions: Conditions) -> None:
        shown = json.dumps(conditions, separators=(",", ":"), default=str)
        if self._principal_conditions is None:
            self._principal_conditions = shown
        elif self._principal_conditions != shown:
            raise ValueError(
                "All principals in a PolicyStatement must have the same Conditions (got "
                f"'{self._principal_conditions}' and '{shown}'). Use multiple statements instead."
            )
        self.add_conditions(conditions)

    def _require_open(self, method: str) -> None:
        if self._frozen:
            raise RuntimeError(
                f"{method}: freeze() has been called on this PolicyStatement previously, so it can no longer "
                "be modified"
            )
