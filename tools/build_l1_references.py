"""Writes how each resource type is named: src/landform/cdk/l1/references.json.

Source: what aws-cdk-lib's classes resolve to (tools/measure_l1_references.js). For each type:
`member` (such as `bucket_ref`); `parts`, each from `Ref`, `@Attribute`, `#2` (a part of a composite Ref) or
`=Property`; `arn`, with `${Partition}`, `${Region}`, `${Account}` and parts; and the class's static methods.

    python -m tools.build_l1_references MEASURED.json
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any, Final

from tools.check_l1_api import python_name

TARGET: Final = Path(__file__).parents[1] / "src" / "landform" / "cdk" / "l1" / "references.json"
_TEMPLATE: Final = re.compile(r"does not match template (\S+)")
_PSEUDO: Final = {
    "AWS::Partition": "${Partition}",
    "AWS::Region": "${Region}",
    "AWS::AccountId": "${Account}",
}
_PLACEHOLDER: Final = re.compile(r"<(\w+)>\Z")


def entry_of(record: dict[str, Any]) -> dict[str, Any] | None:
    """The entry of a class; None for one that nothing refers to."""
    parts = record.get("parts")
    if not isinstance(parts, dict):
        return None
    found: dict[str, Any] = {
        "member": python_name(record["member"]),
        "parts": {python_name(name): _source(value) for name, value in parts.items()},
    }
    arn = _arn(record, parts)
    if arn is not None:
        found["arn"] = arn
    found["from"] = {
        python_name(name): given if given == "arn" else python_name(given)
        for name, (given, _) in record.get("from", {}).items()
    }
    for each in record["statics"]:
        if each.startswith("arnFor"):
            found["arn_for"] = python_name(each)
    return found


def _source(value: Any) -> str:
    if value == {"Ref": "X"}:
        return "Ref"
    if isinstance(value, str):
        placeholder = _PLACEHOLDER.match(value)
        assert placeholder is not None, value
        return f"={python_name(placeholder[1])}"
    if "Fn::GetAtt" in value:
        return f"@{'.'.join(value['Fn::GetAtt'][1:])}"
    index, split = value["Fn::Select"]
    assert split == {"Fn::Split": ["|", {"Ref": "X"}]}, value
    return f"#{index}"


def _arn(record: dict[str, Any], parts: dict[str, Any]) -> str | None:
    for given, made in record.get("from", {}).values():
        if given == "arn" and isinstance(made, str):
            template = _TEMPLATE.search(made)
            assert template is not None, made
            return re.sub(r"\$\{(\w+)\}", _variable, template[1])
    for given, made in record.get("from", {}).values():
        if given == "arn":
            continue
        joined = (
            next((each for each in made.values() if isinstance(each, dict)), None) if given != "arn" else None
        )
        if joined is not None:
            return _joined(joined, {"NAME": python_name(given)})
    arn = record.get("arn")
    names = {json.dumps(value): python_name(name) for name, value in parts.items()}
    return _joined(arn, names) if isinstance(arn, dict) and "Fn::Join" in arn else None


def _variable(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name in ("Partition", "Region", "Account") else f"${{{python_name(name)}}}"


def _joined(value: dict[str, Any], names: dict[str, str]) -> str:
    pieces = []
    for each in value["Fn::Join"][1]:
        if isinstance(each, str):
            pieces.append(each.replace("NAME", f"${{{names['NAME']}}}") if "NAME" in names else each)
        elif each.get("Ref") in _PSEUDO:
            pieces.append(_PSEUDO[each["Ref"]])
        else:
            pieces.append(f"${{{names[json.dumps(each)]}}}")
    return "".join(pieces)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("measured", type=Path, help="what tools/measure_l1_references.js printed")
    options = parser.parse_args()
    measured = json.loads(options.measured.read_text(encoding="utf-8"))
    entries: dict[str, Any] = {}
    for record in measured.values():
        entry = entry_of(record)
        if entry is not None:
            entries.setdefault(record["type"], entry)
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entries[name])}" for name in sorted(entries))
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    print(len(entries))


if __name__ == "__main__":
    main()
