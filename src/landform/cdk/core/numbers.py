"""Numbers as text."""


def number_text(value: float) -> str:
    """The number without a fraction where it is whole: `400.0` is `400`."""
    return f"{int(value)}" if isinstance(value, float) and value.is_integer() else f"{value}"
