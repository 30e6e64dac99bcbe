from aws_cdk import App, Stack
from aws_cdk import aws_logs as logs
from constructs import Construct

app = App()
stack = Stack(app, "Plain")
group = logs.LogGroup(stack, "Group")
json = logs.ParserProcessor(type=logs.ParserProcessorType.JSON)


def transform(name, *processors):
    scope = Construct(stack, name)  # a scope has room for one transformer
    group = logs.LogGroup(scope, "Logs", retention=logs.RetentionDays.INFINITE)
    logs.Transformer(
        scope,
        "Transformer",
        log_group=group,
        transformer_name=name.lower(),
        transformer_config=list(processors),
    )


group.add_transformer("Added", transformer_name="added", transformer_config=[json])
transform(
    "Json",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.JSON, json_options={"source": "a", "destination": "b"}
    ),
)
transform("KeyValue", logs.ParserProcessor(type=logs.ParserProcessorType.KEY_VALUE))
transform(
    "KeyValueFull",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.KEY_VALUE,
        key_value_options=logs.ParseKeyValueProperty(
            source="a",
            destination="b",
            field_delimiter=logs.KeyValuePairDelimiter.NEWLINE,
            key_value_delimiter=logs.KeyValueDelimiter.COLON,
            key_prefix="p",
            non_match_value="n",
            overwrite_if_exists=True,
        ),
    ),
)
transform("Csv", logs.ParserProcessor(type=logs.ParserProcessorType.CSV))
transform(
    "CsvFull",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.CSV,
        csv_options=logs.CsvProperty(
            columns=["a", "b"],
            delimiter=logs.DelimiterCharacter.PIPE,
            quote_character=logs.QuoteCharacter.SINGLE_QUOTE,
            source="s",
        ),
    ),
)
for name in ("COMMA", "TAB", "SPACE", "SEMICOLON"):
    transform(
        f"Csv{name.title()}",
        logs.ParserProcessor(
            type=logs.ParserProcessorType.CSV,
            csv_options=logs.CsvProperty(
                delimiter=getattr(logs.DelimiterCharacter, name),
                quote_character=logs.QuoteCharacter.DOUBLE_QUOTE,
            ),
        ),
    )
for name in ("AMPERSAND", "SEMICOLON", "SPACE"):
    transform(
        f"Pair{name.title()}",
        logs.ParserProcessor(
            type=logs.ParserProcessorType.KEY_VALUE,
            key_value_options=logs.ParseKeyValueProperty(
                field_delimiter=getattr(logs.KeyValuePairDelimiter, name),
                key_value_delimiter=logs.KeyValueDelimiter.EQUAL,
            ),
        ),
    )
transform(
    "Grok",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.GROK, grok_options=logs.GrokProperty(match="%{WORD:w}")
    ),
)
transform(
    "GrokSource",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.GROK, grok_options=logs.GrokProperty(match="%{WORD:w}", source="s")
    ),
)
for name in ("CLOUD_TRAIL", "ROUTE53_RESOLVER", "VPC_FLOW", "EKS_AUDIT", "AWS_WAF"):
    transform(
        f"Ocsf{name.title().replace('_', '')}",
        logs.ParserProcessor(
            type=logs.ParserProcessorType.OCSF,
            parse_to_ocsf_options=logs.ParseToOCSFProperty(
                event_source=getattr(logs.OCSFSourceType, name), ocsf_version=logs.OCSFVersion.V1_1
            ),
        ),
    )
transform(
    "OcsfSource",
    logs.ParserProcessor(
        type=logs.ParserProcessorType.OCSF,
        parse_to_ocsf_options={
            "event_source": logs.OCSFSourceType.VPC_FLOW,
            "ocsf_version": logs.OCSFVersion.V1_1,
            "source": "s",
        },
    ),
)
for name in ("CLOUDFRONT", "VPC", "WAF", "ROUTE53", "POSTGRES"):
    transform(f"Vended{name.title()}", logs.VendedLogParser(log_type=getattr(logs.VendedLogType, name)))
transform("VendedSource", logs.VendedLogParser(log_type=logs.VendedLogType.VPC, source="@message"))
transform(
    "Strings",
    json,
    logs.StringMutatorProcessor(type=logs.StringMutatorType.LOWER_CASE, lower_case_keys=["a", "b"]),
    logs.StringMutatorProcessor(type=logs.StringMutatorType.UPPER_CASE, upper_case_keys=["c"]),
    logs.StringMutatorProcessor(type=logs.StringMutatorType.TRIM, trim_keys=["d"]),
    logs.StringMutatorProcessor(
        type=logs.StringMutatorType.SPLIT,
        split_options=logs.SplitStringProperty(
            entries=[
                logs.SplitStringEntryProperty(source="a", delimiter=logs.DelimiterCharacter.COMMA),
                logs.SplitStringEntryProperty(source="b", delimiter=logs.DelimiterCharacter.SPACE),
            ]
        ),
    ),
    logs.StringMutatorProcessor(
        type=logs.StringMutatorType.SUBSTITUTE,
        substitute_options=logs.SubstituteStringProperty(
            entries=[logs.SubstituteStringEntryProperty(source="a", from_="x", to="y")]
        ),
    ),
)
transform(
    "Mutators",
    json,
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.ADD_KEYS,
        add_keys_options=logs.AddKeysProperty(
            entries=[
                logs.AddKeyEntryProperty(key="k", value="v"),
                logs.AddKeyEntryProperty(key="k", value="v", overwrite_if_exists=True),
            ]
        ),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.DELETE_KEYS,
        delete_keys_options=logs.ProcessorDeleteKeysProperty(with_keys=["a"]),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.MOVE_KEYS,
        move_keys_options=logs.MoveKeysProperty(
            entries=[logs.MoveKeyEntryProperty(source="a", target="b", overwrite_if_exists=False)]
        ),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.RENAME_KEYS,
        rename_keys_options=logs.RenameKeysProperty(
            entries=[logs.RenameKeyEntryProperty(key="a", rename_to="b")]
        ),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.COPY_VALUE,
        copy_value_options=logs.CopyValueProperty(
            entries=[logs.CopyValueEntryProperty(source="a", target="b")]
        ),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.LIST_TO_MAP,
        list_to_map_options=logs.ListToMapProperty(source="l", key="k"),
    ),
    logs.JsonMutatorProcessor(
        type=logs.JsonMutatorType.LIST_TO_MAP,
        list_to_map_options=logs.ListToMapProperty(
            source="l", key="k", value_key="v", target="t", flatten=True, flattened_element="first"
        ),
    ),
)
transform(
    "Converters",
    json,
    logs.DataConverterProcessor(
        type=logs.DataConverterType.TYPE_CONVERTER,
        type_converter_options=logs.TypeConverterProperty(
            entries=[
                logs.TypeConverterEntryProperty(key=each, type=getattr(logs.TypeConverterType, each))
                for each in ("BOOLEAN", "INTEGER", "DOUBLE", "STRING")
            ]
        ),
    ),
    logs.DataConverterProcessor(
        type=logs.DataConverterType.DATETIME_CONVERTER,
        date_time_converter_options=logs.DateTimeConverterProperty(
            locale="en", match_patterns=["epoch"], source="a", target="b"
        ),
    ),
    logs.DataConverterProcessor(
        type=logs.DataConverterType.DATETIME_CONVERTER,
        date_time_converter_options=logs.DateTimeConverterProperty(
            locale="en",
            match_patterns=["epoch"],
            source="a",
            target="b",
            source_timezone="UTC",
            target_format="yyyy",
            target_timezone="Europe/Paris",
        ),
    ),
)
app.synth()
