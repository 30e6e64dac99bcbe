"""SageMaker: models, and the endpoints that answer requests with them.

The API has them in a package of their own, whose shape may still change; the resource types of SageMaker
are in `aws_sagemaker`.
"""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "container_image": "ContainerImage",
        "endpoint": "Endpoint",
        "endpoint_config": "EndpointConfig",
        "model": "Model",
        "model_data": "ModelData",
        "pipeline": "Pipeline",
        "scaling": "ScalableInstanceCount",
        "values": "AcceleratorType InstanceType InvocationHttpResponseCode",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "", _HOMES)
