from aws_cdk import App, Duration, Size, Stack
from aws_cdk import aws_bedrock as bedrock
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks

app = App()
stack = Stack(app, "Jobs")
submit = tasks.BatchSubmitJob.jsonata(
    stack,
    "Submit",
    job_name="{% 'train-' & $states.input.id %}",
    job_definition_arn="arn:aws:batch:us-east-1:111122223333:job-definition/train:1",
    job_queue_arn="arn:aws:batch:us-east-1:111122223333:job-queue/gpu",
    attempts=2,
    container_overrides=tasks.BatchContainerOverrides(
        command=["train"],
        environment={"EPOCHS": "{% $string($states.input.epochs) %}"},
        gpu_count=1,
        memory=Size.gibibytes(16),
        vcpus=4,
        instance_type=ec2.InstanceType("g5.xlarge"),
    ),
    timeout=Duration.hours(1),
    outputs={"job": "{% $states.result.JobId %}"},
)
query = tasks.AthenaStartQueryExecution.jsonata(
    stack,
    "Query",
    query_string="SELECT 1",
    work_group="analysts",
    query_execution_context=tasks.QueryExecutionContext(catalog_name="c", database_name="d"),
    result_configuration=tasks.ResultConfiguration(
        output_location=s3.Location(bucket_name="results", object_key="folder"),
        encryption_configuration=tasks.EncryptionConfiguration(
            encryption_option=tasks.EncryptionOption.S3_MANAGED
        ),
    ),
    integration_pattern=sfn.IntegrationPattern.RUN_JOB,
)
results = tasks.AthenaGetQueryResults.jsonata(
    stack, "Results", query_execution_id="{% $states.input.QueryExecution.QueryExecutionId %}", max_results=5
)
glue = tasks.GlueStartJobRun(
    stack,
    "Glue",
    glue_job_name="clean",
    arguments=sfn.TaskInput.from_object({"--day": "{% $states.input.day %}"}),
    integration_pattern=sfn.IntegrationPattern.RUN_JOB,
    worker_configuration=tasks.WorkerConfigurationProperty(
        worker_type_v2=tasks.WorkerTypeV2.G_1_X, number_of_workers=2
    ),
)
ask = tasks.BedrockInvokeModel.jsonata(
    stack,
    "AskModel",
    model=bedrock.FoundationModel.from_foundation_model_id(
        stack, "Foundation", bedrock.FoundationModelIdentifier.ANTHROPIC_CLAUDE_V2
    ),
    body=sfn.TaskInput.from_object({"prompt": "{% $states.input.prompt %}"}),
    guardrail=tasks.Guardrail.enable("guard", 1),
)
crawl = tasks.GlueStartCrawlerRun.jsonata(stack, "Crawl", crawler_name="raw")
sfn.StateMachine(
    stack,
    "Machine",
    query_language=sfn.QueryLanguage.JSONATA,
    definition_body=sfn.DefinitionBody.from_chainable(
        submit.next(crawl).next(query).next(results).next(glue).next(ask)
    ),
)
app.synth()
