// Search, loaded when somebody searches for the first time: a dialog, an index in parts, results while typing.
(() => {
  const ROOM = 10;
  const AROUND = 70;
  const holder = document.querySelector(".search");
  const assets = new URL(document.querySelector('meta[name="pmdocs-assets"]').content, document.baseURI);
  const home = new URL("..", assets);
  const here = document.documentElement.lang;
  const { terms, isSign, options, find: ranked } = globalThis.pmdocsTerms;

  // --- The index -------------------------------------------------------------------------------

  const scripts = new Map();
  const load = (name) => {
    if (!scripts.has(name)) {
      const loading = new Promise((done, failed) => {
        const src = new URL(`search/${name}.js`, assets);
        const element = Object.assign(document.createElement("script"), { src, onload: done });
        element.onerror = () => failed(new Error(name));
        document.head.append(element);
      });
      loading.catch(() => scripts.delete(name));
      scripts.set(name, loading);
    }
    return scripts.get(name);
  };

  const langs = new Map();
  const texts = new Map();
  window.pmdocsSearch = {
    start: (lang, site) => langs.set(lang, { ...site, indexes: [] }),
    index: (lang, data) => langs.get(lang).indexes.push(window.MiniSearch.loadJS(data, options)),
    texts: (lang, _, pages) => {
      for (const [url, sections] of Object.entries(pages)) texts.set(`${lang} ${url}`, sections);
    },
  };

  /** All parts of a language, loaded. */
  const site = async (lang) => {
    await load(lang);
    const { parts } = langs.get(lang);
    await Promise.all(Array.from({ length: parts }, (_, n) => load(`${lang}-${n}`)));
    return langs.get(lang);
  };

  const find = ({ indexes }, lang, text, how) => ranked(indexes, text, how).map((one) => ({ ...one, lang }));

  // --- What is shown of a page -----------------------------------------------------------------

  const escaped = (term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  /** Where words stand in a text: a word begins where one begins, signs stand anywhere. */
  const marker = (words) => {
    const signs = words.filter(isSign).map(escaped);
    const plain = words.filter((word) => !isSign(word)).map(escaped);
    const any = [...(plain.length ? [`(?<![\\p{L}\\p{N}_])(?:${plain.join("|")})`] : []), ...signs];
    // One sign may end a pair and begin the next.
    return any.length ? new RegExp(`(?=(${any.join("|")}))`, "giu") : null;
  };
  const spans = (text, pattern) => {
    const found = [];
    for (const { index, 1: word } of pattern ? text.matchAll(pattern) : []) {
      const last = found.at(-1);
      if (last && index <= last.end) last.end = Math.max(last.end, index + word.length);
      else found.push({ start: index, end: index + word.length });
    }
    return found;
  };

  const element = (name, className, ...children) => {
    const made = Object.assign(document.createElement(name), { className });
    made.append(...children);
    return made;
  };
  const marked = (text, pattern) => {
    const parts = [];
    let at = 0;
    for (const { start, end } of spans(text, pattern)) {
      parts.push(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    return [...parts, text.slice(at)];
  };

  /** The part of a text around its first match, cut between words. */
  const around = (text, pattern) => {
    const [first] = spans(text, pattern);
    const from = Math.max(0, (first?.start ?? 0) - AROUND / 2);
    const start = from && (text.slice(from, from + 20).match(/\s/)?.index ?? -1) + 1 + from;
    const end = start + AROUND * 2.4;
    return `${start ? "…" : ""}${text.slice(start, end).trim()}${end < text.length ? "…" : ""}`;
  };

  /** The section that has most of the words, in its heading first. */
  const best = (sections, words) => {
    const patterns = words.map((word) => marker([word]));
    const count = (text) => patterns.filter((pattern) => text.search(pattern) >= 0).length;
    const rated = sections.map((one) => ({ one, score: 2 * count(one[1]) + count(one[2]) }));
    return rated.reduce((a, b) => (b.score > a.score ? b : a), rated[0]).one;
  };

  // --- The dialog ------------------------------------------------------------------------------

  let words = {};
  const button = (className, label, onclick) =>
    Object.assign(element("button", className, label), { type: "button", onclick });
  const dialog = holder.querySelector("dialog");
  const input = dialog.querySelector("input");
  Object.assign(input, { autocomplete: "off", spellcheck: false, enterKeyHint: "search" });
  const kinds = Object.assign(element("div", "palette-kinds"), { role: "group" });
  const status = Object.assign(element("p", "palette-status"), { role: "status" });
  const list = element("ol", "palette-results bare");
  const close = button("palette-close", "Esc", () => dialog.close());
  input.after(close);
  dialog.append(kinds, status, list);

  let chosen = "";
  let results = [];
  let room = ROOM;

  const row = (one) => {
    const pattern = marker(one.terms);
    const kind = langs.get(one.lang).kinds[one.kind];
    const icon = element("span", "symbol");
    if (kind) icon.innerHTML = kind.icon;
    icon.ariaHidden = "true";
    const snippet = element("span", "palette-text");
    const title = element("span", "palette-title", ...marked(one.title, pattern));
    const label = element("span", "palette-kind", kind?.name ?? "");
    const link = element("a", "", icon, title, label, snippet);
    const page = new URL(one.id.endsWith("/") || !one.id ? `${one.id}index.html` : one.id, home);
    link.href = page;
    link.lang = one.lang;
    explain(one, link, snippet, pattern);
    return element("li", "", link);
  };

  const explain = async (one, link, snippet, pattern) => {
    await load(`${one.lang}-t${one.texts}`);
    const sections = texts.get(`${one.lang} ${one.id}`);
    if (!sections?.length) return snippet.remove();
    const [anchor, heading, text] = best(sections, one.terms);
    const id = input.value.trim().toLowerCase();
    const named = /^[\w-]+$/.test(id) && Object.values(one.match).every((fields) => fields.includes("ids"));
    if (named) link.hash = id;
    else if (anchor && marked(one.title, pattern).length < 2) link.hash = anchor;
    const shown = spans(text, pattern).length || !heading ? around(text, pattern) : heading;
    if (heading && shown !== heading) snippet.append(element("b", "", ...marked(heading, pattern)), " ");
    snippet.append(...marked(shown, pattern));
  };

  const chip = (kind, label, n) => {
    const one = button("chip", `${label} ${n}`, () => {
      chosen = kind;
      room = ROOM;
      show();
    });
    one.ariaPressed = String(kind === chosen);
    return one;
  };

  const show = () => {
    const counts = new Map();
    for (const { kind } of results) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const names = langs.get(here).kinds;
    const chips = [...counts].filter(([kind]) => names[kind]).sort((a, b) => b[1] - a[1]);
    if (!counts.has(chosen)) chosen = "";
    const focused = kinds.contains(document.activeElement);
    kinds.replaceChildren(
      ...(chips.length > 1 ? [chip("", words.all, results.length)] : []),
      ...(chips.length > 1 ? chips.map(([kind, n]) => chip(kind, names[kind].name, n)) : []),
    );
    if (focused) kinds.querySelector('[aria-pressed="true"]')?.focus();
    const fitting = results.filter(({ kind }) => !chosen || kind === chosen);
    list.replaceChildren(...fitting.slice(0, room).map(row));
    if (fitting.length > room) {
      const more = button("palette-more", words.more.replace("{n}", fitting.length - room), () => {
        const at = list.children.length - 1;
        room += 4 * ROOM;
        show();
        list.children[at]?.querySelector("a, button").focus();
      });
      list.append(element("li", "", more));
    }
  };

  /** What has all words; else what has some of them; else what other languages have. */
  const search = async (text) => {
    const own = await site(here);
    const all = find(own, here, text);
    if (all.length) return [all, all.length === 1 ? words.one : words.many.replace("{n}", all.length)];
    const some = terms(text, true).length > 1 ? find(own, here, text, { combineWith: "OR" }) : [];
    if (some.length) return [some, words.some];
    for (const lang of document.querySelectorAll("link[hreflang]")) {
      const other = find(await site(lang.hreflang), lang.hreflang, text);
      if (other.length) return [other, words.elsewhere];
    }
    const near = own.indexes.flatMap((index) => index.autoSuggest(text, { fuzzy: 0.4 }))[0]?.suggestion;
    return [[], near ? words.near.replace("{word}", near) : words.none];
  };

  let asked = 0;
  const run = async () => {
    const mine = ++asked;
    const text = input.value.trim();
    room = ROOM;
    if (!terms(text, true).length) {
      results = [];
      status.textContent = words.hint;
    } else {
      try {
        const [found, said] = await search(text);
        if (mine !== asked) return; // somebody has typed on
        results = found;
        status.textContent = said;
      } catch {
        results = [];
        status.textContent = words.failed;
      }
    }
    show();
  };

  const links = () => [input, ...list.querySelectorAll("a, button")];
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return; // Enter chooses characters then
    if (step && !kinds.contains(event.target)) {
      const all = links();
      const at = all.indexOf(document.activeElement);
      all[Math.min(Math.max(at + step, 0), all.length - 1)].focus();
      event.preventDefault();
    } else if (event.key === "Enter" && event.target === input) {
      list.querySelector("a")?.click();
      event.preventDefault();
    } else if (event.key.length === 1 && list.contains(event.target) && !event.ctrlKey && !event.metaKey) {
      input.focus(); // and the letter is typed there
    }
  });
  input.addEventListener("input", run);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a")) dialog.close();
  });
  const open = async () => {
    // Under the preview the site may be another one by now.
    if (window.pmdocsPreview) for (const kept of [scripts, langs, texts]) kept.clear();
    try {
      await load(here);
      ({ words } = langs.get(here));
      input.placeholder = input.ariaLabel = dialog.ariaLabel = words.label;
      close.ariaLabel = words.close;
      kinds.ariaLabel = words.kinds;
      list.ariaLabel = words.results;
      run();
    } catch {
      status.textContent = "–";
    }
  };
  window.pmdocsSearch.open = open;
})();
