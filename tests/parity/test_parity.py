"""Our library gives what aws-cdk-lib gives, app by app. Goldens: tools/parity_goldens.py."""

import json
from pathlib import Path

import pytest

from tests.parity.assembly import (
    APPS,
    GOLDENS,
    ORACLE_RECORD,
    app_names,
    differences,
    read_assembly,
    read_golden,
    run_with_landform,
)

LEAST_APPS = 25


@pytest.mark.parametrize("app", app_names())
def test_an_app_gives_the_recorded_assembly(app: str, tmp_path: Path) -> None:
    """Templates, manifests and asset manifests are equal when parsed."""
    run_with_landform(APPS / f"{app}.py", tmp_path / "out")
    assert differences(read_golden(app), read_assembly(tmp_path / "out")) == []


def test_every_app_has_a_golden_and_every_golden_an_app() -> None:
    """No golden is left over, no app goes unchecked."""
    assert sorted(each.name for each in GOLDENS.iterdir() if each.is_dir()) == app_names()
    assert len(app_names()) >= LEAST_APPS


def test_the_goldens_name_the_version_that_made_them() -> None:
    """All goldens come from one version of the oracle."""
    assert json.loads(ORACLE_RECORD.read_text(encoding="utf-8"))["aws-cdk-lib"] == "2.275.0"
