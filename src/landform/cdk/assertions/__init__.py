"""Claims about synthesized templates, notes and tags, for tests of apps.

Source: https://docs.aws.amazon.com/cdk/v2/guide/testing.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "annotations": "Annotations",
        "capture": "Capture",
        "match": "Match",
        "result": "AssertionFailure Matcher MatchResult",
        "tags": "Tags",
        "template": "Template",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
