"""What the differential calls cannot see of tasks: functions that are ours, and what is refused with why."""

import json
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from landform.cdk import App, Duration, Stack
from landform.cdk import aws_stepfunctions as sfn
from landform.cdk import aws_stepfunctions_tasks as tasks

HANDLERS = Path(sfn.__file__).parents[1] / "handlers"


def _handler(name: str) -> ModuleType:
    spec = spec_from_file_location(f"_{name}", HANDLERS / name / "index.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def stack() -> Stack:
    return Stack(App(), "S")


class _Iam:
    """A client of IAM with one role."""

    def __init__(self) -> None:
        self.policy: dict[str, Any] = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}

    def get_role(self, **_given: Any) -> Any:
        return {"Role": {"Arn": "arn:aws:iam::111122223333:role/a", "AssumeRolePolicyDocument": self.policy}}

    def update_assume_role_policy(self, **given: Any) -> None:
        self.policy = json.loads(given["PolicyDocument"])


class _Eks:
    """A client of EKS with one cluster."""

    def describe_cluster(self, **_given: Any) -> Any:
        return {"cluster": {"identity": {"oidc": {"issuer": "https://oidc.example.com/id/1"}}}}


def test_the_role_of_jobs_trusts_the_accounts_of_its_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    handler, iam = _handler("emr_role_trust"), _Iam()
    monkeypatch.setattr(handler.boto3, "client", lambda name: iam if name == "iam" else _Eks())
    given = {"roleName": "a", "eksClusterId": "c", "eksNamespace": "jobs"}
    for _ in range(2):
        handler.handler({"RequestType": "Create", "ResourceProperties": given}, None)
    assert len(iam.policy["Statement"]) == 2
    added = iam.policy["Statement"][1]
    assert added["Principal"] == {
        "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.example.com/id/1"
    }
    assert added["Condition"] == {
        "StringLike": {
            "oidc.example.com/id/1:sub": "system:serviceaccount:jobs:emr-containers-sa-*-*-111122223333-2p"
        }
    }


def test_names_are_written_in_base_36() -> None:
    written = _handler("emr_role_trust").base36("Job-Role")
    assert int(written, 36).to_bytes(8, "big") == b"Job-Role"


def test_a_call_goes_to_the_region_that_the_event_names(monkeypatch: pytest.MonkeyPatch) -> None:
    handler = _handler("cross_region_call")
    made: list[Any] = []

    class Client:
        def list_buckets(self, **given: Any) -> Any:
            made.append(given)
            return {"Buckets": [], "ResponseMetadata": {"HTTPStatusCode": 200}}

    def client(service: str, **options: Any) -> Client:
        made.append((service, options))
        return Client()

    monkeypatch.setattr(handler.boto3, "client", client)
    event = {"service": "s3", "action": "listBuckets", "region": "eu-west-1", "parameters": {"Prefix": "a"}}
    assert handler.handler(event, None) == {"Buckets": []}
    assert made == [("s3", {"region_name": "eu-west-1"}), {"Prefix": "a"}]


@pytest.mark.skipif(shutil.which("node") is None, reason="the function runs in Node.js")
def test_an_expression_is_evaluated_with_the_values_of_its_paths() -> None:
    code = (
        f"const f = require({json.dumps(str(HANDLERS / 'evaluate_expression' / 'index.js'))});"
        "f.handler({expression: '$.a + $.ab * 2', expressionAttributeValues: {'$.a': 1, '$.ab': 20}})"
        ".then((found) => console.log(found));"
    )
    done = subprocess.run(["node", "-e", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "41"


def test_a_path_in_a_templates_text_is_refused(stack: Stack) -> None:
    with pytest.raises(ValueError, match=r"Refer to them as \$\{\$\.path\}"):
        tasks.EvaluateExpression(stack, "Sum", expression="`$.a`")


def test_a_task_that_waits_has_to_hand_on_its_token(stack: Stack) -> None:
    function: Any = type("F", (), {"function_arn": "arn:f", "resource_arns_for_grant_invoke": ["arn:f"]})()
    with pytest.raises(ValueError, match=r"Task Token is required in `payload` for callback"):
        tasks.LambdaInvoke._made(
            stack,
            "Wait",
            {
                "lambda_function": function,
                "integration_pattern": sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
            },
            None,
        )


def test_a_pattern_that_a_service_does_not_have_is_refused_with_those_it_has(stack: Stack) -> None:
    with pytest.raises(ValueError, match=r"Supported patterns: REQUEST_RESPONSE, RUN_JOB\. Received: WAIT"):
        tasks.BatchSubmitJob(
            stack,
            "Job",
            job_name="a",
            job_definition_arn="arn:d",
            job_queue_arn="arn:q",
            integration_pattern=sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
        )


def test_an_unknown_keyword_of_a_task_is_refused_at_the_call(stack: Stack) -> None:
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'job_nam' Did you mean \"job_name\""):
        tasks.BatchSubmitJob(stack, "Job", job_nam="a", job_definition_arn="d", job_queue_arn="q")


def test_a_record_inside_a_class_is_looked_at_like_any_other() -> None:
    with pytest.raises(TypeError, match="instance_count has to be a number, not str 'one'"):
        tasks.EmrCreateCluster.InstanceGroupConfigProperty(
            instance_count="one",
            instance_role=tasks.EmrCreateCluster.InstanceRoleType.CORE,
            instance_type="m5.xlarge",
        )


def test_a_subclass_of_a_task_is_written_like_the_task(stack: Stack) -> None:
    class Nightly(tasks.GlueStartCrawlerRun):
        def __init__(self, scope: Stack, id: str) -> None:
            super().__init__(scope, id, crawler_name="raw", timeout=Duration.minutes(5))

    state = stack.resolve(Nightly(stack, "Nightly").to_state_json())
    assert state["Parameters"] == {"Name": "raw"}
    assert state["TimeoutSeconds"] == 300


def test_importing_tasks_loads_no_service_before_it_is_used() -> None:
    code = (
        "import sys, landform.cdk.aws_stepfunctions_tasks as tasks; tasks.BatchSubmitJob;"
        "print([each for each in sys.modules if each.startswith('landform.cdk.aws_')"
        " and each.split('.')[2] not in ('aws_iam', 'aws_stepfunctions', 'aws_stepfunctions_tasks')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
