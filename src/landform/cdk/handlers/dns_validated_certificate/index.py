"""Requests a certificate, makes the records that prove its domains, and waits until it is issued.

Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
"""

import hashlib
import time
from collections.abc import Iterator
from typing import Any

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

Event = dict[str, Any]
PAUSE = 5  # seconds
TRIES = 160  # of PAUSE each: less than the function's 15 minutes
TTL = 60  # seconds
#: What a change of these makes another certificate.
IDENTITY = ("DomainName", "SubjectAlternativeNames", "HostedZoneId", "Region", "Route53Endpoint")


def manage(event: Event) -> Event:
    """Do what the request asks for; the physical id is the certificate's ARN."""
    wanted = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        return _deleted(event["PhysicalResourceId"], wanted)
    before = event.get("OldResourceProperties", {})
    if event["RequestType"] == "Update" and all(wanted.get(n) == before.get(n) for n in IDENTITY):
        arn = event["PhysicalResourceId"]
        _tag(arn, wanted)
        return {"PhysicalResourceId": arn, "Data": {"Arn": arn}}
    arn = _requested(event["RequestId"], wanted)
    return {"PhysicalResourceId": arn, "Data": {"Arn": arn}}


def _acm(wanted: Event) -> Any:
    return boto3.client("acm", region_name=wanted.get("Region"))


def _route53(wanted: Event) -> Any:
    return boto3.client("route53", endpoint_url=wanted.get("Route53Endpoint"))


def _requested(request_id: str, wanted: Event) -> str:
    acm = _acm(wanted)
    preference = wanted.get("CertificateTransparencyLoggingPreference")
    names = wanted.get("SubjectAlternativeNames")
    arn: str = acm.request_certificate(
        DomainName=wanted["DomainName"],
        ValidationMethod="DNS",
        IdempotencyToken=hashlib.sha256(request_id.encode()).hexdigest()[:32],
        **({"SubjectAlternativeNames": names} if names else {}),
        **({"Options": {"CertificateTransparencyLoggingPreference": preference}} if preference else {}),
    )["CertificateArn"]
    _tag(arn, wanted)
    _change("UPSERT", _records(acm, arn, wanted), wanted)
    _wait(acm, arn)
    return arn


def _records(acm: Any, arn: str, wanted: Event) -> list[Event]:
    """The records that prove the domains: ACM names them a while after the request."""
    for _ in range(TRIES):
        options = acm.describe_certificate(CertificateArn=arn)["Certificate"].get(
            "DomainValidationOptions", []
        )
        found = {each["ResourceRecord"]["Name"]: each["ResourceRecord"] for each in _ready(options)}
        names = {wanted["DomainName"], *wanted.get("SubjectAlternativeNames", ())}
        if len(list(_ready(options))) >= len(names):
            return list(found.values())
        time.sleep(PAUSE)
    raise TimeoutError(f"ACM did not say which records prove {wanted['DomainName']}")


def _ready(options: list[Event]) -> Iterator[Event]:
    return (each for each in options if each.get("ResourceRecord"))


def _change(action: str, records: list[Event], wanted: Event) -> None:
    if not records:
        return
    route53 = _route53(wanted)
    changes = [
        {
            "Action": action,
            "ResourceRecordSet": {
                "Name": each["Name"],
                "Type": each["Type"],
                "TTL": TTL,
                "ResourceRecords": [{"Value": each["Value"]}],
            },
        }
        for each in records
    ]
    made = route53.change_resource_record_sets(
        HostedZoneId=wanted["HostedZoneId"], ChangeBatch={"Changes": changes}
    )
    waiter = route53.get_waiter("resource_record_sets_changed")
    waiter.wait(Id=made["ChangeInfo"]["Id"], WaiterConfig={"Delay": PAUSE, "MaxAttempts": TRIES})


def _wait(acm: Any, arn: str) -> None:
    for _ in range(TRIES):
        status = acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"]
        if status == "ISSUED":
            return
        if status not in ("PENDING_VALIDATION",):
            raise RuntimeError(f"The certificate {arn} is {status}")
        time.sleep(PAUSE)
    raise TimeoutError(f"The certificate {arn} was not issued in time")


def _tag(arn: str, wanted: Event) -> None:
    tags = [{"Key": key, "Value": value} for key, value in (wanted.get("Tags") or {}).items()]
    if tags:
        _acm(wanted).add_tags_to_certificate(CertificateArn=arn, Tags=tags)


def _deleted(arn: str, wanted: Event) -> Event:
    """Take the certificate away unless it is to be kept, or was never made."""
    if not arn.startswith("arn:") or wanted.get("RemovalPolicy") == "retain":
        return {"PhysicalResourceId": arn}
    acm = _acm(wanted)
    try:
        if wanted.get("CleanupRecords") == "true":
            options = acm.describe_certificate(CertificateArn=arn)["Certificate"]
            records = [each["ResourceRecord"] for each in _ready(options["DomainValidationOptions"])]
            _change("DELETE", list({each["Name"]: each for each in records}.values()), wanted)
        acm.delete_certificate(CertificateArn=arn)
    except acm.exceptions.ResourceNotFoundException:
        pass  # somebody took it away before
    return {"PhysicalResourceId": arn}


handler = answering(manage)
