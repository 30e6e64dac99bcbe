"""The function of deployments at work against an embedded S3: what it puts, takes out and leaves alone."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from landform.server.local import LocalTarget
from tests.unit.cdk.test_handlers import _loaded

Deploy = Any


@pytest.fixture
def session() -> Iterator[Any]:
    """A cloud with a bucket `source` and a bucket `site`."""
    with LocalTarget() as target:
        found = target.session()
        for name in ("source", "site", "moved"):
            found.client("s3").create_bucket(Bucket=name)
        yield found


@pytest.fixture
def deploy(session: Any) -> Deploy:
    """The handler; RequestType and properties in, Data out."""
    handle = _loaded("bucket_deployment", session)["deploy"]

    def call(kind: str, before: Mapping[str, Any] | None = None, **properties: Any) -> Any:
        common = {"SourceBucketNames": [], "SourceObjectKeys": [], "DestinationBucketName": "site"}
        event = {
            "RequestType": kind,
            "RequestId": "r",
            "ResourceProperties": {**common, **properties},
            **({"OldResourceProperties": {**common, **before}} if before is not None else {}),
        }
        return handle(event).get("Data")

    return call


def archive(session: Any, key: str, files: Mapping[str, str]) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    session.client("s3").put_object(Bucket="source", Key=key, Body=body.getvalue())


def keys(session: Any, bucket: str = "site") -> list[str]:
    return [each["Key"] for each in session.client("s3").list_objects_v2(Bucket=bucket).get("Contents", ())]


def body(session: Any, key: str) -> bytes:
    found: bytes = session.client("s3").get_object(Bucket="site", Key=key)["Body"].read()
    return found


SOURCE = {"SourceBucketNames": ["source"], "SourceObjectKeys": ["a.zip"]}


def test_what_is_no_longer_in_the_source_is_taken_out_below_the_prefix_alone(
    session: Any, deploy: Deploy
) -> None:
    for key in ("w/old", "wide", "other/old"):
        session.client("s3").put_object(Bucket="site", Key=key, Body=b"")
    archive(session, "a.zip", {"new": "1", "in/new": "2"})
    deploy("Create", DestinationBucketKeyPrefix="/w/", **SOURCE)
    assert keys(session) == ["other/old", "w/in/new", "w/new", "wide"]


def test_nothing_is_taken_out_without_prune(session: Any, deploy: Deploy) -> None:
    session.client("s3").put_object(Bucket="site", Key="old", Body=b"")
    archive(session, "a.zip", {"new": "1"})
    deploy("Create", Prune="false", **SOURCE)
    assert keys(session) == ["new", "old"]


def test_what_is_excluded_is_neither_put_nor_taken_out_unless_it_is_included_again(
    session: Any, deploy: Deploy
) -> None:
    for key in ("there.log", "kept.log"):
        session.client("s3").put_object(Bucket="site", Key=key, Body=b"")
    archive(session, "a.zip", {"a.txt": "", "b.log": "", "in/kept.log": ""})
    deploy("Create", Exclude=["*.log"], Include=["*kept.log"], **SOURCE)
    assert keys(session) == ["a.txt", "in/kept.log", "there.log"]


def test_later_sources_win_and_markers_are_those_of_their_source(session: Any, deploy: Deploy) -> None:
    archive(session, "a.zip", {"x": "first <0>", "y": "<0>"})
    archive(session, "b.zip", {"x": "second <0>", "z": '{"a": "<0>"}'})
    deploy(
        "Create",
        SourceBucketNames=["source", "source"],
        SourceObjectKeys=["a.zip", "b.zip"],
        SourceMarkers=[{"<0>": "one"}, {"<0>": 'say "two"'}],
        SourceMarkersConfig=[{}, {"jsonEscape": "true"}],
    )
    assert body(session, "x") == b'second say \\"two\\"'
    assert body(session, "y") == b"one"
    assert body(session, "z") == b'{"a": "say \\"two\\""}'


def test_objects_are_stored_with_what_the_request_says(session: Any, deploy: Deploy) -> None:
    archive(session, "a.zip", {"a.html": "", "b.unknown": ""})
    system = {"content-language": "de", "storage-class": "STANDARD_IA", "expires": "2030-01-01T00:00:00Z"}
    deploy("Create", SystemMetadata=system, UserMetadata={"a": "b"}, **SOURCE)
    page = session.client("s3").head_object(Bucket="site", Key="a.html")
    assert page["ContentType"] == "text/html"
    assert page["ContentLanguage"] == "de"
    assert page["StorageClass"] == "STANDARD_IA"
    assert page["Metadata"] == {"a": "b"}
    deploy("Update", SystemMetadata={"content-type": "text/x"}, **SOURCE)
    assert session.client("s3").head_object(Bucket="site", Key="a.html")["ContentType"] == "text/x"


def test_a_source_that_is_not_extracted_is_put_there_whole_and_its_version_told(
    session: Any, deploy: Deploy
) -> None:
    s3 = session.client("s3")
    s3.put_bucket_versioning(Bucket="site", VersioningConfiguration={"Status": "Enabled"})
    archive(session, "a.zip", {"a": "1"})
    found = deploy(
        "Create",
        Extract="false",
        OutputObjectVersionIds="true",
        DestinationBucketArn="arn:aws:s3:::site",
        **SOURCE,
    )
    version = s3.head_object(Bucket="site", Key="a.zip")["VersionId"]
    assert found == {
        "DestinationBucketArn": "arn:aws:s3:::site",
        "SourceObjectKeys": ["a.zip"],
        "SourceObjectVersionIds": [version],
    }
    assert deploy("Update", OutputObjectKeys="false", **SOURCE) == {"SourceObjectKeys": []}


def test_files_stay_when_the_deployment_goes_unless_it_says_otherwise(session: Any, deploy: Deploy) -> None:
    for key in ("w/a", "wide"):
        session.client("s3").put_object(Bucket="site", Key=key, Body=b"")
    place = {"DestinationBucketKeyPrefix": "w", **SOURCE}
    deploy("Delete", **place)
    assert keys(session) == ["w/a", "wide"]
    deploy("Delete", RetainOnDelete="false", **place)
    assert keys(session) == ["wide"]


def test_files_of_a_place_that_another_deployment_holds_stay(session: Any, deploy: Deploy) -> None:
    s3 = session.client("s3")
    tags = [{"Key": "aws-cdk:cr-owned:w:0123abcd", "Value": "true"}]
    s3.put_bucket_tagging(Bucket="site", Tagging={"TagSet": tags})
    for key in ("w/a", "v/a"):
        s3.put_object(Bucket="site", Key=key, Body=b"")
    for prefix in ("w", "v"):
        deploy("Delete", RetainOnDelete="false", DestinationBucketKeyPrefix=prefix, **SOURCE)
    assert keys(session) == ["w/a"]


def test_the_place_before_is_emptied_when_files_move_unless_they_are_kept(
    session: Any, deploy: Deploy
) -> None:
    session.client("s3").put_object(Bucket="site", Key="a", Body=b"")
    archive(session, "a.zip", {"a": ""})
    deploy("Update", {}, **{**SOURCE, "DestinationBucketName": "moved"})
    assert keys(session) == keys(session, "moved") == ["a"]
    deploy("Update", {"RetainOnDelete": "false"}, **{**SOURCE, "DestinationBucketName": "moved"})
    assert keys(session) == []


def test_cloudfront_asks_again_for_the_paths_or_for_all_below_the_prefix(
    session: Any, deploy: Deploy
) -> None:
    client = session.client("cloudfront")
    origin = {"Id": "o", "DomainName": "x.example.com", "CustomOriginConfig": ORIGIN}
    made = client.create_distribution(DistributionConfig={**DISTRIBUTION, "Origins": listed(origin)})
    id = made["Distribution"]["Id"]
    archive(session, "a.zip", {"a": ""})
    deploy("Create", DistributionId=id, DistributionPaths=["/x"], **SOURCE)
    deploy("Update", DistributionId=id, DestinationBucketKeyPrefix="w", **SOURCE)
    found = client.list_invalidations(DistributionId=id)["InvalidationList"]["Items"]
    paths = [
        client.get_invalidation(DistributionId=id, Id=each["Id"])["Invalidation"]["InvalidationBatch"][
            "Paths"
        ]["Items"]
        for each in found
    ]
    assert sorted(paths) == [["/w/*"], ["/x"]]


def listed(*items: Any) -> dict[str, Any]:
    return {"Quantity": len(items), "Items": list(items)}


ORIGIN = {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "http-only"}
DISTRIBUTION = {
    "CallerReference": "r",
    "Comment": "",
    "Enabled": True,
    "DefaultCacheBehavior": {
        "TargetOriginId": "o",
        "ViewerProtocolPolicy": "allow-all",
        "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
        "MinTTL": 0,
        "TrustedSigners": {"Enabled": False, "Quantity": 0},
    },
}
