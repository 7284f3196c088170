// The chat: says what is typed, and shows what is said as soon as it is. The conversation itself lives at the shop.
(() => {
  "use strict";
  const opener = document.getElementById("chat-open");
  const panel = document.getElementById("chat");
  const log = panel.querySelector("[role=log]");
  const form = panel.querySelector("form");
  const field = form.elements.text;
  const lost = panel.querySelector(".chat-lost");
  const ended = panel.querySelector(".chat-ended");
  const OPEN = "chat-open";
  let begun = "begun" in panel.dataset;
  let turns = 0;
  let listening = null;

  // Every second piece is an address.
  const linked = (piece, index) => {
    if (index % 2 === 0) return piece;
    const link = document.createElement("a");
    link.href = link.textContent = piece;
    return link;
  };

  const show = (turn) => {
    const who = document.createElement("p");
    who.className = "chat-who";
    who.textContent = turn.label;
    const text = document.createElement("p");
    text.className = "chat-text";
    text.dataset.turn = ++turns;
    text.dataset.who = turn.who;
    text.append(...turn.text.split(/(https:\/\/\S+)/).map(linked));
    const message = document.createElement("div");
    message.className = `chat-message ${turn.who}`;
    message.append(who, text);
    log.append(message);
    log.scrollTop = log.scrollHeight;
  };

  const tell = async (said) => {
    const answer = await fetch(panel.dataset.say, { method: "POST", body: new URLSearchParams(said) });
    if (!answer.ok) throw new Error(answer.statusText);
  };

  const say = async (text) => {
    await tell({ text });
    begun = true;
    ended.hidden = true;
    if (!panel.hidden && !listening) listen();
  };

  const pause = () => new Promise((done) => setTimeout(done, 3000));

  // Asks for the next turn again and again while the panel is open; each question is answered when there is news.
  const listen = async () => {
    const until = (listening = new AbortController());
    while (!until.signal.aborted) {
      try {
        const answer = await fetch(`${panel.dataset.next}?after=${turns}`, { signal: until.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        (await answer.json()).turns.forEach(show);
        lost.hidden = true;
      } catch {
        if (until.signal.aborted) return;
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

  const leave = () => {
    listening?.abort();
    listening = null;
  };

  const close = () => {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    sessionStorage.removeItem(OPEN);
    leave();
    opener.focus();
  };

  // The shop forgets the conversation; whatever is typed next begins another one.
  const end = async () => {
    try {
      await tell({ end: "yes" });
    } catch {
      lost.hidden = false;
      return;
    }
    leave();
    log.replaceChildren();
    turns = 0;
    begun = false;
    ended.hidden = false;
    field.focus();
  };

  opener.addEventListener("click", () => (panel.hidden ? open(true) : close()));
  panel.querySelector(".chat-end").addEventListener("click", end);
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
