"""Secrets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from landform.cdk.aws_iam.principals import AccountPrincipal
from landform.cdk.aws_secretsmanager.secret_base import SecretBase
from landform.cdk.core.arn import Arn, ArnFormat
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.fn import Fn
from landform.cdk.core.lazy import Lazy
from landform.cdk.core.secret_value import SecretValue
from landform.cdk.core.tokens import is_unresolved

_GENERATION = {
    "exclude_characters": "ExcludeCharacters",
    "exclude_lowercase": "ExcludeLowercase",
    "exclude_numbers": "ExcludeNumbers",
    "exclude_punctuation": "ExcludePunctuation",
    "exclude_uppercase": "ExcludeUppercase",
    "generate_string_key": "GenerateStringKey",
    "include_space": "IncludeSpace",
    "password_length": "PasswordLength",
    "require_each_included_type": "RequireEachIncludedType",
    "secret_string_template": "SecretStringTemplate",
}


class Secret(SecretBase):
    """A secret; its value is generated unless one is given."""

    PROPERTY_INJECTION_ID: ClassVar[str] = "aws-cdk-lib.aws-secretsmanager.Secret"
    auto_create_policy = True

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        description: str | None = None,
        encryption_key: Any = None,
        generate_secret_string: Any = None,
        removal_policy: RemovalPolicy | None = None,
        replica_regions: Sequence[Any] | None = None,
        secret_name: str | None = None,
        secret_object_value: Mapping[str, SecretValue] | None = None,
        secret_string_beta1: Any = None,
        secret_string_value: SecretValue | None = None,
    ) -> None:
        super().__init__(scope, id, physical_name=secret_name)
        generation = _generation(generate_secret_string)
        text = _text(self, secret_object_value, secret_string_beta1, secret_string_value)
        if text is not None and generate_secret_string is not None:
            raise ValueError(
                "Cannot specify more than one of `generateSecretString`, `secretStringValue`, "
                "`secretObjectValue`, and `secretStringBeta1`."
            )
        self._replicas: list[dict[str, Any]] = []
        import landform.cdk.aws_secretsmanager as module

        resource = module.__getattr__("CfnSecret")(
            self,
            "Resource",
            description=description,
            kms_key_id=encryption_key.key_arn if encryption_key is not None else None,
            generate_secret_string=None if text is not None else generation,
            secret_string=text,
            name=self.physical_name,
            replica_regions=Lazy.any(lambda: self._replicas or None),
        )
        resource.apply_removal_policy(removal_policy, default=RemovalPolicy.DESTROY)
        self.secret_arn = self._get_resource_arn_attribute(
            resource.ref,
            {
                "service": "secretsmanager",
                "resource": "secret",
                "resource_name": self.physical_name,
                "arn_format": ArnFormat.COLON_RESOURCE_NAME,
            },
        )
        self.encryption_key = encryption_key
        self.secret_name = _name_of_owned(self, secret_name)
        self.exclude_characters = generation.get("ExcludeCharacters")
        if encryption_key is not None:
            self._admit_service(encryption_key)
        for each in replica_regions or ():
            given = each if isinstance(each, Mapping) else dict(each)
            self.add_replica_region(given["region"], given.get("encryption_key"))

    @property
    def secret_full_arn(self) -> str | None:  # type: ignore[override]  # fixed for owned secrets
        """The ARN with its suffix."""
        return self.secret_arn

    @staticmethod
    def is_secret(x: Any) -> bool:
        """Whether it is one."""
        return isinstance(x, Secret)

    @staticmethod
    def from_secret_name_v2(scope: Any, id: str, secret_name: str) -> "ImportedSecret":
        """A secret of this account and region that exists already."""
        from landform.cdk.core.stack import Stack

        arn = Stack.of(scope).format_arn(
            service="secretsmanager",
            resource="secret",
            resource_name=secret_name,
            arn_format=ArnFormat.COLON_RESOURCE_NAME,
        )
        return ImportedSecret(scope, id, arn=arn, name=secret_name)

    @staticmethod
    def from_secret_complete_arn(scope: Any, id: str, secret_complete_arn: str) -> "ImportedSecret":
        """A secret that exists already, by its ARN with the suffix."""
        return Secret.from_secret_attributes(scope, id, secret_complete_arn=secret_complete_arn)

    @staticmethod
    def from_secret_partial_arn(scope: Any, id: str, secret_partial_arn: str) -> "ImportedSecret":
        """A secret that exists already, by its ARN without the suffix."""
        return Secret.from_secret_attributes(scope, id, secret_partial_arn=secret_partial_arn)

    @staticmethod
    def from_secret_attributes(
        scope: Any,
        id: str,
        *,
        encryption_key: Any = None,
        secret_complete_arn: str | None = None,
        secret_partial_arn: str | None = None,
    ) -> "ImportedSecret":
        """A secret that exists already, with more of what is known of it."""
        if secret_complete_arn is not None and secret_partial_arn is not None:
            raise ValueError("cannot use both `secretCompleteArn` and `secretPartialArn`")
        arn = secret_complete_arn or secret_partial_arn
        if arn is None:
            raise ValueError("must use at least one of `secretCompleteArn` or `secretPartialArn`")
        is_complete = secret_complete_arn is not None
        if is_complete and not is_unresolved(arn) and not _has_suffix(arn):
            raise ValueError("`secretCompleteArn` does not appear to be complete; missing 6-character suffix")
        return ImportedSecret(
            scope,
            id,
            arn=arn,
            name=_name_in(arn),
            is_complete=is_complete,
            encryption_key=encryption_key,
            has_own_environment=True,
        )

    def add_replica_region(self, region: str, encryption_key: Any = None) -> None:
        """Keep a copy in another region."""
        if self.stack.region == region:
            raise ValueError("Cannot add the region where this stack is deployed as a replica region.")
        key = {"KmsKeyId": encryption_key.key_arn} if encryption_key is not None else {}
        self._replicas.append({"Region": region, **key})

    def _admit_service(self, key: Any) -> None:
        """Let the account use the key through Secrets Manager."""
        principal = self._through_service(AccountPrincipal(self.stack.account))
        key.grant_encrypt_decrypt(principal)
        key.grant(principal, "kms:CreateGrant", "kms:DescribeKey")


class ImportedSecret(SecretBase):
    """A secret that exists already; its policy is not changed."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        arn: str,
        name: str,
        is_complete: bool = False,
        encryption_key: Any = None,
        has_own_environment: bool = False,
    ) -> None:
        super().__init__(scope, id, environment_from_arn=arn if has_own_environment else None)
        self.secret_arn = arn
        self.secret_name = name
        self.encryption_key = encryption_key
        self.secret_full_arn = arn if is_complete else None


