"""What a mail's HTML is made of, as its reader sees it: hidden words, colours by letters, pictures, tables, what could act."""

from __future__ import annotations

import pytest

from shopper.inbox.parsing import read_mail
from shopper.model import Block, Markup, Reading


def html(body: str) -> Reading:
    head = "From: a@gomsen.test\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    return read_mail((head + body).encode())


def markup(body: str) -> Markup:
    return html(body).markup


def colours(body: str) -> list[tuple[str, str, int]]:
    return [(use.what, use.colour, use.weight) for use in markup(body).colours]


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text", "preheader"),
    [
        ('<div style="display:none">Your order is on its way &zwnj;&nbsp;&#847;</div><p>Hello</p>', "Hello",
         "Your order is on its way"),
        ('<style>.pre{display:none}</style><div class="pre">Cảm ơn bạn</div>Xin chào', "Xin chào", "Cảm ơn bạn"),
        ('<style>.pre{display:none}</style><div class="pre" style="display:block">A</div>B', "A\nB", ""),
        ('<style>.pre{display:none!important}</style><div class="pre" style="display:block">A</div>B', "B", "A"),
        ("<style>@media (max-width:600px){.wide{display:none}}</style><p class=wide>A</p>B", "A\nB", ""),
        ("<style>@media screen{.never{display:none}}</style><p class=never>A</p>B", "B", "A"),
        ("<style>p:hover{display:none}</style><p>A</p>", "A", ""),
        ("<style>td.a b{display:none}</style><table><tr><td class=a>A<b>B</b></td></tr></table>", "A", ""),
        ('<p style="font-size:1px;color:#fff">pre</p>seen', "seen", "pre"),
        ('<p style="font-size:0px"><b style="font-size:15px">as MJML has it</b></p>', "as MJML has it", ""),
        ('<div style="font-size:0"><p style="font:13px/1.4 Arial">kept</p></div>', "kept", ""),
        ('<p style="font-size:0">pre<span style="font-size:2em">pre</span></p>seen', "seen", "pre pre"),
        ('<p style="height:0;overflow:hidden">pre</p>seen', "seen", "pre"),
        ('<p style="height:0">kept</p>seen', "kept\nseen", ""),
        ('<p style="line-height:0;font-size:16px">kept</p>', "kept", ""),
        ('seen<p style="display:none">after</p>', "seen", ""),
        ("<title>T</title><style>p{}</style><script>x</script>seen", "seen", ""),
    ],
)  # fmt: skip
def test_what_is_hidden_and_what_the_inbox_shows_of_it(body: str, text: str, preheader: str) -> None:
    said = html(body)
    assert (said.text, said.preheader) == (text, preheader)


def test_pictures_in_cells_without_a_size_for_letters_are_seen() -> None:
    cell = '<p style="font-size:0px"><a href="https://www.gomsen.test/"><img src="logo.png" alt="{alt}"></a></p>'
    for alt in ("Gốm Sen", ""):
        said = html(cell.format(alt=alt))
        assert said.markup.pictures[0].visible and said.links[0].visible
    assert not html('<p style="font-size:0"><a href="https://www.gomsen.test/">unseen</a></p>').links[0].visible


def test_each_block_has_the_language_of_its_nearest_element() -> None:
    said = html('<html lang="vi"><p>Xin chào</p><div lang="en"><p>Hello <i lang="fr">oui</i></p></div><p>Cảm ơn</p></html>')
    assert said.blocks == (
        Block(text="Xin chào", lang="vi"),
        Block(text="Hello oui", lang="en"),
        Block(text="Cảm ơn", lang="vi"),
    )
    assert said.text == "\n".join(block.text for block in said.blocks)


def test_a_plain_mail_has_blocks_too() -> None:
    said = read_mail("From: a@b.test\r\n\r\nXin chào\r\n\r\n  bạn\r\n".encode())
    assert [block.text for block in said.blocks] == ["Xin chào", "bạn"] == said.text.split("\n")
    assert said.markup == Markup()


# --- pictures, tables ---------------------------------------------------------------------------------------------


def test_pictures() -> None:
    said = markup(
        '<a href="https://x.test/p"><img src="https://x.test/a.png" alt="Mug" width="80" height=60></a>'
        '<img src="cid:logo" alt="" style="width:120px;height:40px"><img src=b.gif width=100%>'
        '<img src="https://x.test/t.gif" width=1 height=1><div style="display:none"><img src=h.gif alt></div>'
    ).pictures
    assert [(one.src, one.alt, one.width, one.height, one.href, one.visible, one.tiny) for one in said] == [
        ("https://x.test/a.png", "Mug", 80, 60, "https://x.test/p", True, False),
        ("cid:logo", "", 120, 40, "", True, False),
        ("b.gif", None, None, None, "", True, False),
        ("https://x.test/t.gif", None, 1, 1, "", True, True),
        ("h.gif", "", None, None, "", False, False),
    ]


