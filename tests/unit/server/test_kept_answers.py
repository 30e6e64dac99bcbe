from landform.api.wire import ApiAnswer
from landform.server.kept_answers import MAX_ANSWER_BYTES, MAX_ANSWERS, KeptAnswers

QUESTION = ("test", "us-east-1", b"Action=DescribeStacks")


def answered(body: bytes = b"<RequestId>id-1</RequestId>", *, is_repeatable: bool = True) -> ApiAnswer:
    headers = {"x-amzn-RequestId": "id-1"}
    return ApiAnswer(status=200, headers=headers, body=body, is_repeatable=is_repeatable)


def test_an_answer_is_given_again_under_another_request_id() -> None:
    kept = KeptAnswers()
    kept.keep(QUESTION, 5, answered())
    found = kept.find(QUESTION, 5, "id-2")
    assert found is not None
    assert found.body == b"<RequestId>id-2</RequestId>"
    assert found.headers == {"x-amzn-RequestId": "id-2"}


def test_a_write_ends_every_answer() -> None:
    kept = KeptAnswers()
    kept.keep(QUESTION, 5, answered())
    assert kept.find(QUESTION, 6, "id-2") is None


def test_another_key_region_or_body_is_another_question() -> None:
    kept = KeptAnswers()
    kept.keep(QUESTION, 5, answered())
    assert kept.find(("other", *QUESTION[1:]), 5, "id-2") is None


def test_what_is_not_repeatable_or_large_is_not_kept() -> None:
    kept = KeptAnswers()
    kept.keep(QUESTION, 5, answered(is_repeatable=False))
    kept.keep(("large",), 5, answered(b"x" * (MAX_ANSWER_BYTES + 1)))
    assert kept.find(QUESTION, 5, "id-2") is None
    assert kept.find(("large",), 5, "id-2") is None


def test_the_oldest_answers_make_room() -> None:
    kept = KeptAnswers()
    for number in range(MAX_ANSWERS + 1):
        kept.keep((str(number),), 5, answered())
    assert kept.find(("0",), 5, "id-2") is None
    assert kept.find(("1",), 5, "id-2") is not None
