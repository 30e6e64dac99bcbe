"""Writes the name servers of a zone into its parent zone, which is in another account.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/CreatingNewSubdomain.html
"""

from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

Event = dict[str, Any]
SESSION = "cross-account-zone-delegation"


def manage(event: Event) -> Event:
    """Write the record, or take it away."""
    wanted = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        _write(wanted, "DELETE")
        return {"PhysicalResourceId": event["PhysicalResourceId"]}
    before = event.get("OldResourceProperties", {})
    if before and before.get("DelegatedZoneName") != wanted["DelegatedZoneName"]:
        _write(before, "DELETE")
    _write(wanted, "UPSERT")
    return {"PhysicalResourceId": wanted["DelegatedZoneName"]}


def _write(wanted: Event, action: str) -> None:
    route53 = _assumed(wanted["AssumeRoleArn"], wanted.get("AssumeRoleRegion"))
    zone = wanted.get("ParentZoneId") or _zone_of(route53, wanted["ParentZoneName"])
    record = {
        "Name": wanted["DelegatedZoneName"],
        "Type": "NS",
        "TTL": int(wanted["TTL"]),
        "ResourceRecords": [{"Value": each} for each in wanted["DelegatedZoneNameServers"]],
    }
    try:
        route53.change_resource_record_sets(
            HostedZoneId=zone,
            ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]},
        )
    except route53.exceptions.InvalidChangeBatch as error:
        if action != "DELETE" or "not found" not in str(error):
            raise  # a record that is gone already need not be taken away


def _assumed(role: str, region: str | None) -> Any:
    """A client that acts as the parent's account lets it."""
    sts = boto3.client("sts", region_name=region) if region else boto3.client("sts")
    found = sts.assume_role(RoleArn=role, RoleSessionName=SESSION)["Credentials"]
    return boto3.client(
        "route53",
        aws_access_key_id=found["AccessKeyId"],
        aws_secret_access_key=found["SecretAccessKey"],
        aws_session_token=found["SessionToken"],
    )


def _zone_of(route53: Any, name: str) -> str:
    zones = route53.list_hosted_zones_by_name(DNSName=name)["HostedZones"]
    found = [each["Id"] for each in zones if each["Name"].rstrip(".") == name.rstrip(".")]
    if len(found) != 1:
        raise LookupError(f"Expected one hosted zone to match the given name {name} but found {len(found)}")
    return str(found[0])


handler = answering(manage)
