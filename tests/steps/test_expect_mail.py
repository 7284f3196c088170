import pytest
from pydantic import ValidationError

from shopper.registry import steps

ARGS = steps()["expect_mail"].args


def test_words_by_language() -> None:
    args = ARGS.model_validate({"kinds": {"answer": {"within": "24h", "answers": {"en": ["microwave"], "vi": ["lò vi sóng"]}}}})
    assert args.kinds["answer"].words("vi") == ("lò vi sóng",)
    assert args.kinds["answer"].words("fr") == ()


def test_words_of_any_language_and_none() -> None:
    args = ARGS.model_validate({"kinds": {"answer": {"within": "24h", "answers": ["24"]}, "survey": {"within": "7d"}}})
    assert args.kinds["answer"].words("vi") == ("24",)
    assert args.kinds["survey"].words("vi") == ()


def test_a_bare_word_is_refused() -> None:
    with pytest.raises(ValidationError):
        ARGS.model_validate({"kinds": {"answer": {"within": "24h", "answers": 24}}})
