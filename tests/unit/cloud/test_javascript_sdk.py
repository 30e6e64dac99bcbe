"""The AWS SDK for JavaScript beside a function's code."""

from pathlib import Path

import pytest

from landform.cloud.lambda_runtime.javascript_sdk import installed_sdk, link_sdk


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the SDK and one more module, and a folder inside it to work in."""
    for name in ("@aws-sdk/client-s3", "@smithy/types", "lodash"):
        (tmp_path / "node_modules" / name).mkdir(parents=True)
    (tmp_path / "infrastructure").mkdir()
    monkeypatch.delenv("LANDFORM_NODE_MODULES", raising=False)
    monkeypatch.chdir(tmp_path / "infrastructure")
    return tmp_path


def test_only_the_sdk_of_the_project_is_beside_the_code(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "scratch"
    folder.mkdir()
    link_sdk(folder)
    assert sorted(each.name for each in (folder / "node_modules").iterdir()) == ["@aws-sdk", "@smithy"]
    assert (folder / "node_modules" / "@aws-sdk" / "client-s3").is_dir()


def test_a_folder_that_is_named_counts_alone(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDFORM_NODE_MODULES", str(tmp_path / "elsewhere"))
    assert installed_sdk() is None
    (tmp_path / "elsewhere" / "@aws-sdk").mkdir(parents=True)
    assert installed_sdk() == tmp_path / "elsewhere"
