from shopper.reading.glossary import other_names

GLOSSARY = {"parcel": ("package", "shipment", "post"), "kiện hàng": ("bưu kiện",), "parcel post": ()}


def test_other_words_are_found_once_with_what_stands_around_them() -> None:
    (found,) = other_names("Your parcel has left.\nThe Package is on its way, the package is light.", GLOSSARY)
    assert (found.own, found.other) == ("parcel", "Package")
    assert found.quote == "The Package is on its way, the package is light."


def test_only_whole_words_with_their_accents_count() -> None:
    assert other_names("Packages, prepackaged, buu kien", GLOSSARY) == []
    assert [one.other for one in other_names("BƯU KIỆN của bạn", GLOSSARY)] == ["BƯU KIỆN"]


def test_the_shop_s_own_longer_word_is_none() -> None:
    assert other_names("by parcel post", GLOSSARY) == []
    assert [one.other for one in other_names("by post", GLOSSARY)] == ["post"]


def test_without_a_glossary_there_is_nothing_to_find() -> None:
    assert other_names("package", {}) == []


def test_hostile_text_comes_to_an_end() -> None:
    assert len(other_names("package " * 30_000, GLOSSARY)) == 1
