"""No request, however broken, makes the server fail, hang or show its insides."""

import http.client
from pathlib import Path

import pytest

from tests.end_to_end.fuzz import Fuzzer
from tests.end_to_end.fuzz_requests import PATHS, URLS
from tests.end_to_end.serving import client, serving

REQUESTS = 1_500
OUTSIDE = "root:x:"  # what /etc/passwd begins with


def test_drawn_requests_are_answered_without_a_fault(tmp_path: Path) -> None:
    with serving(tmp_path / "state") as (url, _):
        found = Fuzzer(url, seed=4).run(REQUESTS)
    assert found.faults == [], found.summary
    assert sum(found.kinds.values()) >= REQUESTS
    assert found.statuses[200] > 100


def test_no_path_and_no_template_url_reads_a_file_of_the_machine(tmp_path: Path) -> None:
    with serving(tmp_path / "state") as (url, _):
        connection = http.client.HTTPConnection(url.removeprefix("http://"))
        for path in PATHS:
            connection.putrequest("GET", path)
            connection.endheaders()
            answered = connection.getresponse()
            assert (answered.status in (200, 400, 404, 501), OUTSIDE in answered.read().decode()) == (
                True,
                False,
            ), path
        cloudformation = client(url, "cloudformation")
        for each in URLS:
            with pytest.raises(cloudformation.exceptions.ClientError) as caught:
                cloudformation.create_stack(StackName="s", TemplateURL=each)
            assert caught.value.response["Error"]["Code"] == "ValidationError"
            assert OUTSIDE not in str(caught.value)
