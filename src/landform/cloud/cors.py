"""Cross-origin requests as S3 buckets and the URLs of functions allow them: the rules, and their headers.

A browser asks first (a preflight, OPTIONS) and obeys the headers of the answers. The rules are read here;
who may come to this machine at all is asked before (landform.server.admission).

Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html,
https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

ANY: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorsRule:
    """Which pages may ask for what; `*` stands for any text in origins and headers."""

    origins: tuple[str, ...]
    methods: tuple[str, ...]
    headers: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    max_age_seconds: int | None = None
    credentials: bool | None = None  # None: as S3, allowed unless any origin is


def bucket_rules(found: Iterable[Mapping[str, Any]]) -> list[CorsRule]:
    """The rules of S3's GetBucketCors."""
    return [
        CorsRule(
            origins=tuple(each.get("AllowedOrigins", ())),
            methods=tuple(each.get("AllowedMethods", ())),
            headers=tuple(each.get("AllowedHeaders", ())),
            exposed=tuple(each.get("ExposeHeaders", ())),
            max_age_seconds=each.get("MaxAgeSeconds"),
        )
        for each in found
    ]


def url_rules(cors: Mapping[str, Any] | None) -> list[CorsRule]:
    """The one rule of a function URL's Cors; none when it has none."""
    if not cors:
        return []
    rule = CorsRule(
        origins=tuple(cors.get("AllowOrigins") or ()),
        methods=tuple(cors.get("AllowMethods") or ()),
        headers=tuple(cors.get("AllowHeaders") or ()),
        exposed=tuple(cors.get("ExposeHeaders") or ()),
        max_age_seconds=cors.get("MaxAge"),
        credentials=bool(cors.get("AllowCredentials")),
    )
    return [rule]


def preflight_headers(rules: Sequence[CorsRule], asked: Mapping[str, str]) -> dict[str, str] | None:
    """The headers that answer a preflight, by the first rule that fits; None when none does.

    Args:
        asked: the headers of the request, names in lower case.
    """
    method = asked.get("access-control-request-method", "")
    names = [each.strip().lower() for each in asked.get("access-control-request-headers", "").split(",")]
    names = [each for each in names if each]
    for rule in rules:
        pattern = _fits(rule, asked.get("origin", ""), method)
        if pattern is None or not all(_matches(rule.headers, name) for name in names):
            continue
        headers = _origin_headers(rule, pattern, asked["origin"])
        headers["access-control-allow-methods"] = ", ".join(rule.methods)
        if names:
            headers["access-control-allow-headers"] = ", ".join(names)
        if rule.max_age_seconds is not None:
            headers["access-control-max-age"] = str(rule.max_age_seconds)
        return headers
    return None


def answer_headers(rules: Sequence[CorsRule], origin: str, method: str) -> dict[str, str]:
    """What is added to the answer of a request that is no preflight; nothing when no rule fits."""
    for rule in rules:
        pattern = _fits(rule, origin, method)
        if pattern is not None:
            return _origin_headers(rule, pattern, origin)
    return {}


def without_cors(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers without those that allow pages of other origins anything."""
    return {name: each for name, each in headers.items() if not name.lower().startswith("access-control-")}


def _origin_headers(rule: CorsRule, pattern: str, origin: str) -> dict[str, str]:
    credentials = pattern != ANY if rule.credentials is None else rule.credentials
    is_for_all = pattern == ANY and not credentials  # browsers take no `*` where credentials are allowed
    headers = {
        "access-control-allow-origin": ANY if is_for_all else origin,
        "vary": "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    }
    if credentials:
        headers["access-control-allow-credentials"] = "true"
    if rule.exposed:
        headers["access-control-expose-headers"] = ", ".join(rule.exposed)
    return headers


def _fits(rule: CorsRule, origin: str, method: str) -> str | None:
    """The rule's pattern for the origin when the rule allows origin and method; else None."""
    if method not in rule.methods and ANY not in rule.methods:
        return None
    return next((each for each in rule.origins if _matches((each,), origin)), None)


def _matches(patterns: Iterable[str], text: str) -> bool:
    return any(
        re.fullmatch(".*".join(map(re.escape, each.lower().split(ANY))), text.lower()) for each in patterns
    )