def test_layout_tables_are_told_from_those_that_hold_something() -> None:
    said = markup(
        "<table role=presentation><tr><td><table><tr><td>x</td></tr></table></td></tr></table><table role=none></table>"
        "<table><tr><th>Item</th></tr></table><table><caption>c</caption></table><table role=table></table>"
        '<table style="display:none"></table>'
    )
    assert (said.layout_tables, said.layout_tables_marked) == (1, 2)


# --- colours, fonts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "uses"),
    [
        ("<p>four</p>", [("text", "#000000", 4)]),
        ('<body style="color:RGB(11,107,93)"><p>ab <b style="color:red">cde</b></p>',
         [("text", "#ff0000", 3), ("text", "#0b6b5d", 2)]),
        ('<style>p{color:#111}.a{color:#222}#b{color:#333}</style><p>1</p><p class=a>22</p><p class=a id=b>333</p>',
         [("text", "#333333", 3), ("text", "#222222", 2), ("text", "#111111", 1)]),
        ('<style>.a{color:#222}p{color:#111}</style><p class=a>22</p>', [("text", "#222222", 2)]),
        ("<a href=https://x.test>link</a>", [("link", "#0000ee", 4)]),
        ('<a href=https://x.test style="color:#0b6b5d"><span>link</span></a>', [("link", "#0b6b5d", 4)]),
        ('<a href=https://x.test style="background:#0b6b5d url(x.png);color:#fff">Track it</a>',
         [("button", "#0b6b5d", 7), ("background", "#0b6b5d", 1)]),
        ("<table><tr><td bgcolor=0b6b5d><a href=https://x.test style=color:white>Track</a></td></tr></table>",
         [("button", "#0b6b5d", 5), ("background", "#0b6b5d", 1)]),
        ('<div style="background-color:#eee">Read <a href=https://x.test>this</a></div>',
         [("text", "#000000", 4), ("link", "#0000ee", 4), ("background", "#eeeeee", 1)]),
        ("<font color=#0b6b5d face='Be Vietnam Pro'>Gốm</font>", [("text", "#0b6b5d", 3)]),
        ('<p style="color:transparent">x</p><p style="color:nonsense">y</p>', [("text", "#000000", 2)]),
        ('<p style="display:none;color:red">hidden</p>', []),
    ],
)  # fmt: skip
def test_colours_by_letters(body: str, uses: list[tuple[str, str, int]]) -> None:
    assert colours(body) == uses


def test_fonts_by_letters() -> None:
    said = markup(
        '<body style="font-family:\'Be Vietnam Pro\', Arial">abc<p style="font:bold 14px/1.5 Georgia, serif">de</p>'
        '<font face="Arial">f</font></body>'
    )
    assert said.fonts == {"Be Vietnam Pro": 3, "Georgia": 2, "Arial": 1}


# --- what could act, what leads nowhere ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "active"),
    [
        ("<script>x</script>", ["<script>"]),
        ('<script type="application/ld+json">{}</script>', []),
        ("<form action=https://x.test><input></form>", ["<form>"]),
        ('<p onclick="x()">a</p>', ["onclick="]),
        ('<a href="java\nscript:x()">a</a>', ["javascript:"]),
        ('<iframe src="data:text/html,x"></iframe>', ["<iframe>", "data:text/html"]),
        ('<meta http-equiv="Refresh" content="0;url=https://x.test">', ["<meta http-equiv=refresh>"]),
        ("<p>one</p>", []),
    ],
)
def test_what_could_act(body: str, active: list[str]) -> None:
    assert list(markup(body).active) == active


def test_links_that_lead_nowhere() -> None:
    said = markup(
        '<a>Track</a><a href="">Pay</a><a href="#">Return</a><a href="javascript:void(0)">Ask</a><a name="top">mark</a>'
        '<a href="#top">Up</a><a href="https://x.test">ok</a><a href="#"></a><p hidden><a href="#">hidden</a></p>'
    )
    assert said.empty_links == ("Track", "Pay", "Return", "Ask")


def test_title_and_size() -> None:
    said = html("<title>Xác nhận</title><p>Gốm</p>").markup
    assert said.title == "Xác nhận" and said.size == len("<title>Xác nhận</title><p>Gốm</p>".encode())
