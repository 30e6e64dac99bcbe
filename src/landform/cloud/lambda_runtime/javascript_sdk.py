"""The AWS SDK for JavaScript, which Lambda's Node.js runtimes bring and Node.js itself does not.

It is found where the user has installed it and linked to beside a function's code, where Node.js looks after
the code's own modules: only the SDK, so that a function that forgot another module fails as it would in AWS.
Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
"""

import os
from pathlib import Path
from typing import Final

VARIABLE: Final = "LANDFORM_NODE_MODULES"  # names a folder of modules that has the SDK
PARTS: Final = ("@aws-sdk", "@smithy")


def installed_sdk() -> Path | None:
    """A `node_modules` with the SDK: the one that was named, else the nearest from here upwards."""
    named = os.environ.get(VARIABLE)
    here = Path.cwd()
    candidates = [Path(named)] if named else [each / "node_modules" for each in (here, *here.parents)]
    return next((each for each in candidates if (each / PARTS[0]).is_dir()), None)


def link_sdk(folder: Path) -> None:
    """Make the SDK one of the modules beside a function's code, if it is installed anywhere."""
    found = installed_sdk()
    if found is None:
        return
    modules = folder / "node_modules"
    modules.mkdir()
    for name in PARTS:
        if (found / name).is_dir():
            (modules / name).symlink_to((found / name).resolve(), target_is_directory=True)
