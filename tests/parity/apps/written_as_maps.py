"""Properties of resource classes given as maps in camel case, where the schema hides what their items are."""

from aws_cdk import App, Stack
from aws_cdk import aws_accessanalyzer as accessanalyzer
from aws_cdk import aws_cloudtrail as cloudtrail
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_elasticbeanstalk as elasticbeanstalk
from aws_cdk import aws_medialive as medialive
from aws_cdk import aws_opensearchserverless as opensearchserverless
from aws_cdk import aws_resiliencehub as resiliencehub

app = App()
stack = Stack(app, "Maps")
selectors = [{"fieldSelectors": [{"field": "eventCategory", "equalTo": ["Data"]}]}]
key = dynamodb.CfnGlobalTable.KeySchemaProperty(attribute_name="id", key_type="HASH")

dynamodb.CfnTable(stack, "Table", key_schema=[{"attributeName": "id", "keyType": "HASH"}])
dynamodb.CfnGlobalTable(
    stack, "Global", key_schema=[key], replicas=[{"region": "us-east-1"}], attribute_definitions=[]
)
cloudtrail.CfnTrail(stack, "Trail", is_logging=True, s3_bucket_name="b", advanced_event_selectors=selectors)
cloudtrail.CfnEventDataStore(stack, "Store", advanced_event_selectors=selectors)
elasticbeanstalk.CfnApplicationVersion(
    stack, "Version", application_name="a", source_bundle={"s3Bucket": "b", "s3Key": "k"}
)
medialive.CfnChannel(
    stack,
    "Channel",
    destinations=[{"mediaPackageSettings": [{"channelId": "x"}]}],
    encoder_settings={"availConfiguration": {"availSettings": {"esam": {"acquisitionPointId": "a"}}}},
)
resiliencehub.CfnResiliencyPolicy(
    stack, "Policy", policy_name="a", tier="t", policy={"AZ": {"rpoInSecs": 1, "rtoInSecs": 2}}
)
accessanalyzer.CfnAnalyzer(
    stack,
    "Analyzer",
    type="ACCOUNT",
    archive_rules=[{"ruleName": "x", "filter": [{"property": "p", "eq": ["a"]}]}],
)
opensearchserverless.CfnSecurityConfig(
    stack, "Security", type="saml", saml_options={"metadata": "x", "groupAttribute": "g"}
)
app.synth()
