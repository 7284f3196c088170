from factories import SHOP_URL, a_page, a_step, a_visit

from shopper import Block, Effect, Exploration, ExploredPage, Link, PageView, StepRecord
from shopper.model import Place
from shopper.reading.state_graph import Stop, graph_of, loops, own_links, own_part, path_to, state_of
from shopper.testing import an_exploration


def link(path: str, text: str = "weiter", **more: object) -> Link:
    return Link.model_validate({"text": text, "href": SHOP_URL + path, **more})


def walk(*pages: PageView, verb: str = "click") -> tuple[StepRecord, ...]:
    """Steps over these pages, each written on a line of its own."""
    return tuple(
        a_step(
            str(n),
            "goto" if n == 1 else verb,
            page,
            effect=None if n == 1 else Effect(name=f"to {page.url}", navigated=True),
            place=Place(file="a.yaml", line=n),
        )
        for n, page in enumerate(pages, 1)
    )


def test_a_dialog_makes_another_state_and_an_order_number_does_not() -> None:
    page = a_page("/vi/don-hang/GS-10023")
    asked = page.model_copy(update={"blocks": (*page.blocks, Block(text="Huỷ đơn 10023?", where="dialog"))})
    assert state_of(page) == state_of(a_page("/vi/don-hang/GS-10077"))
    assert state_of(page) != state_of(asked)
    assert state_of(asked).over == "Huỷ đơn …?"


def test_moves_are_steps_links_that_were_followed_and_links_that_could_be() -> None:
    home, faq, terms = a_page("/vi/", links=(link("/vi/faq"), link("/vi/terms"))), a_page("/vi/faq"), a_page("/vi/terms")
    visit = a_visit(steps=walk(home, faq), explorations=(an_exploration(home, terms),))
    moves = {(move.start.place, move.end.place): (move.taken, move.source) for move in graph_of(visit).moves}
    assert moves == {
        ("www.gomsen.test/vi", "www.gomsen.test/vi/faq"): (True, "step:2"),
        ("www.gomsen.test/vi", "www.gomsen.test/vi/terms"): (True, "page:p1"),
    }


def test_a_link_that_nobody_followed_is_a_move_that_could_be_made() -> None:
    home, faq = a_page("/vi/", links=(link("/vi/faq", "Hỏi đáp"),)), a_page("/vi/faq", links=())
    (move,) = graph_of(a_visit(steps=walk(faq, home, verb="goto"))).moves
    assert (move.words, move.source, move.taken) == ("Hỏi đáp", "step:2", False)


def test_the_shortest_way_to_a_goal_leads_over_pages_that_were_seen() -> None:
    pages = a_page("/a", links=(link("/b"),)), a_page("/b", links=(link("/c", "zum Ziel"),)), a_page("/c", links=())
    graph = graph_of(a_visit(steps=walk(*pages, verb="goto")))
    goal = state_of(pages[2])
    ways = graph.ways({goal: "a form"})
    assert [move.words for move in ways[state_of(pages[0])]] == ["weiter", "zum Ziel"]
    assert ways[goal] == ()


A, B = a_page("/vi/a", links=(link("/vi/b"),)), a_page("/vi/b", links=(link("/vi/a"),))


def test_the_same_state_three_times_by_clicks_is_a_loop() -> None:
    (loop,) = loops(a_visit(steps=walk(A, B, A, B, A)))
    assert (loop.state, loop.sources, loop.stuck) == (state_of(A), ("step:1", "step:3", "step:5"), False)
    assert len(loop.words) == 4


def test_a_loop_at_which_the_visit_ended_is_stuck() -> None:
    failed = a_step("6", "see", A, outcome="failed", place=Place(file="a.yaml", line=6))
    (loop,) = loops(a_visit(steps=(*walk(A, B, A, B, A), failed)))
    assert loop.stuck


def test_returning_on_purpose_is_no_loop() -> None:
    menu = [page.model_copy(update={"links": (link("/vi/a", where="nav"), link("/vi/b", where="footer"))}) for page in (A, B)]
    again = [
        step.model_copy(update={"place": Place(file="a.yaml", line=1 + n % 2)}) for n, step in enumerate(walk(A, B, A, B, A))
    ]
    assert list(loops(a_visit(steps=walk(A, B, A, B, A, verb="goto")))) == []
    assert list(loops(a_visit(steps=walk(menu[0], menu[1], menu[0], menu[1], menu[0])))) == []
    assert list(loops(a_visit(steps=tuple(again)))) == []
    assert list(loops(a_visit(steps=walk(A, B, A)))) == []


def test_looking_again_at_the_same_page_is_not_coming_back() -> None:
    assert list(loops(a_visit(steps=walk(A, A, A, A)))) == []


def test_a_page_s_own_part_is_what_its_furniture_leaves() -> None:
    blocks = (Block(text="Menu", where="header"), Block(text="Text", where="main"), Block(text="Foot", where="footer"))
    page = a_page("/vi/a", blocks=blocks, links=(link("/vi/b", where="main"), link("/vi/c", where="nav"), link("/vi/a#x")))
    assert own_part(page).text == "Text"
    assert [one.href for one in own_links(page)] == [f"{SHOP_URL}/vi/b"]


def test_the_path_to_a_step_names_each_page_once_and_begins_where_an_address_was_opened() -> None:
    steps = (*walk(A, B, B, A), a_step("5", "goto", a_page("/vi/")), a_step("6", "click", B), a_step("7", "see", B))
    assert [stop.place for stop in path_to(steps, (), "step:4")] == ["/vi/a", "/vi/b", "/vi/a"]
    assert [(stop.place, stop.source) for stop in path_to(steps, (), "step:7")] == [("/vi", "step:5"), ("/vi/b", "step:6")]
    assert path_to(steps, (), "mail:m1") == []
    assert path_to(steps, (), "step:99") == []


def test_the_path_to_an_explored_page_is_that_of_its_links() -> None:
    pages = (
        ExploredPage(id="p1", url=f"{SHOP_URL}/vi/", depth=0, language="vi"),
        ExploredPage(id="p2", url=f"{SHOP_URL}/vi/b", depth=1, via="p1", link="Trợ giúp", language="vi"),
    )
    way = path_to((), (Exploration(step="1", language="vi", pages=pages),), "page:p2")
    assert way == [Stop("/vi", "page:p1"), Stop("/vi/b", "page:p2", link="Trợ giúp")]
