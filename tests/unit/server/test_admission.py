"""The table of who may speak to the server, row by row."""

import pytest

from landform.server.admission import Admission, admission_of

OWN = "127.0.0.1:4566"
STRANGE_HOST = "is not one of this server's"
STRANGE_PAGE = "Requests of pages from"
NAMELESS_PAGE = "without naming itself"


def answer(admission: Admission, **headers: str) -> str | None:
    """The refusal of a request with these headers; an underscore stands for a hyphen."""
    return admission.refusal([(name.replace("_", "-"), value) for name, value in headers.items()])


def is_let_in(**headers: str) -> bool:
    return answer(Admission(), **headers) is None


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:4566",
        "127.8.9.1",
        "[::1]:4566",
        "localhost:4566",
        "LOCALHOST.",
        "shop.s3.localhost:4566",
        "localhost.localstack.cloud:4566",
        "shop.s3.localhost.localstack.cloud:4566",
        "shop.s3.eu-west-1.amazonaws.com",
        "queue.amazonaws.com",
        "sqs.cn-north-1.amazonaws.com.cn:4566",
        "a1b2.execute-api.us-east-1.amazonaws.com",
        "abc.lambda-url.us-east-1.on.aws",
        "lambda.us-east-1.api.aws",
    ],
)
def test_loopback_and_the_services_names_are_own_hosts(host: str) -> None:
    assert is_let_in(host=host)


@pytest.mark.parametrize(
    "host",
    [
        "attacker.example:4566",
        "abc.lambda-url.us-east-1.attacker.example",
        "shop.s3.amazonaws.com.attacker.example",
        "evilamazonaws.com",
        "notlocalhost",
        "127.0.0.1.attacker.example",
        "0.0.0.0:4566",
        "192.168.1.7:4566",
        "[::2]:4566",
        "attacker.example@localhost",
        "localhost:4566:80",
        "localhost/",
        "",
    ],
)
def test_a_name_that_an_attacker_may_turn_to_this_machine_is_refused(host: str) -> None:
    refusal = answer(Admission(), host=host)
    assert refusal is not None
    assert STRANGE_HOST in refusal
    assert "--allow-host" in refusal


def test_a_second_host_header_hides_nothing() -> None:
    refusal = Admission().refusal([("host", OWN), ("host", "attacker.example")])
    assert refusal is not None
    assert "'attacker.example'" in refusal


def test_a_program_that_names_no_host_is_no_browser() -> None:
    assert is_let_in()


@pytest.mark.parametrize(
    "origin", ["http://localhost:3000", "http://127.0.0.1", "https://[::1]:8443", "http://app.localhost:4566"]
)
def test_pages_of_this_machine_are_let_in(origin: str) -> None:
    assert is_let_in(host=OWN, origin=origin)
    assert is_let_in(host=OWN, origin=origin, sec_fetch_site="cross-site")


@pytest.mark.parametrize(
    "origin",
    [
        "https://attacker.example",
        "http://localhost.attacker.example",
        "http://attacker.example:4566",
        "https://shop.s3.amazonaws.com",
        "null",
        "",
        "file://",
        "http://localhost@attacker.example",
        "http://localhost http://attacker.example",
        "chrome-extension://localhost",
    ],
)
def test_pages_from_elsewhere_are_refused(origin: str) -> None:
    refusal = answer(Admission(), host=OWN, origin=origin, sec_fetch_site="same-origin")
    assert refusal is not None
    assert STRANGE_PAGE in refusal
    assert "--allow-origin" in refusal


def test_a_page_that_this_server_gave_out_may_come_back_to_it() -> None:
    site = "site.s3.localhost.localstack.cloud:4566"
    assert is_let_in(host=site, origin=f"http://{site}")
    assert not is_let_in(host=site, origin="http://site.s3.localhost.localstack.cloud:9999")


@pytest.mark.parametrize(
    ("site", "host", "expected"),
    [
        ("none", OWN, True),
        ("same-origin", OWN, True),
        ("same-site", "localhost:4566", True),  # another port of this machine
        ("same-site", "shop.s3.amazonaws.com", False),
        ("cross-site", OWN, False),
        ("a word of the future", OWN, False),
    ],
)
def test_who_names_no_origin_is_judged_by_the_site(site: str, host: str, expected: bool) -> None:
    refusal = answer(Admission(), host=host, sec_fetch_site=site)
    assert (refusal is None) is expected
    assert expected or NAMELESS_PAGE in str(refusal)


def test_what_the_options_name_is_let_in_and_nothing_beside_it() -> None:
    admission = admission_of("127.0.0.1", ["Build.Example"], ["https://app.example:8443"])
    assert answer(admission, host="build.example:4566") is None
    assert answer(admission, host=OWN, origin="https://app.example:8443", sec_fetch_site="cross-site") is None
    for origin in ("https://app.example", "http://app.example:8443", "https://x.app.example:8443"):
        assert answer(admission, host=OWN, origin=origin) is not None
    assert answer(admission, host="other.build.example") is not None
    assert answer(admission, host="build.example", sec_fetch_site="same-site") is not None


def test_a_server_for_other_machines_answers_to_its_addresses_but_to_no_name() -> None:
    everywhere = admission_of("0.0.0.0")
    assert answer(everywhere, host="192.168.1.7:4566") is None
    assert answer(everywhere, host="[fe80::1]:4566") is None
    assert answer(everywhere, host="landform:4566") is not None
    assert answer(everywhere, host="192.168.1.7:4566", origin="http://192.168.1.9") is not None
    named = admission_of("192.168.1.7")
    assert answer(named, host="192.168.1.7:4566") is None
    assert answer(named, host="192.168.1.8:4566") is not None


@pytest.mark.parametrize("host", ["http://build.example", "a b", "*", ""])
def test_an_option_that_is_no_host_is_told(host: str) -> None:
    with pytest.raises(ValueError, match="--allow-host takes the name of a host"):
        admission_of("127.0.0.1", [host])


@pytest.mark.parametrize("origin", ["app.example", "null", "*", "https://app.example/page", "ftp://x"])
def test_an_option_that_is_no_origin_is_told(origin: str) -> None:
    with pytest.raises(ValueError, match="--allow-origin takes an origin"):
        admission_of("127.0.0.1", [], [origin])
