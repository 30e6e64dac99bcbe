"""Documents that a request holds itself or names by the URL of an object in S3."""

from landform.api.call import Call
from landform.engine.errors import validation_error
from landform.engine.objects import object_text


def template_body(call: Call) -> str | None:
    """The template's text from TemplateBody or TemplateURL; None when neither is there."""
    body, url = call.text("TemplateBody"), call.text("TemplateURL")
    if body is not None and url is not None:
        raise validation_error("Template URL and Template Body cannot both be specified.")
    if url is not None:
        return _object_text(call, "TemplateURL", url)
    limits = call.engine.limits
    if body is not None and limits is not None and len(body.encode()) > limits.body_bytes:
        raise validation_error(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: "
            f"Member must have length less than or equal to {limits.body_bytes}"
        )
    return body


def document(call: Call, body_name: str, url_name: str) -> str | None:
    """The text of another document, such as a stack policy."""
    body, url = call.text(body_name), call.text(url_name)
    if body is not None and url is not None:
        raise validation_error(f"{body_name} and {url_name} cannot both be specified.")
    return body if url is None else _object_text(call, url_name, url)


def _object_text(call: Call, name: str, url: str) -> str:
    clients = call.engine.cloud.clients(call.place.account_id, call.place.region)
    return object_text(clients, name, url, is_limited=call.engine.limits is not None)
