"""Files and folders of the app in a bucket.

Source: https://docs.aws.amazon.com/cdk/v2/guide/assets.html
"""

from landform.cdk.l1.service import service_members

__getattr__, __dir__ = service_members(__name__, "", {"Asset": "asset"})
