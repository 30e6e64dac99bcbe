"""Attributes that providers of identities give.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
"""

from typing import ClassVar, Final

from landform.cdk.core.native import Native

_KNOWN: Final = {
    "APPLE": "email email_verified first_name:firstName last_name:lastName name",
    "AMAZON": "user_id email name postal_code",
    "FACEBOOK": "id birthday email name first_name last_name middle_name gender locale",
    "GOOGLE": "names gender birthdays phone_numbers:phoneNumbers email name picture given_name family_name "
    "email_verified",
}


class ProviderAttribute(Native):
    """An attribute that a provider gives."""

    AMAZON_EMAIL: ClassVar["ProviderAttribute"]

    def __init__(self, attribute_name: str) -> None:
        self.attribute_name = attribute_name

    @staticmethod
    def other(attribute_name: str) -> "ProviderAttribute":
        """Another one."""
        return ProviderAttribute(attribute_name)


for _provider, _names in _KNOWN.items():
    for _each in _names.split():
        _name, _, _own = _each.partition(":")
        setattr(ProviderAttribute, f"{_provider}_{_name.upper()}", ProviderAttribute(_own or _name))
