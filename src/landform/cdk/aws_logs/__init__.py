"""AWS::Logs: log groups, filters, policies, transformers, and a class for every resource type."""

from landform.cdk.l1.service import service_members

_HOMES = {
    name: home
    for home, names in {
        "cross_account_destination": "CrossAccountDestination",
        "data_protection": "CustomDataIdentifier DataIdentifier DataProtectionPolicy",
        "enums": "DataConverterType DateTimeFormat DelimiterCharacter Distribution JsonMutatorType "
        "KeyValueDelimiter KeyValuePairDelimiter LogGroupClass OCSFSourceType OCSFVersion "
        "ParserProcessorType QuoteCharacter RetentionDays StringMutatorType TypeConverterType VendedLogType",
        "filter_pattern": "FilterPattern JsonPattern SpaceDelimitedTextPattern",
        "grants": "LogGroupGrants",
        "log_group": "FieldIndexPolicy LogGroup",
        "log_retention": "LogRetention",
        "log_stream": "LogStream",
        "metric_filter": "MetricFilter",
        "processors": "DataConverterProcessor JsonMutatorProcessor ParserProcessor StringMutatorProcessor "
        "VendedLogParser",
        "query_definition": "QueryDefinition QueryString",
        "resource_policy": "ResourcePolicy",
        "subscription_filter": "SubscriptionFilter",
        "transformer": "Transformer",
    }.items()
    for name in names.split()
}

__getattr__, __dir__ = service_members(__name__, "AWS::Logs", _HOMES)
