"""Takes away a record set that exists already, before one of a stack takes its place.

Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
"""

from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

Event = dict[str, Any]


def manage(event: Event) -> Event:
    """Take the record set away when the resource is made; at other times nothing is done."""
    if event["RequestType"] != "Create":
        return {"PhysicalResourceId": event["PhysicalResourceId"]}
    wanted = event["ResourceProperties"]
    zone, name, kind = wanted["HostedZoneId"], wanted["RecordName"], wanted["RecordType"]
    route53 = boto3.client("route53")
    listed = route53.list_resource_record_sets(
        HostedZoneId=zone, StartRecordName=name, StartRecordType=kind, MaxItems="1"
    )
    found = [
        each
        for each in listed["ResourceRecordSets"]
        if _normal(each["Name"]) == _normal(name) and each["Type"] == kind
    ]
    if found:
        changes = [{"Action": "DELETE", "ResourceRecordSet": each} for each in found]
        made = route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
        route53.get_waiter("resource_record_sets_changed").wait(Id=made["ChangeInfo"]["Id"])
    return {"PhysicalResourceId": f"{name}-{kind}"}


def _normal(name: str) -> str:
    return name.replace("\\052", "*").rstrip(".").lower()


handler = answering(manage)
