"""API operations that moto lacks and our types need, written on moto's own objects.

Each is a method added to moto's response class when moto has none of that name; a later moto that brings
its own wins.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any, Final


def update_endpoint(response: Any) -> Any:
    """sagemaker UpdateEndpoint: the endpoint serves another configuration at once.

    Source: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateEndpoint.html
    """
    from moto.core.responses import ActionResult
    from moto.sagemaker.exceptions import ValidationError

    backend = response.sagemaker_backend
    name = response._get_param("EndpointName")
    config_name = response._get_param("EndpointConfigName")
    backend.describe_endpoint(name)
    try:
        config = backend.describe_endpoint_config(config_name)
    except KeyError as error:
        raise ValidationError(message=f"Could not find endpoint configuration '{config_name}'.") from error
    endpoint = backend.endpoints[name]
    endpoint.endpoint_config_name = config_name
    endpoint.production_variants = endpoint._process_production_variants(config["ProductionVariants"])
    endpoint.data_capture_config = config.get("DataCaptureConfig", {})
    return ActionResult({"EndpointArn": endpoint.arn})


EXTENSIONS: Final[tuple[tuple[str, str, str, Callable[[Any], Any]], ...]] = (
    # module, response class, method (the API operation in snake case), function
    ("moto.sagemaker.responses", "SageMakerResponse", "update_endpoint", update_endpoint),
)


def extend(module: ModuleType) -> None:
    """Add what a module of moto's lacks."""
    for module_name, class_name, method, function in EXTENSIONS:
        if module.__name__ == module_name and not hasattr(getattr(module, class_name), method):
            setattr(getattr(module, class_name), method, function)
