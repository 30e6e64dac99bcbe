"""Event source mappings from SQS: a queue is looked at, its messages are given to the function in batches.

One thread per mapping, only while there are mappings. Messages of a batch that worked are deleted; the others
come back when their visibility timeout is over, and go to the dead-letter queue in the end.
Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
"""

import json
import logging
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from landform.cloud.clients import Clients, ServiceError
from landform.cloud.lambda_runtime.functions import FunctionReference, FunctionRefusedError, reference_of
from landform.cloud.moto_world import MOTO_LOCK

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud
    from landform.cloud.lambda_runtime.runtime import LambdaRuntime

LOG: Final = logging.getLogger("landform.functions")
#: Seconds between two looks at an empty queue. A look changes nothing, so it is not logged.
POLL_SECONDS: Final = 0.5
#: Seconds that closing waits for a thread; its function has been stopped by then.
STOP_SECONDS: Final = 5.0
#: Messages of one ReceiveMessage, the service's limit.
RECEIVED_MAX: Final = 10
PARTIAL: Final = "ReportBatchItemFailures"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """One mapping from a queue to a function."""

    uuid: str
    queue_arn: str
    function: FunctionReference
    batch_size: int
    reports_failures: bool  # the function may say which messages of a batch failed

    @property
    def queue(self) -> tuple[str, str, str]:
        """Region, account and name of the queue."""
        region, account_id, name = self.queue_arn.split(":")[3:6]
        return region, account_id, name


def mappings(cloud: "EmbeddedCloud") -> dict[str, Mapping]:
    """The enabled mappings from queues, by their ids."""
    with MOTO_LOCK, cloud.world().installed():
        from landform.cloud.moto_seams import backend_tables

        read = [
            _mapping(each, account_id, region)
            for account_id, regions in dict.items(backend_tables("lambda"))
            for region, backend in dict.items(regions)
            for each in backend._event_source_mappings.values()
        ]
    return {mapping.uuid: mapping for mapping in read if mapping is not None}


def _mapping(raw: Any, account_id: str, region: str) -> Mapping | None:
    function = reference_of(raw.function_arn, account_id, region)
    if function is None or not raw.enabled or raw.event_source_arn.split(":")[2] != "sqs":
        return None
    return Mapping(
        uuid=raw.uuid,
        queue_arn=raw.event_source_arn,
        function=function,
        batch_size=int(raw.batch_size),
        reports_failures=PARTIAL in (raw.function_response_types or ()),
    )


class Poller:
    """Serves the mappings of one cloud."""

    def __init__(self, cloud: "EmbeddedCloud", runtime: "LambdaRuntime") -> None:
        self._cloud = cloud
        self._runtime = runtime
        self._lock = threading.Lock()
        self._threads: dict[str, threading.Thread] = {}
        self._stop = threading.Event()

    def look(self) -> None:
        """Begin to serve mappings that are new; those that went end by themselves."""
        wanted = mappings(self._cloud)
        with self._lock:
            for uuid in wanted:
                if uuid in self._threads or self._stop.is_set():
                    continue
                name = f"landform-mapping-{uuid[:8]}"
                thread = threading.Thread(target=self._serve, args=(uuid,), name=name, daemon=True)
                self._threads[uuid] = thread
                thread.start()

    def close(self) -> None:
        """Serve nothing any more."""
        self._stop.set()
        with self._lock:
            threads = list(self._threads.values())
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(STOP_SECONDS)

    def _serve(self, uuid: str) -> None:
        try:
            while not self._stop.is_set():
                # Never under our lock: `look` may be called under the lock of the services.
                mapping = mappings(self._cloud).get(uuid)
                if mapping is None:
                    self._forget(uuid)
                    return
                if not self._batch(mapping):
                    self._stop.wait(POLL_SECONDS)
        except Exception:
            LOG.exception("a mapping is served no longer", extra={"mapping": uuid})

    def _forget(self, uuid: str) -> None:
        with self._lock:
            del self._threads[uuid]
        if uuid in mappings(self._cloud):
            self.look()  # it was enabled again meanwhile

    def _batch(self, mapping: Mapping) -> bool:
        """Give one batch to the function; False when there is none, or nothing came of it."""
        region, account_id, name = mapping.queue
        clients = self._cloud.clients(account_id, region)
        try:
            url = clients.call("sqs", "GetQueueUrl", {"QueueName": name})["QueueUrl"]
            messages = _receive(clients, url, mapping.batch_size)
            if not messages:
                return False
            event = {"Records": [_record(each, mapping) for each in messages]}
            outcome = self._runtime.invoke(mapping.function, json.dumps(event).encode())
            if self._stop.is_set():
                return False
            failed = _failed(messages, outcome.payload, mapping) if not outcome.is_error else None
            if failed is None:
                return False
            done = [each for each in messages if each["MessageId"] not in failed]
            for each in done:
                handle = {"QueueUrl": url, "ReceiptHandle": each["ReceiptHandle"]}
                clients.call("sqs", "DeleteMessage", handle)
        except (ServiceError, FunctionRefusedError) as error:
            LOG.warning("a batch failed", extra={"queue": mapping.queue_arn, "reason": str(error)})
            return False
        return True


def _receive(clients: Clients, url: str, batch_size: int) -> list[dict[str, Any]]:
    """Up to a batch of messages; asks first whether there are any, because receiving is logged."""
    messages: list[dict[str, Any]] = []
    names = ["ApproximateNumberOfMessages"]
    while len(messages) < batch_size:
        shown = clients.call("sqs", "GetQueueAttributes", {"QueueUrl": url, "AttributeNames": names})
        if int(shown.get("Attributes", {}).get(names[0], 0)) == 0:
            break
        parameters = {
            "QueueUrl": url,
            "MaxNumberOfMessages": min(RECEIVED_MAX, batch_size - len(messages)),
            "MessageSystemAttributeNames": ["All"],
            "AttributeNames": ["All"],
            "MessageAttributeNames": ["All"],
            "WaitTimeSeconds": 0,
        }
        found = clients.call("sqs", "ReceiveMessage", parameters).get("Messages", [])
        if not found:
            break
        messages.extend(found)
    return messages


def _record(message: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    attributes = {}
    for name, value in (message.get("MessageAttributes") or {}).items():
        kept = {"dataType": value["DataType"], "stringListValues": [], "binaryListValues": []}
        if "StringValue" in value:
            kept["stringValue"] = value["StringValue"]
        attributes[name] = kept
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes") or {},
        "messageAttributes": attributes,
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": mapping.queue_arn,
        "awsRegion": mapping.queue[0],
    }


def _failed(messages: list[dict[str, Any]], payload: bytes, mapping: Mapping) -> set[str] | None:
    """The ids of the messages that failed; None when all count as failed."""
    if not mapping.reports_failures:
        return set()
    answer = json.loads(payload)
    reported = answer.get("batchItemFailures") if isinstance(answer, dict) else None
    if not reported:
        return set()
    known = {each["MessageId"] for each in messages}
    try:
        failed = {str(each["itemIdentifier"]) for each in reported}
    except (TypeError, KeyError):
        return None
    return failed if failed <= known else None
