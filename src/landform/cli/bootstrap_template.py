"""The standard bootstrap stack: what an AWS environment needs before apps with assets are deployed to it.

A staging bucket, a repository for images, five roles and a version parameter, under the names that every
assembly of aws-cdk-lib expects, with the parameters, outputs and logical ids of the cdk command's own stack:
either command can update what the other has made. Written from the published contract, as data.
Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html ("the bootstrap template
contract") and bootstrapping-env.html; the version is that of the cdk command 2.1148.
"""

from typing import Any, Final, TypeAlias

from landform.cli.bootstrap_policies import (
    boundary_document,
    bucket_policy,
    deploy_document,
    file_publishing_document,
    image_policy,
    image_publishing_document,
    key_policy,
    lookup_document,
)

TEMPLATE_VERSION: Final = 33
QUALIFIER: Final = "hnb659fds"
MANAGED_KEY: Final = "AWS_MANAGED_KEY"
VARIANT: Final = "AWS CDK: Default Resources"
"""What the cdk command calls resources like these: it does not overwrite those of another name."""

Template: TypeAlias = dict[str, Any]
_NO_VALUE: Final = {"Ref": "AWS::NoValue"}
_PLACE: Final = "${AWS::AccountId}-${AWS::Region}"
_YEAR_DAYS: Final = 365


def bootstrap_template() -> Template:
    """The whole template."""
    return {
        "Description": "What CDK apps need in this environment: staging bucket, image repository, roles.",
        "Parameters": _parameters(),
        "Conditions": _conditions(),
        "Resources": {**_storage(), **_images(), **_roles(), **_boundary(), **_version()},
        "Outputs": _outputs(),
    }


def _parameters() -> Template:
    def text(description: str, default: str = "", **more: object) -> Template:
        return {"Type": "String", "Default": default, "Description": description, **more}

    def listed(description: str) -> Template:
        return {"Type": "CommaDelimitedList", "Default": "", "Description": description}

    def switch(description: str, default: str) -> Template:
        return text(description, default, AllowedValues=["true", "false"])

    return {
        "TrustedAccounts": listed("Accounts that may publish assets and deploy stacks here"),
        "TrustedAccountsForLookup": listed("Accounts that may look things up here"),
        "CloudFormationExecutionPolicies": listed("Managed policies (ARNs) of the role CloudFormation uses"),
        "FileAssetsBucketName": text("Name of the staging bucket; empty: the standard one"),
        "FileAssetsBucketKmsKeyId": text(
            f"Key of the staging bucket: empty makes one, {MANAGED_KEY} takes the one AWS manages for S3"
        ),
        "ContainerAssetsRepositoryName": text("Name of the repository for images; empty: the standard one"),
        "Qualifier": text(
            "Part of all names, so that several bootstrap stacks can be in one environment",
            QUALIFIER,
            AllowedPattern="[A-Za-z0-9_-]{1,10}",
            ConstraintDescription="A qualifier has 1 to 10 letters, digits, hyphens and underscores",
        ),
        "PublicAccessBlockConfiguration": switch("Whether public access to the bucket is blocked", "true"),
        "InputPermissionsBoundary": text("Name of the policy that bounds the roles; empty: none"),
        "UseExamplePermissionsBoundary": switch("Whether to make an example of such a policy", "false"),
        "ApplyPermissionsBoundaryToAllRoles": switch(
            "Whether it bounds all roles, or only the one CloudFormation uses", "false"
        ),
        "BootstrapVariant": text("Who keeps these resources; other tools leave them alone", VARIANT),
        "DenyExternalId": switch("Whether to refuse roles to callers that give an external id", "true"),
    }


def _conditions() -> Template:
    def says(parameter: str, value: str) -> Template:
        return {"Fn::Equals": [{"Ref": parameter}, value]}

    def has_text(parameter: str) -> Template:
        return {"Fn::Not": [says(parameter, "")]}

    def has_items(parameter: str) -> Template:
        return {"Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", {"Ref": parameter}]}, ""]}]}

    return {
        "HasTrustedAccounts": has_items("TrustedAccounts"),
        "HasTrustedAccountsForLookup": has_items("TrustedAccountsForLookup"),
        "HasCloudFormationExecutionPolicies": has_items("CloudFormationExecutionPolicies"),
        "HasCustomFileAssetsBucketName": has_text("FileAssetsBucketName"),
        "CreateNewKey": says("FileAssetsBucketKmsKeyId", ""),
        "UseAwsManagedKey": says("FileAssetsBucketKmsKeyId", MANAGED_KEY),
        "ShouldCreatePermissionsBoundary": says("UseExamplePermissionsBoundary", "true"),
        "PermissionsBoundarySet": has_text("InputPermissionsBoundary"),
        "ShouldApplyPermissionsBoundaryToAllRoles": {
            "Fn::And": [
                {"Condition": "PermissionsBoundarySet"},
                says("ApplyPermissionsBoundaryToAllRoles", "true"),
            ]
        },
        "HasCustomContainerAssetsRepositoryName": has_text("ContainerAssetsRepositoryName"),
        "UsePublicAccessBlockConfiguration": says("PublicAccessBlockConfiguration", "true"),
        "ShouldDenyExternalId": says("DenyExternalId", "true"),
    }


