"""The policies of the bootstrap stack: who may do what with its resources, and its roles with others'.

Source: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html; the actions are those that
the cdk command 2.1148 and Landform need.
"""

from typing import Any, Final, TypeAlias

Document: TypeAlias = dict[str, Any]
Statement: TypeAlias = dict[str, Any]

_VERSION: Final = "2012-10-17"
_BUCKET: Final = ({"Fn::Sub": "${StagingBucket.Arn}"}, {"Fn::Sub": "${StagingBucket.Arn}/*"})
_VIA_S3: Final = {"Fn::Sub": "s3.${AWS::Region}.amazonaws.com"}
_USE_KEY: Final = ("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*")
_READ_BUCKET: Final = ("s3:GetObject*", "s3:GetBucket*", "s3:List*")
_MANAGE_KEY: Final = (
    *("kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:Update*", "kms:Revoke*"),
    *("kms:Disable*", "kms:Get*", "kms:Delete*", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"),
    *("kms:GenerateDataKey", "kms:TagResource", "kms:UntagResource"),
)
_PULL: Final = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_BOUNDARY_NAME: Final = {
    "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/cdk-${Qualifier}-permissions-boundary-"
    "${AWS::AccountId}-${AWS::Region}"
}


def _document(*statements: Statement, **more: str) -> Document:
    return {"Version": _VERSION, **more, "Statement": list(statements)}


def _allow(actions: tuple[str, ...], resource: object = "*", **more: object) -> Statement:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource, **more}


def _deny(actions: tuple[str, ...], resource: object = "*", **more: object) -> Statement:
    return {"Effect": "Deny", "Action": list(actions), "Resource": resource, **more}


def key_policy() -> Document:
    """The account manages the key; whoever may use the bucket may use the key by way of S3."""
    by_s3 = {
        "StringEquals": {"kms:CallerAccount": {"Ref": "AWS::AccountId"}, "kms:ViaService": [_VIA_S3]},
    }
    publisher = {"AWS": {"Fn::Sub": "${FilePublishingRole.Arn}"}}
    return _document(
        _allow(_MANAGE_KEY, Principal={"AWS": {"Ref": "AWS::AccountId"}}),
        _allow(_USE_KEY, Principal={"AWS": "*"}, Condition=by_s3),
        _allow(_USE_KEY, Principal=publisher),
    )


def bucket_policy() -> Document:
    """Nothing goes in or out unencrypted."""
    unencrypted = {"Bool": {"aws:SecureTransport": "false"}}
    refused = _deny(
        ("s3:*",), list(_BUCKET), Sid="AllowSSLRequestsOnly", Principal="*", Condition=unencrypted
    )
    return _document(refused, Id="AccessControl")


def image_policy() -> Document:
    """Functions and EMR Serverless applications of the account may pull images."""

    def pulled(sid: str, service: str, source: str, *actions: str) -> Statement:
        arn = {"Fn::Sub": f"arn:${{AWS::Partition}}:{source}"}
        return {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": f"{service}.amazonaws.com"},
            "Action": [*_PULL, *actions],
            "Condition": {"StringLike": {"aws:sourceArn": arn}},
        }

    place = "${AWS::Region}:${AWS::AccountId}"
    emr = f"emr-serverless:{place}:/applications/*"
    return _document(
        pulled("LambdaECRImageRetrievalPolicy", "lambda", f"lambda:{place}:function:*"),
        pulled("EmrServerlessImageRetrievalPolicy", "emr-serverless", emr, "ecr:DescribeImages"),
    )


def file_publishing_document() -> Document:
    """Reads and writes the staging bucket."""
    own = {"StringEquals": {"aws:ResourceAccount": [{"Ref": "AWS::AccountId"}]}}
    given = "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${FileAssetsBucketKmsKeyId}"
    key = {
        "Fn::If": [
            "CreateNewKey",
            {"Fn::Sub": "${FileAssetsBucketEncryptionKey.Arn}"},
            {"Fn::Sub": given},
        ]
    }
    write = ("s3:GetEncryptionConfiguration", "s3:DeleteObject*", "s3:PutObject*", "s3:Abort*")
    return _document(_allow((*_READ_BUCKET, *write), list(_BUCKET), Condition=own), _allow(_USE_KEY, key))


def image_publishing_document() -> Document:
    """Pushes images to the repository."""
    push = (
        *("ecr:PutImage", "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload"),
        *("ecr:BatchCheckLayerAvailability", "ecr:DescribeRepositories", "ecr:DescribeImages"),
    )
    return _document(
        _allow((*push, *_PULL), {"Fn::Sub": "${ContainerAssetsRepository.Arn}"}),
        _allow(("ecr:GetAuthorizationToken",)),
    )


def lookup_document() -> Document:
    """Reads all but what is secret."""
    return _document(_deny(("kms:Decrypt",), Sid="DontReadSecrets"))


def deploy_document() -> Document:
    """Works on stacks, lets CloudFormation act with its own role, and reads what a deployment needs."""
    stacks = (
        *("CreateChangeSet", "DeleteChangeSet", "ExecuteChangeSet", "CreateStack", "UpdateStack"),
        *("DeleteStack", "RollbackStack", "ContinueUpdateRollback", "CancelUpdateStack"),
        *("UpdateTerminationProtection", "CreateStackRefactor", "ExecuteStackRefactor"),
    )
    elsewhere = {"StringNotEquals": {"s3:ResourceAccount": {"Ref": "AWS::AccountId"}}}
    version = "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter${CdkBootstrapVersion}"
    write = ("s3:Abort*", "s3:DeleteObject*", "s3:PutObject*")
    return _document(
        _allow((*(f"cloudformation:{each}" for each in stacks), "sts:GetCallerIdentity"), Sid="WorkOnStacks"),
        _allow(("iam:PassRole",), {"Fn::Sub": "${CloudFormationExecutionRole.Arn}"}, Sid="PassExecutionRole"),
        _allow((*_READ_BUCKET, *write), Condition=elsewhere, Sid="PipelineCrossAccountArtifactsBucket"),
        _allow(
            _USE_KEY,
            Condition={"StringEquals": {"kms:ViaService": _VIA_S3}},
            Sid="PipelineCrossAccountArtifactsKey",
        ),
        _allow(_READ_BUCKET, list(_BUCKET), Sid="ReadStagingBucket"),
        _allow(("ssm:GetParameter", "ssm:GetParameters"), [{"Fn::Sub": version}], Sid="ReadVersion"),
    )


def boundary_document() -> Document:
    """An example: everything but getting rid of the boundary."""
    make = ("iam:CreateUser", "iam:CreateRole", "iam:PutRolePermissionsBoundary")
    change = ("CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion")
    unbounded = {"StringNotEquals": {"iam:PermissionsBoundary": _BOUNDARY_NAME}}
    return _document(
        _allow(("*",), Sid="AllowAll"),
        _deny((*make, "iam:PutUserPermissionsBoundary"), Condition=unbounded, Sid="DenyMakingUnbounded"),
        _deny(tuple(f"iam:{each}" for each in change), _BOUNDARY_NAME, Sid="DenyChangingTheBoundary"),
        _deny(
            ("iam:DeleteUserPermissionsBoundary", "iam:DeleteRolePermissionsBoundary"),
            Sid="DenyRemovingTheBoundary",
        ),
    )
