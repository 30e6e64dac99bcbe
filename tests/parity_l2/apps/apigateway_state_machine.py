from aws_cdk import App, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_stepfunctions as sfn

app = App()
stack = Stack(app, "Machine")
machine = sfn.StateMachine(
    stack,
    "Machine",
    state_machine_name="greetings",
    definition_body=sfn.DefinitionBody.from_chainable(sfn.Pass(stack, "Greet")),
    state_machine_type=sfn.StateMachineType.EXPRESS,
)
apigateway.StepFunctionsRestApi(
    stack,
    "Api",
    state_machine=machine,
    headers=True,
    authorizer=True,
    request_context=apigateway.RequestContext(caller=True, user=True, source_ip=True),
)
other = apigateway.RestApi(stack, "Other")
other.root.add_resource("run").add_method(
    "POST",
    apigateway.StepFunctionsIntegration.start_execution(
        machine, path=False, querystring=False, use_default_method_responses=False
    ),
    method_responses=[apigateway.MethodResponse(status_code="200")],
)
app.synth()
