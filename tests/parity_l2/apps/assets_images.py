"""Image assets: every option alone and together, their hashes, metadata and addresses."""

import tempfile
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_ecr_assets as images
from aws_cdk import aws_iam as iam

ROOT = Path(tempfile.mkdtemp()) / "image"
FILES = {
    "Dockerfile": "FROM scratch\nCOPY . /\n",
    "Other.Dockerfile": "FROM scratch\n",
    ".dockerignore": "build\n*.md\n# a comment\n\n!keep.md\n",
    "app.py": "print()\n",
    "build/x": "x\n",
    "a.md": "a\n",
    "keep.md": "k\n",
    "nested/b.md": "b\n",
}
for name, content in FILES.items():
    (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / name).write_text(content)

app = cdk.App()
stack = cdk.Stack(app, "Images")


def add(name: str, **options: object) -> images.DockerImageAsset:
    """An image with everything it says of itself."""
    cdk.AssetStaging.clear_asset_hash_cache()
    image = images.DockerImageAsset(stack, name, directory=str(ROOT), **options)
    for index, value in enumerate([image.asset_hash, image.image_uri, image.image_tag]):
        cdk.CfnOutput(stack, f"{name}{index}", value=value)
    resource = cdk.CfnResource(stack, f"{name}Use", type="My::Own::Type")
    image.add_resource_metadata(resource, "Image")
    return image


CACHE = images.DockerCacheOption
SKIP = images.DockerImageAssetInvalidationOptions
plain = add("Plain")
plain.repository.grant_pull(iam.User(stack, "User"))
cdk.CfnOutput(stack, "Repository", value=plain.repository.repository_uri)
add("Arguments", build_args={"Z": "1", "A": "ä"})
add("Secrets", build_secrets={"s": cdk.DockerBuildSecret.from_src("f")})
add("Ssh", build_ssh="default")
add("Target", target="t")
add("File", file="Other.Dockerfile")
for name, mode in (
    ("Host", images.NetworkMode.HOST),
    ("None", images.NetworkMode.NONE),
    ("Default", images.NetworkMode.DEFAULT),
    ("Custom", images.NetworkMode.custom("own")),
    ("Container", images.NetworkMode.from_container("c1")),
):
    add(f"Network{name}", network_mode=mode)
for name, platform in (
    ("Arm", images.Platform.LINUX_ARM64),
    ("Amd", images.Platform.LINUX_AMD64),
    ("Custom", images.Platform.custom("linux/riscv64")),
):
    add(f"Platform{name}", platform=platform)
add("Outputs", outputs=["type=local"])
add("Contexts", build_contexts={"b": "/x", "a": "docker-image://y"})
add(
    "Cache",
    cache_from=[CACHE(type="registry", params={"ref": "r"}), CACHE(type="gha")],
    cache_to=CACHE(type="inline"),
    cache_disabled=True,
)
add("Named", asset_name="name", display_name="Shown")
add("Extra", extra_hash="more")
add(
    "All",
    build_args={"Z": "1"},
    build_secrets={"s": "x"},
    build_ssh="default",
    target="t",
    file="Other.Dockerfile",
    network_mode=images.NetworkMode.custom("m"),
    platform=images.Platform.custom("p/q"),
    outputs=["o"],
    build_contexts={"b": "c"},
    extra_hash="u",
)
add(
    "Ignored",
    build_args={"Z": "1"},
    build_secrets={"s": "x"},
    build_ssh="default",
    target="t",
    network_mode=images.NetworkMode.HOST,
    platform=images.Platform.LINUX_ARM64,
    outputs=["o"],
    build_contexts={"b": "c"},
    extra_hash="u",
    invalidation=SKIP(
        build_args=False,
        build_contexts=False,
        build_secrets=False,
        build_ssh=False,
        extra_hash=False,
        file=False,
        network_mode=False,
        outputs=False,
        platform=False,
        repository_name=False,
        target=False,
    ),
)
add("Partly", build_args={"Z": "1"}, target="t", invalidation=SKIP(build_args=False, target=True))
add("Exclude", exclude=["app.py"])
add("Git", ignore_mode=cdk.IgnoreMode.GIT)
add("Glob", ignore_mode=cdk.IgnoreMode.GLOB, exclude=["*.py"])
add("Follow", follow_symlinks=cdk.SymlinkFollowMode.ALWAYS)

tarball = ROOT.parent / "image.tar"
tarball.write_bytes(b"not really an image")
saved = images.TarballImageAsset(stack, "Tarball", tarball_file=str(tarball), display_name="Saved")
for index, value in enumerate(
    [saved.asset_hash, saved.image_uri, saved.image_tag, saved.repository.repository_name]
):
    cdk.CfnOutput(stack, f"Tarball{index}", value=value)
app.synth()
