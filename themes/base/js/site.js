// Conveniences of every page; all content is there without them.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Theme: the button shows the other mode; choosing what the system has anyway means "follow the system".
  const toggleTheme = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const next = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    if (next === system) delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === system) localStorage.removeItem("pmdocs-theme");
      else localStorage.setItem("pmdocs-theme", next);
    } catch {
      // Not remembered, but switched.
    }
  };

  // Tables of more than ten rows can be sorted and filtered; what is unknown comes last either way.
  const UNITS = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, 万: 1e4, 亿: 1e8 };
  const NUMBER = /^[<>≤≥≈~]?\s*([+−-]?)(?:[A-Z]{0,3}\p{Sc}\s?)?([\d,]*\.?\d+)(?![\d年]|-\d)\s*([kKMB万亿]?)/u;
  const number = (text) => {
    const [, sign, digits, unit] = NUMBER.exec(text) || [];
    const size = Number(digits?.replaceAll(",", "")) * (UNITS[unit] || 1);
    // "Jun 20, 2026"; a Chinese date is in order as a text.
    return digits
      ? sign && sign !== "+"
        ? -size
        : size
      : Date.parse(/^[A-Z][a-z]{2} \d+, \d{4}$/.exec(text));
  };

  const sort = (head) => {
    const body = head.closest("table").tBodies[0];
    const down = head.ariaSort === "ascending" ? -1 : 1;
    const rows = [...body.rows].map((row) => {
      const cell = row.cells[head.cellIndex];
      return { row, text: cell?.dataset.value ?? cell?.textContent.trim() ?? "" };
    });
    const known = rows.filter(({ text }) => text && text !== "–");
    const numeric = known.every(
      ({ text }) => !Number.isNaN(number(text)) && (head.className || text.length < 12),
    );
    const { compare } = new Intl.Collator(root.lang, { numeric: true });
    known.sort((a, b) => down * (numeric ? number(a.text) - number(b.text) : compare(a.text, b.text)));
    const unknown = rows.filter((one) => !known.includes(one));
    body.append(...[...known, ...unknown].map(({ row }) => row));
    for (const other of head.parentNode.cells) other.ariaSort = null;
    head.ariaSort = down < 0 ? "descending" : "ascending";
  };

  const filter = (field) => {
    const rows = all("tbody tr", field.parentNode.nextElementSibling);
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const n = rows.filter((row) => !row.hidden).length;
    const words = document.body.dataset.shown.replace("{n}", n).replace("{all}", rows.length);
    field.nextElementSibling.textContent = wanted ? words : "";
  };

  const make = (name, more) => Object.assign(document.createElement(name), more);
  const enhance = (box) => {
    const table = box.querySelector("table");
    if (!table?.tHead || !(table.tBodies[0]?.rows.length > 10)) return;
    if (table.querySelector("[rowspan], [colspan]")) return;
    box.dataset.live = "";
    for (const head of table.tHead.rows[0].cells) {
      if (!head.textContent.trim()) continue;
      const button = make("button", { type: "button" });
      button.append(...head.childNodes);
      head.append(button);
    }
    const label = document.body.dataset.filter;
    const tools = make("div", { className: "table-tools" });
    tools.append(
      make("input", { type: "search", placeholder: label, ariaLabel: label }),
      make("span", { role: "status" }),
    );
    box.before(tools);
  };

  document.addEventListener("click", ({ target }) => {
    if (target.closest("[data-theme-toggle]")) toggleTheme();
    if (target.closest("[data-search]")) openSearch();
    if (target.closest("th button")) sort(target.closest("th"));
    if (target.closest(".pages a")) document.getElementById("pages").hidePopover?.();
  });
  document.addEventListener("input", ({ target }) => {
    if (target.closest(".table-tools")) filter(target);
  });

  // Search is loaded when somebody turns to it: by the button, by / or Ctrl-K, by an address with ?q=.
  const SEARCH = ["minisearch.js", "search-terms.js", "search.js"];
  let searching;
  const openSearch = async (text) => {
    // The field is there at once, so that no letter is lost while the rest is loaded.
    const holder = document.querySelector(".search");
    let dialog = holder.querySelector("dialog");
    if (!dialog) {
      dialog = make("dialog", { className: "palette" });
      const head = make("div", { className: "palette-head" });
      head.append(make("input", { type: "search", className: "palette-input", ariaLabel: holder.ariaLabel }));
      dialog.append(head);
      holder.append(dialog);
    }
    const input = dialog.querySelector("input");
    if (text !== undefined) input.value = text;
    if (!dialog.open) dialog.showModal();
    input.select();
    const assets = new URL(document.querySelector('meta[name="pmdocs-assets"]').content, document.baseURI);
    const load = (name) =>
      new Promise((onload, onerror) => {
        document.head.append(make("script", { src: new URL(name, assets), onload, onerror }));
      });
    searching ??= SEARCH.reduce((before, name) => before.then(() => load(name)), Promise.resolve());
    await searching;
    window.pmdocsSearch.open();
  };
  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) openSearch(asked);

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!slash && !(event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    openSearch();
  });

  // Outline: the heading being read, or the last one at the end of the page.
  const spy = () => {
    const links = all(".outline a");
    const tops = links.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));
    const ended = scrollY > 0 && innerHeight + scrollY > root.scrollHeight - 4;
    const at = ended ? links.length - 1 : tops.findLastIndex((top) => top?.getBoundingClientRect().top < 140);
    links.forEach((link, i) => {
      link.ariaCurrent = i === at ? "true" : null;
    });
    // In the bar the heading being read is in sight.
    links[at]?.closest("ul").scrollTo({ left: links[at].offsetLeft - 48 });
  };
  let frame = 0;
  const spySoon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(spy);
  };
  addEventListener("scroll", spySoon, { passive: true });

  // Paper is light and shows everything; both are undone afterwards.
  let chosen;
  let closed = [];
  addEventListener("beforeprint", () => {
    chosen = root.dataset.theme;
    root.dataset.theme = "light";
    closed = all("details:not([open])");
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    if (chosen) root.dataset.theme = chosen;
    else delete root.dataset.theme;
    for (const one of closed) one.open = false;
  });

  // The cards over links are fetched when a reader first turns to such a link.
  const cards = ({ target, pointerType }) => {
    if (pointerType === "touch" || !target.closest?.("a.ref")) return;
    for (const name of ["pointerover", "focusin"]) document.removeEventListener(name, cards);
    const assets = document.querySelector('meta[name="pmdocs-assets"]').content;
    document.head.append(make("script", { src: `${assets}previews.js` }));
  };
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, cards);

  const start = () => {
    all(".table-scroll:not([data-live])").forEach(enhance);
    spy();
    document.querySelector(".pages [aria-current]")?.scrollIntoView({ block: "nearest" });
  };
  // Whoever replaces a part of the page says so, and new tables come alive.
  document.addEventListener("pmdocs:update", start);
  start();
})();
