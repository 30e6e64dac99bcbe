"""The construct tree: what everything in an app is made of, and nothing about AWS."""

from landform.cdk.constructs.construct import Construct, RootConstruct
from landform.cdk.constructs.dependency import Dependable, DependencyGroup
from landform.cdk.constructs.metadata import MetadataEntry, MetadataOptions
from landform.cdk.constructs.mixin import IMixin
from landform.cdk.constructs.node import ConstructOrder, IValidation, Node
from landform.cdk.constructs.protocols import IConstruct, IDependable

__all__ = [
    "Construct",
    "ConstructOrder",
    "Dependable",
    "DependencyGroup",
    "IConstruct",
    "IDependable",
    "IMixin",
    "IValidation",
    "MetadataEntry",
    "MetadataOptions",
    "Node",
    "RootConstruct",
]
