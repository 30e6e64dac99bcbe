import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from landform.cloud.embedded import Difference, EmbeddedCloud
from landform.cloud.log import FILE_NAME, CloudFormatError
from tests.unit.cloud import services


def test_what_is_made_in_sixty_services_is_the_same_in_another_process(tmp_path: Path) -> None:
    assert len({service for service, _, _ in services.LOOKED_AT}) >= 55
    first = EmbeddedCloud(tmp_path)
    services.make(first.clients())
    made = services.look(first.clients())
    first.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "tests.unit.cloud.services", str(tmp_path)]
    looked = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert json.loads(looked.stdout) == made
    assert looked.stderr == ""  # no request was answered otherwise


def test_an_object_uploaded_in_parts_survives(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    store = first.session().client("s3")
    store.create_bucket(Bucket="models")
    upload = store.create_multipart_upload(Bucket="models", Key="a")["UploadId"]
    place = {"Bucket": "models", "Key": "a", "UploadId": upload}
    tag = store.upload_part(**place, PartNumber=1, Body=b"m" * 6_000_000)["ETag"]
    first.close()  # in the middle of it
    second = EmbeddedCloud(tmp_path)
    store = second.session().client("s3")
    parts = {"Parts": [{"PartNumber": 1, "ETag": tag}]}
    store.complete_multipart_upload(**place, MultipartUpload=parts)
    second.close()
    third = EmbeddedCloud(tmp_path)
    assert third.session().client("s3").head_object(Bucket="models", Key="a")["ContentLength"] == 6_000_000
    third.close()


def test_a_replay_that_comes_out_otherwise_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = EmbeddedCloud(tmp_path)
    for name in ("a", "b", "c"):
        first.clients().call("ec2", "CreateVpc", {"CidrBlock": "10.0.0.0/16", "TagSpecifications": []})
        first.clients().call("sqs", "CreateQueue", {"QueueName": name})
    first.log().connection.execute("UPDATE requests SET seed = seed + 1 WHERE number IN (3, 4)")
    first.close()
    second = EmbeddedCloud(tmp_path)
    second.clients().call("sqs", "ListQueues", {})
    # The queue's answer has nothing random in it; the VPC's has.
    assert second.differences == (Difference(3, "POST", "https://ec2.us-east-1.amazonaws.com/"),)
    assert "1 of 6 requests to the embedded cloud" in caplog.text
    assert "request 3: POST https://ec2.us-east-1.amazonaws.com/" in caplog.text
    second.close()


def test_a_private_key_is_the_same_after_a_replay_and_sealed_in_the_file(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    made = first.clients().call("ec2", "CreateKeyPair", {"KeyName": "k"})
    (drawn,) = first.log().connection.execute("SELECT drawn FROM requests").fetchone()
    first.close()
    assert len(drawn) > 1000  # a key of 2,048 bits in DER, as hexadecimal digits
    assert b"3082" not in drawn[:64]
    second = EmbeddedCloud(tmp_path)
    (found,) = second.clients().call("ec2", "DescribeKeyPairs", {})["KeyPairs"]
    assert found["KeyFingerprint"] == made["KeyFingerprint"]
    assert second.differences == ()
    second.close()


def to_first_format(folder: Path) -> None:
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("ALTER TABLE requests DROP COLUMN answered")
    connection.execute("ALTER TABLE requests DROP COLUMN drawn")
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()


def test_a_file_of_the_first_format_still_opens(tmp_path: Path) -> None:
    first = EmbeddedCloud(tmp_path)
    first.clients().call("sqs", "CreateQueue", {"QueueName": "old"})
    first.close()
    to_first_format(tmp_path)
    second = EmbeddedCloud(tmp_path)
    second.clients().call("sqs", "CreateQueue", {"QueueName": "new"})
    second.close()
    third = EmbeddedCloud(tmp_path)
    urls = third.clients().call("sqs", "ListQueues", {})["QueueUrls"]
    assert [url.rpartition("/")[2] for url in urls] == ["old", "new"]
    third.close()


def test_a_file_of_a_later_format_is_refused(tmp_path: Path) -> None:
    later = EmbeddedCloud(tmp_path)
    later.log().connection.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(CloudFormatError, match=r"written by a newer Landform \(its format is 99"):
        EmbeddedCloud(tmp_path).log()
