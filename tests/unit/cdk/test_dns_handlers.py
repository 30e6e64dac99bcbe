"""The functions behind certificates, delegations and replaced records do what a request asks for."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest
from moto import mock_aws, settings

import landform.cdk.handlers

HANDLERS = Path(landform.cdk.handlers.__file__).parent
NAMES = ["ns-1.example.net", "ns-2.example.net"]


@pytest.fixture(autouse=True)
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An account of AWS's services in this process."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setattr(settings, "ACM_VALIDATION_WAIT", -1)
    with mock_aws():
        yield


def handler(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The code of a function, as it is loaded there."""
    monkeypatch.syspath_prepend(str(HANDLERS))
    spec = importlib.util.spec_from_file_location(f"handler_{name}", HANDLERS / name / "index.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop("respond", None)
    return module


def zone(name: str) -> str:
    made = boto3.client("route53").create_hosted_zone(Name=name, CallerReference=name)
    return str(made["HostedZone"]["Id"]).removeprefix("/hostedzone/")


def records(zone_id: str, kind: str) -> list[Any]:
    found = boto3.client("route53").list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    return [each for each in found if each["Type"] == kind]


def request(kind: str, properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"RequestType": kind, "RequestId": "r-1", "ResourceProperties": properties, **more}


def test_a_record_that_exists_is_taken_away_before_another_takes_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = handler("delete_record_set", monkeypatch)
    zone_id = zone("example.com")
    for name in ("old.example.com", "other.example.com"):
        record = {"Name": name, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "10.0.0.1"}]}
        boto3.client("route53").change_resource_record_sets(
            HostedZoneId=zone_id,
            ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]},
        )
    wanted = {"HostedZoneId": zone_id, "RecordName": "old.example.com.", "RecordType": "A"}
    made = module.manage(request("Create", wanted))
    assert [each["Name"] for each in records(zone_id, "A")] == ["other.example.com."]
    module.manage(request("Delete", wanted, PhysicalResourceId=made["PhysicalResourceId"]))
    assert [each["Name"] for each in records(zone_id, "A")] == ["other.example.com."]


def test_a_record_that_is_not_there_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    module = handler("delete_record_set", monkeypatch)
    wanted = {"HostedZoneId": zone("example.com"), "RecordName": "new.example.com.", "RecordType": "A"}
    assert module.manage(request("Create", wanted)) == {"PhysicalResourceId": "new.example.com.-A"}


def test_name_servers_are_written_into_the_parent_zone_and_taken_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = handler("cross_account_delegation", monkeypatch)
    parent = zone("example.com")
    wanted = {
        "AssumeRoleArn": "arn:aws:iam::123456789012:role/parent",
        "ParentZoneName": "example.com",
        "DelegatedZoneName": "sub.example.com",
        "DelegatedZoneNameServers": NAMES,
        "TTL": "300",
    }
    made = module.manage(request("Create", wanted))
    below = [each for each in records(parent, "NS") if each["Name"] == "sub.example.com."]
    assert [each["Value"] for each in below[0]["ResourceRecords"]] == NAMES
    assert below[0]["TTL"] == 300
    module.manage(request("Delete", wanted, **made))
    assert [each["Name"] for each in records(parent, "NS")] == ["example.com."]


def test_a_parent_zone_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    module = handler("cross_account_delegation", monkeypatch)
    wanted = {
        "AssumeRoleArn": "arn:aws:iam::123456789012:role/parent",
        "ParentZoneName": "example.org",
        "DelegatedZoneName": "sub.example.org",
        "DelegatedZoneNameServers": NAMES,
        "TTL": "300",
    }
    with pytest.raises(LookupError, match=r"name example.org but found 0"):
        module.manage(request("Create", wanted))


def test_a_certificate_is_requested_proved_by_a_record_and_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    module = handler("dns_validated_certificate", monkeypatch)
    monkeypatch.setattr(module, "PAUSE", 0)
    zone_id = zone("example.com")
    wanted = {
        "DomainName": "www.example.com",
        "HostedZoneId": zone_id,
        "Region": "eu-west-1",
        "CleanupRecords": "true",
        "Tags": {"stage": "one"},
    }
    made = module.manage(request("Create", wanted))
    acm = boto3.client("acm", region_name="eu-west-1")
    arn = made["Data"]["Arn"]
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["DomainName"] == "www.example.com"
    assert acm.list_tags_for_certificate(CertificateArn=arn)["Tags"] == [{"Key": "stage", "Value": "one"}]
    assert len(records(zone_id, "CNAME")) == 1
    module.manage(request("Delete", wanted, PhysicalResourceId=arn))
    assert acm.list_certificates()["CertificateSummaryList"] == []
    assert records(zone_id, "CNAME") == []


def test_a_certificate_that_is_to_be_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    module = handler("dns_validated_certificate", monkeypatch)
    arn = boto3.client("acm").request_certificate(DomainName="example.com")["CertificateArn"]
    module.manage(
        request("Delete", {"DomainName": "example.com", "RemovalPolicy": "retain"}, PhysicalResourceId=arn)
    )
    assert len(boto3.client("acm").list_certificates()["CertificateSummaryList"]) == 1
