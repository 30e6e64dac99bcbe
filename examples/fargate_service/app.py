"""A model server behind a load balancer: containers on Fargate, in a VPC, as many as the requests need.

The image answers requests of the Triton protocol over HTTP and reads its models from a bucket.
Run: landform deploy                       (in this folder)
     landform diff -c maxCount=20
"""

from aws_cdk import App
from service import ModelServiceStack

app = App()
ModelServiceStack(app, "ModelService")
app.synth()
