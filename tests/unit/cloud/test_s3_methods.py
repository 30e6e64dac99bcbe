import pytest

from landform.cloud.embedded import EmbeddedCloud
from landform.cloud.wire import WireRequest

BUCKET = "https://models.s3.us-east-1.amazonaws.com"


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/a/b"), ("PATCH", "/a/b"), ("TRACE", "/"), ("POST", "/a?x=y")]
)
def test_a_method_that_a_bucket_or_object_does_not_have_is_not_allowed(method: str, path: str) -> None:
    answered = EmbeddedCloud(None).serve(WireRequest(method, BUCKET + path, {}, b""), is_change=False)
    assert answered.status == 405
    assert b"<Code>MethodNotAllowed</Code>" in answered.body


def test_posts_that_mean_something_go_through() -> None:
    cloud = EmbeddedCloud(None)
    storage = cloud.session().client("s3")
    storage.create_bucket(Bucket="models")
    upload = storage.create_multipart_upload(Bucket="models", Key="a/b")["UploadId"]
    part = storage.upload_part(Bucket="models", Key="a/b", UploadId=upload, PartNumber=1, Body=b"x")
    storage.complete_multipart_upload(
        Bucket="models",
        Key="a/b",
        UploadId=upload,
        MultipartUpload={"Parts": [{"ETag": part["ETag"], "PartNumber": 1}]},
    )
    storage.delete_objects(Bucket="models", Delete={"Objects": [{"Key": "a/b"}]})
    assert "Contents" not in storage.list_objects_v2(Bucket="models")
