"""Dynamic references to Parameter Store: their form, and whether a secure one may stand where it does.

AWS takes `ssm-secure` only in the few properties that never give the value back, and says so before anything
is made.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
The sentences are recorded: https://github.com/aws/aws-cdk/issues/18747 and
https://github.com/aws/serverless-application-model/issues/1528
"""

from collections.abc import Iterator, Mapping

from landform.ground.diagnostics import Diagnostic
from landform.ground.values import Value
from landform.plan.desired import DesiredResource, DesiredStack
from landform.schema.resource_schema import ResourceSchema
from landform.template.dynamic import find_dynamic_references, malformed_ssm_references, texts_with_references
from landform.template.evaluate import NoResources

_SECURE = "ssm-secure"


def check_references(desired: DesiredStack) -> Iterator[Diagnostic]:
    """At most one diagnostic for malformed references and one for misplaced ones, each with all of them.

    What is known only after deployment is checked again before it is used.
    """
    malformed: list[tuple[DesiredResource, str]] = []
    misplaced: list[tuple[DesiredResource, str]] = []
    for logical_id, resource in desired.resources.items():
        value = desired.properties(logical_id, NoResources()).value
        properties = value if isinstance(value, dict) else {}
        malformed.extend((resource, each) for each in malformed_ssm_references(properties))
        schema = desired.catalog.find(resource.declaration.type_name)
        if schema is not None:
            misplaced.extend((resource, each) for each in misplaced_references(schema, properties))
    if malformed:
        texts = ",".join(dict.fromkeys(text for _, text in malformed))
        yield _diagnostic(
            "LF1609",
            "Malformed dynamic reference",
            f"Incorrect format is used in the following SSM reference: [{texts}]\n"
            "The forms are {{resolve:ssm:name:version}} and {{resolve:ssm-secure:name:version}}; the "
            "version is a number and may be left out.",
            malformed[0][0],
        )
    if misplaced:
        sentence = refusal([place for _, place in misplaced])
        yield _diagnostic(
            "LF2116",
            "Secure reference in a property that does not take one",
            f"{sentence}\nThe value could be read there. Refer to a secret of Secrets Manager "
            "({{resolve:secretsmanager:…}}), or read the parameter where it is used.",
            misplaced[0][0],
        )


def misplaced_references(schema: ResourceSchema, properties: Mapping[str, Value]) -> list[str]:
    """The places, as AWS names them, of secure references where the type does not take them."""
    places: list[str] = []
    for text, path in texts_with_references(dict(properties)):
        steps = tuple(each for each in path if isinstance(each, str))  # without the places in lists
        is_secure = any(each.service == _SECURE for each in find_dynamic_references(text))
        if is_secure and steps not in schema.secure_references:
            places.append("/".join((schema.type_name, "Properties", *steps)))
    return places


def refusal(places: list[str]) -> str:
    """AWS's sentence."""
    return f"SSM Secure reference is not supported in: [{','.join(places)}]"


def _diagnostic(code: str, summary: str, detail: str, resource: DesiredResource) -> Diagnostic:
    declaration = resource.declaration
    return Diagnostic(
        code=code,
        summary=summary,
        detail=detail,
        location=declaration.location,
        path=("Resources", declaration.logical_id, "Properties"),
    )
