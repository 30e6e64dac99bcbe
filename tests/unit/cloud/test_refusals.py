import json
import stat
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from landform.cloud.clients import ServiceError
from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.wire import WireAnswer, WireRequest, authorization

GROUP = {
    "AutoScalingGroupName": "g",
    "MinSize": 1,
    "MaxSize": 1,
    "LaunchConfigurationName": "a-secret-name",
    "AvailabilityZones": ["us-east-1a"],
}
SENTENCE = (
    "The embedded cloud failed to emulate autoscaling CreateAutoScalingGroup (KeyError). This is a fault of"
    " the emulation, not of the template or the request; repeating it will not help. The traceback is "
)


def test_a_crash_of_a_service_is_told_in_a_sentence_and_its_traceback_kept(tmp_path: Path) -> None:
    cloud = EmbeddedCloud(tmp_path)
    with pytest.raises(ServiceError) as failed:
        cloud.clients().call("autoscaling", "CreateAutoScalingGroup", GROUP)
    assert (failed.value.code, failed.value.status) == ("EmulationFailure", 501)
    assert failed.value.message == SENTENCE + "in failures.log in the folder of the embedded cloud."
    kept = tmp_path / "failures.log"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    text = kept.read_text(encoding="utf-8")
    assert text.startswith("autoscaling CreateAutoScalingGroup: KeyError\n")
    assert "autoscaling/models.py" in text
    assert "a-secret-name" not in text
    cloud.close()


def test_boto3_reads_the_sentence_and_asks_only_once() -> None:
    groups = EmbeddedCloud(None).session().client("autoscaling")
    with pytest.raises(ClientError) as failed:
        groups.create_auto_scaling_group(**GROUP)
    error = failed.value.response
    assert error["Error"]["Message"] == SENTENCE + "logged by 'landform.cloud'."
    assert error["ResponseMetadata"]["RetryAttempts"] == 0


@pytest.mark.parametrize("service", ["accessanalyzer", "workmail"])
def test_boto3_reads_that_a_service_is_not_there(service: str) -> None:
    client: Any = EmbeddedCloud(None).session().client(service)
    operation = {"accessanalyzer": "list_analyzers", "workmail": "list_organizations"}[service]
    with pytest.raises(ClientError, match="The embedded cloud has no service at"):
        getattr(client, operation)()


def queues(body: bytes, operation: str = "CreateQueue") -> WireAnswer:
    headers = {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": f"AmazonSQS.{operation}",
        "Authorization": authorization("sqs", "us-east-1"),
    }
    request = WireRequest("POST", "https://sqs.us-east-1.amazonaws.com/", headers, body)
    return EmbeddedCloud(None).serve(request, is_change=True)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b'{"QueueName":', "The body of the request is not JSON."),
        (b"\xff", "The body of the request is not JSON."),
        (b"[]", "The body of the request is not an object."),
        (b"{}", 'Missing required parameter in input: "QueueName"'),
        (b'{"QueueName": ["a"]}', "parameter QueueName, type: <class 'list'>, valid"),
        (b'{"QueueName": "q", "Attributes": 5}', "Invalid type for parameter Attributes"),
        (b'{"QueueName": "q", "Attributes": {"DelaySeconds": "x"}}', "A value of the request is not what"),
    ],
)
def test_a_body_that_sqs_cannot_read_is_the_fault_of_the_request(body: bytes, said: str) -> None:
    answer = queues(body)
    assert answer.status == 400
    assert said in answer.body.decode()


def test_an_operation_that_sqs_does_not_have_is_the_fault_of_the_request() -> None:
    assert queues(b"{}", "Nope").status == 400


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (b"Action=Nope", "InvalidAction"),
        (b"Action=CreateQueue", "MissingParameter"),
        (b"Action=CreateQueue&QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=x",
         "InvalidParameterValue"),
    ],
)  # fmt: skip
def test_a_form_that_sqs_cannot_read_is_the_fault_of_the_request(form: bytes, code: str) -> None:
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": authorization("sqs", "us-east-1"),
    }
    request = WireRequest("POST", "https://sqs.us-east-1.amazonaws.com/", headers, form)
    answer = EmbeddedCloud(None).serve(request, is_change=True)
    assert (answer.status, answer.headers["x-landform-refusal"]) == (400, code)


@pytest.fixture(scope="module")
def store() -> EmbeddedCloud:
    cloud = EmbeddedCloud(None)
    cloud.session().client("s3").create_bucket(Bucket="bucket")
    return cloud


SUBRESOURCES = (
    *("accelerate", "acl", "cors", "encryption", "lifecycle", "logging", "notification", "object-lock"),
    *("ownershipControls", "publicAccessBlock", "replication", "tagging", "versioning", "website"),
    *("inventory&id=a", "policy"),
)
BODIES = (b"<a", b"<a/>", b"nope", b"\xff\xfe", b"{", b"<Tagging/>", b"<LifecycleConfiguration/>",
          b"<CORSConfiguration/>", b"<AccelerateConfiguration/>", b"<OwnershipControls/>")  # fmt: skip


def put(cloud: EmbeddedCloud, path: str, body: bytes, method: str = "PUT", **headers: str) -> WireAnswer:
    signed = {"Authorization": authorization("s3", "us-east-1"), **headers}
    url = f"https://bucket.s3.us-east-1.amazonaws.com/{path}"
    return cloud.serve(WireRequest(method, url, signed, body), is_change=True)


@pytest.mark.parametrize("subresource", SUBRESOURCES)
def test_no_body_makes_s3_fail(store: EmbeddedCloud, subresource: str) -> None:
    statuses = {body: put(store, f"?{subresource}", body).status for body in BODIES}
    assert {body: status for body, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("?cors", b"<CORSConfiguration/>", "MalformedXML"),
        ("?cors", b"", "MissingRequestBodyError"),
        ("?lifecycle", b"<Tagging/>", "MalformedXML"),
        ("?policy", b"<a/>", "MalformedPolicy"),
    ],
)
def test_s3_says_what_is_wrong_with_a_body(store: EmbeddedCloud, path: str, body: bytes, code: str) -> None:
    answer = put(store, path, body)
    assert (answer.status, answer.headers["x-landform-refusal"]) == (400, code)


def test_s3_says_what_is_wrong_with_a_header(store: EmbeddedCloud) -> None:
    answer = put(store, "k", b"x", **{"x-amz-acl": "everybody"})
    assert (answer.status, answer.headers["x-landform-refusal"]) == (400, "InvalidArgument")


def test_a_right_policy_is_taken(store: EmbeddedCloud) -> None:
    policy = json.dumps({"Version": "2012-10-17", "Statement": []}).encode()
    assert put(store, "?policy", policy).status == 200
