"""Records of each type.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
"""

from collections.abc import Sequence
from typing import Any, Final

from landform.cdk.aws_route53.enums import CaaTag, RecordType
from landform.cdk.aws_route53.record_set import RecordSet
from landform.cdk.aws_route53.service_binding import HttpsRecordValue, SvcbRecordValue
from landform.cdk.aws_route53.target import RecordTarget
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.l1.lookup import given

_MODULE: Final = "aws_route53"
_TEXT_MAX: Final = 255  # letters of one string of a TXT record
_DELEGATION_TTL: Final = 2  # days


class ARecord(RecordSet):
    """IPv4 addresses. The options of all records are those of `RecordSetOptions`."""

    def __init__(self, scope: Any, id: str, *, target: RecordTarget, zone: Any, **options: Any) -> None:
        super().__init__(scope, id, record_type=RecordType.A, target=target, zone=zone, **options)

    @staticmethod
    def from_a_record_attributes(
        scope: Any, id: str, *, target_dns: str, zone: Any, **options: Any
    ) -> "ARecord":
        """An alias for a name of the same zone."""
        return ARecord(
            scope, id, target=RecordTarget.from_alias(_NameOfZone(target_dns)), zone=zone, **options
        )


class _NameOfZone:
    def __init__(self, name: str) -> None:
        self._name = name

    def bind(self, record: Any, zone: Any = None) -> Any:
        """The name in the record's own zone."""
        del record
        config = {"dns_name": self._name, "hosted_zone_id": zone.hosted_zone_id}
        return given(_MODULE, "AliasRecordTargetConfig", config)


class AaaaRecord(RecordSet):
    """IPv6 addresses."""

    def __init__(self, scope: Any, id: str, *, target: RecordTarget, zone: Any, **options: Any) -> None:
        super().__init__(scope, id, record_type=RecordType.AAAA, target=target, zone=zone, **options)


class CnameRecord(RecordSet):
    """Another name."""

    def __init__(self, scope: Any, id: str, *, domain_name: str, zone: Any, **options: Any) -> None:
        target = RecordTarget.from_values(domain_name)
        super().__init__(scope, id, record_type=RecordType.CNAME, target=target, zone=zone, **options)


class TxtRecord(RecordSet):
    """Texts; long ones are cut into strings."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[str], zone: Any, **options: Any) -> None:
        target = RecordTarget.from_values(*(_quoted(each) for each in values))
        super().__init__(scope, id, record_type=RecordType.TXT, target=target, zone=zone, **options)


def _quoted(value: str) -> str:
    text = value.replace('"', '\\"')
    if len(text) <= _TEXT_MAX:
        return f'"{text}"'
    parts = [text[start : start + _TEXT_MAX] for start in range(0, len(text), _TEXT_MAX)]
    return "".join(f'"{part}"' for part in parts)


class SrvRecord(RecordSet):
    """Where a service is."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[Any], zone: Any, **options: Any) -> None:
        found = [given(_MODULE, "SrvRecordValue", each) for each in values]
        texts = (
            f"{number_text(each.priority)} {number_text(each.weight)} {number_text(each.port)} "
            f"{each.host_name}"
            for each in found
        )
        target = RecordTarget.from_values(*texts)
        super().__init__(scope, id, record_type=RecordType.SRV, target=target, zone=zone, **options)


class CaaRecord(RecordSet):
    """Who may sign certificates."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[Any], zone: Any, **options: Any) -> None:
        found = [given(_MODULE, "CaaRecordValue", each) for each in values]
        texts = (f'{number_text(each.flag)} {each.tag.value} "{each.value}"' for each in found)
        target = RecordTarget.from_values(*texts)
        super().__init__(scope, id, record_type=RecordType.CAA, target=target, zone=zone, **options)


class CaaAmazonRecord(CaaRecord):
    """Only Amazon may sign certificates."""

    def __init__(self, scope: Any, id: str, *, zone: Any, **options: Any) -> None:
        value = {"flag": 0, "tag": CaaTag.ISSUE, "value": "amazon.com"}
        super().__init__(scope, id, values=[value], zone=zone, **options)


class MxRecord(RecordSet):
    """Where mail goes."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[Any], zone: Any, **options: Any) -> None:
        found = [given(_MODULE, "MxRecordValue", each) for each in values]
        target = RecordTarget.from_values(
            *(f"{number_text(each.priority)} {each.host_name}" for each in found)
        )
        super().__init__(scope, id, record_type=RecordType.MX, target=target, zone=zone, **options)


class NsRecord(RecordSet):
    """Name servers."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[str], zone: Any, **options: Any) -> None:
        target = RecordTarget.from_values(*values)
        super().__init__(scope, id, record_type=RecordType.NS, target=target, zone=zone, **options)


class DsRecord(RecordSet):
    """Keys of a zone below."""

    def __init__(self, scope: Any, id: str, *, values: Sequence[str], zone: Any, **options: Any) -> None:
        target = RecordTarget.from_values(*values)
        super().__init__(scope, id, record_type=RecordType.DS, target=target, zone=zone, **options)


class ZoneDelegationRecord(RecordSet):
    """A zone below that other name servers answer for."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        name_servers: Sequence[str],
        zone: Any,
        ttl: Duration | None = None,
        **options: Any,
    ) -> None:
        from landform.cdk.core.tokens import is_unresolved

        servers = (
            name_servers
            if is_unresolved(name_servers)
            else [each if is_unresolved(each) or each.endswith(".") else f"{each}." for each in name_servers]
        )
        super().__init__(
            scope,
            id,
            record_type=RecordType.NS,
            target=RecordTarget(servers),
            zone=zone,
            ttl=ttl or Duration.days(_DELEGATION_TTL),
            **options,
        )


class HttpsRecord(RecordSet):
    """How a web site is reached: values, or an alias."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        zone: Any,
        target: RecordTarget | None = None,
        values: Sequence[HttpsRecordValue] | None = None,
        **options: Any,
    ) -> None:
        if (target is None) == (values is None):
            raise ValueError("Specify exactly one of either values or target.")
        found = target or RecordTarget.from_values(*(str(each) for each in values or ()))
        super().__init__(scope, id, record_type=RecordType.HTTPS, target=found, zone=zone, **options)


class SvcbRecord(RecordSet):
    """How a service is reached."""

    def __init__(
        self, scope: Any, id: str, *, values: Sequence[SvcbRecordValue], zone: Any, **options: Any
    ) -> None:
        target = RecordTarget.from_values(*(str(each) for each in values))
        super().__init__(scope, id, record_type=RecordType.SVCB, target=target, zone=zone, **options)
