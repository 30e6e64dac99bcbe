"""AWS's identifiers: ARNs of stacks and change sets, ids of events and operations."""

import uuid
from collections.abc import Callable

from landform.engine.requests import Place

NewId = Callable[[], str]


def random_id() -> str:
    """A fresh UUID, as AWS uses them."""
    return str(uuid.uuid4())


def stack_arn(place: Place, name: str, unique: str) -> str:
    """arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID"""
    return f"arn:{place.partition}:cloudformation:{place.region}:{place.account_id}:stack/{name}/{unique}"


def change_set_arn(place: Place, name: str, unique: str) -> str:
    """arn:aws:cloudformation:REGION:ACCOUNT:changeSet/NAME/UUID"""
    return f"arn:{place.partition}:cloudformation:{place.region}:{place.account_id}:changeSet/{name}/{unique}"
