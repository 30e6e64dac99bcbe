"""Every diagnostic code of the language with its one summary.

The first two digits tell the subject: 10 structure, 11 references, 12 functions, 13 parameters, 14 rules,
15 limits, 16 evaluation, 17 transforms. A code is never used again for another mistake.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from landform.ground.diagnostics import Diagnostic, RelatedLocation, Severity
from landform.ground.source import SourceLocation, TemplatePath

SUMMARIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LF1001": "Template syntax error",
        "LF1002": "Duplicate key",
        "LF1003": "Unknown YAML tag",
        "LF1004": "Merge key in a template",
        "LF1005": "Template nested too deeply",
        "LF1007": "Key is not a string",
        "LF1008": "Template is not a mapping",
        "LF1009": "Alias in a template",
        "LF1010": "Unknown section",
        "LF1011": "Wrong kind of value",
        "LF1012": "Unknown attribute",
        "LF1013": "Required attribute missing",
        "LF1014": "Name is not alphanumeric",
        "LF1015": "Template has no resources",
        "LF1016": "Unknown template format version",
        "LF1017": "Null value",
        "LF1018": "Unknown policy",
        "LF1101": "Undefined reference",
        "LF1102": "Undefined resource in Fn::GetAtt",
        "LF1103": "Undefined condition",
        "LF1104": "Undefined mapping",
        "LF1105": "Undefined mapping key",
        "LF1106": "Undefined resource in DependsOn",
        "LF1107": "Dependency cycle",
        "LF1108": "Condition cycle",
        "LF1201": "Unknown function",
        "LF1202": "Wrong arguments for a function",
        "LF1203": "Function not allowed here",
        "LF1204": "Function beside other keys",
        "LF1205": "Malformed variable in Fn::Sub",
        "LF1301": "Unknown parameter type",
        "LF1302": "Default value breaks the parameter's own constraints",
        "LF1303": "Invalid AllowedPattern",
        "LF1304": "Constraint does not fit the parameter",
        "LF1305": "Parameter has no value",
        "LF1306": "Parameter does not exist",
        "LF1307": "Parameter value is not an allowed value",
        "LF1308": "Parameter value does not match its pattern",
        "LF1309": "Parameter value has the wrong length",
        "LF1310": "Parameter value is out of range",
        "LF1311": "Parameter value is not a number",
        "LF1312": "Parameter value cannot be of its type",
        "LF1313": "Parameter has no previous value",
        "LF1314": "SSM parameter not found",
        "LF1401": "Rule assertion failed",
        "LF1402": "Rule cannot be checked",
        "LF1501": "Template too large",
        "LF1502": "Too many entries",
        "LF1503": "Name too long",
        "LF1504": "Description too long",
        "LF1505": "Parameter value too long",
        "LF1601": "Function got a value it cannot use",
        "LF1602": "Index out of range",
        "LF1603": "Mapping has no such key",
        "LF1604": "Export not found",
        "LF1605": "Address blocks cannot be computed",
        "LF1606": "Stack output not found",
        "LF1607": "Availability zones not found",
        "LF1608": "Condition is neither true nor false",
        "LF1701": "Transform not expanded",
        "LF1702": "Macro call not expanded",
        "LF1703": "Loop not expanded",
        "LF1704": "Transform failed",
    }
)


def diagnose(
    code: str,
    detail: str,
    location: SourceLocation | None = None,
    path: TemplatePath = (),
    *,
    related: tuple[RelatedLocation, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """The Diagnostic of a code of this room; the summary comes from the table."""
    return Diagnostic(
        code=code,
        summary=SUMMARIES[code],
        detail=detail,
        location=location,
        path=path,
        severity=severity,
        related=related,
    )
