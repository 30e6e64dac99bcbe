"""Which of several records is answered: by where those who ask are.

Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
"""

import re
from typing import Final

from landform.cdk.aws_route53.enums import Continent
from landform.cdk.core.checked import Checked
from landform.cdk.core.tokens import is_unresolved

_COUNTRY: Final = re.compile(r"[A-Z]{2}|\*")
_SUBDIVISION: Final = re.compile(r"[A-Z0-9]{1,3}")
_DIVIDED: Final = ("UA", "US")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LOCATION: Final = re.compile(r"[0-9A-Za-z_\-*]{1,16}")


class GeoLocation(Checked):
    """A part of the world."""

    def __init__(
        self, continent: Continent | None, country: str | None = None, subdivision: str | None = None
    ) -> None:
        self.continent_code = continent
        self.country_code = country
        self.subdivision_code = subdivision

    @staticmethod
    def continent(continent_code: Continent) -> "GeoLocation":
        """A continent."""
        return GeoLocation(continent_code)

    @staticmethod
    def country(country_code: str) -> "GeoLocation":
        """A country by its two letters."""
        if not is_unresolved(country_code) and not _COUNTRY.fullmatch(country_code):
            raise ValueError(
                f"Invalid country format for country: {country_code}, country should be two-letter and "
                "uppercase country ISO 3166-1-alpha-2 code"
            )
        return GeoLocation(None, country_code)

    @staticmethod
    def default() -> "GeoLocation":
        """All that no other record is for."""
        return GeoLocation(None, "*")

    @staticmethod
    def subdivision(subdivision_code: str, country_code: str | None = None) -> "GeoLocation":
        """A state of the United States, or an oblast of Ukraine."""
        country = country_code or "US"
        if not is_unresolved(country) and country not in _DIVIDED:
            raise ValueError(
                f"Invalid country for subdivisions geolocation: {country}, only UA (Ukraine) and US (United "
                "states) are supported"
            )
        if not is_unresolved(subdivision_code) and not _SUBDIVISION.fullmatch(subdivision_code):
            raise ValueError(
                f"Invalid subdivision format for subdivision: {subdivision_code}, subdivision should be "
                "alphanumeric and between 1 and 3 characters"
            )
        return GeoLocation(None, country, subdivision_code)


class CidrRoutingConfig(Checked):
    """Blocks of addresses, by a location of a collection."""

    def __init__(self, collection_id: str, location_name: str) -> None:
        self.collection_id = collection_id
        self.location_name = location_name

    @staticmethod
    def create(*, collection_id: str, location_name: str | None = None) -> "CidrRoutingConfig":
        """A location of a collection; the default one without a name."""
        name = location_name if location_name is not None else "*"
        if not is_unresolved(collection_id) and not _UUID.fullmatch(collection_id):
            raise ValueError(
                f"collectionId({collection_id}) is required and must be a valid UUID in the format: "
                "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx(8-4-4-4-12 hexadecimal digits)"
            )
        if not is_unresolved(name) and not _LOCATION.fullmatch(name):
            raise ValueError(
                f"locationName({name}) is required and must be 1-16 characters long, made of letters, "
                f"digits, "
                "underscores, hyphens and asterisks"
            )
        return CidrRoutingConfig(collection_id, name)

    @staticmethod
    def with_default_location_name(collection_id: str) -> "CidrRoutingConfig":
        """All addresses that are in no other location."""
        return CidrRoutingConfig.create(collection_id=collection_id)
