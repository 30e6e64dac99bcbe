"""Constructs of the services give the templates that aws-cdk-lib gives.

The goldens are the templates of aws-cdk-lib 2.275.0 for the same apps, without the CDKMetadata resource.
The functions that the library itself ships are our own code in Python, so what says which code it is does
not count.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.own_code import without_own_code

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"
CONTEXT = {
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:enable-asset-metadata": True,
    "aws:cdk:version-reporting": True,
    "aws:cdk:bundling-stacks": ["**"],
}


def templates_of(app: Path, outdir: Path) -> dict[str, object]:
    environment = {
        **os.environ,
        "CDK_OUTDIR": str(outdir),
        "CDK_CONTEXT_JSON": json.dumps(CONTEXT),
        "CDK_DEFAULT_ACCOUNT": "111122223333",
        "CDK_DEFAULT_REGION": "us-east-1",
        "PYTHONPATH": f"{SOURCE / 'landform/cdk/shim'}:{SOURCE}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run([sys.executable, str(app)], env=environment, check=True)
    return {
        each.name: without_own_code(json.loads(each.read_text()))
        for each in sorted(outdir.glob("*.template.json"))
    }


@pytest.mark.parametrize("app", sorted((HERE / "apps").glob("*.py")), ids=lambda app: app.stem)
def test_an_app_gives_the_same_templates_as_the_reference_library(app: Path, tmp_path: Path) -> None:
    goldens = sorted((HERE / "goldens" / app.stem).glob("*.template.json"))
    assert goldens
    expected = {each.name: without_own_code(json.loads(each.read_text())) for each in goldens}
    assert templates_of(app, tmp_path) == expected
