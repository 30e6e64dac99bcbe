import re
from typing import Any

from landform.ground.handler import HandlerAction, HandlerRequest
from landform.providers.names import NameRule, generated_name


def request(**more: Any) -> HandlerRequest:
    fields: dict[str, Any] = {
        "action": HandlerAction.CREATE,
        "type_name": "AWS::S3::Bucket",
        "client_token": "t",
        "account_id": "000000000000",
        "region": "us-east-1",
        "stack_id": "s",
        "stack_name": "shop",
        "logical_id": "Orders",
    }
    return HandlerRequest(**{**fields, **more})


def test_a_name_is_stack_logical_id_and_twelve_characters() -> None:
    assert re.fullmatch(r"shop-Orders-[A-Za-z0-9]{12}", generated_name(request(), NameRule(max_length=80)))


def test_a_bucket_is_lower_case() -> None:
    name = generated_name(request(), NameRule(max_length=63, is_lower=True))
    assert re.fullmatch(r"shop-orders-[a-z0-9]{12}", name)


def test_the_same_token_gives_the_same_name_and_another_another() -> None:
    rule = NameRule(max_length=80)
    assert generated_name(request(), rule) == generated_name(request(), rule)
    assert generated_name(request(), rule) != generated_name(request(client_token="u"), rule)


def test_long_parts_are_shortened_to_the_limit() -> None:
    long = request(stack_name="s" * 60, logical_id="L" * 60)
    assert re.fullmatch(r"s{9}-L{9}-\w{12}", generated_name(long, NameRule(max_length=32)))


def test_a_short_part_leaves_its_share_to_the_other() -> None:
    name = generated_name(request(stack_name="s" * 60, logical_id="Web"), NameRule(max_length=32))
    assert re.fullmatch(r"s{15}-Web-\w{12}", name)


def test_prefix_and_suffix_count_towards_the_limit() -> None:
    rule = NameRule(max_length=24, prefix="CFN-", suffix=".x", has_stack=False)
    assert re.fullmatch(r"CFN-Order-\w{12}\.x", generated_name(request(), rule))
