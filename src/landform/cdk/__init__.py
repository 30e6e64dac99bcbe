"""The aws_cdk API in pure Python.

The core's names are found here; a service is a module, such as `landform.cdk.aws_s3`. Everything is loaded
when it is first used. A folder here is a module that somebody wrote; services that have only classes made
from their types are a file each in `l1/services`, under the same names.
"""

from typing import Any

__path__ = [*__path__, f"{__path__[0]}/l1/services"]

_CORE = "landform.cdk.core"
_HOMES = {
    "Annotations": "annotations",
    "App": "app",
    "Arn": "arn",
    "ArnComponents": "arn",
    "ArnFormat": "arn",
    "ArrayMergeStrategy": "merging",
    "AspectApplication": "aspects",
    "AspectPriority": "aspects",
    "Aspects": "aspects",
    "AssetHashType": "assets.sources",
    "AssetManifestBuilder": "synthesizers.asset_manifest",
    "AssetStaging": "assets.staging",
    "Aws": "aws",
    "Bitrate": "bitrate",
    "BootstraplessSynthesizer": "synthesizers",
    "BundlingFileAccess": "assets.bundling",
    "BundlingOptions": "assets.bundling",
    "BundlingOutput": "assets.bundling",
    "CfnCapabilities": "enums",
    "CfnCodeDeployBlueGreenHook": "hooks",
    "CfnCondition": "cfn_elements",
    "CfnDeletionPolicy": "enums",
    "CfnDynamicReference": "dynamic_reference",
    "CfnDynamicReferenceService": "dynamic_reference",
    "CfnElement": "cfn_element",
    "CfnHook": "hooks",
    "CfnJson": "cfn_json",
    "CfnMapping": "cfn_elements",
    "CfnOutput": "cfn_elements",
    "CfnParameter": "cfn_elements",
    "CfnRefElement": "cfn_element",
    "CfnResource": "cfn_resource",
    "CfnRule": "cfn_elements",
    "CfnRuleAssertion": "cfn_elements",
    "CfnTag": "tag_manager",
    "CfnTrafficRoutingType": "hooks",
    "CliCredentialsStackSynthesizer": "synthesizers",
    "CloudFormationValidatePlugin": "validations",
    "ConstructSelector": "mixins",
    "ContextProvider": "context_provider",
    "CopyOptions": "assets.file_system",
    "CrossStackReferences": "strength",
    "CustomResource": "custom_resource",
    "CustomResourceProvider": "custom_resource_provider",
    "CustomResourceProviderBase": "custom_resource_provider",
    "CustomResourceProviderRuntime": "custom_resource_provider",
    "DefaultStackSynthesizer": "synthesizers",
    "DefaultTokenResolver": "fragments",
    "DockerBuildSecret": "assets.docker",
    "DockerCacheOption": "assets.sources",
    "DockerIgnoreStrategy": "assets.ignoring",
    "DockerImage": "assets.docker",
    "DockerImageAssetLocation": "assets.sources",
    "DockerImageAssetSource": "assets.sources",
    "DockerVolume": "assets.docker",
    "DockerVolumeConsistency": "assets.docker",
    "Duration": "quantities",
    "Environment": "stack",
    "Errors": "errors",
    "Expiration": "expiration",
    "FeatureFlags": "feature_flags",
    "FileAssetLocation": "assets.sources",
    "FileAssetPackaging": "assets.sources",
    "FileAssetSource": "assets.sources",
    "FileSystem": "assets.file_system",
    "Fn": "fn",
    "GitIgnoreStrategy": "assets.ignoring",
    "GlobIgnoreStrategy": "assets.ignoring",
    "IAnyProducer": "lazy",
    "IAspect": "aspects",
    "IgnoreMode": "assets.ignoring",
    "IgnoreStrategy": "assets.ignoring",
    "IListProducer": "lazy",
    "ILocalBundling": "assets.bundling",
    "Intrinsic": "tokens",
    "INumberProducer": "lazy",
    "IResolvable": "tokens",
    "IResolveContext": "tokens",
    "IStableAnyProducer": "lazy",
    "IStableListProducer": "lazy",
    "IStableNumberProducer": "lazy",
    "IStableStringProducer": "lazy",
    "IStringProducer": "lazy",
    "JsonNull": "json_null",
    "Lazy": "lazy",
    "LegacyStackSynthesizer": "synthesizers",
    "MissingRemovalPolicies": "removal_policies",
    "Mixin": "mixins",
    "MixinApplicator": "mixins",
    "Mixins": "mixins",
    "Names": "names",
    "NestedStack": "nested_stack",
    "NestedStackSynthesizer": "synthesizers.nested",
    "PermissionsBoundary": "permissions_boundary",
    "PhysicalName": "resource",
    "PolicyValidationReportStatus": "validations",
    "PolicyValidationReportStatusBeta1": "validations",
    "PropertyInjectors": "injection",
    "PropertyMergeStrategy": "merging",
    "Reference": "tokens",
    "ReferenceStrength": "enums",
    "RemovalPolicies": "removal_policies",
    "RemovalPolicy": "enums",
    "RemoveTag": "tags",
    "ResolutionTypeHint": "enums",
    "Resource": "resource",
    "ScopedAws": "aws",
    "SecretValue": "secret_value",
    "Shims": "mixins",
    "Size": "quantities",
    "SizeRoundingBehavior": "quantities",
    "Stack": "stack",
    "StackSynthesizer": "synthesizers.base",
    "Stage": "stage",
    "StringConcat": "fragments",
    "SymlinkFollowMode": "assets.fingerprint",
    "Tag": "tags",
    "TagManager": "tag_manager",
    "Tags": "tags",
    "TagType": "enums",
    "TimeZone": "time_zone",
    "Token": "tokens",
    "TokenComparison": "tokens",
    "Tokenization": "tokens",
    "TokenizedStringFragments": "fragments",
    "TreeInspector": "tree_inspector",
    "ValidationResult": "validation_results",
    "ValidationResults": "validation_results",
    "Validations": "validations",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    home = _HOMES.get(name)
    found: Any
    if name == "__all__":
        found = _every_name()
    elif home is not None:
        found = getattr(import_module(f"{_CORE}.{home}"), name)
    elif name.startswith(("aws_", "alexa_")):
        found = _module(name)
    elif name in ("Construct", "IConstruct"):
        found = getattr(import_module("landform.cdk.constructs"), name)
    elif name.startswith("Cfn") and not _is_of_the_core(name):
        found = getattr(import_module("landform.cdk.aws_cloudformation"), name)
    elif name.startswith("_"):
        raise AttributeError(f"module 'landform.cdk' has no attribute '{name}'")
    else:
        found = _record_or_interface(name)
    globals()[name] = found
    return found


def _module(name: str) -> Any:
    """The module of a name; raises what says that there is none, or nothing at all of the name."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec(f"landform.cdk.{name}") is None:
        from landform.cdk.core.missing import missing_name

        raise missing_name("aws_cdk", name, [*_HOMES, *_modules()])
    return import_module(f"landform.cdk.{name}")


def _modules() -> list[str]:
    from pkgutil import iter_modules

    return [each.name for each in iter_modules(__path__)]


def _every_name() -> list[str]:
    """What `from aws_cdk import *` brings."""
    from landform.cdk.api import names_of

    return sorted(names_of("aws_cdk"))


def _is_of_the_core(name: str) -> bool:
    from landform.cdk.api import names_of

    return name in names_of("aws_cdk")


def _record_or_interface(name: str) -> Any:
    from landform.cdk.api import find

    found = find("aws_cdk", name)
    return _module(name) if found is None else found


def __dir__() -> list[str]:
    return sorted(_HOMES)
