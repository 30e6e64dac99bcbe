"""What a person starts from: the example app and templates, and what `landform init` makes."""

import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from landform import cdk
from landform.cli.main import run
from landform.server.local import LocalTarget

EXAMPLES = Path(__file__).parents[2] / "examples"
TEMPLATES = ("network", "storage", "inference")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """State and assembly in a temporary folder, the package on the path of the app."""
    for name in ("LANDFORM_REGION", "AWS_REGION", "AWS_DEFAULT_REGION", "LANDFORM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANDFORM_STATE", str(tmp_path / ".landform"))
    monkeypatch.setenv("PYTHONPATH", str(Path(cdk.__file__).parent.parent.parent))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


def demo() -> Any:
    """The module behind `make demo`."""
    specification = importlib.util.spec_from_file_location("demo", EXAMPLES / "demo.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def endpoint_of(state: Path) -> tuple[str, str, str]:
    """The name, status and instance type of the only endpoint."""
    with LocalTarget(state) as target:
        client = target.session().client("sagemaker")
        [found] = client.list_endpoints()["Endpoints"]
        endpoint = client.describe_endpoint(EndpointName=found["EndpointName"])
        config = client.describe_endpoint_config(EndpointConfigName=endpoint["EndpointConfigName"])
    kind = config["ProductionVariants"][0]["InstanceType"]
    return found["EndpointName"], endpoint["EndpointStatus"], kind


def buckets_of(state: Path) -> list[str]:
    """The names of all buckets."""
    with LocalTarget(state) as target:
        return [each["Name"] for each in target.session().client("s3").list_buckets()["Buckets"]]


@pytest.fixture
def platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example app, as the current folder."""
    app = tmp_path / "ml_platform"
    shutil.copytree(EXAMPLES / "ml_platform", app, ignore=shutil.ignore_patterns("cdk.out", "__pycache__"))
    monkeypatch.chdir(app)
    return app


def test_the_example_app_becomes_running_infrastructure_and_goes_again(
    platform: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["deploy", "--yes"]) == 0
    shown = capsys.readouterr()
    assert "[Inference/EndpointConfig/EndpointConfig inference.py:" in shown.err
    state = tmp_path / ".landform"
    name, status, kind = endpoint_of(state)
    assert f"Inference.EndpointName = {name}\n" in shown.out
    assert (status, kind) == ("InService", "ml.g5.xlarge")
    with LocalTarget(state) as target:
        ec2 = target.session().client("ec2")
        vpcs = ec2.describe_vpcs(Filters=[{"Name": "tag:Name", "Values": ["Network/Vpc"]}])["Vpcs"]
    assert [each["CidrBlock"] for each in vpcs] == ["10.20.0.0/16"]
    buckets = buckets_of(state)
    assert len(buckets) == 1
    assert run(["deploy"]) == 0
    assert "Nothing to do: Network, Storage, Inference as wanted already." in capsys.readouterr().err
    assert run(["destroy", "--yes"]) == 0
    assert buckets_of(state) == buckets  # the models are kept


def test_the_demo_s_bigger_machine_replaces_and_its_mistake_is_rolled_back(
    platform: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps, state = demo(), tmp_path / ".landform"
    assert run(["deploy", "--yes"]) == 0
    assert run(["diff", "Inference", *steps.BIGGER]) == 0
    assert "ProductionVariants[0].InstanceType cannot be updated in place" in capsys.readouterr().out
    source = platform / "app.py"
    broken = steps.with_mistake(source.read_text(encoding="utf-8"))
    before = endpoint_of(state)
    source.write_text(broken, encoding="utf-8")
    assert run(["deploy", "Inference", *steps.BIGGEST, "--yes"]) == 1
    assert "Inference is now UPDATE_ROLLBACK_COMPLETE: everything is as it was before" in (
        capsys.readouterr().err
    )
    assert endpoint_of(state) == before


def test_the_example_app_refuses_counts_that_cannot_be(
    platform: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["synth", "-q", "-c", "instanceCount=5"]) == 2
    expected = "ValueError: instanceCount is 5: it has to be 1 to 4, the maxInstanceCount"
    assert expected in capsys.readouterr().err


def test_the_pipeline_on_gpus_is_deployed_listed_and_destroyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = tmp_path / "batch_gpu"
    shutil.copytree(EXAMPLES / "batch_gpu", app, ignore=shutil.ignore_patterns("cdk.out", "__pycache__"))
    monkeypatch.chdir(app)
    assert run(["deploy", "--yes"]) == 0
    assert "Pipeline.PipelineArn = arn:aws:states:us-east-1:" in capsys.readouterr().out
    state = tmp_path / ".landform"
    with LocalTarget(state) as target:
        client = target.session().client("batch")
        [queue] = client.describe_job_queues()["jobQueues"]
        [job] = client.describe_job_definitions()["jobDefinitions"]
    assert (queue["state"], queue["status"]) == ("ENABLED", "VALID")
    needs = {each["type"]: each["value"] for each in job["containerProperties"]["resourceRequirements"]}
    assert needs == {"GPU": "1", "MEMORY": "15000", "VCPU": "4"}
    assert run(["ls"]) == 0
    listed = capsys.readouterr().out
    assert "Machines  CREATE_COMPLETE" in listed
    assert "Pipeline  CREATE_COMPLETE" in listed
    assert run(["destroy", "--yes"]) == 0
    with LocalTarget(state) as target:
        assert target.session().client("batch").describe_job_queues()["jobQueues"] == []


def test_the_example_templates_become_running_infrastructure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(EXAMPLES / "ml_platform_templates" / f"{name}.yaml") for name in TEMPLATES]
    assert run(["deploy", "--yes", *files]) == 0
    assert "inference.EndpointName = inference-endpoint\n" in capsys.readouterr().out
    state = tmp_path / ".landform"
    assert endpoint_of(state) == ("inference-endpoint", "InService", "ml.g5.xlarge")
    assert buckets_of(state) == ["ml-models-000000000000-us-east-1"]
    assert run(["diff", files[2], "-p", "InstanceType=ml.g5.2xlarge"]) == 0
    assert "because parameter InstanceType has another value" in capsys.readouterr().out


def test_a_new_project_synthesizes_and_its_own_test_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "model-store"]) == 0
    monkeypatch.chdir(tmp_path / "model-store")
    capsys.readouterr()
    assert run(["synth", "--json"]) == 0
    template = json.loads(capsys.readouterr().out)
    kinds = sorted(each["Type"] for each in template["Resources"].values())
    assert kinds == ["AWS::S3::Bucket", "AWS::S3::BucketPolicy"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_a_new_project_changes_nothing_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cdk.json").write_text("{}")
    assert run(["init", "--name", "shop"]) == 2
    assert "cdk.json exists already, so nothing was made" in capsys.readouterr().err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["cdk.json"]


def test_the_model_server_behind_a_load_balancer_becomes_running_infrastructure_and_goes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    app = tmp_path / "fargate_service"
    shutil.copytree(
        EXAMPLES / "fargate_service", app, ignore=shutil.ignore_patterns("cdk.out", "__pycache__")
    )
    monkeypatch.chdir(app)
    assert run(["deploy", "--yes"]) == 0
    shown = capsys.readouterr()
    assert "ModelService.ServerServiceURL" in shown.out
    state = tmp_path / ".landform"
    with LocalTarget(state) as target:
        session = target.session()
        [cluster] = session.client("ecs").list_clusters()["clusterArns"]
        [name] = session.client("ecs").list_services(cluster=cluster)["serviceArns"]
        [service] = session.client("ecs").describe_services(cluster=cluster, services=[name])["services"]
        [group] = session.client("elbv2").describe_target_groups()["TargetGroups"]
    assert (service["desiredCount"], service["launchType"]) == (2, "FARGATE")
    assert group["HealthCheckPath"] == "/v2/health/ready"
    assert service["loadBalancers"] == [
        {"targetGroupArn": group["TargetGroupArn"], "containerName": "web", "containerPort": 8000}
    ]
    assert run(["ls"]) == 0
    assert "ModelService" in capsys.readouterr().out
    assert run(["resources", "ModelService"]) == 0
    resources = capsys.readouterr().out
    assert resources.count("AWS::ApplicationAutoScaling::ScalingPolicy") == 2
    assert resources.count("AWS::ApplicationAutoScaling::ScalableTarget") == 1
    assert run(["destroy", "--yes"]) == 0
    with LocalTarget(state) as target:
        session = target.session()
        [left] = session.client("ecs").describe_clusters(clusters=[cluster])["clusters"]
        assert left["status"] == "INACTIVE"  # AWS, too, remembers a deleted cluster for a while
        assert session.client("elbv2").describe_load_balancers()["LoadBalancers"] == []
