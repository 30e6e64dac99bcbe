"""Record sets.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-route53-recordset.html
"""

from typing import Any, Final

from landform.cdk.aws_route53.enums import Failover, RecordType
from landform.cdk.aws_route53.names import full_name
from landform.cdk.aws_route53.routing import CidrRoutingConfig, GeoLocation
from landform.cdk.aws_route53.target import RecordTarget
from landform.cdk.core.annotations import Annotations
from landform.cdk.core.enums import RemovalPolicy
from landform.cdk.core.names import Names
from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration
from landform.cdk.core.resource import Resource
from landform.cdk.core.stack import Stack
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import cfn_class, given

_TTL: Final = 1800  # seconds
_WEIGHT_MAX: Final = 255
_IDENTIFIER_MAX: Final = 128  # letters


class RecordSet(Native, Resource):
    """What a name means."""

    def __init__(
        self,
        scope: Any,
        id: str,
        *,
        record_type: RecordType,
        target: RecordTarget,
        zone: Any,
        cidr_routing_config: CidrRoutingConfig | None = None,
        comment: str | None = None,
        delete_existing: bool | None = None,
        failover: Failover | None = None,
        geo_location: GeoLocation | None = None,
        health_check: Any = None,
        multi_value_answer: bool | None = None,
        record_name: str | None = None,
        region: str | None = None,
        set_identifier: str | None = None,
        ttl: Duration | None = None,
        weight: float | None = None,
    ) -> None:
        super().__init__(scope, id)
        alias = _alias(target, self, zone)
        routing = {
            "region": region,
            "weight": weight,
            "multi_value_answer": multi_value_answer,
            "geo_location": geo_location,
            "cidr_routing_config": cidr_routing_config,
            "failover": failover,
        }
        _check_routing(routing, alias, set_identifier, health_check)
        name = full_name(record_name or zone.zone_name, zone)
        zone_id = zone.hosted_zone_ref.hosted_zone_id
        resource = cfn_class("aws_route53", "CfnRecordSet")(
            self,
            "Resource",
            hosted_zone_id=zone_id,
            name=name,
            type=record_type.value,
            resource_records=target.values,
            alias_target=dict(alias) if alias is not None else None,
            ttl=None if alias is not None else number_text(ttl.to_seconds() if ttl is not None else _TTL),
            comment=comment,
            geo_location=_geo(geo_location),
            multi_value_answer=multi_value_answer,
            set_identifier=set_identifier if set_identifier is not None else self._identifier(routing),
            weight=weight,
            region=region,
            failover=failover,
            health_check_id=health_check.health_check_ref.health_check_id if health_check else None,
            cidr_routing_config=_cidr(cidr_routing_config),
        )
        self.domain_name: str = resource.ref
        if alias is not None and ttl is not None:
            Annotations.of(self).add_warning_v2(
                "aws-cdk-lib/aws-route53:ttlIgnored", "Ignoring ttl since 'target' uses an alias target"
            )
        if delete_existing:
            resource.node.add_dependency(self._delete_existing(zone_id, name, record_type))

    def _identifier(self, routing: dict[str, Any]) -> str | None:
        """A name for this record among those of the same name."""
        unique = Names.unique_id(self)
        place = routing["geo_location"]
        if place is not None:
            return _identifier_of(place)
        for key, shown in (
            ("weight", "WEIGHT_{}_ID_{}"),
            ("region", "REGION_{}_ID_{}"),
            ("multi_value_answer", "MVA_ID_{1}"),
            ("failover", "FAILOVER_{}_ID_{}"),
        ):
            value = routing[key]
            if value is not None and value is not False:
                return shown.format(_shown(value), unique)[:_IDENTIFIER_MAX]
        return None

    def _delete_existing(self, zone_id: str, name: str, kind: RecordType) -> Any:
        """A custom resource that takes away what has the name now."""
        from landform.cdk.core.custom_resource import CustomResource
        from landform.cdk.core.custom_resource_provider import OwnResourceProvider

        provider = OwnResourceProvider.get_or_create(
            self, "Custom::DeleteExistingRecordSet", "delete_record_set"
        )
        zone = f"arn:{Stack.of(self).partition}:route53:::hostedzone/{zone_id}"
        conditions = {
            "ForAllValues:StringEquals": {
                "route53:ChangeResourceRecordSetsRecordTypes": [kind.value],
                "route53:ChangeResourceRecordSetsActions": ["DELETE"],
            }
        }
        for action, resource, condition in (
            ("route53:GetChange", "*", None),
            ("route53:ListResourceRecordSets", zone, None),
            ("route53:ChangeResourceRecordSets", zone, conditions),
        ):
            statement = {"Effect": "Allow", "Action": action, "Resource": resource}
            provider.add_to_role_policy({**statement, **({"Condition": condition} if condition else {})})
        return CustomResource(
            self,
            "DeleteExistingRecordSetCustomResource",
            resource_type="Custom::DeleteExistingRecordSet",
            service_token=provider.service_token,
            properties={"HostedZoneId": zone_id, "RecordName": name, "RecordType": kind.value},
            removal_policy=RemovalPolicy.DESTROY,
        )


