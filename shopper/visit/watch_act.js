// Watches what an act of the customer's sets off on a page, from the moment she acts. Stands on the page only until it is read.
() => {
  const MOST = 500, LONGEST = 300;
  const state = {name: '', acted: false, changed: false, submitted: false, focused: false, opened: false};
  let tell = () => {}, clicked = null, values = '', focus = null, places = new Map();
  const observer = new MutationObserver(() => note('changed'));
  const note = what => { state[what] = true; tell(); };
  const inputs = () => [...document.querySelectorAll('input, select, textarea')].slice(0, MOST)
    .map(e => `${e.value}|${e.checked}`).join();
  const shadows = () => [...document.querySelectorAll('*')].slice(0, 10 * MOST).map(e => e.shadowRoot).filter(Boolean);
  const start = event => {  // what moved before she acted moves by itself
    if (state.acted || !event.isTrusted) return;
    state.acted = true;
    const target = event.type === 'keydown' ? document.activeElement : event.composedPath()[0];
    const thing = target instanceof Element ? target.closest('a, button, label, input, select, [role]') || target : null;
    clicked = thing;
    state.name = ((thing && (thing.getAttribute('aria-label') || thing.textContent.trim() || thing.value)) || '')
      .replace(/\s+/g, ' ').trim().slice(0, LONGEST);
    const href = thing instanceof HTMLAnchorElement ? thing.href : '';
    if (href && !/^(https?|javascript|about|data|blob):/i.test(href)) state.opened = true;  // another program: mail, telephone
    focus = document.activeElement;
    values = inputs();
    places.set(document, [scrollX, scrollY]);
    const everything = {subtree: true, childList: true, attributes: true, characterData: true};
    for (const root of [document, ...shadows()]) observer.observe(root, everything);
  };
  const HEARD = {submit: 'submitted', input: 'changed', change: 'changed', toggle: 'changed', scroll: 'changed', play: 'changed',
    pause: 'changed', copy: 'changed', fullscreenchange: 'changed', focusin: 'focused'};
  const FIELD = 'input:not([type=submit], [type=button], [type=image], [type=reset]), select, textarea, [contenteditable]';
  const hear = event => {
    if (!state.acted) return;
    const target = event.composedPath()[0];
    if (event.type === 'scroll') {  // told late: what was clicked has been brought into view before
      const [x, y] = target === document ? [scrollX, scrollY] : [target.scrollLeft, target.scrollTop];
      const before = places.get(target) || [x, y];
      places.set(target, before);
      if (Math.abs(x - before[0]) < 2 && Math.abs(y - before[1]) < 2) return;
    }
    if (event.type === 'change' && target === focus && target !== clicked) return;  // she leaves the field that she wrote in
    const own = event.type === 'focusin' && (target === clicked || target === focus || (clicked && target.contains(clicked)));
    if (!own || (target instanceof Element && target.matches(FIELD))) note(HEARD[event.type]);
  };
  const ACTS = ['pointerdown', 'mousedown', 'keydown', 'click'];
  ACTS.forEach(type => addEventListener(type, start, {capture: true, passive: true}));
  Object.keys(HEARD).forEach(type => addEventListener(type, hear, {capture: true, passive: true}));
  const happened = () => {
    if (state.acted && values !== inputs()) state.changed = true;
    if (observer.takeRecords().length) state.changed = true;
    return state.changed || state.submitted || state.focused || state.opened;
  };
  const stop = () => {
    observer.disconnect();
    ACTS.forEach(type => removeEventListener(type, start, {capture: true}));
    Object.keys(HEARD).forEach(type => removeEventListener(type, hear, {capture: true}));
  };
  return {
    stop,
    // What has happened so far; with patience (ms), waits for the first thing to happen. Who is `done` looks no more.
    async read(patience, done) {
      if (!happened() && patience) {
        await new Promise(go_on => { tell = go_on; setTimeout(go_on, patience); });
        happened();
      }
      if (done || happened()) stop();
      return JSON.stringify(state);
    },
  };
}
