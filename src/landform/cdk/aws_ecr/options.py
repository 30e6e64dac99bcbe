"""Words and records of repositories.

Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from landform.cdk.core.checked import Checked
from landform.cdk.core.quantities import Duration


class TagMutability(Enum):
    """Whether a tag can be given to another image."""

    MUTABLE = "MUTABLE"
    IMMUTABLE = "IMMUTABLE"
    IMMUTABLE_WITH_EXCLUSION = "IMMUTABLE_WITH_EXCLUSION"
    MUTABLE_WITH_EXCLUSION = "MUTABLE_WITH_EXCLUSION"


class TagStatus(Enum):
    """Which images a lifecycle rule is about."""

    ANY = "any"
    TAGGED = "tagged"
    UNTAGGED = "untagged"


class RepositoryEncryption(Checked):
    """How images are encrypted."""

    AES_256: ClassVar["RepositoryEncryption"]
    KMS: ClassVar["RepositoryEncryption"]
    KMS_DSSE: ClassVar["RepositoryEncryption"]

    def __init__(self, value: str) -> None:
        self.value = value


RepositoryEncryption.AES_256 = RepositoryEncryption("AES256")
RepositoryEncryption.KMS = RepositoryEncryption("KMS")
RepositoryEncryption.KMS_DSSE = RepositoryEncryption("KMS_DSSE")


class ImageTagMutabilityExclusionFilter(Checked):
    """Tags that are not treated like the others."""

    def __init__(self, kind: str, pattern: str) -> None:
        self._kind, self._pattern = kind, pattern

    @staticmethod
    def wildcard(pattern: str) -> "ImageTagMutabilityExclusionFilter":
        """Tags that match a pattern with stars, at most two of them."""
        if not re.fullmatch(r"[0-9a-zA-Z._*-]{1,128}", pattern):
            raise ValueError(
                "Image tag mutability exclusion filter pattern must be 1 to 128 letters, digits and "
                f"'._*-', got: '{pattern}'"
            )
        if pattern.count("*") > 2:
            raise ValueError(
                f"Image tag mutability exclusion filter pattern may hold two '*' at most, got: '{pattern}'"
            )
        return ImageTagMutabilityExclusionFilter("WILDCARD", pattern)

    def _written(self) -> dict[str, str]:
        return {
            "ImageTagMutabilityExclusionFilterType": self._kind,
            "ImageTagMutabilityExclusionFilterValue": self._pattern,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleRule(Checked):
    """Which images expire."""

    description: str | None = None
    max_image_age: Duration | None = None
    max_image_count: float | None = None
    rule_priority: float | None = None  # lower comes first; given in order when None
    tag_pattern_list: Sequence[str] | None = None
    tag_prefix_list: Sequence[str] | None = None
    tag_status: TagStatus | None = None


def check_rule(rule: LifecycleRule) -> None:
    """Raise when a lifecycle rule contradicts itself."""
    has_tags = rule.tag_prefix_list is not None or rule.tag_pattern_list is not None
    if rule.tag_prefix_list is not None and rule.tag_pattern_list is not None:
        raise ValueError("Both tagPrefixList and tagPatternList cannot be specified together in a rule")
    if rule.tag_status is TagStatus.TAGGED and not (rule.tag_prefix_list or rule.tag_pattern_list):
        raise ValueError("TagStatus.Tagged requires the specification of a tagPrefixList or a tagPatternList")
    if rule.tag_status not in (None, TagStatus.TAGGED) and has_tags:
        raise ValueError(
            "tagPrefixList and tagPatternList can only be specified when tagStatus is set to Tagged"
        )
    if (rule.max_image_age is None) is (rule.max_image_count is None):
        raise ValueError(
            "Life cycle rule must contain exactly one of 'maxImageAge' and 'maxImageCount', got: "
            f"maxImageAge={rule.max_image_age}, maxImageCount={rule.max_image_count}"
        )


def prioritised(rules: Sequence[LifecycleRule]) -> list[tuple[float, LifecycleRule]]:
    """The rules with their priorities: given ones as they are, others behind them, the general one last."""
    given = [rule for rule in rules if rule.rule_priority is not None]
    open_rules = [rule for rule in rules if rule.rule_priority is None]
    general = [rule for rule in open_rules if status_of(rule) is TagStatus.ANY]
    if len([rule for rule in rules if status_of(rule) is TagStatus.ANY]) > 1:
        raise ValueError("Life cycle can only have one TagStatus.Any rule")
    found = [(float(rule.rule_priority or 0), rule) for rule in given]
    following = max((priority for priority, _ in found), default=0.0) + 1
    for rule in [each for each in open_rules if each not in general] + general:
        found.append((following, rule))
        following += 1
    return sorted(found, key=lambda each: each[0])


def status_of(rule: LifecycleRule) -> TagStatus:
    """The status a rule is about."""
    if rule.tag_status is not None:
        return rule.tag_status
    has_tags = rule.tag_prefix_list is not None or rule.tag_pattern_list is not None
    return TagStatus.TAGGED if has_tags else TagStatus.ANY


def written_rule(priority: float, rule: LifecycleRule) -> Mapping[str, Any]:
    """A rule as ECR's policy documents have it."""
    is_by_count = rule.max_image_count is not None
    selection = {
        "tagStatus": status_of(rule).value,
        "tagPrefixList": rule.tag_prefix_list,
        "tagPatternList": rule.tag_pattern_list,
        "countType": "imageCountMoreThan" if is_by_count else "sinceImagePushed",
        "countNumber": rule.max_image_count if rule.max_image_age is None else rule.max_image_age.to_days(),
        "countUnit": None if is_by_count else "days",
    }
    return {
        "rulePriority": int(priority),
        "description": rule.description,
        "selection": {name: value for name, value in selection.items() if value is not None},
        "action": {"type": "expire"},
    }
