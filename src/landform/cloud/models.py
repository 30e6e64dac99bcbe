"""botocore's data, read once a process: service models and endpoint rules are large JSON files."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from botocore.loaders import Loader
    from botocore.model import ServiceModel
    from botocore.session import Session


@cache
def _session_loader() -> "Loader":
    """The loader all sessions of this process share; it keeps what it has read."""
    from botocore.loaders import create_loader

    return create_loader()


@cache
def service_model(service: str) -> "ServiceModel":
    """botocore's model of a service, as it is in the file.

    Not the one of the sessions: boto3's S3 clients take the bucket out of the paths of theirs.
    """
    from botocore.loaders import create_loader
    from botocore.model import ServiceModel

    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


@cache
def paginators(service: str) -> Mapping[str, Any]:
    """How a service's operations give their answers in pages, by operation, as botocore's data has it."""
    found = _session_loader().load_service_model(service, "paginators-1")
    rules: Mapping[str, Any] = found["pagination"]
    return rules


def new_session() -> "Session":
    """A botocore session that reads its data through the shared loader."""
    import botocore.session

    session = botocore.session.Session()
    session.register_component("data_loader", _session_loader())
    return session
