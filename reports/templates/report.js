"use strict";
{
  const stops = [...document.querySelectorAll("[data-stop]")];
  const entries = [...document.querySelectorAll("[data-find]")];
  const field = document.getElementById("filter");
  const large = document.getElementById("large");

  // Pictures open large in place; without this script the link opens the file itself.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-large]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const image = large.querySelector("img");
    image.src = link.getAttribute("href");
    image.alt = link.querySelector("img")?.alt ?? link.textContent;
    large.querySelector("p").textContent = image.alt;
    large.showModal();
  });
  large.addEventListener("click", (event) => { if (event.target === large) large.close(); });

  // A deep link may point into something folded.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // Paper unfolds nothing, and what is accepted belongs into a board's copy.
  addEventListener("beforeprint", () => document.querySelectorAll("details.known").forEach((fold) => { fold.open = true; }));

  if (field) {
    const plain = (text) => text.toLocaleLowerCase().normalize("NFC");
    const texts = entries.map((entry) => plain(entry.textContent));
    field.addEventListener("input", () => {
      const wanted = plain(field.value.trim());
      let shown = 0;
      entries.forEach((entry, at) => { entry.hidden = !texts[at].includes(wanted); shown += !entry.hidden; });
      field.parentElement.querySelector("output").textContent = wanted ? `${shown} / ${entries.length}` : "";
    });
  }

  const move = (by) => {
    const open = stops.filter((stop) => !stop.hidden);
    const next = open[Math.min(Math.max(open.indexOf(document.activeElement) + by, 0), open.length - 1)];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || large.open) return;
    if (event.target === field) {
      if (event.key === "Escape") { field.value = ""; field.dispatchEvent(new Event("input")); field.blur(); }
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/" && field) { event.preventDefault(); field.focus(); }
  });
}
