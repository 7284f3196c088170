// The chat: says what is typed, and shows what is said as soon as it is. The conversation itself lives at the shop.
(() => {
  "use strict";
  const opener = document.getElementById("chat-open");
  const panel = document.getElementById("chat");
  const log = panel.querySelector("[role=log]");
  const form = panel.querySelector("form");
  const field = form.elements.text;
  const lost = panel.querySelector(".chat-lost");
  const OPEN = "chat-open";
  let begun = "begun" in panel.dataset;
  let turns = 0;
  let listening = null;

  const show = (turn) => {
    const who = document.createElement("p");
    who.className = "chat-who";
    who.textContent = turn.label;
    const text = document.createElement("p");
    text.className = "chat-text";
    text.dataset.turn = ++turns;
    text.dataset.who = turn.who;
    text.textContent = turn.text;
    const message = document.createElement("div");
    message.className = `chat-message ${turn.who}`;
    message.append(who, text);
    log.append(message);
    log.scrollTop = log.scrollHeight;
  };

  const say = async (text) => {
    const answer = await fetch(panel.dataset.say, { method: "POST", body: new URLSearchParams({ text }) });
    if (!answer.ok) throw new Error(answer.statusText);
    begun = true;
  };

  const pause = () => new Promise((done) => setTimeout(done, 3000));

  // Asks for the next turn again and again while the panel is open; each question is answered when there is news.
  const listen = async () => {
    const leave = (listening = new AbortController());
    while (!leave.signal.aborted) {
      try {
        const answer = await fetch(`${panel.dataset.next}?after=${turns}`, { signal: leave.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        (await answer.json()).turns.forEach(show);
        lost.hidden = true;
      } catch {
        if (leave.signal.aborted) return;
        lost.hidden = false;
        await pause();
      }
    }
  };

  const open = async (focus) => {
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    sessionStorage.setItem(OPEN, "yes");
    if (focus) field.focus();
    try {
      if (!begun) await say("");
    } catch {
      lost.hidden = false;
    }
    if (!panel.hidden && !listening) listen();
  };

  const close = () => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    sessionStorage.removeItem(OPEN);
    listening?.abort();
    listening = null;
    opener.focus();
  };

  opener.addEventListener("click", () => (panel.hidden ? open(true) : close()));
  panel.querySelector(".chat-close").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("pagehide", () => listening?.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    try {
      await say(text);
    } catch {
      field.value = text;
      lost.hidden = false;
    }
  });

  opener.hidden = false;
  if (begun && sessionStorage.getItem(OPEN)) open(false);
})();
