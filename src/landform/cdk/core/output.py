"""Where an assembly goes when nobody says."""

import tempfile


def default_outdir() -> str:
    """A new temporary folder."""
    return tempfile.mkdtemp(prefix="cdk.out")
