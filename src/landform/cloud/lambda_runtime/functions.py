"""What a function is made of, read from the embedded Lambda's state."""

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from landform.cloud import moto_seams
from landform.cloud.moto_world import MOTO_LOCK
from landform.ground.regions import region_partition

if TYPE_CHECKING:
    from landform.cloud.embedded import EmbeddedCloud

LATEST: Final = "$LATEST"
REFERENCE: Final = re.compile(
    r"(?:arn:[^:]+:lambda:(?P<region>[^:]+):)?(?:(?P<account>\d{12}):)?(?:function:)?"
    r"(?P<name>[a-zA-Z0-9_-]{1,140})(?::(?P<qualifier>[$a-zA-Z0-9_-]{1,128}))?\Z"
)
"""A function's name, partial ARN or ARN, with or without a version or alias."""


class FunctionRefusedError(Exception):
    """An invocation that does not come about; carries Lambda's error code and HTTP status."""

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionReference:
    """Which function is meant."""

    account_id: str
    region: str
    name: str
    qualifier: str | None = None  # a version or an alias; None: the latest code

    @property
    def arn(self) -> str:
        """Its ARN, with the qualifier where there is one."""
        place = f"arn:{region_partition(self.region)}:lambda:{self.region}:{self.account_id}"
        return f"{place}:function:{self.name}" + (f":{self.qualifier}" if self.qualifier else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One version of a function, with all that is needed to run it."""

    reference: FunctionReference
    version: str  # "$LATEST" or a number
    runtime: str | None  # python3.13, nodejs22.x …; None for images
    package_type: str  # Zip or Image
    handler: str
    timeout_seconds: float
    memory_mb: int
    environment: tuple[tuple[str, str], ...]
    code: bytes  # a zip archive
    layers: tuple[bytes, ...]  # zip archives, in the order in which they are laid down
    concurrency: int | None  # reserved; 0 stops every invocation

    @property
    def log_group(self) -> str:
        """Where its output goes."""
        return f"/aws/lambda/{self.reference.name}"

    def fingerprint(self) -> bytes:
        """Sixteen bytes that are equal for what may be run by the same process."""
        digest = hashlib.blake2b(digest_size=16)
        settings = (
            *(self.reference.account_id, self.reference.region, self.reference.name, self.version),
            *(self.runtime, self.handler, self.timeout_seconds, self.memory_mb, self.environment),
        )
        digest.update(repr(settings).encode())
        for archive in (self.code, *self.layers):
            digest.update(hashlib.blake2b(archive).digest())
        return digest.digest()


def reference_of(
    text: str, account_id: str, region: str, qualifier: str | None = None
) -> FunctionReference | None:
    """The function that a name or ARN means to somebody in an account and region; None for nonsense."""
    found = REFERENCE.match(text)
    if found is None:
        return None
    return FunctionReference(
        account_id=found["account"] or account_id,
        region=found["region"] or region,
        name=found["name"],
        qualifier=found["qualifier"] or qualifier,
    )


def find_function(cloud: "EmbeddedCloud", reference: FunctionReference) -> Function:
    """The function as it is now. Raises FunctionRefusedError when there is none."""
    with MOTO_LOCK, cloud.world().installed():
        backend = moto_seams.backend_tables("lambda")[reference.account_id][reference.region]
        try:
            found = backend.get_function(reference.name, reference.qualifier)
        except Exception as error:  # moto has an exception class for each way of not finding it
            text = f"Function not found: {reference.arn}"
            raise FunctionRefusedError("ResourceNotFoundException", text, 404) from error
        return _function(backend, found, reference)


def _function(backend: Any, found: Any, reference: FunctionReference) -> Function:
    is_latest = backend.get_function(reference.name, None) is found
    layers = [backend.layers_versions_by_arn(each["Arn"]) for each in found.layers]
    concurrency = found.reserved_concurrency
    return Function(
        reference=reference,
        version=LATEST if is_latest else str(found.version),
        runtime=found.run_time,
        package_type=found.package_type,
        handler=found.handler or "",
        timeout_seconds=float(found.timeout or 3),
        memory_mb=int(found.memory_size or 128),
        environment=tuple(sorted((str(key), str(value)) for key, value in found.environment_vars.items())),
        code=getattr(found, "code_bytes", b""),
        layers=tuple(each.code_bytes for each in layers if each is not None),
        concurrency=None if concurrency is None else int(concurrency),
    )
