"""What calls of aws_codebuild are given: sources, images and variables that belong together."""

from typing import Any, Final

_MODULE: Final = "aws_codebuild"
_STACK: Final = {"stack": True}
_VPC: Final = {"new": "aws_ec2.Vpc", "id": "Vpc0", "kw": {"max_azs": 2, "nat_gateways": 1}}


def _static(target: str, *args: Any, **named: Any) -> Any:
    return {"static": f"{_MODULE}.{target}", "args": list(args), "kw": named}


def _variable(value: Any, kind: str | None = None) -> Any:
    typed = {"type": {"enum": f"{_MODULE}.BuildEnvironmentVariableType.{kind}"}} if kind else {}
    return {"record": f"{_MODULE}.BuildEnvironmentVariable", "kw": {"value": value, **typed}}


_BUCKET: Final = {"new": "aws_s3.Bucket", "id": "Bucket0"}
_S3: Final = _static("Source.s3", bucket=_BUCKET, path="source.zip")
_GITHUB: Final = _static("Source.git_hub", owner="landform", repo="models")
_SPEC: Final = _static("BuildSpec.from_object", {"map": {"version": "0.2"}})
_PROJECT: Final = {"new": f"{_MODULE}.Project", "id": "Project0", "kw": {"source": _S3}}
_FLEET: Final = {
    "new": f"{_MODULE}.Fleet",
    "id": "Fleet0",
    "kw": {
        "base_capacity": 1,
        "compute_type": {"enum": f"{_MODULE}.FleetComputeType.MEDIUM"},
        "environment_type": {"enum": f"{_MODULE}.EnvironmentType.LINUX_CONTAINER"},
    },
}

VALUES: Final[dict[str, tuple[Any, Any]]] = {
    f"{_MODULE}.ISource": (_S3, _GITHUB),
    f"{_MODULE}.BuildSpec": (_SPEC, _static("BuildSpec.from_source_filename", "build.yml")),
    f"{_MODULE}.IProject": (_PROJECT, _static("Project.from_project_name", _STACK, "Project1", "known")),
    f"{_MODULE}.IFleet": (
        _FLEET,
        _static(
            "Fleet.from_fleet_arn", _STACK, "Fleet1", "arn:aws:codebuild:us-east-1:111122223333:fleet/a:b"
        ),
    ),
    f"{_MODULE}.IArtifacts": (
        _static("Artifacts.s3", bucket=_BUCKET, name="out.zip", path="out"),
        _static("Artifacts.s3", bucket=_BUCKET, identifier="second", include_build_id=False),
    ),
    f"{_MODULE}.IFileSystemLocation": (
        _static("FileSystemLocation.efs", identifier="a", location="fs-1.efs:/", mount_point="/a"),
        _static("FileSystemLocation.efs", identifier="b", location="fs-2.efs:/", mount_point="/b"),
    ),
    f"{_MODULE}.Cache": (
        _static("Cache.bucket", _BUCKET),
        _static("Cache.local", {"enum": f"{_MODULE}.LocalCacheMode.DOCKER_LAYER"}),
    ),
    f"{_MODULE}.FilterGroup": (
        _static("FilterGroup.in_event_of", {"enum": f"{_MODULE}.EventAction.PUSH"}),
        _static("FilterGroup.in_event_of", {"enum": f"{_MODULE}.EventAction.PULL_REQUEST_CREATED"}),
    ),
    f"{_MODULE}.IBuildImage": (
        {"enum": f"{_MODULE}.LinuxBuildImage.STANDARD_7_0"},
        {"enum": f"{_MODULE}.LinuxArmBuildImage.AMAZON_LINUX_2_STANDARD_3_0"},
    ),
    f"{_MODULE}.BuildEnvironmentVariable": (
        _variable("plain"),
        _variable("/name", "PARAMETER_STORE"),
    ),
}
SAME: Final[dict[str, str]] = {
    f"{_MODULE}.Project": f"{_MODULE}.IProject",
    f"{_MODULE}.Fleet": f"{_MODULE}.IFleet",
}
ALWAYS: Final[dict[str, dict[str, Any]]] = {
    f"{_MODULE}.Project": {"source": _S3},
}
_SECRET: Final = _variable("name:key", "SECRETS_MANAGER")
TOGETHER: Final[dict[str, dict[str, dict[str, Any]]]] = {
    f"{_MODULE}.Project": {
        "in a network": {
            "kw": {
                "vpc": _VPC,
                "cache": _static("Cache.local", {"enum": f"{_MODULE}.LocalCacheMode.CUSTOM"}),
            }
        },
        "secrets": {
            "kw": {
                "environment_variables": {
                    "map": {"A": _SECRET, "B": _variable("/p", "PARAMETER_STORE"), "C": _variable("c")}
                }
            }
        },
        "of GitHub": {
            "kw": {
                "source": _static(
                    "Source.git_hub",
                    owner="landform",
                    repo="models",
                    webhook_filters=[
                        _static("FilterGroup.in_event_of", {"enum": f"{_MODULE}.EventAction.PUSH"})
                    ],
                    branch_or_ref="main",
                )
            }
        },
        "without a source": {"kw": {"source": None, "build_spec": _SPEC}},
        "more of everything": {
            "kw": {
                "secondary_sources": [
                    _static("Source.s3", bucket=_BUCKET, path="b.zip", identifier="second")
                ],
                "secondary_artifacts": [_static("Artifacts.s3", bucket=_BUCKET, identifier="second")],
            }
        },
    }
}