def _generation(given: Any) -> dict[str, Any]:
    values = {} if given is None else dict(given)
    has_template = values.get("secret_string_template") is not None
    if has_template is not (values.get("generate_string_key") is not None):
        raise ValueError("`secretStringTemplate` and `generateStringKey` must be specified together.")
    return {_GENERATION[name]: value for name, value in values.items() if value is not None}


def _text(scope: Any, fields: Any, beta: Any, value: SecretValue | None) -> str | None:
    given = [each for each in (fields, beta, value) if each is not None]
    if len(given) > 1:
        raise ValueError(
            "Cannot specify more than one of `generateSecretString`, `secretStringValue`, "
            "`secretObjectValue`, and `secretStringBeta1`."
        )
    if fields is not None:
        plain = {name: each.unsafe_unwrap() for name, each in fields.items()}
        found: str = scope.stack.to_json_string(plain)
        return found
    if value is not None:
        return value.unsafe_unwrap()
    return beta.secret_value() if beta is not None else None


def _has_suffix(arn: str) -> bool:
    import re

    return re.search(r"-[a-zA-Z0-9]{6}\Z", arn) is not None


def _name_in(arn: str) -> str:
    name = Arn.split(arn, ArnFormat.COLON_RESOURCE_NAME).resource_name or ""
    if is_unresolved(name):
        return name
    return name[:-7] if _has_suffix(name) else name


def _name_of_owned(secret: Secret, given: str | None) -> str:
    """The name in the ARN, without its suffix: as many parts between dashes as the name has."""
    if given is not None and is_unresolved(given):
        return given
    full = Arn.split(secret.secret_arn, ArnFormat.COLON_RESOURCE_NAME).resource_name
    count = len(given.split("-")) if given is not None else 2  # CloudFormation's own names have one dash
    parts = [Fn.select(index, Fn.split("-", str(full))) for index in range(count)]
    return parts[0] if count == 1 else Fn.join("-", parts)
