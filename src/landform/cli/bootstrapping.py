"""Which bootstrap stack an environment is to get: what was asked for, over what it has now."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from landform.cli.bootstrap_template import MANAGED_KEY, QUALIFIER, VARIANT, bootstrap_template
from landform.cli.console import say, warn
from landform.cli.errors import usage_error
from landform.cli.options import Options

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

ENVIRONMENT: Final = re.compile(r"(?:aws://)?(?P<account>\d{12})/(?P<region>[a-z]{2}(?:-[a-z]+)+-\d)\Z")
QUALIFIER_SHAPE: Final = re.compile(r"[A-Za-z0-9_-]{1,10}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was said on the command line; None and empty: nothing, so what is there stays."""

    qualifier: str | None = None
    trust: tuple[str, ...] = ()
    trust_for_lookup: tuple[str, ...] = ()
    execution_policies: tuple[str, ...] = ()
    bucket_name: str | None = None
    kms_key_id: str | None = None
    customer_key: bool | None = None  # whether to make a key
    public_access_block: bool | None = None
    boundary: str | None = None  # name of a policy
    example_boundary: bool = False
    deny_external_id: bool | None = None

    def parameters(self, current: Mapping[str, str], place: str) -> dict[str, str]:
        """Values for the template's parameters that are to change, or to be set anew.

        Args:
            current: those of the stack that is there; empty when there is none.
            place: account and region, as `111122223333-eu-west-1`.
        Raises CommandError for what contradicts itself.
        """
        if self.kms_key_id is not None and self.customer_key is not None:
            raise usage_error("--bootstrap-kms-key-id and --bootstrap-customer-key exclude each other")
        if self.boundary is not None and self.example_boundary:
            raise usage_error(
                "--custom-permissions-boundary and --example-permissions-boundary exclude each other"
            )
        if self.qualifier is not None and not QUALIFIER_SHAPE.match(self.qualifier):
            raise usage_error(
                f'"{self.qualifier}" is no qualifier: 1 to 10 letters, digits, hyphens and underscores'
            )
        values = {
            "Qualifier": self.qualifier,
            "TrustedAccounts": _joined(_accounts(self.trust)),
            "TrustedAccountsForLookup": _joined(_accounts(self.trust_for_lookup)),
            "CloudFormationExecutionPolicies": _joined(_parts(self.execution_policies)),
            "FileAssetsBucketName": self.bucket_name,
            "FileAssetsBucketKmsKeyId": self._key(is_new=not current),
            "PublicAccessBlockConfiguration": _switch(self.public_access_block),
            "InputPermissionsBoundary": self._boundary(current, place),
            "UseExamplePermissionsBoundary": "true" if self.example_boundary else None,
            "DenyExternalId": _switch(self.deny_external_id),
        }
        given = {name: value for name, value in values.items() if value is not None}
        _check_trust({**current, **given})
        return given

    def _key(self, *, is_new: bool) -> str | None:
        if self.kms_key_id is not None:
            return self.kms_key_id
        if self.customer_key is not None:
            return "" if self.customer_key else MANAGED_KEY
        return MANAGED_KEY if is_new else None

    def _boundary(self, current: Mapping[str, str], place: str) -> str | None:
        if not self.example_boundary:
            return self.boundary
        qualifier = self.qualifier or current.get("Qualifier", QUALIFIER)
        return f"cdk-{qualifier}-permissions-boundary-{place}"


def _check_trust(parameters: Mapping[str, str]) -> None:
    """An administrator's policy is never given to other accounts by default."""
    if parameters.get("CloudFormationExecutionPolicies"):
        return
    if parameters.get("TrustedAccounts"):
        raise usage_error(
            "other accounts are trusted, so it has to be said what CloudFormation may do on their behalf",
            "give --cloudformation-execution-policies with the ARNs of managed policies",
        )
    say(
        "CloudFormation may do everything here (AdministratorAccess); --cloudformation-execution-policies "
        "names other policies"
    )


def _parts(texts: Iterable[str]) -> list[str]:
    return [part.strip() for text in texts for part in text.split(",") if part.strip()]


def _accounts(texts: Iterable[str]) -> list[str]:
    found = _parts(texts)
    for each in found:
        if not (each.isdigit() and len(each) == 12):
            raise usage_error(f'"{each}" is no account: an account id has 12 digits')
    return found


def _joined(parts: list[str]) -> str | None:
    return ",".join(parts) if parts else None


def _switch(value: bool | None) -> str | None:
    return None if value is None else "true" if value else "false"


def template_text(file: str | None) -> str:
    """The template to deploy: the standard one, or that of a file."""
    if file is None:
        return json.dumps(bootstrap_template(), separators=(",", ":"))
    return Path(file).read_text(encoding="utf-8")


def with_bucket_name(text: str, parameters: Mapping[str, str], place: Options) -> str:
    """The standard template with the bucket's name written out: only such a name takes in what exists."""
    template = json.loads(text)
    qualifier = parameters.get("Qualifier", QUALIFIER)
    standard = f"cdk-{qualifier}-assets-{place.account}-{place.region}"
    bucket = template["Resources"]["StagingBucket"]["Properties"]
    bucket["BucketName"] = parameters.get("FileAssetsBucketName") or standard
    return json.dumps(template, separators=(",", ":"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What a bootstrap stack or template says of itself."""

    version: int
    variant: str


def edition_of_template(template: Mapping[str, Any]) -> Edition:
    """The edition of a template; version 0 where it does not say."""
    value = template.get("Outputs", {}).get("BootstrapVersion", {}).get("Value", "0")
    variant = template.get("Parameters", {}).get("BootstrapVariant", {}).get("Default", VARIANT)
    return Edition(version=int(value) if str(value).isdigit() else 0, variant=str(variant))


def edition_of_stack(stack: "StackTypeDef | Mapping[str, Any]") -> Edition:
    """The edition of a stack; version 0 where it does not say."""
    outputs = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
    value = outputs.get("BootstrapVersion", "0")
    variant = parameters_of_stack(stack).get("BootstrapVariant", VARIANT)
    return Edition(version=int(value) if value.isdigit() else 0, variant=variant)


def parameters_of_stack(stack: "StackTypeDef | Mapping[str, Any]") -> dict[str, str]:
    """The values of a stack's parameters."""
    return {each["ParameterKey"]: each["ParameterValue"] for each in stack.get("Parameters", [])}


def may_replace(current: Edition, new: Edition, *, name: str) -> bool:
    """Whether a bootstrap stack may be overwritten; says so when it is left alone."""
    if current.version > new.version:
        warn(
            f"{name} has bootstrap resources of version {current.version}, newer than {new.version}: they "
            "are left alone (--force overwrites them)"
        )
        return False
    if current.variant != new.variant:
        warn(
            f'{name} has bootstrap resources of another kind, "{current.variant}": they are left alone '
            "(--force overwrites them)"
        )
        return False
    return True
