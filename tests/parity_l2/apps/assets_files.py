"""File assets: fingerprints, options, readers, metadata, nested stacks and stages."""

import tempfile
from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3_assets as assets

ROOT = Path(tempfile.mkdtemp())
FILES = {
    "site/index.html": b"<p>",
    "site/css/main.css": b"a\n",
    "site/css/print.css": b"b\n",
    "site/notes.txt": b"one\r\ntwo\r\n",
    "site/.hidden": b"h",
    "site/sub/deep/data.bin": b"a\0b\r\n",
    "site/sub/node_modules/x/index.js": b"x",
    "outside/file.txt": b"o",
    "outside/.more": b"m",
    "single.txt": b"s\n",
    "archive.zip": b"PK\x05\x06" + b"\0" * 18,
    "library.jar": b"PK\x05\x06" + b"\0" * 18,
    "code.tar.gz": b"\x1f\x8b",
    "noextension": b"n",
}
for name, content in FILES.items():
    file = ROOT / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
(ROOT / "site/sub/link.html").symlink_to("../index.html")
(ROOT / "site/elsewhere").symlink_to("../outside")
(ROOT / "site/broken").symlink_to("nowhere")

app = cdk.App()
stack = cdk.Stack(app, "Assets")
SITE = str(ROOT / "site")


def show(name: str, asset: assets.Asset) -> None:
    """Write everything an asset says of itself."""
    values = [
        asset.asset_hash,
        asset.s3_bucket_name,
        asset.s3_object_key,
        asset.s3_object_url,
        asset.http_url,
    ]
    values += [asset.bucket.bucket_arn, str(asset.is_file), str(asset.is_zip_archive)]
    for index, value in enumerate(values):
        cdk.CfnOutput(cdk.Stack.of(asset), f"{name}{index}", value=value)


def add(name: str, path: str = SITE, **options: object) -> assets.Asset:
    """An asset, staged anew."""
    cdk.AssetStaging.clear_asset_hash_cache()
    asset = assets.Asset(stack, name, path=path, **options)
    cdk.CfnOutput(stack, f"{name}Hash", value=asset.asset_hash)
    return asset


for name in ("single.txt", "archive.zip", "library.jar", "code.tar.gz", "noextension"):
    show(name.replace(".", ""), assets.Asset(stack, name.replace(".", ""), path=str(ROOT / name)))
show("Site", add("Site"))
FOLLOW = cdk.SymlinkFollowMode
for mode in (FOLLOW.NEVER, FOLLOW.ALWAYS, FOLLOW.EXTERNAL):
    add(f"Follow{mode.name.title()}", follow_symlinks=mode)
PATTERNS = [
    ["*.css"],
    ["css"],
    ["css/**", "notes.txt"],
    ["**/*.css"],
    ["*", "!index.html"],
    ["**"],
    ["*.css", "!main.css"],
    [".*"],
    ["/css"],
    ["css/"],
    ["*.{css,txt}"],
    ["[a-m]*"],
    ["# comment", "\\#x"],
    ["sub/**", "!sub/deep/**"],
    ["**/node_modules"],
    ["s?b"],
    ["!css", "*.css"],
    ["*.CSS"],
    ["css/*", "!css/main.css"],
    ["**/deep/*", "broken"],
]
for index, patterns in enumerate(PATTERNS):
    for mode in cdk.IgnoreMode:
        add(f"{mode.name.title()}{index}", exclude=patterns, ignore_mode=mode)
add("Custom", asset_hash="my hash")
add("CustomType", asset_hash="my hash", asset_hash_type=cdk.AssetHashType.CUSTOM)
add("Source", asset_hash_type=cdk.AssetHashType.SOURCE)
show("Named", add("Named", path=str(ROOT / "single.txt"), display_name="A file", deploy_time=True))

user = iam.User(stack, "User")
group = iam.Group(stack, "Group")
read = add("Read", readers=[user, group])
read.grant_read(iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal()))
resource = cdk.CfnResource(stack, "Resource", type="My::Own::Type")
read.add_resource_metadata(resource, "Code")

staging = cdk.AssetStaging(stack, "Staging", source_path=SITE, extra_hash="more", exclude=["*.css"])
cdk.CfnOutput(stack, "StagingHash", value=staging.asset_hash)
cdk.CfnOutput(stack, "StagingPath", value=staging.relative_staged_path(stack))
cdk.CfnOutput(stack, "StagingKind", value=f"{staging.packaging.name} {staging.is_archive}")

synthesizer = cdk.DefaultStackSynthesizer(bucket_prefix="files/", file_assets_bucket_name="own-bucket")
own = cdk.Stack(app, "Own", synthesizer=synthesizer)
cdk.CfnResource(own, "Resource", type="My::Own::Type")
show("Own", assets.Asset(own, "Own", path=str(ROOT / "single.txt")))
app.synth()
