"""Where requests are sent to, by what they say."""

from landform.server.routing import Incoming, function_url


def incoming(host: str) -> Incoming:
    return Incoming(method="GET", path="/a", query="b=1", headers={"host": host})


def test_the_host_of_a_functions_url_is_known_in_every_domain() -> None:
    expected = "https://abc1.lambda-url.eu-west-1.on.aws/a?b=1"
    for domain in ("on.aws", "localhost.localstack.cloud:4566", "localhost:4566"):
        assert function_url(incoming(f"abc1.lambda-url.eu-west-1.{domain}")) == expected


def test_other_hosts_are_no_functions_urls() -> None:
    for host in ("lambda.eu-west-1.amazonaws.com", "127.0.0.1:4566", "bucket.s3.localhost"):
        assert function_url(incoming(host)) is None
