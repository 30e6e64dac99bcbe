"""The rules of cross-origin requests, as S3's page and Lambda's tell them."""

from landform.cloud.cors import answer_headers, bucket_rules, preflight_headers, url_rules

RULES = bucket_rules(
    [
        {
            "AllowedOrigins": ["https://*.example.com"],
            "AllowedMethods": ["PUT", "POST"],
            "AllowedHeaders": ["Content-*", "x-amz-meta-a"],
            "ExposeHeaders": ["ETag"],
            "MaxAgeSeconds": 600,
        },
        {"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]},
    ]
)
VARY = "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"


def asked(origin: str, method: str, headers: str | None = None) -> dict[str, str]:
    asking = {"origin": origin, "access-control-request-method": method}
    return asking if headers is None else {**asking, "access-control-request-headers": headers}


def test_the_first_rule_that_fits_answers_a_preflight() -> None:
    answered = preflight_headers(RULES, asked("https://a.example.com", "PUT", "content-type,X-Amz-Meta-A"))
    assert answered == {
        "access-control-allow-origin": "https://a.example.com",
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "PUT, POST",
        "access-control-allow-headers": "content-type, x-amz-meta-a",
        "access-control-expose-headers": "ETag",
        "access-control-max-age": "600",
        "vary": VARY,
    }


def test_a_rule_for_everybody_says_so_and_allows_no_credentials() -> None:
    answered = preflight_headers(RULES, asked("https://elsewhere.example", "GET"))
    expected = {"access-control-allow-origin": "*", "access-control-allow-methods": "GET", "vary": VARY}
    assert answered == expected


def test_what_no_rule_allows_whole_is_refused() -> None:
    assert preflight_headers(RULES, asked("https://elsewhere.example", "PUT")) is None
    assert preflight_headers(RULES, asked("https://a.example.com.attacker.example", "PUT")) is None
    assert preflight_headers(RULES, asked("https://a.example.com", "PUT", "x-amz-meta-b")) is None
    assert preflight_headers(RULES, asked("https://a.example.com", "DELETE")) is None
    assert preflight_headers([], asked("https://a.example.com", "GET")) is None


def test_the_answer_tells_only_pages_that_a_rule_names() -> None:
    assert answer_headers(RULES, "https://a.example.com", "POST")["access-control-allow-origin"] == (
        "https://a.example.com"
    )
    assert answer_headers(RULES, "https://elsewhere.example", "POST") == {}


def test_a_url_that_takes_credentials_names_the_origin_even_when_all_are_allowed() -> None:
    rules = url_rules({"AllowOrigins": ["*"], "AllowMethods": ["*"], "AllowCredentials": True, "MaxAge": 5})
    assert preflight_headers(rules, asked("http://localhost:3000", "PATCH")) == {
        "access-control-allow-origin": "http://localhost:3000",
        "access-control-allow-credentials": "true",
        "access-control-allow-methods": "*",
        "access-control-max-age": "5",
        "vary": VARY,
    }
    assert url_rules(None) == []
