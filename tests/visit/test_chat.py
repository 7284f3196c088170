"""Chat widgets of all kinds: opened, in a frame, in a shadow root, with names of agents, ended and begun anew."""

from __future__ import annotations

import html
from typing import Any

import pytest

from shopper.model import Evidence, VisitState

pytestmark = pytest.mark.browser

WIDGET = """<button id=open onclick="box.hidden=false">Chat</button><div id=box hidden>
<p id=agent></p><div id=log></div><p id=over hidden>The chat is over</p>
<label>Message <input id=m></label><button onclick="send()">Send</button><button onclick="end()">Leave</button></div>
<script>
const $ = id => root.getElementById(id);
const add = (who, text) => $('log').insertAdjacentHTML('beforeend', `<p data-turn data-who=${who}>${text}</p>`);
const send = () => {
  const asked = $('m').value; $('over').hidden = true;
  if (asked.includes('person')) setTimeout(() => { $('agent').textContent = 'Mai'; add('person', 'Mai here.'); }, 200);
  else setTimeout(() => add('bot', 'Ask me about delivery.'), 100);
};
const end = () => { $('log').replaceChildren(); $('agent').textContent = ''; $('over').hidden = false; };
</script>"""
PLAIN = WIDGET.replace("root.getElementById", "document.getElementById")
MARKUP, _, SCRIPT = WIDGET.partition("<script>")
SHADOW = f"""<h1>Shop</h1><div id=host></div><script>
const root = host.attachShadow({{mode: 'open'}}); root.innerHTML = {MARKUP!r}.replaceAll('\\n', ' ');
root.getElementById('open').onclick = () => root.getElementById('box').hidden = false;
{SCRIPT.replace("</script>", "")}
const buttons = [...root.querySelectorAll('button')]; buttons[1].onclick = send; buttons[2].onclick = end;
</script>"""
PAGES = {"/frame": f'<h1>Shop</h1><iframe id=chat srcdoc="{html.escape(PLAIN)}"></iframe>', "/shadow": SHADOW}
STEPS = [
    {"open_chat": None},
    {"open_chat": None},
    {"say": "Is it safe?"},
    {"await_reply": "bot", "within": "5s"},
    {"ask_for_person": "5s"},
    {"end_chat": None},
    {"say": "Is it safe?"},
    {"await_reply": "anyone", "within": "5s"},
]


def chat(**frame: str) -> dict[str, Any]:
    places: dict[str, dict[str, Any]] = {
        "open": {"role": "button", "name": "Chat"},
        "message": {"label": "Message"},
        "send": {"role": "button", "name": "Send"},
        "answers": {"css": "[data-turn]"},
        "persons": {"css": "[data-who=person]"},
        "bots": {"css": "[data-who=bot]"},
        "agent_name": {"css": "#agent"},
        "end": {"role": "button", "name": "Leave"},
        "ended": {"text": "The chat is over"},
    }
    return {name: place | frame for name, place in places.items()}


@pytest.fixture(scope="module", autouse=True)
def pages(tiny_shop: Any) -> None:
    answer = tiny_shop.answer
    tiny_shop.answer = lambda path, headers: (200, PAGES[path], {}) if path in PAGES else answer(path, headers)


@pytest.mark.parametrize(("path", "frame"), [("/frame", {"frame": "#chat"}), ("/shadow", {})])
def test_a_whole_conversation(play: Any, path: str, frame: dict[str, str]) -> None:
    visit: Evidence = play({"talk": {"steps": [{"goto": path}, *STEPS]}}, chat=chat(**frame))["talk"]
    assert (visit.reason, visit.state) == ("", VisitState.FINISHED)
    assert [(turn.conversation, turn.who, turn.text, turn.agent) for turn in visit.chat] == [
        (1, "customer", "Is it safe?", ""),
        (1, "bot", "Ask me about delivery.", ""),
        (1, "customer", "May I speak to a person please?", ""),
        (1, "person", "Mai here.", "Mai"),
        (2, "customer", "Is it safe?", ""),
        (2, "bot", "Ask me about delivery.", ""),
    ]


def test_a_chat_that_nobody_knows_how_to_end(play: Any) -> None:
    places = {name: place for name, place in chat().items() if name not in ("end", "ended")}
    steps = [{"goto": "/shadow"}, {"open_chat": None}, {"end_chat": None}]
    visit = play({"talk": {"steps": steps}}, chat=places)["talk"]
    assert visit.state is VisitState.BROKEN
    assert "nobody knows how a chat is ended" in visit.reason


def test_where_no_person_comes_she_is_stuck(play: Any) -> None:
    steps = [{"goto": "/shadow"}, {"open_chat": None}, {"ask_for_person": {"within": "1s", "text": "Anybody there?"}}]
    visit = play({"talk": {"steps": steps}}, chat=chat())["talk"]
    assert (visit.state, visit.reason) == (VisitState.BLOCKED, "no person answered in the chat within 1s")
