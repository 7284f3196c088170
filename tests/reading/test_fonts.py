from shopper.reading.fonts import foreign, is_stand_in


def test_fonts_that_machines_bring_along_are_nobodys_dress() -> None:
    assert all(map(is_stand_in, ("Arial", '"Segoe UI"', "sans-serif", "HELVETICA  NEUE", "Georgia")))
    assert not any(map(is_stand_in, ("Comic Sans MS", "Be Vietnam Pro", "Lobster")))


def test_the_share_of_what_is_neither_the_brands_nor_a_stand_in() -> None:
    assert foreign({"Lobster": 30, "Pacifico": 20, "Arial": 50}, ("Be Vietnam Pro",)) == ("Lobster", 0.5)
    assert foreign({"be vietnam pro": 30, "Arial": 50}, ("Be Vietnam Pro",)) is None
    assert foreign({}, ("Be Vietnam Pro",)) is None
