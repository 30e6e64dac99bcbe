"""Writes a small module per AWS service into src/landform/cdk/l1/services/, a class for each resource type.

A service that has a folder of its own in src/landform/cdk/ is left out: that calls service_members itself.
Run: python tools/build_l1_modules.py
"""

from pathlib import Path

from landform.cdk.l1.naming import module_of
from landform.schema.catalog import load_catalog

LIBRARY = Path(__file__).parent.parent / "src" / "landform" / "cdk"
TARGET = LIBRARY / "l1" / "services"
TEXT = '''"""{service}: a class for every resource type."""

from landform.cdk.l1.service import service_members

__getattr__, __dir__ = service_members(__name__, "{service}")
'''


def main() -> None:
    """Write them all and say how many there are."""
    services = {module_of(each): "::".join(each.split("::")[:2]) for each in load_catalog().type_names()}
    for module, service in sorted(services.items()):
        file = TARGET / f"{module}.py"
        if (LIBRARY / module).is_dir():
            file.unlink(missing_ok=True)
        else:
            file.write_text(TEXT.format(service=service), encoding="utf-8")
    print(f"{len(services)} services")


if __name__ == "__main__":
    main()
