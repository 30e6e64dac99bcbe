"""Asset manifests, and archives that are equal for equal files."""

import hashlib
import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from landform.assembly.assets import Destination, archive_of, read_assets
from landform.assembly.reading import AssemblyError

DESTINATION = {"bucketName": "assets-${AWS::AccountId}", "objectKey": "abc.zip"}


def manifest(folder: Path, **content: object) -> Path:
    file = folder / "web.assets.json"
    file.write_text(json.dumps({"version": "55.0.0", **content}), encoding="utf-8")
    return file


def test_files_are_read_and_the_template_itself_is_left_out(tmp_path: Path) -> None:
    code = {
        "displayName": "Fn/Code",
        "source": {"path": "asset.abc", "packaging": "zip"},
        "destinations": {"here": DESTINATION},
    }
    own = {"source": {"path": "web.template.json", "packaging": "file"}, "destinations": {}}
    file = manifest(tmp_path, files={"abc": code, "def": own})
    found = read_assets([file], template=tmp_path / "web.template.json")
    (asset,) = found.files
    assert (asset.name, asset.source, asset.is_archive) == ("Fn/Code", tmp_path / "asset.abc", True)
    assert asset.destinations == (Destination(bucket="assets-${AWS::AccountId}", key="abc.zip", region=None),)


def test_images_and_executables_are_named(tmp_path: Path) -> None:
    file = manifest(
        tmp_path,
        files={"made": {"source": {"executable": ["make"]}, "destinations": {}}},
        dockerImages={"img": {"displayName": "Api/Image", "source": {}, "destinations": {}}},
    )
    found = read_assets([file], template=tmp_path / "web.template.json")
    assert (found.files, found.images, found.executables) == ((), ("Api/Image",), ("made",))


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AssemblyError, match=r"no\.assets\.json cannot be read"):
        read_assets([tmp_path / "no.assets.json"], template=tmp_path)


def test_the_same_files_make_the_same_archive_whenever_they_were_written(tmp_path: Path) -> None:
    digests = []
    for name, times in (("one", (1_000_000_000, 1_000_000_000)), ("two", (1_700_000_000, 1_700_000_000))):
        folder = tmp_path / name
        (folder / "inner").mkdir(parents=True)
        for file in ("inner/b.txt", "a.py") if name == "one" else ("a.py", "inner/b.txt"):
            (folder / file).write_text(file, encoding="utf-8")
            os.utime(folder / file, times)
        digests.append(hashlib.sha256(archive_of(folder)).hexdigest())
    assert digests[0] == digests[1]


def test_an_archive_holds_the_files_by_name_and_keeps_programs_executable(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "run.sh").write_text("echo", encoding="utf-8")
    (tmp_path / "b" / "run.sh").chmod(0o755)
    (tmp_path / "a.txt").write_text("text", encoding="utf-8")
    with zipfile.ZipFile(BytesIO(archive_of(tmp_path))) as archive:
        assert archive.namelist() == ["a.txt", "b/run.sh"]
        modes = [entry.external_attr >> 16 for entry in archive.infolist()]
        assert modes == [0o100644, 0o100755]
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
