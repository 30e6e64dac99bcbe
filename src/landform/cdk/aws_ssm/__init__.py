"""AWS::SSM: parameters, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "options": "ParameterDataType ParameterTier ParameterType ParameterValueType",
        "string_parameter": "StringParameter",
        "list_parameter": "StringListParameter",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::SSM", _HOMES)
