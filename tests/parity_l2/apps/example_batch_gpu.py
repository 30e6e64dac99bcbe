"""The example app as it is, with the context of its cdk.json."""

import json
import os
import runpy
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[3] / "examples" / "batch_gpu"

own = json.loads((EXAMPLE / "cdk.json").read_text(encoding="utf-8"))["context"]
os.environ["CDK_CONTEXT_JSON"] = json.dumps({**json.loads(os.environ["CDK_CONTEXT_JSON"]), **own})
sys.path.insert(0, str(EXAMPLE))
runpy.run_path(str(EXAMPLE / "app.py"), run_name="__main__")
