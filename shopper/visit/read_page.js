// What a page shows, as one JSON text: Playwright takes nested objects apart value by value, which costs four times as much.
// It runs on the page itself, which may be a stranger's. What belongs to elements is taken from their prototypes, where no
// name of a form or a picture can stand in its place (HTML Standard, 3.1.5), and everything is bounded.
given => {
  const MAX_BLOCKS = 3000, MAX_TEXT = 4000, MAX_LINKS = 2000, MAX_CONTROLS = 500, MAX_FIELDS = 200, MAX_OPTIONS = 60,
    MAX_HEADINGS = 200, MAX_ALERTS = 20, MAX_STRUCTURED = 100 * 1024, MAX_ITEMS = 20, MAX_DEPTH = 6, MAX_VALUES = 300,
    MAX_SAMPLES = 400, MAX_PICTURES = 40, MAX_INSECURE = 50, MAX_ALTERNATES = 60, MAX_NODES = 20000,
    A_BUTTON = 40;  // letters: a coloured box around more is a card
  const bound = Function.prototype.bind.call(Function.prototype.call, Function.prototype.bind, Function.prototype.call);
  const method = (of, name) => of[name] ? bound(of[name]) : () => false;
  const property = (of, name) => bound(Object.getOwnPropertyDescriptor(of, name).get);
  const every = method(Document.prototype, 'querySelectorAll'), within = method(Element.prototype, 'querySelectorAll');
  const parent = property(Node.prototype, 'parentElement'), tag = property(Element.prototype, 'localName');
  const attribute = method(Element.prototype, 'getAttribute'), words = property(Node.prototype, 'textContent');
  const closest = method(Element.prototype, 'closest'), fits = method(Element.prototype, 'matches');
  const box = method(Element.prototype, 'getBoundingClientRect'), boxes = method(Element.prototype, 'getClientRects');
  const visible = method(Element.prototype, 'checkVisibility'), contains = method(Node.prototype, 'contains');
  const by_id = method(Document.prototype, 'getElementById'), tree = method(Document.prototype, 'createTreeWalker');
  const doc = document, titled = property(Document.prototype, 'title');
  const body = property(Document.prototype, 'body')(doc), root = property(Document.prototype, 'documentElement')(doc);
  const said = (e, name) => attribute(e, name) || '';
  const all = (selector, most) => [...every(doc, selector)].slice(0, most);
  const line = (text, most) => String(text || '').replace(/[\s\u00a0]+/g, ' ').trim().slice(0, most);
  const shown = {visibilityProperty: true, opacityProperty: true};
  const seen = Element.prototype.checkVisibility ? e => visible(e, shown) : e => boxes(e).length > 0;
  const shows = e => seen(e) && box(e).height > 1;

  // --- where on the page something stands ---
  const ROLES = {banner: 'header', navigation: 'nav', main: 'main', complementary: 'aside', contentinfo: 'footer',
    dialog: 'dialog', alertdialog: 'dialog'};
  const SECTIONS = new Set(['article', 'aside', 'main', 'nav', 'section']);
  const LANDMARKS = new Set(['header', 'nav', 'main', 'aside', 'footer', 'dialog']);
  const places = new Map();  // element → [its landmark, whether a header there is one of a section, the page's header or footer]
  const place = e => {
    let known = places.get(e);
    if (known) return known;
    const up = parent(e), [above, sectioned, edge] = up ? place(up) : ['', false, ''];
    const name = tag(e), role = attribute(e, 'role');
    let own = role ? ROLES[role] || '' : LANDMARKS.has(name) ? name : '';
    if (!role && sectioned && (own === 'header' || own === 'footer')) own = '';
    if (attribute(e, 'aria-modal') === 'true') own = 'dialog';
    const stays = !own || (above === 'footer' && own !== 'dialog') || (above === 'dialog' && own !== 'nav');
    known = [stays ? above : own, sectioned || (!role && SECTIONS.has(name)),
      edge || (own === 'header' || own === 'footer' ? own : '')];
    places.set(e, known);
    return known;
  };
  const where = e => place(e)[0];

  // --- what is folded: an answer in <details>, a panel whose button stands in a heading (ARIA Authoring Practices, accordion) ---
  const MENUS = new Set(['header', 'nav']);
  const panels = new Set(all('[aria-expanded=false i][aria-controls]', MAX_CONTROLS)
    .filter(e => closest(e, 'h1, h2, h3, h4, h5, h6, dt, [role=heading]') && seen(e))
    .flatMap(e => said(e, 'aria-controls').split(/\s+/).filter(Boolean).slice(0, 4)).map(id => by_id(doc, id)).filter(Boolean));
  const folds = panels.size > 0 || every(doc, 'details:not([open]), [hidden=until-found i]').length > 0;
  const is_closed = e => tag(e) === 'details' && attribute(e, 'open') === null;
  const states = new Map();  // element → shown, folded, or hidden for another reason
  const state = e => {
    let known_state = states.get(e);
    if (known_state) return known_state;
    const up = parent(e), above = up ? state(up) : 'shown', {display, visibility, opacity} = getComputedStyle(e);
    const away = display === 'none' || opacity === '0'
      || (visibility !== 'visible' && (!up || getComputedStyle(up).visibility === 'visible'));
    const panel = panels.has(e) ? away || box(e).height <= 1 : said(e, 'hidden').toLowerCase() === 'until-found';
    const closed = up && is_closed(up) && within(up, ':scope > summary')[0] !== e;
    known_state = above === 'hidden' ? 'hidden' : panel ? 'folded' : away ? 'hidden' : closed ? 'folded' : above;
    states.set(e, known_state);
    return known_state;
  };
  const folds_words = e => folds && (state(e) === 'folded' || (is_closed(e) && state(e) === 'shown'));  // words right within it

  // --- text ---
  const skip = new Set(['script', 'style', 'noscript', 'template', 'option']);
  const known = new Map();  // element → [the block it belongs to, language, seen, its box]: asked once each, parents shared
  const about = e => {
    let known_of = known.get(e);
    if (known_of) return known_of;
    const up = parent(e), above = up ? about(up) : [e, '', true, e];
    const display = up && e !== body ? getComputedStyle(e).display : 'block';
    const flows = /^(inline|contents|ruby)/.test(display);
    known_of = [flows ? above[0] : e, said(e, 'lang') || above[1], !skip.has(tag(e)) && above[2] !== null,
      /^(inline|contents|ruby)$/.test(display) ? above[3] : e];
    if (!known_of[2]) known_of[2] = null;
    known.set(e, known_of);
    return known_of;
  };
  const blocks = [], letters = new Map();  // element → how many letters stand in it
  let host = null, lang = null, inside = null, apart = false, last = 0, hid = false;
  const walker = tree(doc, body || root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node; (node = walker.nextNode()) && blocks.length < MAX_BLOCKS;) {
    if (node instanceof Element) {
      if (tag(node) === 'br') apart = true;
      continue;
    }
    if (!node.data.trim()) { apart ||= !!node.data; continue; }
    const e = parent(node);
    if (!e) continue;
    const [block, language, wanted, around] = about(e);
    if (!wanted) continue;
    const folded = folds_words(e);
    if (folded ? MENUS.has(where(e)) : !seen(e)) continue;
    const text = node.data.replace(/[\s\u00a0]+/g, ' ');
    if (!folded) letters.set(e, (letters.get(e) || 0) + text.trim().length);
    const borders = around !== inside && text.length > 1 && last > 1;  // letters in boxes of their own are animated, no words
    if (block === host && language === lang && folded === hid) blocks[blocks.length - 1].text += (apart || borders ? ' ' : '') + text;
    else { blocks.push({text, lang: language, where: where(block), folded}); host = block; lang = language; hid = folded; }
    inside = around;
    apart = false;
    last = text.length;
  }

  // --- links, buttons, headings, notices ---
  const name = e => line(said(e, 'aria-label') || words(e).trim() || e.value || said(e, 'title')
    || ([...within(e, 'img[alt]')].map(picture => said(picture, 'alt'))[0] || ''), 300);
  const tongue = e => said(e, 'hreflang') || said(e, 'lang') || (e.firstElementChild ? said(e.firstElementChild, 'lang') : '');
  const links = all('a[href]', MAX_LINKS).map(a => ({text: name(a), href: String(a.href).slice(0, 2000), visible: seen(a),
    new_tab: said(a, 'target') === '_blank', where: where(a), lang: tongue(a).slice(0, 40)}));
  const BUTTONS = 'button, input[type=submit], input[type=button], [role=button]';
  const buttons = all(BUTTONS, MAX_CONTROLS).filter(seen);
  const controls = buttons.map(name).filter(Boolean);
  const headings = all('h1, h2, h3, h4, h5, h6, [role=heading]', MAX_HEADINGS).filter(seen).map(e => line(words(e), 300));
  const spoken = e => line(e instanceof HTMLElement ? e.innerText : words(e), 500);
  const alerts = all('[role=alert], [role=status], [aria-live=assertive]', MAX_ALERTS).filter(seen).map(spoken);

  // --- forms ---
  const MUTE = new Set(['select', 'textarea', 'button', 'script', 'style', 'datalist']);
  const label_text = e => {
    const parts = [], walk = tree(doc, e, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
      acceptNode: node => node instanceof Element && MUTE.has(tag(node)) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT});
    for (let node; (node = walk.nextNode()) && parts.length < 50;) if (node instanceof Text) parts.push(node.data);
    return line(parts.join(' '), 300);
  };
  const described = (e, names) => names.flatMap(key => said(e, key).split(/\s+/).filter(Boolean)).slice(0, 8)
    .map(id => by_id(doc, id)).filter(Boolean);
  const UNTYPED = new Set(['hidden', 'submit', 'button', 'image', 'reset']), TICKED = new Set(['checkbox', 'radio']);
  const forms = new Map(all('form', 500).map((form, index) => [form, index + 1]));
  const tells_invalid = (() => { try { fits(root, ':user-invalid'); return true; } catch { return false; } })();
  const field = e => {
    const kind = tag(e) === 'input' ? String(e.type) : tag(e), boxed = TICKED.has(kind);
    const labels = [...e.labels || []], hidden_well = boxed || kind === 'file';  // a prettier label stands in its place
    const sight = shows(e) || (hidden_well && labels.some(shows));
    if (!sight && !(boxed && e.checked)) return null;
    const marked = said(e, 'aria-invalid');
    return {
      label: line(described(e, ['aria-labelledby']).map(label_text).join(' ') || said(e, 'aria-label')
        || labels.map(label_text).join(' ') || said(e, 'title') || said(e, 'placeholder'), 300),
      name: said(e, 'name').slice(0, 200), kind: kind.slice(0, 40), autocomplete: said(e, 'autocomplete').slice(0, 100),
      required: e.required === true || said(e, 'aria-required') === 'true',
      filled: boxed ? e.checked === true : String(e.value || '') !== '',
      ticked_first: boxed && attribute(e, 'checked') !== null,
      invalid: (marked !== '' && marked !== 'false') || (tells_invalid && fits(e, ':user-invalid')),
      message: line(described(e, ['aria-errormessage', 'aria-describedby']).filter(seen).map(spoken).join(' '), 500),
      form: forms.get(e.form) || 0, visible: sight,
      options: kind === 'select' ? [...e.options].slice(0, MAX_OPTIONS).map(option => line(option.label, 100)) : [],
    };
  };
  const typed = all('input, select, textarea', 1000).filter(e => !UNTYPED.has(e.type));
  const fields = typed.map(field).filter(Boolean).slice(0, MAX_FIELDS);

  // --- what it says to machines ---
  const json_ld = [];
  let room = MAX_STRUCTURED;
  for (const script of all('script[type="application/ld+json" i]', 50)) {
    const text = words(script);
    if (text.length <= room) { json_ld.push(text); room -= text.length; }
  }
  const ADDRESSES = {a: 'href', area: 'href', link: 'href', img: 'src', source: 'src', iframe: 'src', embed: 'src', audio: 'src',
    video: 'src', object: 'data', data: 'value', meter: 'value', time: 'datetime'};
  const item = (scope, depth, left) => {
    const it = Object.create(null), kind = said(scope, 'itemtype').trim().split(/\s+/)[0], slash = kind.lastIndexOf('/');
    if (kind) { it['@context'] = kind.slice(0, Math.max(0, slash)); it['@type'] = kind.slice(slash + 1); }
    for (const e of within(scope, '[itemprop]')) {
      const up = parent(e);
      if (left.count-- <= 0) break;
      if (!up || closest(up, '[itemscope]') !== scope) continue;
      const inner = attribute(e, 'itemscope') !== null && depth < MAX_DEPTH;
      const value = inner ? item(e, depth + 1, left) : line(attribute(e, 'content') || attribute(e, ADDRESSES[tag(e)] || '')
        || words(e), 500);
      for (const key of said(e, 'itemprop').split(/\s+/).filter(Boolean).slice(0, 5))
        it[key] = it[key] === undefined ? value : [it[key], value].flat();
    }
    return it;
  };
  const microdata = all('[itemscope]:not([itemprop])', MAX_ITEMS).map(scope => item(scope, 0, {count: MAX_VALUES}));
  const robots = all('meta[name=robots i]', 5).map(meta => line(said(meta, 'content'), 200)).filter(Boolean).join(', ');
  const alternates = {};
  for (const link of all('link[rel~=alternate i][hreflang]', MAX_ALTERNATES))
    alternates[said(link, 'hreflang').slice(0, 40)] = String(link.href).slice(0, 2000);
  const canonical = all('link[rel~=canonical i][href]', 1).map(link => String(link.href).slice(0, 2000))[0] || '';
  const PLAIN = "[src^='http:' i], link[href^='http:' i]:is([rel~=stylesheet i], [rel~=icon i], [rel~=preload i]), "
    + "object[data^='http:' i], form[action^='http:' i], [formaction^='http:' i], [poster^='http:' i]";
  const insecure = location.protocol !== 'https:' ? [] : [...new Set(all(PLAIN, MAX_INSECURE)
    .map(e => ['src', 'href', 'data', 'action', 'formaction', 'poster'].map(key => said(e, key))
      .find(address => /^http:/i.test(address)).slice(0, 2000)))];

  // --- who asks whether she is human ---
  const CAPTCHAS = {
    recaptcha: ".g-recaptcha:not([data-size=invisible]), iframe[src*='recaptcha/'][src*='/anchor']:not([src*='size=invisible'])",
    hcaptcha: ".h-captcha:not([data-size=invisible]), iframe[src*='hcaptcha.com']:not([src*='size=invisible'])",
    turnstile: ".cf-turnstile:not([data-size=invisible]), iframe[src*='challenges.cloudflare.com']",
    friendlycaptcha: '.frc-captcha, frc-captcha', geetest: '.geetest_captcha, .geetest_holder, .geetest_btn',
    mtcaptcha: '.mtcaptcha', altcha: 'altcha-widget',
  };
  const COPIED = new RegExp('captcha|(mã|ký tự|chữ).{0,20}(trong|theo|ở) (hình|ảnh)|characters?.{0,20}(image|picture)'
    + '|zeichen.{0,20}bild|caract(è|e)res.{0,20}imagen?', 'i');
  const asks = Object.keys(CAPTCHAS).find(maker => all(CAPTCHAS[maker], 5).some(seen));
  const captcha = asks || (fields.some(({visible, name, label}) => visible && COPIED.test(`${name} ${label}`)) ? 'picture' : '');

  // --- how it is dressed ---
  const hex = text => {
    const parts = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text);
    return parts && (parts[4] === undefined || +parts[4] > 0.5)
      ? '#' + parts.slice(1, 4).map(part => (+part).toString(16).padStart(2, '0')).join('') : '';
  };
  const grounds = new Map();  // element → the colour that it stands on
  const ground = e => {
    if (!e) return '#ffffff';
    let colour = grounds.get(e);
    if (colour === undefined) grounds.set(e, colour = hex(getComputedStyle(e).backgroundColor) || ground(parent(e)));
    return colour;
  };
  const fonts = {}, used = {text: {}, link: {}, button: {}, background: {}};
  const count = (counted, key, weight) => { if (key) counted[key] = (counted[key] || 0) + weight; };
  const own_ground = e => hex(getComputedStyle(e).backgroundColor);
  const dress = (e, weight) => {
    const look = getComputedStyle(e), act = closest(e, 'a[href], button, input, [role=button]');
    count(fonts, look.fontFamily.split(',')[0].replace(/["']/g, '').trim().slice(0, 80), weight);
    count(used.background, ground(e), weight);
    const paint = act && own_ground(act), boxed = paint && paint !== ground(parent(act));
    if (boxed && words(act).trim().length <= A_BUTTON) count(used.button, paint, weight);
    else count(act ? used.link : used.text, hex(look.color), weight);
  };
  const worn = [...letters], stride = Math.max(1, worn.length / MAX_SAMPLES);
  for (let at = 0; at < worn.length; at += stride) dress(...worn[Math.floor(at)]);
  for (const e of buttons.slice(0, 50)) if (tag(e) === 'input') dress(e, String(e.value).length);
  const colours = Object.keys(used).flatMap(what => Object.entries(used[what])
    .sort(([, one], [, other]) => other - one).slice(0, 20).map(([colour, weight]) => ({what, colour, weight})));

  // --- pictures ---
  const LOGO = /logo|brand/i;
  const picture = (e, src, alt) => {
    const {width, height} = box(e), link = closest(e, 'a[href]');
    return {src: String(src).slice(0, 2000), alt, width: Math.round(width), height: Math.round(height),
      href: link ? String(link.href).slice(0, 2000) : '', where: place(e)[2] || where(e)};
  };
  const marked = e => LOGO.test(`${said(e, 'class')} ${said(e, 'id')} ${said(e, 'alt')} ${said(e, 'aria-label')}`);
  const file = address => address.startsWith('data:') ? '' : address.split(/[?#]/)[0].split('/').pop();
  const wanted = (e, src) => (place(e)[2] || marked(e) || LOGO.test(file(src))) && seen(e);
  const photographs = all('img', 500).filter(e => wanted(e, String(e.currentSrc || e.src)))
    .map(e => picture(e, e.currentSrc || e.src, attribute(e, 'alt')));
  const drawings = all('svg', 200).filter(e => (place(e)[2] || marked(e) || closest(e, '[class*=logo i]')) && seen(e)
    && box(e).width >= 40 && box(e).height >= 16).map(e => picture(e, '', said(e, 'aria-label')
    || line([...within(e, 'title')].map(words)[0], 300) || said(closest(e, 'a[href]') || e, 'aria-label') || null));
  const painted = all('[class*=logo i], [id*=logo i]', 40).filter(e => !(e instanceof SVGElement) && seen(e)).flatMap(e => {
    const address = /^url\("([^"]+)"\)/.exec(getComputedStyle(e).backgroundImage);
    return address ? [picture(e, address[1], said(e, 'aria-label') || line(words(e), 300) || null)] : [];
  });
  const pictures = [...photographs, ...drawings, ...painted].slice(0, MAX_PICTURES);

  // --- how wide it is, and what lies over it ---
  const still = e => /hidden|clip/.test(getComputedStyle(e).overflowX);
  const roll = property(Document.prototype, 'scrollingElement')(doc) || root;
  const width = given.width || innerWidth, full = property(Element.prototype, 'scrollWidth')(roll);
  const page_width = still(root) || (body && still(body)) ? width : Math.max(full, width);
  let widest = null;
  if (page_width > width)
    for (const e of all('body *', MAX_NODES)) {
      const {width: size, right} = box(e), edge = widest ? widest.right - 0.5 : width + 1;  // of equals, the innermost
      if (size > 1 && right >= edge && right <= page_width + 1 && !/^t(body|head|foot|r|d|h)$/.test(tag(e)) && seen(e))
        widest = {tag: tag(e), right, size: Math.round(size), text: line(said(e, 'alt') || words(e), 80)};
    }
  const over = () => {
    const high = innerHeight, wide = innerWidth, under = method(Document.prototype, 'elementFromPoint');
    const layers = new Map();  // what lies over the page → how many of 25 points it covers
    const lies = e => {
      for (let at = e; at && at !== body && at !== root; at = parent(at)) {
        if (fits(at, 'dialog[open], [aria-modal=true], [role=dialog], [role=alertdialog]')) return at;
        if (/fixed|sticky/.test(getComputedStyle(at).position)) return at;
      }
      return null;
    };
    for (const x of [.1, .3, .5, .7, .9])
      for (const y of [.1, .3, .5, .7, .9]) {
        const e = under(doc, x * wide, y * high), layer = e && lies(e);
        if (layer) layers.set(layer, (layers.get(layer) || 0) + 1);
      }
    const OWN = 'header, nav, main, [role=banner], [role=navigation], [role=main]';
    const covered = [...layers].reduce((sum, [, points]) => sum + points, 0) / 25;
    const found = [...layers.keys()].filter(e => !fits(e, OWN) && !within(e, OWN).length && !closest(e, 'header, [role=banner]'))
      .map(e => {
        const {left, right, top, bottom} = box(e);
        const area = Math.max(0, Math.min(right, wide) - Math.max(left, 0)) * Math.max(0, Math.min(bottom, high) - Math.max(top, 0));
        return {e, share: area / (wide * high), text: line(e.innerText || words(e), 1000)};
      }).filter(({text}) => text).sort((one, other) => other.share - one.share)[0];
    if (!found) return null;
    const covers = Math.min(1, Math.max(found.share, covered));
    if (covers < 0.15) return null;
    const acts = [...within(found.e, `a[href], ${BUTTONS}`)].slice(0, 100).filter(seen).map(name).filter(Boolean);
    return {text: found.text, covers: Math.round(covers * 100) / 100, controls: acts.slice(0, 20)};
  };

  return JSON.stringify({url: location.href, title: String(titled(doc)).slice(0, 500), lang: said(root, 'lang'),
    document: performance.timeOrigin || 0,
    blocks: blocks.map(b => ({text: b.text.replace(/ +/g, ' ').trim().slice(0, MAX_TEXT), lang: b.lang, where: b.where,
      folded: b.folded})).filter(b => b.text),
    links, controls, headings: headings.filter(Boolean), fields, alerts: alerts.filter(Boolean), json_ld, microdata, robots,
    alternates, canonical, insecure, captcha, overlay: over(), fonts, colours, pictures,
    width, page_width: Math.round(page_width), widest, phoneless: full > width && innerWidth > width,
    sure: !!every(doc, $SURE).length, puzzle: all($PUZZLES, 50).some(shows), typed: typed.some(shows)});
}