def sub(text: str) -> Template:
    """A text with values of the stack in it."""
    return {"Fn::Sub": text}


def either(condition: str, value: object, other: object = None) -> Template:
    """A value by a condition; without another value nothing at all."""
    return {"Fn::If": [condition, value, _NO_VALUE if other is None else other]}


def _bucket() -> Template:
    key = either("UseAwsManagedKey", _NO_VALUE, {"Ref": "FileAssetsBucketKmsKeyId"})
    encryption = {
        "SSEAlgorithm": "aws:kms",
        "KMSMasterKeyID": either("CreateNewKey", sub("${FileAssetsBucketEncryptionKey.Arn}"), key),
    }
    blocked = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
    rules = [
        {
            "Id": "CleanupOldVersions",
            "Status": "Enabled",
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30},
        },
        {
            "Id": "AbortIncompleteMultipartUploads",
            "Status": "Enabled",
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        },
    ]
    return {
        "BucketName": either(
            "HasCustomFileAssetsBucketName",
            {"Ref": "FileAssetsBucketName"},
            sub(f"cdk-${{Qualifier}}-assets-{_PLACE}"),
        ),
        "AccessControl": "Private",
        "BucketEncryption": {
            "ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": encryption}]
        },
        "PublicAccessBlockConfiguration": either(
            "UsePublicAccessBlockConfiguration", dict.fromkeys(blocked, True)
        ),
        "VersioningConfiguration": {"Status": "Enabled"},
        "LifecycleConfiguration": {"Rules": rules},
    }


def _storage() -> Template:
    return {
        "FileAssetsBucketEncryptionKey": {
            "Type": "AWS::KMS::Key",
            "Condition": "CreateNewKey",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {"KeyPolicy": key_policy()},
        },
        "FileAssetsBucketEncryptionKeyAlias": {
            "Type": "AWS::KMS::Alias",
            "Condition": "CreateNewKey",
            "Properties": {
                "AliasName": sub("alias/cdk-${Qualifier}-assets-key"),
                "TargetKeyId": {"Ref": "FileAssetsBucketEncryptionKey"},
            },
        },
        "StagingBucket": {
            "Type": "AWS::S3::Bucket",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": _bucket(),
        },
        "StagingBucketPolicy": {
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "StagingBucket"}, "PolicyDocument": bucket_policy()},
        },
    }


_LIFECYCLE: Final = (
    '{"rules": [{"rulePriority": 1, "description": "Expire untagged images after a year", "selection": '
    f'{{"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", '
    f'"countNumber": {_YEAR_DAYS}}}, "action": {{"type": "expire"}}}}]}}'
)


def _images() -> Template:
    name = either(
        "HasCustomContainerAssetsRepositoryName",
        {"Ref": "ContainerAssetsRepositoryName"},
        sub(f"cdk-${{Qualifier}}-container-assets-{_PLACE}"),
    )
    return {
        "ContainerAssetsRepository": {
            "Type": "AWS::ECR::Repository",
            "Properties": {
                "RepositoryName": name,
                "ImageTagMutability": "IMMUTABLE",
                "LifecyclePolicy": {"LifecyclePolicyText": _LIFECYCLE},
                "RepositoryPolicyText": image_policy(),
            },
        }
    }


def _roles() -> Template:
    return {
        "FilePublishingRole": _role("file-publishing", ["TrustedAccounts"]),
        "FilePublishingRoleDefaultPolicy": _default_policy(
            "FilePublishingRole", "file-publishing", file_publishing_document()
        ),
        "ImagePublishingRole": _role("image-publishing", ["TrustedAccounts"]),
        "ImagePublishingRoleDefaultPolicy": _default_policy(
            "ImagePublishingRole", "image-publishing", image_publishing_document()
        ),
        "LookupRole": _role(
            "lookup",
            ["TrustedAccountsForLookup", "TrustedAccounts"],
            ManagedPolicyArns=[_managed("ReadOnlyAccess")],
            Policies=[{"PolicyName": "LookupRolePolicy", "PolicyDocument": lookup_document()}],
        ),
        "DeploymentActionRole": _role(
            "deploy",
            ["TrustedAccounts"],
            ManagedPolicyArns=[_managed("AWSCloudFormationReadOnlyAccess")],
            Policies=[{"PolicyName": "default", "PolicyDocument": deploy_document()}],
        ),
        "CloudFormationExecutionRole": _execution_role(),
    }


