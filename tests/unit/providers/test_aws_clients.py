"""What a boto3 session's answers and refusals become."""

from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from landform.cloud.clients import ServiceError
from landform.providers.aws_clients import AwsClients

REFUSAL: Any = {
    "Error": {"Code": "NoSuchQueue", "Message": "It is gone."},
    "ResponseMetadata": {"HTTPStatusCode": 404, "RequestId": "r-1"},
}
SILENT: Any = {"Error": {}, "ResponseMetadata": {}}


class Session:
    """Makes clients that refuse, or answer with what they were asked."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.made: list[str] = []

    def client(self, service: str) -> "Session":
        self.made.append(service)
        return self

    def get_queue_url(self, **parameters: str) -> dict[str, Any]:
        if self.error is not None:
            raise self.error
        return {"QueueUrl": f"https://{parameters['QueueName']}"}


def clients(session: Session) -> AwsClients:
    return AwsClients(session)  # type: ignore[arg-type]  # see Session


def test_an_operation_is_called_by_botocore_s_name_on_one_client_a_service() -> None:
    session = Session()
    aws = clients(session)
    for _ in range(2):
        assert aws.call("sqs", "GetQueueUrl", {"QueueName": "jobs"}) == {"QueueUrl": "https://jobs"}
    assert session.made == ["sqs"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ClientError(REFUSAL, "GetQueueUrl"), ("NoSuchQueue", "It is gone.", 404, "r-1")),
        (ClientError(SILENT, "x"), ("Unknown", "", 0, "")),
        (
            EndpointConnectionError(endpoint_url="https://x"),
            ("EndpointConnectionError", 'Could not connect to the endpoint URL: "https://x"', 0, ""),
        ),
    ],
    ids=["refused", "refused without a word", "no way there"],
)
def test_a_refusal_keeps_the_service_s_words(error: Exception, told: tuple[str, str, int, str]) -> None:
    with pytest.raises(ServiceError) as caught:
        clients(Session(error)).call("sqs", "GetQueueUrl", {"QueueName": "jobs"})
    assert (caught.value.code, caught.value.message, caught.value.status, caught.value.request_id) == told


def test_aws_keeps_its_own_tags_to_itself_and_remembers_no_tokens() -> None:
    aws = clients(Session())
    assert aws.accepts_system_tags is False
    assert aws.was_answered() is False
    assert aws.with_token("t") is aws
