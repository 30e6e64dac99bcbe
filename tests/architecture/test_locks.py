"""The locks of tools/locks/ fit what pyproject.toml and the clients' files ask for."""

import json
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "tools" / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CLIENTS = sorted(each.stem for each in (LOCKS / "clients").glob("*.in"))


def asked_by_group(group: str) -> list[str]:
    project = PROJECT["project"]
    extras = [each for extra in project["optional-dependencies"].values() for each in extra]
    return [*project["dependencies"], *extras, *PROJECT["dependency-groups"][group]]


def locked(file: Path) -> dict[str, list[Requirement]]:
    """Each locked package with its lines: more than one where Pythons differ."""
    found: dict[str, list[Requirement]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def outside_of_its_lock(asked: list[str], file: Path) -> list[str]:
    """What is asked for and not locked at one release within its range."""
    lock = locked(file)
    wrong = []
    for text in asked:
        wanted = Requirement(text)
        pins = [str(each.specifier) for each in lock.get(canonicalize_name(wanted.name), [])]
        fits = all(
            pin.startswith("==") and wanted.specifier.contains(pin.removeprefix("=="), prereleases=True)
            for pin in pins
        )
        if not pins or not fits:
            wrong.append(f"{text}: {pins}")
    return wrong


@pytest.mark.parametrize("group", ["dev", "docs"])
def test_each_package_of_a_group_is_locked_within_its_range(group: str) -> None:
    assert outside_of_its_lock(asked_by_group(group), LOCKS / f"{group}.txt") == []


@pytest.mark.parametrize("client", CLIENTS)
def test_each_client_is_locked(client: str) -> None:
    asked = (LOCKS / "clients" / f"{client}.in").read_text(encoding="utf-8").split()
    assert outside_of_its_lock(asked, LOCKS / "clients" / f"{client}.txt") == []


def test_the_clients_from_npm_are_locked_and_name_no_address() -> None:
    asked = json.loads((LOCKS / "npm" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = json.loads((LOCKS / "npm" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert packages[""]["dependencies"] == asked
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_a_package_outside_of_its_range_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "dev.txt"
    lock.write_text("moto==5.2.5\nrich>=15\n", encoding="utf-8")
    asked = ["moto>=5", "moto<5", "rich>=15", "absent"]
    assert outside_of_its_lock(asked, lock) == ["moto<5: ['==5.2.5']", "rich>=15: ['>=15']", "absent: []"]