def _managed(name: str) -> Template:
    return sub(f"arn:${{AWS::Partition}}:iam::aws:policy/{name}")


_BOUNDARY: Final = sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/${InputPermissionsBoundary}")


def _role(kind: str, trusted: list[str], **more: object) -> Template:
    """A role that this account and those of the parameters `trusted` may assume."""
    statements = _trust({"Ref": "AWS::AccountId"})
    for parameter in trusted:
        statements += [either(f"Has{parameter}", each) for each in _trust({"Ref": parameter})]
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": sub(f"cdk-${{Qualifier}}-{kind}-role-{_PLACE}"),
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": statements},
            "PermissionsBoundary": either("ShouldApplyPermissionsBoundaryToAllRoles", _BOUNDARY),
            **more,
            "Tags": [{"Key": "aws-cdk:bootstrap-role", "Value": kind}],
        },
    }


def _trust(principal: Template) -> list[Template]:
    """Who may assume a role; nobody on behalf of a third party, unless that was asked for."""
    who = {"Effect": "Allow", "Principal": {"AWS": principal}}
    directly = either("ShouldDenyExternalId", {"Null": {"sts:ExternalId": "true"}})
    return [{**who, "Action": "sts:AssumeRole", "Condition": directly}, {**who, "Action": "sts:TagSession"}]


def _execution_role() -> Template:
    administrator = either("HasTrustedAccounts", _NO_VALUE, [_managed("AdministratorAccess")])
    policies = either(
        "HasCloudFormationExecutionPolicies", {"Ref": "CloudFormationExecutionPolicies"}, administrator
    )
    who = {"Effect": "Allow", "Principal": {"Service": "cloudformation.amazonaws.com"}}
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": sub(f"cdk-${{Qualifier}}-cfn-exec-role-{_PLACE}"),
            "AssumeRolePolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{**who, "Action": "sts:AssumeRole"}],
            },
            "ManagedPolicyArns": policies,
            "PermissionsBoundary": either("PermissionsBoundarySet", _BOUNDARY),
        },
    }


def _default_policy(role: str, kind: str, document: Template) -> Template:
    return {
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyName": sub(f"cdk-${{Qualifier}}-{kind}-role-default-policy-{_PLACE}"),
            "PolicyDocument": document,
            "Roles": [{"Ref": role}],
        },
    }


def _boundary() -> Template:
    return {
        "CdkBoostrapPermissionsBoundaryPolicy": {  # spelled like this in the contract
            "Type": "AWS::IAM::ManagedPolicy",
            "Condition": "ShouldCreatePermissionsBoundary",
            "Properties": {
                "ManagedPolicyName": sub(f"cdk-${{Qualifier}}-permissions-boundary-{_PLACE}"),
                "Description": "Bounds what roles of deployed stacks may do",
                "Path": "/",
                "PolicyDocument": boundary_document(),
            },
        }
    }


def _version() -> Template:
    return {
        "CdkBootstrapVersion": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {
                "Type": "String",
                "Name": sub("/cdk-bootstrap/${Qualifier}/version"),
                "Value": str(TEMPLATE_VERSION),
            },
        }
    }


def _outputs() -> Template:
    key = either(
        "CreateNewKey", sub("${FileAssetsBucketEncryptionKey.Arn}"), {"Ref": "FileAssetsBucketKmsKeyId"}
    )
    return {
        "BucketName": {"Description": "The staging bucket", "Value": {"Ref": "StagingBucket"}},
        "BucketDomainName": {
            "Description": "The staging bucket's domain name",
            "Value": sub("${StagingBucket.RegionalDomainName}"),
        },
        "FileAssetKeyArn": {
            "Description": "The key of the staging bucket",
            "Value": key,
            "Export": {"Name": sub("CdkBootstrap-${Qualifier}-FileAssetKeyArn")},
        },
        "ImageRepositoryName": {
            "Description": "The repository for images",
            "Value": {"Ref": "ContainerAssetsRepository"},
        },
        "BootstrapVersion": {
            "Description": "The version of these resources",
            "Value": str(TEMPLATE_VERSION),
        },
    }
