"""Attributes of users.

Source: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
"""

from collections.abc import Mapping
from typing import Any, Final

from landform.cdk.core.native import Native
from landform.cdk.core.tokens import is_unresolved
from landform.cdk.l1.lookup import given

STANDARD: Final = {
    "address": "address",
    "birthdate": "birthdate",
    "email": "email",
    "family_name": "family_name",
    "fullname": "name",
    "gender": "gender",
    "given_name": "given_name",
    "last_update_time": "updated_at",
    "locale": "locale",
    "middle_name": "middle_name",
    "nickname": "nickname",
    "phone_number": "phone_number",
    "preferred_username": "preferred_username",
    "profile_page": "profile",
    "profile_picture": "picture",
    "timezone": "zoneinfo",
    "website": "website",
    "email_verified": "email_verified",
    "phone_number_verified": "phone_number_verified",
}
"""Our name of a standard attribute -> Cognito's; in the order of schemas."""

_LONGEST: Final = 2048  # letters


def _config(**members: Any) -> Any:
    known = {name: value for name, value in members.items() if value is not None}
    return given("aws_cognito", "CustomAttributeConfig", known)


class StringAttribute(Native):
    """A text."""

    def __init__(
        self, *, max_len: float | None = None, min_len: float | None = None, mutable: bool | None = None
    ) -> None:
        if min_len is not None and not is_unresolved(min_len) and min_len < 0:
            raise ValueError(f"minLen cannot be less than 0 (value: {min_len:g}).")
        if max_len is not None and not is_unresolved(max_len) and max_len > _LONGEST:
            raise ValueError(f"maxLen cannot be greater than {_LONGEST} (value: {max_len:g}).")
        self._limits = {"min_len": min_len, "max_len": max_len}
        self._mutable = mutable

    def bind(self) -> Any:
        """What the pool's schema says of it."""
        limits = self._limits if self._limits["min_len"] or self._limits["max_len"] else None
        return _config(data_type="String", string_constraints=limits, mutable=self._mutable)


class NumberAttribute(Native):
    """A number."""

    def __init__(
        self, *, max: float | None = None, min: float | None = None, mutable: bool | None = None
    ) -> None:
        self._limits = {"min": min, "max": max}
        self._mutable = mutable

    def bind(self) -> Any:
        """What the pool's schema says of it."""
        limits = self._limits if self._limits["min"] or self._limits["max"] else None
        return _config(data_type="Number", number_constraints=limits, mutable=self._mutable)


class BooleanAttribute(Native):
    """A yes or no."""

    def __init__(self, *, mutable: bool | None = None) -> None:
        self._mutable = mutable

    def bind(self) -> Any:
        """What the pool's schema says of it."""
        return _config(data_type="Boolean", mutable=self._mutable)


class DateTimeAttribute(Native):
    """A time."""

    def __init__(self, *, mutable: bool | None = None) -> None:
        self._mutable = mutable

    def bind(self) -> Any:
        """What the pool's schema says of it."""
        return _config(data_type="DateTime", mutable=self._mutable)


class ClientAttributes(Native):
    """Attributes that a client reads or writes."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def with_standard_attributes(self, **attributes: bool | None) -> "ClientAttributes":
        """With standard attributes, the members of `StandardAttributesMask`."""
        wanted = {STANDARD[name] for name, value in attributes.items() if value}
        return self._with([each for each in sorted(wanted) if each not in self._names])

    def with_custom_attributes(self, *attributes: str) -> "ClientAttributes":
        """With attributes of one's own."""
        names = [each if each.startswith("custom:") else f"custom:{each}" for each in attributes]
        return self._with([each for each in names if each not in self._names])

    def attributes(self) -> list[str]:
        """Their names, sorted."""
        return sorted(self._names)

    def _with(self, names: list[str]) -> "ClientAttributes":
        found = ClientAttributes()
        found._names = [*self._names, *names]
        return found


def schema(standard: Any, custom: Mapping[str, Any] | None) -> list[dict[str, Any]] | None:
    """The attributes as a pool's resource has them."""
    if standard is None and custom is None:
        return None
    found: list[dict[str, Any]] = []
    chosen = given("aws_cognito", "StandardAttributes", standard) or {}
    for name in STANDARD:
        if name in chosen:
            each = given("aws_cognito", "StandardAttribute", chosen[name])
            mutable = each.mutable if each.mutable is not None else True
            found.append({"name": STANDARD[name], "mutable": mutable, "required": bool(each.required)})
    return [*found, *(_custom(name, each) for name, each in (custom or {}).items())] or None


def _custom(name: str, attribute: Any) -> dict[str, Any]:
    bound = attribute.bind()
    number = given("aws_cognito", "NumberAttributeConstraints", bound.number_constraints)
    text = given("aws_cognito", "StringAttributeConstraints", bound.string_constraints)
    return {
        "name": name,
        "attribute_data_type": bound.data_type,
        "number_attribute_constraints": (
            {"min_value": _text(number.min), "max_value": _text(number.max)} if number is not None else None
        ),
        "string_attribute_constraints": (
            {"min_length": _text(text.min_len), "max_length": _text(text.max_len)}
            if text is not None
            else None
        ),
        "mutable": bound.mutable,
    }


def _text(number: float | None) -> str | None:
    return f"{number:.15g}" if number is not None else None
