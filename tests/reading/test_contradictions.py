from shopper.reading.contradictions import contradiction


def test_another_value_in_the_same_sentence_contradicts() -> None:
    clash = contradiction("Hello. Returns are free for 30 days.", "Returns are free for 14 days.")
    assert clash == ("Returns are free for 30 days.", "Returns are free for 14 days.")


def test_a_not_contradicts() -> None:
    assert contradiction("The glaze is safe in a microwave.", "The glaze is not safe in a microwave.")


def test_values_that_the_other_names_too_contradict_nothing() -> None:
    first = "Standard delivery takes 3 days. Express delivery takes 1 day."
    assert contradiction(first, "Express delivery takes 1 day.") is None


def test_a_question_states_nothing() -> None:
    assert contradiction("Is the glaze safe in a microwave?", "The glaze is not safe in a microwave.") is None


def test_short_sentences_are_too_alike_to_tell() -> None:
    assert contradiction("It costs 3.", "It costs 4.") is None
