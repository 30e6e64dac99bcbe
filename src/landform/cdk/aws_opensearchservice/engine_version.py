"""Versions of OpenSearch and Elasticsearch.

Source: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
"""

import re
from typing import Final

from landform.cdk.core.native import Native

_ELASTICSEARCH: Final = "1.5 2.3 5.1 5.3 5.5 5.6 6.0 6.2 6.3 6.4 6.5 6.7 6.8 7.1 7.4 7.7 7.8 7.9 7.10"
_OPENSEARCH: Final = "1.0 1.1 1.2 1.3 2.3 2.5 2.7 2.9 2.10 2.11 2.13 2.15 2.17 2.19 3.1 3.3 3.5 3.7"
_NUMBERS: Final = re.compile(r"(?:[A-Za-z]+_)?(\d+)\.(\d+)")


class EngineVersion(Native):
    """A version of an engine, such as `OpenSearch_2.11`."""

    def __init__(self, version: str) -> None:
        self.version = version

    @staticmethod
    def open_search(version: str) -> "EngineVersion":
        """Any version of OpenSearch."""
        return EngineVersion(f"OpenSearch_{version}")

    @staticmethod
    def elasticsearch(version: str) -> "EngineVersion":
        """Any version of Elasticsearch."""
        return EngineVersion(f"Elasticsearch_{version}")

    @property
    def _is_opensearch(self) -> bool:
        return self.version.startswith("OpenSearch")

    def _numbers(self) -> tuple[int, int]:
        """The major and the minor number.

        Raises:
            ValueError: where the version does not begin with them.
        """
        found = _NUMBERS.match(self.version)
        if found is None:
            shown = self.version.partition("_")[2]
            raise ValueError(
                f"Invalid engine version: {shown}. Version string needs to start with major and minor "
                "version (x.y)."
            )
        return int(found[1]), int(found[2])

    def _is_at_least(self, elasticsearch: tuple[int, int], opensearch: tuple[int, int] = (1, 0)) -> bool:
        return self._numbers() >= (opensearch if self._is_opensearch else elasticsearch)


for _engine, _make, _versions in (
    ("ELASTICSEARCH", EngineVersion.elasticsearch, _ELASTICSEARCH),
    ("OPENSEARCH", EngineVersion.open_search, _OPENSEARCH),
):
    for _version in _versions.split():
        setattr(EngineVersion, f"{_engine}_{_version.replace('.', '_')}", _make(_version))
