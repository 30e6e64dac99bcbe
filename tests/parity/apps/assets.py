"""Assets in nested stacks, stages and with other synthesizers: where they are and under what names."""

import tempfile
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as images
from aws_cdk import aws_s3_assets as assets

ROOT = Path(tempfile.mkdtemp())
(ROOT / "site").mkdir()
(ROOT / "site" / "index.html").write_text("<p>")
(ROOT / "single.txt").write_text("s")
(ROOT / "image").mkdir()
(ROOT / "image" / "Dockerfile").write_text("FROM scratch")
(ROOT / "image" / "Other").write_text("FROM scratch")
SITE, SINGLE, IMAGE = str(ROOT / "site"), str(ROOT / "single.txt"), str(ROOT / "image")


def show(name: str, asset: assets.Asset) -> None:
    """Write everything an asset says of itself."""
    values = [
        asset.s3_bucket_name,
        asset.s3_object_key,
        asset.s3_object_url,
        asset.http_url,
        asset.asset_path,
    ]
    for index, value in enumerate(values):
        cdk.CfnOutput(cdk.Stack.of(asset), f"{name}{index}", value=value)


def show_image(name: str, image: images.DockerImageAsset) -> None:
    """Write everything an image says of itself."""
    for index, value in enumerate([image.image_uri, image.image_tag, image.repository.repository_arn]):
        cdk.CfnOutput(cdk.Stack.of(image), f"{name}{index}", value=value)


app = cdk.App()
stack = cdk.Stack(app, "Assets")
show("Site", assets.Asset(stack, "Site", path=SITE))
show("Again", assets.Asset(stack, "Again", path=SITE))
show("File", assets.Asset(stack, "File", path=SINGLE, display_name="A file"))
show_image("Image", images.DockerImageAsset(stack, "Image", directory=IMAGE))
nested = cdk.NestedStack(stack, "Nested")
show("Inner", assets.Asset(nested, "Inner", path=SINGLE))

stage = cdk.Stage(app, "Prod", env=cdk.Environment(account="111111111111", region="eu-west-1"))
inside = cdk.Stack(stage, "Inside")
show("Staged", assets.Asset(inside, "Staged", path=SITE, exclude=["sub"]))
show_image("Image", images.DockerImageAsset(inside, "Image", directory=IMAGE, file="Other"))
for name, synthesizer in (
    (
        "Own",
        cdk.DefaultStackSynthesizer(
            bucket_prefix="files/",
            docker_tag_prefix="tag-",
            file_assets_bucket_name="own-bucket",
            image_assets_repository_name="own-repository",
            file_asset_publishing_external_id="file-id",
            image_asset_publishing_external_id="image-id",
        ),
    ),
    ("Cli", cdk.CliCredentialsStackSynthesizer(qualifier="other", bucket_prefix="cli/")),
):
    other = cdk.Stack(app, name, synthesizer=synthesizer)
    show("File", assets.Asset(other, "File", path=SITE))
    show_image("Image", images.DockerImageAsset(other, "Image", directory=IMAGE))
app.synth()
