"""AWS::ECR: repositories of images, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "options": "ImageTagMutabilityExclusionFilter LifecycleRule RepositoryEncryption TagMutability "
        "TagStatus",
        "repository": "AuthorizationToken PublicGalleryAuthorizationToken Repository",
        "repository_base": "RepositoryBase",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::ECR", _HOMES)
