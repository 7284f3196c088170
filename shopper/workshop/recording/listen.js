// Runs in every page that is recorded: tells what the person does, each thing located as a person would find it.
// `window.playwright` is Playwright's own console API: roles and names are told by the engine that plays the journey later.
(() => {
  "use strict";  // so that no function of a page that is called from here can ask for its caller
  const LONGEST = 80;      // letters of a name that are worth writing down
  const MOST = 60;         // statements of one page
  const REACTION = 100;    // ms within which an event that nobody made is the page's answer to one that somebody made
  const AFTER = 700;       // ms after an act in which a page without navigation has shown its answer
  const ROLES = new Set(ROLES_OF_JOURNEYS);  // filled in by whoever adds this script to a page
  const FIELDS = "input, textarea, select, [contenteditable=''], [contenteditable=true]";
  const PRESSED = "a[href], button, summary, area[href], [role=button], [role=link], [role=tab], [role=menuitem], [role=option]," +
    " [role=checkbox], [role=radio], [role=switch], input[type=submit], input[type=button], input[type=reset], input[type=image]";
  const LANDMARKS = {
    dialog: "dialog, [role=dialog]", form: "form", search: "search, [role=search]", region: "section, [role=region]",
    group: "fieldset, [role=group]", navigation: "nav, [role=navigation]", main: "main, [role=main]",
    complementary: "aside", banner: "header", contentinfo: "footer",
  };
  const send = OUR_BINDING;  // filled in, too: from now on nothing of the page's own can reach it
  const { stringify } = JSON;
  const tell = (act) => send(stringify({ at: location.href.slice(0, 4000), ...act }));
  const said = (text) => (text || "").replace(/\s+/g, " ").trim();
  const shown = (e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility === "visible";
  };

  // --- finding again what was touched ---

  const engine = () => window.playwright;
  const all = (where) => {
    const exact = where.exact || false;
    if (where.css) return [...document.querySelectorAll(where.css)];
    if (where.role) return engine().getByRole(where.role, where.name ? { name: where.name, exact } : {}).elements;
    if (where.label) return engine().getByLabel(where.label, { exact }).elements;
    if (where.placeholder) return engine().getByPlaceholder(where.placeholder, { exact }).elements;
    if (where.text) return engine().getByText(where.text, { exact }).elements;
    return engine().getByTestId(where.test_id).elements;
  };
  const isIt = (found, element, where) => found === element || Boolean(where.text && element.contains(found));

  // The shortest of an element's names that stays true: without counters and prices, a card's heading for the whole card.
  const names = (full, element) => {
    const heads = [...element.querySelectorAll("h1, h2, h3, h4, h5, strong")].map((e) => said(e.innerText));
    const found = heads.filter((text) => text.length > 1 && full.includes(text)).slice(0, 1);
    if (/[(,:·]\s*\d|\d[.,]\d{2}|[₫€£$]/.test(full)) found.push(full.replace(/\s*[([,:·–-]*\s*[₫€£$]?\d.*$/, ""));
    if (full.length > LONGEST) found.push(full.split(/[.,;:–(]/)[0], full.slice(0, LONGEST).replace(/\s+\S*$/, ""));
    else found.push(full);
    return found.map(said).filter((text) => text.length > 1 && text.length <= LONGEST);
  };

  // Role and name as the engine tells them: the first line of the ARIA snapshot, such as `- button "Buy"`.
  const asRole = (element) => {
    const line = engine().ariaSnapshot(element).split("\n")[0].replace(/^- /, "");
    const plain = line.startsWith("'") ? line.slice(1).replace(/'(?=:|$).*$/, "").replace(/''/g, "'") : line;
    const [, role, name] = plain.match(/^([a-z]+)(?: ("(?:[^"\\]|\\.)*"))?/) || [];
    const where = ROLES.has(role) ? { role, ...(name ? { name: JSON.parse(name) } : {}) } : null;
    return where && all({ ...where, exact: true }).includes(element) ? where : null;
  };

  const wording = (label) => {  // a label's words, without those of a list or a text that it goes around
    if (!label.querySelector("select, textarea")) return said(label.innerText);
    const copy = label.cloneNode(true);
    for (const field of copy.querySelectorAll("select, textarea")) field.remove();
    return said(copy.textContent);
  };
  const labels = (element) => {
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).map((id) => id && document.getElementById(id));
    return [...(element.labels || []), ...by].filter(Boolean).map((label) => [wording(label), label])
      .concat([[said(element.getAttribute("aria-label")), element]]).filter(([text]) => text);
  };

  function* ways(element) {
    const field = element.matches(FIELDS) && !element.matches(PRESSED);
    if (field) for (const [text, label] of labels(element)) for (const name of names(text, label)) yield { label: name };
    const { role, name } = asRole(element) || {};
    if (name) for (const short of names(name, element)) yield { role, name: short };
    if (element.placeholder) yield { placeholder: said(element.placeholder) };
    if (role && field) yield { role };
    const text = said(element.innerText);
    if (text && !field) for (const short of names(text, element)) yield { text: short };
    if (element.dataset.testid) yield { test_id: element.dataset.testid };
  }

  const named = (role, element) => {
    const heading = element.querySelector("legend, h1, h2, h3");
    const name = labels(element).map(([text]) => text)[0] || (role === "group" && heading ? said(heading.innerText) : "");
    return name && name.length <= LONGEST ? [{ role }, { role, name }] : [{ role }];
  };

  function* around(element) {
    for (let e = element.parentElement; e; e = e.parentElement)
      for (const [role, css] of Object.entries(LANDMARKS))
        if (e.matches(css)) for (const where of named(role, e)) if (alone(where, e)) { yield [where, e]; break; }
  }

  const alone = (where, element) => {
    const found = all(where).filter(shown);
    return found.length === 1 && isIt(found[0], element, where);
  };

  const OWN = /^[A-Za-z][A-Za-z_-]*(\d{1,2})?$/;  // an id or a class that a person gave, not a machine
  const byCss = (element) => {
    const fits = (css) => { const found = document.querySelectorAll(css); return found.length === 1 && found[0] === element; };
    const own = (e) => [
      ...(OWN.test(e.id) ? [`#${e.id}`] : []),
      ...(e.getAttribute("itemprop") ? [`[itemprop=${CSS.escape(e.getAttribute("itemprop"))}]`] : []),
      ...(e.getAttribute("name") ? [`${e.localName}[name="${CSS.escape(e.getAttribute("name"))}"]`] : []),
      ...[...e.classList].filter((name) => OWN.test(name)).map((name) => `.${name}`),
    ];
    const self = [...own(element), element.localName];
    for (const css of self) if (fits(css)) return css;
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
      for (const outer of own(e)) for (const inner of self) if (fits(`${outer} ${inner}`)) return `${outer} ${inner}`;
    return "";
  };
  const path = (element) => {
    if (element === document.body || !element.parentElement) return "body";
    const place = [...element.parentElement.children].filter((e) => e.localName === element.localName).indexOf(element) + 1;
    return `${path(element.parentElement)} > ${element.localName}:nth-of-type(${place})`;
  };

  const locate = (element) => {
    if (!engine()) return { css: byCss(element) || path(element) };
    const possible = [...ways(element)];
    for (const way of possible) for (const where of [way, { ...way, exact: true }]) if (alone(where, element)) return where;
    for (const way of possible)
      for (const [within, outer] of around(element)) {
        const found = all(way).filter((e) => shown(e) && outer !== e && outer.contains(e));
        if (found.length === 1 && isIt(found[0], element, way)) return { ...way, within };
      }
    const css = byCss(element);
    if (css.startsWith("#")) return { css };
    for (const way of possible) {
      const place = all(way).findIndex((e) => isIt(e, element, way));
      if (place >= 0) return { ...way, nth: place };
    }
    return { css: css || path(element) };
  };

  const located = new WeakMap();
  const whereIs = (element) => {  // once for each field: while somebody types, the page should not be searched at every key
    if (!located.has(element)) located.set(element, locate(element));
    return located.get(element);
  };

  // --- what the page states ---

  const MONEY = /[₫€£$¥]|(^|[\s\d])(đ|vnđ|VND|EUR|USD|GBP|JPY|CHF|AUD|CAD|SGD|kr|zł|Kč)(?![\p{L}])/iu;
  const before = (element) => {  // the words that say what a value is: its row's head, or what stands before it
    const cell = element.closest("dd, td");
    const head = cell && (cell.localName === "dd" ? prior(cell, "dt") : cell.closest("tr").querySelector("th"));
    if (head) return said(head.innerText || head.textContent).slice(0, LONGEST);
    for (let e = element, steps = 0; e && steps < 3; e = e.parentElement, steps++)
      for (let p = e.previousSibling; p; p = p.previousSibling) if (said(p.textContent)) return said(p.textContent).slice(-LONGEST);
    return "";
  };
  const prior = (element, tag) => {
    for (let e = element.previousElementSibling; e; e = e.previousElementSibling) if (e.localName === tag) return e;
    return null;
  };
  const stated = () => {
    const found = [];
    for (const element of document.body.querySelectorAll("body *")) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && /[\p{L}\d]/u.test(node.data));
      if (!own || found.length >= MOST || element.closest("script, style, a, button, label, option, nav")) continue;
      const text = said(element.innerText);
      if (!/\d/.test(text) || text.length > 40 || !shown(element)) continue;
      const money = MONEY.test(text);
      if (!money && !/^#?[A-Z0-9][A-Z0-9/_-]*\d[A-Z0-9/_-]*$/i.test(text)) continue;
      const css = byCss(element);
      const where = element.dataset.testid ? { test_id: element.dataset.testid } : css ? { css } : null;
      if (where) found.push({ where, text, label: before(element), money });
    }
    return found;
  };
  let last = "";
  const survey = () => {
    if (window !== window.top || !document.body) return;
    const heads = [...document.querySelectorAll("h1")].filter(shown).map((e) => said(e.innerText)).slice(0, 1);
    const seen = { kind: "seen", title: document.title.slice(0, 200), heading: (heads[0] || "").slice(0, 200), stated: stated() };
    const now = JSON.stringify([location.href, seen]);
    if (now !== last) tell(seen);
    last = now;
  };
  window.shopperSurveys = survey;

  // --- what the person does ---

  let acted = 0, entered = 0, skipped = null;
  const meant = (event) => {
    if (event.isTrusted) acted = Date.now();
    return event.isTrusted || Date.now() - acted > REACTION;
  };
  const act = (what) => {
    survey();
    tell(what);
    setTimeout(survey, AFTER);
  };
  const target = (event) => event.composedPath()[0];
  const ticks = (e) => e.localName === "input" && ["checkbox", "radio"].includes(e.type);
  const about = (e) => ({
    type: e.type || "", autocomplete: (e.autocomplete || "").slice(0, 200),
    name: `${e.name || ""} ${e.id || ""}`.trim().slice(0, 200),
    label: (labels(e).map(([text]) => text)[0] || e.placeholder || "").slice(0, 200),
    login: Boolean(e.form && e.form.querySelector("[autocomplete=current-password]")),
    mode: e.inputMode || "",
  });

  addEventListener("click", (event) => {
    const touched = target(event);
    if (!event.isTrusted || event.button !== 0 || !(touched instanceof Element)) return;
    acted = Date.now();
    if (event.detail === 0 && Date.now() - entered < REACTION) return;  // Enter in a form makes a click on its button
    const label = touched.closest("label");
    if (label && label.control && !touched.closest("a[href], button")) {
      if (shown(label.control) || label.control.type === "file") return;  // its change says more
      skipped = label.control;
      return act({ kind: "clicked", where: locate(label) });
    }
    const pressed = touched.closest(PRESSED);
    if (!pressed) {
      const field = touched.closest(FIELDS);
      if (field ? !(field.readOnly || field.ariaHasPopup) : getComputedStyle(touched).cursor !== "pointer") return;
      return act({ kind: "clicked", where: locate(field || touched) });
    }
    act({ kind: "clicked", where: locate(pressed) });
  }, true);

  addEventListener("input", (event) => {
    const field = target(event);
    if (!(field instanceof Element) || !meant(event) || ticks(field) || field.matches("select, [type=file]")) return;
    const text = field.isContentEditable ? field.innerText : field.value;
    if (text === undefined) return;
    if (!located.has(field)) survey();
    tell({ kind: "filled", where: whereIs(field), text, about: about(field) });
  }, true);

  addEventListener("change", (event) => {
    const field = target(event);
    if (!(field instanceof Element)) return;
    if (field.type === "file") return void (field.files.length && hand(field, field.files[0]));  // no page can do that
    if (!meant(event)) return;
    if (field === skipped) return void (skipped = null);
    if (ticks(field)) return act({ kind: "ticked", where: locate(field), off: !field.checked });
    if (field.localName === "select" && field.selectedOptions.length)
      return act({ kind: "chosen", where: locate(field), option: said(field.selectedOptions[0].label).slice(0, 300) });
  }, true);

  const hand = (field, file) => {
    const where = locate(field);
    if (file.size > 5_000_000) return tell({ kind: "handed_in", where, file: file.name, content: "" });
    const reader = new FileReader();
    reader.onload = () => tell({ kind: "handed_in", where, file: file.name, content: reader.result.split(",")[1] || "" });
    reader.readAsDataURL(file);
  };

  addEventListener("keydown", (event) => {
    const field = target(event);
    if (!event.isTrusted || event.isComposing || !(field instanceof Element)) return;
    acted = Date.now();
    const lines = field.localName === "textarea" || field.isContentEditable;
    const list = field.getAttribute("role") === "combobox" || field.getAttribute("aria-autocomplete");
    const typed = field.matches(FIELDS) && !field.matches(PRESSED) && !ticks(field) && field.localName !== "select";
    if (event.key === "Enter" && typed && !lines) entered = Date.now();
    else if (event.key !== "Escape" && !(list && ["ArrowDown", "ArrowUp"].includes(event.key))) return;
    act({ kind: "pressed", key: event.key, ...(typed ? { where: whereIs(field) } : {}) });
  }, true);

  const [came] = performance.getEntriesByType("navigation");
  if (window === window.top && came && ["reload", "back_forward"].includes(came.type)) tell({ kind: "went_to" });
  addEventListener("DOMContentLoaded", survey);
  addEventListener("load", () => setTimeout(survey, AFTER));
})();
