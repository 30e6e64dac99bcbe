"""Training on GPUs: a Batch queue, and a pipeline that trains a model, evaluates it and registers it.

Run: landform deploy                              (in this folder)
     landform diff -c instanceType=g5.2xlarge
"""

from aws_cdk import App
from machines import MachinesStack
from pipeline import PipelineStack

app = App()
machines = MachinesStack(app, "Machines", instance_type=app.node.get_context("instanceType"))
PipelineStack(app, "Pipeline", machines=machines)
app.synth()
