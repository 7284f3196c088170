from benchmarks.languages import BARE, GOAL, GOAL_BARE, SENTENCES, measure, share
from shopper.reading.language import LANGUAGES
from shopper.reading.text import words_of


def sentences(chosen: str) -> dict[str, list[str]]:
    return {path.stem: path.read_text("utf-8").splitlines() for path in (SENTENCES / chosen).glob("*.txt")}


def test_short_sentences_of_shops_are_told() -> None:
    told = measure()
    assert share([one for one in told if one.name != BARE]) >= GOAL
    assert share([one for one in told if one.name == BARE]) >= GOAL_BARE


def test_the_test_set_is_large_short_and_apart_from_what_was_tuned_on() -> None:
    test, tuning = sentences("test"), sentences("tuning")
    assert test.keys() == tuning.keys() == {*LANGUAGES, BARE}
    for name, own in test.items():
        assert len(own) >= 60
        assert len(set(own)) == len(own)
        assert not set(own) & set(tuning[name])
        assert [sentence for sentence in own if not 4 <= len(words_of(sentence)) <= 12] == []
