"""Files of an app: which are left out, how they are named, copied, bundled and staged."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from landform.cdk import (
    App,
    AssetHashType,
    AssetStaging,
    BundlingFileAccess,
    BundlingOptions,
    BundlingOutput,
    DockerCacheOption,
    DockerImage,
    DockerVolume,
    DockerVolumeConsistency,
    FileAssetPackaging,
    FileSystem,
    IgnoreMode,
    IgnoreStrategy,
    Stack,
    SymlinkFollowMode,
)
from landform.cdk.core.assets.glob import expression


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("*.py", ["a.py", "b.py"], ["a.txt", ".a.py", "d/a.py"]),
        ("a?c", ["abc"], ["ac", "abbc", "a/c"]),
        ("a[b-d]e", ["abe", "ade"], ["ae", "afe"]),
        ("a[!b]c", ["axc"], ["abc", "a/c"]),
        ("a[b", ["a[b"], ["ab"]),
        ("**/a", ["a", "d/a", "d/e/a"], ["d/b", ".d/a"]),
        ("d/**", ["d/", "d/a", "d/e/a"], ["e/a", "d/.a"]),
        ("d/**/a", ["d/a", "d/x/y/a"], ["d/b"]),
        ("{a,b}.py", ["a.py", "b.py"], ["c.py", "{a,b}.py"]),
        ("a{1..3}", ["a1", "a2", "a3"], ["a0", "a4"]),
        ("a{2..1}", ["a1", "a2"], ["a0", "a3"]),
        ("{a,{b,c}d}", ["a", "bd", "cd"], ["d", "b"]),
        ("{a}", ["{a}"], ["a"]),
        ("a{b", ["a{b"], ["ab"]),
        ("@(a|b)c", ["ac", "bc"], ["c", "aac"]),
        ("?(a)b", ["b", "ab"], ["aab"]),
        ("*(a)b", ["b", "aab"], ["cb"]),
        ("+(a)b", ["ab", "aab"], ["b"]),
        ("!(a)", ["b", "ab"], ["a"]),
        ("@(a", ["@(a"], ["a"]),
        (r"\*", ["*"], ["a"]),
        ("*", ["a"], ["", ".a", "a/b"]),
    ],
)
def test_a_glob_matches(pattern: str, matching: list[str], others: list[str]) -> None:
    assert [each for each in matching if not expression(pattern).match(each)] == []
    assert [each for each in others if expression(pattern).match(each)] == []


def test_a_pattern_of_too_many_is_refused() -> None:
    assert expression("{1..1000}").match("1000")
    with pytest.raises(ValueError, match="stands for more than 1000 patterns"):
        expression("{1..1001}")


@pytest.mark.parametrize(
    ("mode", "patterns", "out", "kept"),
    [
        (IgnoreMode.GLOB, ["*.py"], ["a.py", "d/a.py"], ["a.txt", "d/a.txt"]),
        (IgnoreMode.GLOB, ["*", "!a.py"], ["b.py"], ["a.py", "d/a.py"]),
        (IgnoreMode.GLOB, ["!a.py", "*"], ["a.py"], []),
        (IgnoreMode.GLOB, ["d/*.py"], ["d/a.py"], ["a.py", "e/d/a.py"]),
        (IgnoreMode.GLOB, ["#a", ""], [], ["#a", "a"]),
        (IgnoreMode.GIT, ["*.py"], ["a.py", "d/A.PY"], ["a.pyc"]),
        (IgnoreMode.GIT, ["/a"], ["a", "a/b"], ["d/a"]),
        (IgnoreMode.GIT, ["d/"], ["d/a", "x/d/a"], ["d"]),
        (IgnoreMode.GIT, ["d/e"], ["d/e", "d/e/f"], ["x/d/e"]),
        (IgnoreMode.GIT, ["*.py", "!a.py"], ["b.py"], ["a.py"]),
        (IgnoreMode.GIT, ["d", "!d/a"], ["d/a"], ["e/a"]),
        (IgnoreMode.GIT, ["**/x"], ["x", "d/e/x"], ["xy"]),
        (IgnoreMode.GIT, ["d/**"], ["d/a", "d/e/f"], ["d"]),
        (IgnoreMode.GIT, ["d/*"], ["d/a"], ["d"]),
        (IgnoreMode.GIT, ["a[0-9]", r"\!b", "c?"], ["a5", "!b", "cd"], ["ab", "b", "c"]),
        (IgnoreMode.GIT, ["# a", "", "  ", "a  "], ["a"], ["# a"]),
        (IgnoreMode.DOCKER, ["*.py"], ["a.py"], ["d/a.py"]),
        (IgnoreMode.DOCKER, ["d", "!d/a"], ["d/b"], ["d/a", "e/d"]),
        (IgnoreMode.DOCKER, ["**/a", "/b/", "./c"], ["a", "d/a", "b/x", "c"], ["ab", "x/b"]),
        (IgnoreMode.DOCKER, ["# a", " ", "."], [], ["a", "# a"]),
    ],
)
def test_patterns_leave_out(mode: IgnoreMode, patterns: list[str], out: list[str], kept: list[str]) -> None:
    strategy = IgnoreStrategy.from_copy_options({"ignore_mode": mode, "exclude": patterns}, "/root")
    assert [each for each in (*out, *kept) if strategy.ignores(f"/root/{each}")] == out


def test_a_whole_folder_is_left_out_unless_a_part_may_come_back() -> None:
    assert IgnoreStrategy.glob("/r", ["d"]).completely_ignores("/r/d")
    assert not IgnoreStrategy.glob("/r", ["d"]).completely_ignores("/r/e")
    assert IgnoreStrategy.git("/r", ["d/"]).completely_ignores("/r/d")
    assert IgnoreStrategy.docker("/r", ["d"]).completely_ignores("/r/d")
    assert not IgnoreStrategy.docker("/r", ["d", "!d/a"]).completely_ignores("/r/d")
    strategy = IgnoreStrategy.docker("/r", [])
    strategy.add("d")
    assert strategy.ignores("/r/d")


def test_paths_of_patterns_are_absolute() -> None:
    with pytest.raises(ValueError, match="GlobIgnoreStrategy expects an absolute file path, but got 'r'"):
        IgnoreStrategy.glob("r", [])
    with pytest.raises(ValueError, match="GitIgnoreStrategy: expected an absolute path, but got 'a'"):
        IgnoreStrategy.git("/r", []).ignores("a")


def folder(path: Path, **files: str) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / name).write_bytes(text.encode())
    return path


def test_the_fingerprint_tells_content_names_and_options_apart(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", a="x", b="y")
    same = folder(tmp_path / "same", b="y", a="x")
    found = FileSystem.fingerprint(str(one))
    assert FileSystem.fingerprint(str(same)) == found
    others = [
        FileSystem.fingerprint(str(folder(tmp_path / "content", a="x", b="z"))),
        FileSystem.fingerprint(str(folder(tmp_path / "names", a="x", c="y"))),
        FileSystem.fingerprint(str(folder(tmp_path / "moved", a="xy", b=""))),
        FileSystem.fingerprint(str(one), extra_hash="e"),
        FileSystem.fingerprint(str(one), exclude=["b"]),
        FileSystem.fingerprint(str(one), follow=SymlinkFollowMode.ALWAYS),
        FileSystem.fingerprint(str(one), ignore_mode=IgnoreMode.GIT),
        FileSystem.fingerprint(str(one / "a")),
    ]
    assert len({found, *others}) == 1 + len(others)


def test_line_ends_count_only_in_what_is_no_text(tmp_path: Path) -> None:
    def of(name: str, text: str) -> str:
        return FileSystem.fingerprint(str(folder(tmp_path / name, f=text)))

    assert of("a", "x\r\ny") == of("b", "x\ny")
    assert of("c", "ä\r\ny") == of("d", "ä\ny")
    assert of("e", "x\0\r\n") != of("f", "x\0\n")
    assert of("g", "x\ry") != of("h", "x\ny")


def names(path: str) -> list[str]:
    """What is in a folder."""
    return sorted(each.name for each in Path(path).iterdir())


def linked(tmp_path: Path) -> Path:
    """A folder with a link inside it, a link out of it and a link to nothing."""
    source = folder(tmp_path / "source", real="in")
    folder(tmp_path / "outside", far="out")
    (source / "inner").symlink_to("real")
    (source / "outer").symlink_to("../outside")
    (source / "broken").symlink_to("nowhere")
    return source


@pytest.mark.parametrize(
    ("mode", "links"),
    [
        (SymlinkFollowMode.NEVER, ["broken", "inner", "outer"]),
        (SymlinkFollowMode.ALWAYS, ["broken"]),
        (SymlinkFollowMode.EXTERNAL, ["broken", "inner"]),
        (None, ["broken", "inner"]),
    ],
)
def test_links_are_kept_or_followed(tmp_path: Path, mode: SymlinkFollowMode | None, links: list[str]) -> None:
    source, target = linked(tmp_path), tmp_path / "target"
    FileSystem.copy_directory(str(source), str(target), {"follow": mode})
    assert sorted(each.name for each in target.iterdir() if each.is_symlink()) == links
    assert (target / "inner").read_text() == "in"
    if "outer" not in links:
        assert (target / "outer" / "far").read_text() == "out"


def test_a_link_out_of_the_folder_can_be_forbidden(tmp_path: Path) -> None:
    source = linked(tmp_path)
    with pytest.raises(ValueError, match="is an external symbolic link which is forbidden"):
        FileSystem.fingerprint(str(source), follow=SymlinkFollowMode.BLOCK_EXTERNAL)
    hashes = {FileSystem.fingerprint(str(source), follow=each) for each in list(SymlinkFollowMode)[:3]}
    assert len(hashes) == 3


def test_a_folder_is_copied_without_what_is_excluded(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="1", b="2")
    folder(source / "deep", c="3", b="4")
    folder(source / "gone", d="5")
    (source / "a").chmod(0o755)
    (source / "link").symlink_to("a")
    FileSystem.copy_directory(str(source), str(tmp_path / "t"), {"exclude": ["b", "gone", "link"]})
    copied = sorted(str(each.relative_to(tmp_path / "t")) for each in (tmp_path / "t").rglob("*"))
    assert copied == ["a", "deep", "deep/c"]
    assert (tmp_path / "t" / "a").stat().st_mode & 0o777 == 0o755
    with pytest.raises(ValueError, match="nowhere is not a directory"):
        FileSystem.copy_directory(str(tmp_path / "nowhere"), str(tmp_path / "u"))


def test_temporary_folders_are_made_and_removed() -> None:
    made = FileSystem.mkdtemp("landform-")
    assert Path(made).name.startswith("landform-")
    assert str(Path(made).parent) == FileSystem.tmpdir
    assert FileSystem.is_empty(made)
    folder(Path(made), a="x")
    assert not FileSystem.is_empty(made)
    FileSystem.rmrf(made)
    assert not Path(made).exists()


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A program in docker's place that keeps its words: a function that gives them, call by call."""
    program, log = tmp_path / "docker", tmp_path / "words.jsonl"
    program.write_text(
        "#!/usr/bin/env python3\n"
        "import json, pathlib, sys\n"
        f"with open({str(log)!r}, 'a') as file: file.write(json.dumps(sys.argv[1:]) + chr(10))\n"
        "if sys.argv[1] == 'create': print('made')\n"
        "if 'fail' in sys.argv: sys.exit(3)\n"
        "for word in sys.argv:\n"
        "    if word.endswith(':/asset-output:delegated'):\n"
        "        pathlib.Path(word.split(':')[0], 'made.txt').write_text('made')\n"
        "if sys.argv[1] == 'cp' and sys.argv[2].endswith('/.') and ':' in sys.argv[2]:\n"
        "    pathlib.Path(sys.argv[3], 'copied.txt').write_text('made')\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("CDK_DOCKER", str(program))
    return lambda: [json.loads(line) for line in log.read_text().splitlines()]


def test_an_image_is_run_with_its_options(docker: Any) -> None:
    DockerImage.from_registry("alpine").run(
        command=["echo", "a"],
        entrypoint=["sh", "-c"],
        environment={"A": "1", "B": "2"},
        network="host",
        platform="linux/arm64",
        security_opt="none",
        user="1:2",
        volumes=[
            DockerVolume(host_path="/h", container_path="/c"),
            DockerVolume(host_path="/i", container_path="/d", consistency=DockerVolumeConsistency.CACHED),
        ],
        volumes_from=["other"],
        working_directory="/w",
    )
    DockerImage.from_registry("alpine").run()
    first, second = docker()
    assert " ".join(first) == (
        "run --rm --security-opt none --network host --platform linux/arm64 -u 1:2 -w /w --entrypoint sh "
        "-v /h:/c:delegated -v /i:/d:cached --volumes-from other --env A=1 --env B=2 alpine -c echo a"
    )
    assert second == ["run", "--rm", "alpine"]


def test_an_image_is_built_with_its_options(docker: Any, tmp_path: Path) -> None:
    source = folder(tmp_path / "image", Dockerfile="FROM scratch")
    plain = DockerImage.from_build(str(source))
    image = DockerImage.from_build(
        str(source),
        build_args={"A": "1"},
        build_contexts={"C": "/c"},
        cache_disabled=True,
        cache_from=[DockerCacheOption(type="registry", params={"ref": "r", "m": "x"})],
        cache_to=DockerCacheOption(type="inline"),
        file="Other",
        network="host",
        platform="linux/arm64",
        target_stage="last",
    )
    first, second = docker()
    assert first == ["build", "-t", plain.image, str(source)]
    assert " ".join(second) == (
        f"build -t {image.image} -f {source}/Other --platform linux/arm64 --network host --target last "
        f"--build-arg A=1 --build-context C=/c --cache-from type=registry,ref=r,m=x --cache-to type=inline "
        f"--no-cache {source}"
    )
    assert plain.image != image.image
    assert plain.to_json() != image.to_json()
    assert len(plain.to_json()) == 64
    assert DockerImage.from_registry("alpine").to_json() == "alpine"
    with pytest.raises(ValueError, match='"file" must be relative to the docker build directory'):
        DockerImage.from_build(str(source), file="/Dockerfile")


def test_files_are_copied_out_of_an_image_and_its_container_removed(docker: Any) -> None:
    assert DockerImage.from_registry("alpine").cp("/a", "/out") == "/out"
    assert docker() == [["create", "alpine"], ["cp", "made:/a", "/out"], ["rm", "-v", "made"]]


def test_a_docker_that_fails_or_lacks_is_told(docker: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RuntimeError, match="docker run ended with status 3"):
        DockerImage.from_registry("alpine").run(command=["fail"])
    monkeypatch.setenv("CDK_DOCKER", "/nowhere/docker")
    with pytest.raises(RuntimeError, match="The program '/nowhere/docker' was not found"):
        DockerImage.from_registry("alpine").run()


def staged(tmp_path: Path, source: Path, **options: Any) -> AssetStaging:
    AssetStaging.clear_asset_hash_cache()
    stack = Stack(App(outdir=str(tmp_path / "out")), "S")
    return AssetStaging(stack, "A", source_path=str(source), **options)


def test_a_container_bundles_what_it_is_given(docker: Any, tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    image = DockerImage.from_registry("alpine")
    found = staged(tmp_path, source, bundling=BundlingOptions(image=image, command=["make"]))
    assert names(found.absolute_staged_path) == ["made.txt"]
    assert found.packaging is FileAssetPackaging.ZIP_DIRECTORY
    (words,) = docker()
    assert words[:2] == ["run", "--rm"]
    assert words[2:6] == ["-u", f"{os.getuid()}:{os.getgid()}", "-w", "/asset-input"]
    assert f"{source}:/asset-input:delegated" in words
    assert words[-2:] == ["alpine", "make"]


def test_a_container_elsewhere_gets_copies(docker: Any, tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    options = BundlingOptions(
        image=DockerImage.from_registry("alpine"),
        user="7:8",
        volumes_from=["more"],
        bundling_file_access=BundlingFileAccess.VOLUME_COPY,
    )
    found = staged(tmp_path, source, bundling=options)
    assert names(found.absolute_staged_path) == ["copied.txt"]
    create, copy_in, start, run, copy_out, remove = docker()
    assert create[:5] == ["create", "-v", "/asset-input", "-v", "/asset-output"]
    assert create[-1] == "mkdir -p /asset-input /asset-output && chown -R 7:8 /asset-input /asset-output"
    assert copy_in == ["cp", f"{source}/.", "made:/asset-input"]
    assert start == ["start", "--attach", "made"]
    assert run[2:] == [
        *("-u", "7:8", "-w", "/asset-input", "--volumes-from", "made", "--volumes-from", "more", "alpine")
    ]
    assert copy_out[:2] == ["cp", "made:/asset-output/."]
    assert remove == ["rm", "-v", "made"]


class Local:
    """Bundles without a container."""

    def __init__(self, **files: str) -> None:
        self.files = files
        self.times = 0

    def try_bundle(self, output_dir: str, options: Any) -> bool:
        """Write the files."""
        self.times += 1
        folder(Path(output_dir), **self.files)
        return True


def local(
    tmp_path: Path, files: dict[str, str], kind: BundlingOutput | None = None, **more: Any
) -> AssetStaging:
    source = folder(tmp_path / "source", a="x")
    options = BundlingOptions(image=DockerImage.from_registry("none"), local=Local(**files), output_type=kind)
    return staged(tmp_path, source, bundling=options, **more)


@pytest.mark.parametrize(
    ("files", "kind", "extension", "is_archive"),
    [
        ({"a": "1", "b": "2"}, None, None, True),
        ({"a.zip": "1"}, None, ".zip", True),
        ({"a.TAR.GZ": "1"}, BundlingOutput.AUTO_DISCOVER, ".tar.gz", True),
        ({"a.txt": "1"}, None, None, True),
        ({"a.zip": "1"}, BundlingOutput.NOT_ARCHIVED, None, True),
        ({"a.jar": "1"}, BundlingOutput.ARCHIVED, ".jar", True),
        ({"a.txt": "1"}, BundlingOutput.SINGLE_FILE, ".txt", False),
    ],
)
def test_a_bundle_is_a_folder_or_its_only_file(
    tmp_path: Path,
    files: dict[str, str],
    kind: BundlingOutput | None,
    extension: str | None,
    is_archive: bool,
) -> None:
    found = local(tmp_path, files, kind)
    path = Path(found.absolute_staged_path)
    assert path.name == f"asset.{found.asset_hash}{extension or ''}"
    assert (path.is_file(), found.is_archive) == (extension is not None, is_archive)
    expected = FileAssetPackaging.FILE if extension else FileAssetPackaging.ZIP_DIRECTORY
    assert found.packaging is expected


@pytest.mark.parametrize(
    ("files", "kind", "message"),
    [
        ({"a.txt": "1"}, BundlingOutput.ARCHIVED, "only a single archive file when `output` is set to"),
        ({"a": "1", "b": "2"}, BundlingOutput.SINGLE_FILE, "only a single file when `output` is set to"),
    ],
)
def test_a_bundle_of_another_kind_is_refused(
    tmp_path: Path, files: dict[str, str], kind: BundlingOutput, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        local(tmp_path, files, kind)


def test_a_bundle_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"Bundling did not produce any output\. Check that content"):
        local(tmp_path, {})


def test_a_bundle_is_named_by_its_source_or_its_output(tmp_path: Path) -> None:
    first = local(tmp_path / "1", {"a": "1"}).asset_hash
    assert local(tmp_path / "2", {"a": "2"}).asset_hash == first
    output = local(tmp_path / "3", {"a": "1"}, asset_hash_type=AssetHashType.OUTPUT).asset_hash
    other = local(tmp_path / "4", {"a": "2"}, asset_hash_type=AssetHashType.OUTPUT).asset_hash
    custom = local(tmp_path / "5", {"a": "1"}, asset_hash="mine").asset_hash
    assert len({first, output, other, custom}) == 4


def test_what_was_bundled_once_is_not_bundled_again(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    bundler = Local(b="y")
    stack = Stack(App(outdir=str(tmp_path / "out")), "S")
    AssetStaging.clear_asset_hash_cache()
    options = BundlingOptions(image=DockerImage.from_registry("none"), local=bundler)
    one = AssetStaging(stack, "A", source_path=str(source), bundling=options)
    two = AssetStaging(stack, "B", source_path=str(source), bundling=options)
    assert (bundler.times, one.asset_hash) == (1, two.asset_hash)
    AssetStaging.clear_asset_hash_cache()
    AssetStaging(stack, "C", source_path=str(source), bundling=options)
    assert bundler.times == 1


def test_files_and_folders_are_staged_under_their_hash(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", **{"a.zip": "x", "b.py": "y"})
    whole = staged(tmp_path, source)
    archive, text = staged(tmp_path, source / "a.zip"), staged(tmp_path, source / "b.py")
    assert Path(whole.staged_path).name == f"asset.{whole.source_hash}"
    assert names(whole.staged_path) == ["a.zip", "b.py"]
    assert Path(archive.staged_path).name == f"asset.{archive.asset_hash}.zip"
    assert Path(text.staged_path).read_text() == "y"
    shown = [(each.packaging.value, each.is_archive) for each in (whole, archive, text)]
    assert shown == [("zip", True), ("file", True), ("file", False)]
    assert whole.relative_staged_path(Stack.of(whole)) == f"asset.{whole.asset_hash}"


def test_an_asset_can_stay_where_it_is(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    app = App(outdir=str(tmp_path / "out"), context={"aws:cdk:disable-asset-staging": True})
    stack = Stack(app, "S")
    AssetStaging.clear_asset_hash_cache()
    found = AssetStaging(stack, "A", source_path=str(source))
    assert found.absolute_staged_path == str(source)
    assert found.relative_staged_path(stack) == str(source)


def test_the_assembly_is_no_part_of_an_asset_that_it_lies_in(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    AssetStaging.clear_asset_hash_cache()
    stack = Stack(App(outdir=str(source / "cdk.out")), "S")
    found = AssetStaging(stack, "A", source_path=str(source))
    assert names(found.absolute_staged_path) == ["a"]


def test_assets_that_cannot_be_are_refused(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    with pytest.raises(ValueError, match=f"Cannot find asset at {tmp_path}/none"):
        staged(tmp_path, tmp_path / "none")
    with pytest.raises(ValueError, match="Cannot specify `source` for `assetHashType`"):
        staged(tmp_path, source, asset_hash="h", asset_hash_type=AssetHashType.SOURCE)
    with pytest.raises(ValueError, match="`assetHash` must be specified"):
        staged(tmp_path, source, asset_hash_type=AssetHashType.CUSTOM)
    with pytest.raises(ValueError, match="Cannot use `output` hash type when `bundling` is not specified"):
        staged(tmp_path, source, asset_hash_type=AssetHashType.OUTPUT)
    options = BundlingOptions(image=DockerImage.from_registry("none"), local=Local(a="1"))
    with pytest.raises(ValueError, match="is expected to be a directory when bundling"):
        staged(tmp_path, source / "a", bundling=options)


def test_nothing_is_bundled_for_a_stack_that_nobody_asks_for(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", a="x")
    bundler = Local(a="1")
    app = App(outdir=str(tmp_path / "out"), context={"aws:cdk:bundling-stacks": []})
    AssetStaging.clear_asset_hash_cache()
    options = BundlingOptions(image=DockerImage.from_registry("none"), local=bundler)
    found = AssetStaging(
        Stack(app, "S"), "A", source_path=str(source), bundling=options, asset_hash_type=AssetHashType.OUTPUT
    )
    assert (bundler.times, found.absolute_staged_path, found.is_archive) == (0, str(source), True)
    assert len(found.asset_hash) == 64


def test_options_count_in_a_hash_without_their_passwords() -> None:
    options = BundlingOptions(
        image=DockerImage.from_registry("alpine"),
        command=("a", "b"),
        environment={
            "PIP_INDEX_URL": "https://me:secret@host:80/x",
            "PIP_EXTRA_INDEX_URL": "https://host/y",
            "OTHER": "https://me:kept@host/z",
        },
        local=Local(),
        output_type=BundlingOutput.ARCHIVED,
        volumes=[DockerVolume(host_path="/h", container_path="/c")],
    )
    written = json.loads(options._written())
    assert written["image"] == "alpine"
    assert (written["command"], written["local"], written["outputType"]) == (["a", "b"], {}, "archived")
    assert written["volumes"] == [{"containerPath": "/c", "hostPath": "/h"}]
    assert written["environment"] == {
        "PIP_INDEX_URL": "https://me@host:80/x",
        "PIP_EXTRA_INDEX_URL": "https://host/y",
        "OTHER": "https://me:kept@host/z",
    }
