"""What pages of other sites, open in a real browser, can do to a server on the same machine: nothing.

Every attempt is one that browsers let any page make without asking. The same form from a site that
--allow-origin names works, so it is the site that is refused and not the form.
"""

import io
import json
import time
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ARRIVAL_SECONDS, Target
from tests.end_to_end.serving import client

ROLE = {
    "AssumeRolePolicyDocument": {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ],
    }
}


def form(target: Target, name: str) -> dict[str, str]:
    """CreateStack of a stack whose function runs Python on this machine."""
    code = f"def h(event, context):\n    open({str(target.ran / name)!r}, 'w').close()\n    raise OSError\n"
    function = {
        "Runtime": "python3.12",
        "Handler": "index.h",
        "Role": {"Fn::GetAtt": ["Role", "Arn"]},
        "Code": {"ZipFile": code},
    }
    resources = {
        "Role": {"Type": "AWS::IAM::Role", "Properties": ROLE},
        "Code": {"Type": "AWS::Lambda::Function", "Properties": function},
        "Run": {
            "Type": "Custom::Run",
            "Properties": {"ServiceToken": {"Fn::GetAtt": ["Code", "Arn"]}, "ServiceTimeout": "5"},
        },
    }
    return {
        "Action": "CreateStack",
        "Version": "2010-05-15",
        "StackName": name,
        "Capabilities.member.1": "CAPABILITY_IAM",
        "TemplateBody": json.dumps({"Resources": resources}),
    }


FORM = """([url, fields]) => {
    const form = document.createElement('form');
    form.method = 'POST'; form.action = url;
    for (const [name, value] of Object.entries(fields)) {
        const input = document.createElement('input');
        input.name = name; input.value = value; form.append(input);
    }
    document.body.append(form); form.submit();
}"""
FETCH = """([url, fields]) => {
    fetch(url, {method: 'POST', body: new URLSearchParams(fields)}).catch(() => 0);
}"""
NO_CORS = """([url, fields]) => {
    fetch(url, {method: 'POST', mode: 'no-cors', body: new URLSearchParams(fields)}).catch(() => 0);
}"""
BEACON = """([url, fields]) => { navigator.sendBeacon(url, new URLSearchParams(fields)); }"""
PREFLIGHT = """([url, fields]) => {
    const headers = {'X-Amz-Target': 'CloudFormation.CreateStack', 'Content-Type': 'application/json'};
    fetch(url, {method: 'POST', headers, body: JSON.stringify(fields)}).catch(() => 0);
}"""
IMAGE = """([url, fields]) => { new Image().src = url + '?' + new URLSearchParams(fields); }"""
SCRIPT = """([url, fields]) => {
    const script = document.createElement('script');
    script.src = url + '?' + new URLSearchParams(fields); document.body.append(script);
}"""
FRAME = """([url, fields]) => {
    const frame = document.createElement('iframe');
    frame.src = url + '?' + new URLSearchParams(fields); document.body.append(frame);
}"""
SANDBOX = """([url, fields]) => {
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-scripts';
    frame.srcdoc = '<script>fetch(' + JSON.stringify(url) + ', {method: "POST", mode: "no-cors", body: ' +
        'new URLSearchParams(' + JSON.stringify(fields).replaceAll('<', '\\\\u003c') + ')})</' + 'script>';
    document.body.append(frame);
}"""
LINK = """([url, fields]) => { location.href = url + '?' + new URLSearchParams(fields); }"""
ATTEMPTS = {
    "form": FORM,
    "fetch": FETCH,
    "fetch without CORS": NO_CORS,
    "beacon": BEACON,
    "fetch with a preflight": PREFLIGHT,
    "image": IMAGE,
    "script": SCRIPT,
    "frame": FRAME,
    "frame of no origin": SANDBOX,
    "link": LINK,
}


def assert_nothing_happened(target: Target) -> None:
    assert "theirs" not in target.stacks()
    assert not (target.ran / "theirs").exists()


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_page_of_another_site_creates_no_stack(
    page: Page, target: Target, web_port: int, attempt: str
) -> None:
    page.goto(f"http://attacker.example:{web_port}/")
    assert target.status_after(page, ATTEMPTS[attempt], f"{target.url}/", form(target, "theirs")) == 403
    assert_nothing_happened(target)


