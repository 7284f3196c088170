from shopper.reading.defaults import default_sender


def test_what_programs_bring_along_is_said_in_words() -> None:
    assert default_sender("Magento", "orders@gomsen.test") == "the name “Magento”"
    assert default_sender("Gốm Sen", "www-data@gomsen.test") == "the address www-data@gomsen.test"
    assert default_sender("", "shop@example.com") == "the address shop@example.com"


def test_chosen_names_and_addresses_are_fine() -> None:
    assert default_sender("Gốm Sen", "orders@gomsen.test") == ""
    assert default_sender("The Store", "hello@thestore.test") == "the name “The Store”"
    assert default_sender("Local Pottery", "hello@local-pottery.test") == ""
