"""How long browsers and proxies keep objects.

Source: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Cache-Control
"""

from typing import Any

from landform.cdk.core.native import Native
from landform.cdk.core.numbers import number_text
from landform.cdk.core.quantities import Duration


class CacheControl(Native):
    """One directive of Cache-Control."""

    def __init__(self, value: Any) -> None:
        self.value = value

    @staticmethod
    def must_revalidate() -> "CacheControl":
        """Stale objects are asked for again."""
        return CacheControl("must-revalidate")

    @staticmethod
    def no_cache() -> "CacheControl":
        """Objects are asked for again each time."""
        return CacheControl("no-cache")

    @staticmethod
    def no_transform() -> "CacheControl":
        """Objects are kept as they are."""
        return CacheControl("no-transform")

    @staticmethod
    def no_store() -> "CacheControl":
        """Objects are not kept."""
        return CacheControl("no-store")

    @staticmethod
    def must_understand() -> "CacheControl":
        """Objects are kept only by who knows what their status means."""
        return CacheControl("must-understand")

    @staticmethod
    def set_public() -> "CacheControl":
        """Shared caches may keep objects."""
        return CacheControl("public")

    @staticmethod
    def set_private() -> "CacheControl":
        """Only the browser may keep objects."""
        return CacheControl("private")

    @staticmethod
    def immutable() -> "CacheControl":
        """Objects never change."""
        return CacheControl("immutable")

    @staticmethod
    def proxy_revalidate() -> "CacheControl":
        """Proxies ask for stale objects again."""
        return CacheControl("proxy-revalidate")

    @staticmethod
    def max_age(t: Duration) -> "CacheControl":
        """Objects are fresh for a time."""
        return _for("max-age", t)

    @staticmethod
    def s_max_age(t: Duration) -> "CacheControl":
        """Objects are fresh in shared caches for a time."""
        return _for("s-maxage", t)

    @staticmethod
    def stale_while_revalidate(t: Duration) -> "CacheControl":
        """Stale objects are used for a time while they are asked for again."""
        return _for("stale-while-revalidate", t)

    @staticmethod
    def stale_if_error(t: Duration) -> "CacheControl":
        """Stale objects are used for a time where asking fails."""
        return _for("stale-if-error", t)

    @staticmethod
    def from_string(s: str) -> "CacheControl":
        """Any directive."""
        return CacheControl(s)


def _for(name: str, time: Duration) -> CacheControl:
    return CacheControl(f"{name}={number_text(time.to_seconds())}")
