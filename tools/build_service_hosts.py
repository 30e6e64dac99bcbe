"""Writes src/landform/server/services.json: signing names whose service has another host name.

Source: botocore's service models. A row is [host prefix, prefix of X-Amz-Target, prefix of the path]; the
last two say when it is meant, where one signing name stands for several services.

    python -m tools.build_service_hosts
"""

import json
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).parents[1] / "src" / "landform" / "server" / "services.json"
_PATHS: Final = {
    "s3-control": "/v20180820/",  # https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_Operations.html
    "runtime.sagemaker": "/endpoints/",
    "bedrock-runtime": "/model/",
    "bedrock-agent": "/agents/",
    "featurestore-runtime.sagemaker": "/FeatureGroup/",
}


def main() -> None:
    """Write the file."""
    from botocore.loaders import create_loader

    loader = create_loader()
    rows: dict[str, list[list[Any]]] = {}
    for service in sorted(loader.list_available_services("service-2")):
        metadata = loader.load_service_model(service, "service-2")["metadata"]
        prefix = metadata["endpointPrefix"]
        row = [prefix, metadata.get("targetPrefix"), _PATHS.get(prefix)]
        found = rows.setdefault(metadata.get("signingName", prefix), [])
        if row not in found:
            found.append(row)
    special = {name: found for name, found in rows.items() if [each[0] for each in found] != [name]}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(special[name])}" for name in sorted(special))
    TARGET.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
