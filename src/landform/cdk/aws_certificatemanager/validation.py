"""How an owner proves that a domain is theirs.

Sources: https://docs.aws.amazon.com/acm/latest/userguide/domain-ownership-validation.html
and https://publicsuffix.org/list/
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final

from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_certificatemanager"


class ValidationMethod(Enum):
    """By mail, or by a record."""

    EMAIL = "EMAIL"
    DNS = "DNS"


class CertificateValidation(Checked):
    """A way to prove domains."""

    def __init__(self, props: Any) -> None:
        self.props = given(_MODULE, "CertificationValidationProps", props)
        self.method: ValidationMethod = self.props.method or ValidationMethod.EMAIL

    @staticmethod
    def from_dns(hosted_zone: Any = None) -> "CertificateValidation":
        """By records; with a hosted zone they are made in it, else by the owner."""
        return CertificateValidation({"method": ValidationMethod.DNS, "hosted_zone": hosted_zone})

    @staticmethod
    def from_dns_multi_zone(hosted_zones: Mapping[str, Any]) -> "CertificateValidation":
        """By records that are made in the hosted zone of each domain."""
        return CertificateValidation({"method": ValidationMethod.DNS, "hosted_zones": hosted_zones})

    @staticmethod
    def from_email(validation_domains: Mapping[str, str] | None = None) -> "CertificateValidation":
        """By mail to a domain, or to the one that was registered."""
        return CertificateValidation(
            {"method": ValidationMethod.EMAIL, "validation_domains": validation_domains}
        )


def validation_options(validation: CertificateValidation, names: Sequence[str]) -> list[Any] | None:
    """What a template says for the names of a certificate; None where there is nothing to say."""
    is_mail = validation.method is ValidationMethod.EMAIL
    option = _mail_option if is_mail else _record_option
    chosen = names if is_mail else _without_wildcards(names)
    found = [made for name in chosen if (made := option(validation.props, name)) is not None]
    return found or None


def _mail_option(props: Any, name: str) -> Any:
    domain = (props.validation_domains or {}).get(name)
    if domain is None and is_unresolved(name):
        raise ValueError("When using Tokens for domain names, 'validationDomains' needs to be supplied")
    return {"domain_name": name, "validation_domain": domain or registered_domain(name)}


def _record_option(props: Any, name: str) -> Any:
    zone = (props.hosted_zones or {}).get(name) or props.hosted_zone
    if zone is None:
        return None
    return {"domain_name": name, "hosted_zone_id": zone.hosted_zone_ref.hosted_zone_id}


def _without_wildcards(names: Sequence[str]) -> list[str]:
    """Names that need a record: a wildcard is proved by the record of its domain where that is there, too."""
    plain = set(names)
    return [
        name for name in names if is_unresolved(name) or not name.startswith("*.") or name[2:] not in plain
    ]


def registered_domain(name: str) -> str:
    """The part of a name that somebody registered: example.co.uk of www.example.co.uk.

    As in aws-cdk-lib, rules of the list with wildcards do not count.
    """
    labels = name.removeprefix("*.").split(".")
    for start in range(len(labels) - 1, -1, -1):
        found = ".".join(labels[start:])
        if found not in _suffixes():
            return found
    return ".".join(labels)


@cache
def _suffixes() -> frozenset[str]:
    """All public suffixes, and what they end with."""
    from importlib.resources import files

    text = (files("publicsuffixlist") / "public_suffix_list.dat").read_text("utf-8")
    lines = (line.strip() for line in text.splitlines())
    rules = [line for line in lines if line and not line.startswith(("//", "!", "*."))]
    parts = (rule.split(".") for rule in rules)
    return frozenset(".".join(each[start:]) for each in parts for start in range(len(each)))