@pytest.mark.parametrize("attempt", ["form", "fetch", "image"])
def test_a_site_whose_name_turns_to_this_machine_creates_no_stack(
    page: Page, target: Target, attempt: str
) -> None:
    site = f"http://attacker.example:{target.port}"  # the browser takes server and page for one site
    page.route(f"{site}/page", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto(f"{site}/page")
    assert target.status_after(page, ATTEMPTS[attempt], f"{site}/", form(target, "theirs")) == 403
    assert_nothing_happened(target)


def test_the_refusal_is_shown_with_what_lets_the_host_in(page: Page, target: Target) -> None:
    answered = page.goto(f"http://attacker.example:{target.port}/_landform/health")
    assert answered is not None
    assert answered.status == 403
    assert "landform serve --allow-host NAME" in answered.text()


READ = """async ([url, options]) => {
    const answered = await fetch(url, options);
    return [answered.status, answered.headers.get('etag'), await answered.text()];
}"""


def test_a_page_that_is_let_in_uses_a_bucket_by_its_rules(page: Page, target: Target, web_port: int) -> None:
    friend = f"http://friend.example:{web_port}"
    storage = client(target.url, "s3")
    storage.create_bucket(Bucket="shared")
    storage.put_object(Bucket="shared", Key="a.txt", Body=b"words")
    read = {"AllowedMethods": ["GET"], "AllowedOrigins": [friend], "ExposeHeaders": ["ETag"]}
    write = {"AllowedMethods": ["PUT"], "AllowedOrigins": [friend], "AllowedHeaders": ["content-type"]}
    storage.put_bucket_cors(Bucket="shared", CORSConfiguration={"CORSRules": [read, write]})
    page.goto(f"{friend}/")

    def fetched(operation: str, **options: Any) -> Any:
        given = {"Bucket": "shared", "Key": "a.txt"}
        return page.evaluate(READ, [storage.generate_presigned_url(operation, Params=given), options])

    assert fetched("get_object") == [200, '"89759e1284e2479b991d2669de104942"', "words"]
    own = {"content-type": "text/x-own"}
    assert fetched("put_object", method="PUT", body="new", headers=own)[0] == 200
    assert storage.get_object(Bucket="shared", Key="a.txt")["Body"].read() == b"new"
    with pytest.raises(Exception, match="Failed to fetch"):
        fetched("delete_object", method="DELETE")
    assert storage.get_object(Bucket="shared", Key="a.txt")["Body"].read() == b"new"


def test_a_page_that_is_let_in_uses_the_url_of_a_function_by_its_rules(
    page: Page, target: Target, web_port: int
) -> None:
    friend = f"http://friend.example:{web_port}"
    made = client(target.url, "iam").create_role(
        RoleName="r", AssumeRolePolicyDocument=json.dumps(ROLE["AssumeRolePolicyDocument"])
    )
    functions = client(target.url, "lambda")
    functions.create_function(
        FunctionName="f",
        Runtime="python3.12",
        Handler="index.h",
        Role=made["Role"]["Arn"],
        Code={"ZipFile": zipped("def h(event, context):\n    return event['rawPath']\n")},
    )
    cors = {"AllowOrigins": [friend], "AllowMethods": ["GET"], "AllowHeaders": ["x-own"]}
    url = functions.create_function_url_config(FunctionName="f", AuthType="NONE", Cors=cors)["FunctionUrl"]
    own = f"http://{url.split('/')[2].partition('.on.aws')[0]}.localhost:{target.port}/here"
    page.goto(f"{friend}/")
    assert page.evaluate(READ, [own, {"headers": {"x-own": "1"}}]) == [200, None, "/here"]
    with pytest.raises(Exception, match="Failed to fetch"):
        page.evaluate(READ, [own, {"headers": {"x-other": "1"}}])


def zipped(source: str) -> bytes:
    """The code as a deployment package."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.py", source)
    return buffer.getvalue()


def test_the_same_form_of_a_site_that_is_let_in_creates_the_stack(
    page: Page, target: Target, web_port: int
) -> None:
    page.goto(f"http://friend.example:{web_port}/")
    assert target.status_after(page, FORM, f"{target.url}/", form(target, "ours")) == 200
    assert "ours" in target.stacks()
    deadline = time.monotonic() + ARRIVAL_SECONDS
    while not (target.ran / "ours").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (target.ran / "ours").exists()  # so the form is one that would have run the attacker's code
