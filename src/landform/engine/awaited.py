"""Waits for a coroutine from code that is not one, also where a loop runs already, as in a notebook."""

import asyncio
import contextvars
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def awaited(coroutine: Coroutine[Any, Any, T]) -> T:
    """What the coroutine gives; raises what it raises.

    A loop that runs in this thread is somebody else's: the coroutine gets a thread of its own then.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    found: list[T] = []
    raised: list[BaseException] = []

    def run() -> None:
        try:
            found.append(asyncio.run(coroutine))
        except BaseException as error:
            raised.append(error)

    context = contextvars.copy_context()
    thread = threading.Thread(target=lambda: context.run(run), name="landform-awaited")
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return found[0]
