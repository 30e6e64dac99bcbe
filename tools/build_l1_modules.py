"""Writes one small module per AWS service under src/landform/cdk/, with a class for each resource type.

A module that already has constructs of its own is left alone: it calls service_members itself.
Run: python tools/build_l1_modules.py
"""

from pathlib import Path

from landform.cdk.l1.naming import module_of
from landform.schema.catalog import load_catalog

TARGET = Path(__file__).parent.parent / "src" / "landform" / "cdk"
TEXT = '''"""{service}: a class for every resource type."""

from landform.cdk.l1.service import service_members

__getattr__, __dir__ = service_members(__name__, "{service}")
'''


def main() -> None:
    """Write what is not there yet and say how many there are."""
    services = {module_of(each): "::".join(each.split("::")[:2]) for each in load_catalog().type_names()}
    for module, service in sorted(services.items()):
        folder = TARGET / module
        if not (folder / "__init__.py").exists():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").write_text(TEXT.format(service=service), encoding="utf-8")
    print(f"{len(services)} services")


if __name__ == "__main__":
    main()
