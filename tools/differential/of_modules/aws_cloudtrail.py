"""Calls of aws_cloudtrail."""

from typing import Final

from tools.differential.making import construct, enum

_TRAIL: Final = "aws_cloudtrail.Trail"
_GROUP: Final = construct("aws_logs.LogGroup", "LogGroup0")
TOGETHER: Final = {
    _TRAIL: {
        "nothing to keep": {"kw": {"management_events": enum("aws_cloudtrail.ReadWriteType.NONE")}},
        "of an organization": {
            "kw": {"is_organization_trail": True, "org_id": "o-1", "trail_name": "t", "s3_key_prefix": "p"}
        },
        "to a log group": {"kw": {"send_to_cloud_watch_logs": True, "cloud_watch_log_group": _GROUP}},
    }
}