def _alias(target: RecordTarget, record: RecordSet, zone: Any) -> Any:
    if target.alias_target is None:
        return None
    config = given("aws_route53", "AliasRecordTargetConfig", target.alias_target.bind(record, zone))
    names = {"hosted_zone_id", "dns_name", "evaluate_target_health"}
    return {name: value for name, value in config.items() if name in names}


def _check_routing(routing: dict[str, Any], alias: Any, identifier: str | None, health_check: Any) -> None:
    chosen = [name for name, value in routing.items() if value is not None]
    is_simple = all(value is None or value is False for value in routing.values())
    weight = routing["weight"]
    if weight is not None and not is_unresolved(weight) and not 0 <= weight <= _WEIGHT_MAX:
        raise ValueError(f"weight must be between 0 and {_WEIGHT_MAX} inclusive, got: {number_text(weight)}")
    if identifier is not None and len(identifier) > _IDENTIFIER_MAX:
        raise ValueError(
            f"setIdentifier must be between 1 and {_IDENTIFIER_MAX} characters long, got: {len(identifier)}"
        )
    if identifier is not None and is_simple:
        raise ValueError("setIdentifier can only be specified for non-simple routing policies")
    if routing["multi_value_answer"] and alias is not None:
        raise ValueError("multiValueAnswer cannot be specified for alias record")
    if len(chosen) > 1:
        raise ValueError(
            "Only one of region, weight, multiValueAnswer, geoLocation, cidrRoutingConfig, or failover "
            "can be "
            "defined"
        )
    if routing["failover"] is not None:
        _check_failover(routing["failover"], alias, health_check)


def _check_failover(failover: Failover, alias: Any, health_check: Any) -> None:
    if alias is not None and not alias.get("evaluate_target_health"):
        raise ValueError("Failover alias record sets must set EvaluateTargetHealth to true")
    if alias is None and failover is Failover.PRIMARY and health_check is None:
        raise ValueError("PRIMARY failover record sets must include a health check")


def _geo(place: GeoLocation | None) -> Any:
    if place is None:
        return None
    continent = place.continent_code
    return {
        "continent_code": continent.value if continent is not None else None,
        "country_code": place.country_code,
        "subdivision_code": place.subdivision_code,
    }


def _cidr(config: CidrRoutingConfig | None) -> Any:
    if config is None:
        return None
    return {"collection_id": config.collection_id, "location_name": config.location_name}


def _identifier_of(place: GeoLocation) -> str:
    if place.continent_code is not None:
        return f"GEO_CONTINENT_{place.continent_code.value}"
    country = f"GEO_COUNTRY_{place.country_code}"
    return f"{country}_SUBDIVISION_{place.subdivision_code}" if place.subdivision_code else country


def _shown(value: Any) -> str:
    if isinstance(value, Failover):
        return value.value
    is_number = isinstance(value, int | float) and not is_unresolved(value)
    return number_text(value) if is_number else str(value)
