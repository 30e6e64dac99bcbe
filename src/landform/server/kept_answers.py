"""Answers that are given again as long as the state they were read from has not changed.

Clients ask the same question all the time while they wait for a stack. The state's revision changes with
every write, by whichever process, so what is kept is what would be answered now.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final

from landform.api.wire import ApiAnswer, with_request_id
from landform.server.routing import Destination, Incoming

MAX_ANSWERS: Final = 256
MAX_ANSWER_BYTES: Final = 65_536

Question = tuple[str | bytes | None, ...]
"""All of a request that its answer depends on."""


_TELLING_HEADERS: Final = ("content-type", "smithy-protocol", "x-amz-target")


def question_of(given: Incoming, destination: Destination) -> Question:
    """What a request to CloudFormation asks."""
    headers = (given.headers.get(name) for name in _TELLING_HEADERS)
    return (destination.access_key, destination.region, given.path, given.query, given.body, *headers)


class KeptAnswers:
    """The last answers, by question; used by several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._revision = -1
        self._answers: OrderedDict[Question, ApiAnswer] = OrderedDict()

    def find(self, question: Question, revision: int, request_id: str) -> ApiAnswer | None:
        """The answer if it was read at this revision, under a request id of its own."""
        with self._lock:
            kept = self._answers.get(question) if self._revision == revision else None
        return None if kept is None else with_request_id(kept, request_id)

    def keep(self, question: Question, revision: int, answered: ApiAnswer) -> None:
        """Keep an answer; `revision` is what the state had before it was read."""
        if not answered.is_repeatable or len(answered.body) > MAX_ANSWER_BYTES:
            return
        with self._lock:
            if self._revision != revision:
                self._revision = revision
                self._answers.clear()
            self._answers[question] = answered
            if len(self._answers) > MAX_ANSWERS:
                self._answers.popitem(last=False)
