"""AWS::StepFunctions: states, state machines and activities, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_FILES = {
    "activity": "Activity",
    "chain": "Chain",
    "choice": "Choice",
    "condition": "Condition",
    "custom_state": "CustomState",
    "definition_body": "ChainDefinitionBody DefinitionBody FileDefinitionBody StringDefinitionBody",
    "distributed_map": "DistributedMap",
    "encryption": "AwsOwnedEncryptionConfiguration CustomerManagedEncryptionConfiguration "
    "EncryptionConfiguration",
    "enums": "CsvDelimiter CsvHeaderLocation InputType IntegrationPattern JitterType LogLevel OutputType "
    "ProcessorMode ProcessorType QueryLanguage ServiceIntegrationPattern StateMachineType Transformation",
    "fail": "Fail",
    "field_utils": "FieldUtils",
    "fragment": "StateMachineFragment",
    "grants": "StateMachineGrants",
    "item_batcher": "ItemBatcher",
    "item_reader": "CsvHeaders S3CsvItemReader S3JsonItemReader S3JsonLItemReader S3ManifestItemReader "
    "S3ObjectsItemReader",
    "json_path": "JsonPath",
    "map_base": "MapBase",
    "map_state": "Map",
    "parallel": "Parallel",
    "pass_state": "Pass",
    "result_writer": "ResultWriter ResultWriterV2 WriterConfig",
    "state": "State",
    "state_graph": "StateGraph",
    "state_machine": "StateMachine",
    "succeed": "Succeed",
    "task_state": "TaskStateBase",
    "transition_metrics": "StateTransitionMetric",
    "values": "Errors ProvideItems Result TaskInput TaskRole Timeout",
    "wait": "Wait WaitTime",
}
_HOMES = {name: file for file, names in _FILES.items() for name in names.split()}

__getattr__, __dir__ = service_members(__name__, "AWS::StepFunctions", _HOMES)
