"""Makes, changes and deletes an OpenID Connect provider of the account.

Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html
"""

import hashlib
import socket
import ssl
from typing import Any
from urllib.parse import urlsplit

import boto3
from respond import answering  # type: ignore[import-not-found]  # lies beside it in the function

Event = dict[str, Any]


def manage(event: Event) -> Event:
    """Do what the request asks for; the physical id is the provider's ARN."""
    wanted = event["ResourceProperties"]
    if event["RequestType"] == "Delete":
        boto3.client("iam").delete_open_id_connect_provider(
            OpenIDConnectProviderArn=event["PhysicalResourceId"]
        )
        return {"PhysicalResourceId": event["PhysicalResourceId"]}
    before = event.get("OldResourceProperties", {})
    if event["RequestType"] == "Create" or before.get("Url") != wanted["Url"]:
        return _created(wanted)
    return _updated(event["PhysicalResourceId"], wanted, before)


def _created(wanted: Event) -> Event:
    thumbprints = wanted.get("ThumbprintList") or [_thumbprint(wanted["Url"])]
    made = boto3.client("iam").create_open_id_connect_provider(
        Url=wanted["Url"], ClientIDList=wanted.get("ClientIDList", []), ThumbprintList=thumbprints
    )
    data = {"Thumbprints": thumbprints}
    return {"PhysicalResourceId": made["OpenIDConnectProviderArn"], "Data": data}


def _updated(arn: str, wanted: Event, before: Event) -> Event:
    iam = boto3.client("iam")
    thumbprints = wanted.get("ThumbprintList") or [_thumbprint(wanted["Url"])]
    iam.update_open_id_connect_provider_thumbprint(OpenIDConnectProviderArn=arn, ThumbprintList=thumbprints)
    new, old = set(wanted.get("ClientIDList", [])), set(before.get("ClientIDList", []))
    for each in sorted(new - old):
        iam.add_client_id_to_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=each)
    for each in sorted(old - new):
        iam.remove_client_id_from_open_id_connect_provider(OpenIDConnectProviderArn=arn, ClientID=each)
    return {"PhysicalResourceId": arn, "Data": {"Thumbprints": thumbprints}}


def _thumbprint(url: str) -> str:
    """The SHA-1 of the certificate that the provider's host shows."""
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or 443
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), timeout=10) as connection,
        context.wrap_socket(connection, server_hostname=host) as secured,
    ):
        certificate = secured.getpeercert(binary_form=True) or b""
    return hashlib.sha1(certificate, usedforsecurity=False).hexdigest()  # IAM's own way


handler = answering(manage)
