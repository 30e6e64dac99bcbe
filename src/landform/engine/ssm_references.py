"""Plain references to Parameter Store: an update that changes anything resolves them anew.

References to secrets are resolved anew only when the resource that holds them changes, and the identical
template changes nothing. Measured on AWS: https://github.com/ministackorg/ministack/issues/1647
"""

from collections.abc import Iterable, Mapping

from landform.engine.lookups import Lookups
from landform.ground.lookups import DynamicReference, Facts, NotFound
from landform.ground.records import ResourceRecord
from landform.ground.values import Properties, Secret
from landform.template.dynamic import find_dynamic_references


def plain_references(properties: Properties) -> frozenset[DynamicReference]:
    """The references to plain parameters in the properties."""
    return frozenset(each for each in find_dynamic_references(dict(properties)) if each.service == "ssm")


def resolved_texts(properties: Properties, facts: Facts) -> dict[str, str]:
    """What each plain reference stands for, by its key; a value that is secret after all is left out."""
    return {
        each.key: str(fact)
        for each in plain_references(properties)
        if (fact := facts.get(each)) is not None and not isinstance(fact, NotFound | Secret)
    }


def outdated(records: Iterable[ResourceRecord], lookups: Lookups) -> frozenset[str]:
    """The logical ids of the resources that were deployed with another value than a parameter has now."""
    known = [each for each in records if each.references]
    wanted = {DynamicReference("ssm", key) for each in known for key in each.references}
    now = lookups.answer(wanted) if wanted else {}
    return frozenset(each.logical_id for each in known if _differs(each.references, now))


def _differs(before: Mapping[str, str], now: Facts) -> bool:
    facts = ((now.get(DynamicReference("ssm", key)), was) for key, was in before.items())
    return any(
        fact is not None and not isinstance(fact, NotFound) and str(fact) != was for fact, was in facts
    )
