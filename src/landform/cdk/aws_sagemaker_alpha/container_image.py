"""The images of a model's containers.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from landform.cdk.aws_sagemaker_alpha.asset_ids import asset_id
from landform.cdk.core.native import Native
from landform.cdk.core.region_values import regional_value
from landform.cdk.l1.lookup import given

DLC_MAPPING = "DlcRepositoryAccountMap"


class ContainerImage(Native):
    """The base of all kinds of images, and what makes them."""

    def bind(self, scope: Any, model: Any) -> Any:
        """The `ContainerImageConfig` of the image; the model is let pull it."""
        raise TypeError(f"{type(self).__name__} does not say where its image is (bind)")

    @staticmethod
    def from_ecr_repository(repository: Any, tag: str | None = None) -> "ContainerImage":
        """An image of a repository; the tag is `latest` if none is given."""
        return _EcrImage(repository, tag or "latest")

    @staticmethod
    def from_asset(directory: str, **options: Any) -> "ContainerImage":
        """An image built from a folder; the options are those of `aws_ecr_assets.DockerImageAssetOptions`."""
        return _AssetImage(directory, options)

    @staticmethod
    def from_dlc(repository_name: str, tag: str, account_id: str | None = None) -> "ContainerImage":
        """One of AWS's Deep Learning Containers, from the account that has them in the model's region.

        `account_id` is another account that has the repository. Raises ValueError, when the model is made,
        for a region that AWS publishes none in.
        """
        return _DlcImage(repository_name, tag, account_id)


class _EcrImage(ContainerImage):
    def __init__(self, repository: Any, tag: str) -> None:
        self._repository = repository
        self._tag = tag

    def bind(self, scope: Any, model: Any) -> Any:
        """The image's address."""
        del scope
        self._repository.grant_pull(model)
        return _config(self._repository.repository_uri_for_tag(self._tag))


class _AssetImage(ContainerImage):
    def __init__(self, directory: str, options: Mapping[str, Any]) -> None:
        self._directory = directory
        self._options = options
        self._asset: Any = None

    def bind(self, scope: Any, model: Any) -> Any:
        """The address the image is pushed to; it is built once, for the first model that uses it."""
        from landform.cdk.aws_ecr_assets import DockerImageAsset

        if self._asset is None:
            name = asset_id("ModelImage", self._directory)
            self._asset = DockerImageAsset(scope, name, directory=self._directory, **self._options)
        self._asset.repository.grant_pull(model)
        return _config(self._asset.image_uri)


class _DlcImage(ContainerImage):
    def __init__(self, repository_name: str, tag: str, account: str | None) -> None:
        self._name = repository_name
        self._tag = tag
        self._account = account

    def bind(self, scope: Any, model: Any) -> Any:
        """The image's address in the region of the model."""
        from landform.cdk.aws_ecr.repository import Repository

        arn = model.stack.format_arn(
            service="ecr",
            resource="repository",
            resource_name=self._name,
            account=self._account or _dlc_account(model),
        )
        repository = Repository.from_repository_attributes(
            scope, "DlcRepository", repository_arn=arn, repository_name=self._name
        )
        repository.grant_pull(model)
        return _config(f"{repository.repository_uri}:{self._tag}")


def _config(image_name: str) -> Any:
    return given("aws_sagemaker_alpha", "ContainerImageConfig", {"image_name": image_name})


@cache
def _dlc_accounts() -> Mapping[str, str]:
    """Region -> account."""
    lines = Path(__file__).with_name("dlc_accounts.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {region: account for account, *regions in rows for region in regions}


def _dlc_account(model: Any) -> str:
    accounts = dict(sorted(_dlc_accounts().items()))
    found = regional_value(model, accounts, mapping=DLC_MAPPING, key="value")
    if found is None:
        raise ValueError(
            f"AWS publishes no Deep Learning Containers in {model.stack.region}, so the account of the "
            f"repository is not known. Give it as account_id."
        )
    return found
