"""Images that are built from the app's files.

Source: https://docs.aws.amazon.com/cdk/v2/guide/assets.html
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    "DockerCacheOption": "options",
    "DockerImageAsset": "image",
    "NetworkMode": "options",
    "Platform": "options",
    "TarballImageAsset": "tarball",
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
