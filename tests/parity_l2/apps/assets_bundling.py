"""Bundling by a local command: every option counts in the hash, every kind of output is staged."""

import tempfile
from pathlib import Path

import aws_cdk as cdk
import jsii
from aws_cdk import aws_s3_assets as assets

ROOT = Path(tempfile.mkdtemp()) / "source"
ROOT.mkdir()
(ROOT / "index.py").write_text("print()\n")


@jsii.implements(cdk.ILocalBundling)
class Local:
    """Writes given files."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def try_bundle(self, output_dir: str, *, image: cdk.DockerImage, **options: object) -> bool:
        """Bundle here."""
        for name, content in self.files.items():
            (Path(output_dir) / name).write_text(content)
        return True


app = cdk.App()
stack = cdk.Stack(app, "Bundling")
IMAGE = cdk.DockerImage.from_registry("public.ecr.aws/sam/build-python3.12")
OUTPUT = cdk.BundlingOutput
HASH = cdk.AssetHashType
DEFAULT = {"out.txt": "x"}


def add(
    name: str,
    files: dict[str, str] = DEFAULT,
    hash_type: object = None,
    asset_hash: object = None,
    **options: object,
) -> None:
    """A bundled asset with everything it says of itself."""
    asset = assets.Asset(
        stack,
        name,
        path=str(ROOT),
        asset_hash_type=hash_type,
        asset_hash=asset_hash,
        bundling=cdk.BundlingOptions(image=IMAGE, local=Local(files), **options),
    )
    values = [
        asset.asset_hash,
        asset.s3_object_key,
        str(asset.is_file),
        str(asset.is_zip_archive),
        asset.asset_path,
    ]
    for index, value in enumerate(values):
        cdk.CfnOutput(stack, f"{name}{index}", value=value)
    resource = cdk.CfnResource(stack, f"{name}Use", type="My::Own::Type")
    asset.add_resource_metadata(resource, "Code")


add("Plain")
add("Command", command=["bash", "-c", "cp index.py /asset-output"])
add("Entrypoint", entrypoint=["sh", "-c"])
add("Environment", environment={"Z": "1", "A": "2"})
add(
    "Password",
    environment={"PIP_INDEX_URL": "https://user:secret@host/x", "PIP_EXTRA_INDEX_URL": "https://host/y"},
)
add("Network", network="host")
add("Platform", platform="linux/amd64")
add("Security", security_opt="no-new-privileges")
add("User", user="root")
add("Directory", working_directory="/work")
add("From", volumes_from=["one", "two"])
add("Access", bundling_file_access=cdk.BundlingFileAccess.VOLUME_COPY)
add("Mounted", bundling_file_access=cdk.BundlingFileAccess.BIND_MOUNT)
VOLUME = cdk.DockerVolume
add("Volumes", volumes=[VOLUME(container_path="/c", host_path="/h")])
for consistency in cdk.DockerVolumeConsistency:
    add(
        f"Volume{consistency.name.title()}",
        volumes=[VOLUME(container_path="/c", host_path="/h", consistency=consistency)],
    )
add("Zip", {"a.zip": "z"}, command=["1"])
add("ZipAndMore", {"a.zip": "z", "b": "c"}, command=["2"])
add("Jar", {"a.jar": "z"}, output_type=OUTPUT.ARCHIVED)
add("NotArchived", {"a.zip": "z"}, output_type=OUTPUT.NOT_ARCHIVED)
add("Single", {"a.txt": "z"}, output_type=OUTPUT.SINGLE_FILE)
add("Auto", {"a.txt": "z"}, output_type=OUTPUT.AUTO_DISCOVER)
add("ByOutput", hash_type=HASH.OUTPUT)
add("ByOutputZip", {"a.zip": "z"}, hash_type=HASH.OUTPUT, command=["3"])
add("BySource", hash_type=HASH.SOURCE, command=["4"])
add("ByHand", asset_hash="mine")
add(
    "All",
    command=["a", "b"],
    entrypoint=["e"],
    environment={"Z": "1"},
    network="host",
    output_type=OUTPUT.NOT_ARCHIVED,
    platform="linux/arm64",
    security_opt="x",
    user="1:1",
    volumes=[VOLUME(container_path="/c", host_path="/h")],
    volumes_from=["v"],
    working_directory="/w",
    bundling_file_access=cdk.BundlingFileAccess.BIND_MOUNT,
)
app.synth()
