// Conveniences of every page; all content is there without them.
(() => {
  const root = document.documentElement;
  const each = (selector, run) => document.querySelectorAll(selector).forEach(run);

  // Theme: the button shows the other mode; choosing what the system has anyway means "follow the system".
  const system = matchMedia("(prefers-color-scheme: dark)");
  const toggleTheme = () => {
    const now = root.dataset.theme || (system.matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    const follow = next === (system.matches ? "dark" : "light");
    if (follow) delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (follow) localStorage.removeItem("pmdocs-theme");
      else localStorage.setItem("pmdocs-theme", next);
    } catch {
      // Not remembered, but switched.
    }
    document.dispatchEvent(new Event("pmdocs:theme"));
  };

  // Tables of more than ten rows can be sorted and filtered.
  const UNITS = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, 万: 1e4, 亿: 1e8 };
  const raw = (cell) => (cell ? (cell.dataset.value ?? cell.textContent.trim()) : "");
  const number = (text) => {
    const found = /^[^\d+−-]{0,4}([+−-]?[\d,]*\.?\d+)\s*([kKMB万亿]?)/.exec(text);
    return found ? Number(found[1].replace(/,/g, "").replace("−", "-")) * (UNITS[found[2]] || 1) : NaN;
  };
  const known = (text) => text !== "" && text !== "–";

  const sort = (head) => {
    const table = head.closest("table");
    const index = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: raw(row.cells[index]) }));
    const full = rows.filter((one) => known(one.text));
    const numeric =
      head.classList.contains("num") || full.every((one) => /^[+−-]?[\d,.]+\s*\S{0,3}$/.test(one.text));
    const order = new Intl.Collator(root.lang, { numeric: true }).compare;
    full.sort(
      (a, b) => (numeric ? number(a.text) - number(b.text) : order(a.text, b.text)) * (down ? -1 : 1),
    );
    table.tBodies[0].append(
      ...full.map((one) => one.row),
      ...rows.filter((one) => !known(one.text)).map((one) => one.row),
    );
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  const filter = (field) => {
    const tools = field.parentNode;
    const rows = [...tools.nextElementSibling.querySelectorAll("tbody tr")];
    const wanted = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    const n = rows.filter((row) => !row.hidden).length;
    const words = document.body.dataset.shown.replace("{n}", n).replace("{all}", rows.length);
    tools.lastElementChild.textContent = wanted ? words : "";
  };

  const enhance = () =>
    each(".table-scroll:not([data-live])", (box) => {
      const table = box.querySelector("table");
      if (!table?.tHead || !table.tBodies[0] || table.tBodies[0].rows.length <= 10) return;
      if (table.querySelector("[rowspan], [colspan]")) return;
      box.dataset.live = "";
      for (const head of table.tHead.rows[0].cells) {
        if (!head.textContent.trim()) continue;
        const button = document.createElement("button");
        button.type = "button";
        button.append(...head.childNodes);
        head.append(button);
      }
      const tools = document.createElement("div");
      tools.className = "table-tools";
      const field = document.createElement("input");
      field.type = "search";
      field.placeholder = document.body.dataset.filter;
      field.setAttribute("aria-label", field.placeholder);
      const count = document.createElement("span");
      count.setAttribute("role", "status");
      tools.append(field, count);
      box.before(tools);
    });

  document.addEventListener("click", (event) => {
    const theme = event.target.closest("[data-theme-toggle]");
    if (theme) toggleTheme();
    const head = event.target.closest("th button")?.closest("th");
    if (head) sort(head);
    if (event.target.closest(".pages a")) document.getElementById("pages").hidePopover?.();
  });
  document.addEventListener("input", (event) => {
    if (event.target.closest(".table-tools")) filter(event.target);
  });

  // Outline: the heading being read.
  const spy = () => {
    const links = [...document.querySelectorAll(".outline a")];
    const heads = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let at = heads.findLastIndex((head) => head && head.getBoundingClientRect().top < 120);
    if (innerHeight + scrollY > document.body.scrollHeight - 4 && scrollY > 0) at = heads.length - 1;
    links.forEach((link, i) => {
      if (i === at) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        spy();
      });
    },
    { passive: true },
  );

  // Paper is light and shows everything; both are undone afterwards.
  let screenTheme;
  addEventListener("beforeprint", () => {
    screenTheme = root.dataset.theme;
    root.dataset.theme = "light";
    each("details:not([open])", (one) => {
      one.open = true;
      one.dataset.closed = "";
    });
  });
  addEventListener("afterprint", () => {
    if (screenTheme) root.dataset.theme = screenTheme;
    else delete root.dataset.theme;
    each("details[data-closed]", (one) => {
      one.open = false;
      delete one.dataset.closed;
    });
  });

  const start = () => {
    enhance();
    spy();
    document.querySelector(".pages [aria-current]")?.scrollIntoView({ block: "nearest" });
  };
  // Whoever replaces a part of the page says so, and new tables come alive.
  document.addEventListener("pmdocs:update", start);
  start();
})();
