"""The programs that are measured, each run in a process of its own."""

QUEUES_BY_LANDFORM = """
import json, sys
from landform.server.local import LocalTarget
number = int(sys.argv[1])
body = json.dumps({"Resources": {f"Q{i}": {"Type": "AWS::SQS::Queue"} for i in range(number)}})
with LocalTarget() as target:
    client = target.session().client("cloudformation")
    client.create_stack(StackName="queues", TemplateBody=body)
    target.wait()
    status = client.describe_stacks(StackName="queues")["Stacks"][0]["StackStatus"]
assert status == "CREATE_COMPLETE", status
"""

QUEUES_BY_MOTO = """
import json, sys
import boto3
from moto import mock_aws
number = int(sys.argv[1])
body = json.dumps({"Resources": {f"Q{i}": {"Type": "AWS::SQS::Queue"} for i in range(number)}})
with mock_aws():
    client = boto3.client("cloudformation", region_name="us-east-1")
    client.create_stack(StackName="queues", TemplateBody=body)
    status = client.describe_stacks(StackName="queues")["Stacks"][0]["StackStatus"]
assert status == "CREATE_COMPLETE", status
"""

QUEUES_WARM = """
import json, sys, time
from landform.server.local import LocalTarget
number = int(sys.argv[1])
body = json.dumps({"Resources": {f"Q{i}": {"Type": "AWS::SQS::Queue"} for i in range(number)}})
with LocalTarget() as target:
    session = target.session()
    client, sqs = session.client("cloudformation"), session.client("sqs")

    def by_landform(name):
        started = time.process_time()
        client.create_stack(StackName=name, TemplateBody=body)
        target.wait()
        return time.process_time() - started

    def by_script(name):
        started = time.process_time()
        for index in range(number):
            url = sqs.create_queue(
                QueueName=f"{name}-{index}", tags={"aws-stack": name, "logical-id": f"Q{index}"}
            )["QueueUrl"]
            sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])
        return time.process_time() - started

    by_landform("warm"), by_script("warm-script")
    pairs = [(by_landform(f"s{turn}"), by_script(f"b{turn}")) for turn in range(3)]
pairs.sort(key=lambda pair: pair[0] / pair[1])
print(json.dumps(pairs[1]))
"""

TWIN = """
import json, sys, time
from landform.server.local import LocalTarget
number = int(sys.argv[1])
body = json.dumps({"Resources": {f"G{i}": {"Type": "AWS::EC2::PlacementGroup"} for i in range(number)}})
from landform.engine.engine import Settings, open_engine
from landform.engine.errors import EngineError
from landform.engine.requests import Place, StackRequest
import tempfile
from pathlib import Path
with tempfile.TemporaryDirectory() as folder:
    engine = open_engine(Settings(folder=Path(folder), limits=None))
    place = Place(account_id="000000000000", region="us-east-1")
    engine.own()
    small = json.dumps({"Resources": {"G": {"Type": "AWS::EC2::PlacementGroup"}}})
    engine.stacks.create(place, StackRequest(stack_name="warm", template_body=small))
    engine.runner.wait_all()
    request = StackRequest(stack_name="groups", template_body=body)
    started, cpu = time.perf_counter(), time.process_time()
    engine.stacks.create(place, request)
    engine.runner.wait_all()
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    assert engine.stacks.find(place, "groups").status == "CREATE_COMPLETE"
    started = time.perf_counter()
    try:
        engine.stacks.update(place, request)
    except EngineError as error:
        assert "No updates" in error.message
    noop = time.perf_counter() - started
    engine.close()
print(json.dumps({"wall": wall, "cpu": cpu, "noop": noop}))
"""

VALIDATE_BY_LANDFORM = """
import json, sys, time
from pathlib import Path
from landform.plan.diagnose import diagnose_template
from landform.schema.catalog import load_catalog
from landform.schema.check import Checker
from landform.template.evaluate import PseudoParameters
from landform.template.limits import AWS_LIMITS
text = Path(sys.argv[1]).read_text()
pseudo = PseudoParameters(account_id="000000000000", region="us-east-1", partition="aws",
    url_suffix="amazonaws.com", stack_id="arn:x", stack_name="x")
started = time.process_time()
found = diagnose_template(text, file="t.yaml", catalog=load_catalog(), checker=Checker(),
    limits=AWS_LIMITS, parameters={}, pseudo=pseudo)
cpu = time.process_time() - started
print(json.dumps({"cpu": cpu, "findings": sorted({each.code for each in found.diagnostics}),
    "count": len(found.diagnostics)}))
"""

VALIDATE_BY_CFN_LINT = """
import json, sys, time
from pathlib import Path
import cfnlint.api
text = Path(sys.argv[1]).read_text()
cfnlint.api.lint("Resources: {Q: {Type: AWS::SQS::Queue}}")
started = time.process_time()
found = cfnlint.api.lint(text, regions=["us-east-1"])
cpu = time.process_time() - started
print(json.dumps({"cpu": cpu, "findings": sorted({each.rule.id for each in found}), "count": len(found)}))
"""
