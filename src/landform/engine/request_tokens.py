"""Client request tokens: a request that is repeated with its token is answered as it was, and not done again.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
"""

from landform.engine.errors import EngineError
from landform.engine.requests import Place
from landform.store.interface import Remembered, Store


class RequestTokens:
    """The tokens that were used, by account, region and operation."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def answered(self, place: Place, operation: str, token: str | None, stack: str) -> str | None:
        """The id of the stack that a request with this token was for; None: it is new.

        Raises TokenAlreadyExistsException when that was another stack. `stack` is a name or an id.
        """
        found = self._store.idempotent(_scope(place, operation), token) if token is not None else None
        if found is None:
            return None
        stack_id = str(found["StackId"])
        if stack not in (stack_id, stack_id.split("/")[1]):
            raise EngineError(
                "TokenAlreadyExistsException",
                f"The token {token} was used by a request for another stack: {stack_id}",
            )
        return stack_id

    def answer(self, place: Place, operation: str, token: str | None, stack_id: str) -> Remembered | None:
        """What to remember, in the transaction that begins the operation, of a request with this token."""
        if token is None:
            return None
        return Remembered(scope=_scope(place, operation), token=token, value={"StackId": stack_id})


def _scope(place: Place, operation: str) -> str:
    return f"{place.account_id}:{place.region}:{operation}"
