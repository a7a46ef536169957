// Lists of pages: filters above them, sorting by column, and an address that keeps both. Without it they are plain.
(() => {
  // What pages differ in; a list of items has facets of its own beside these.
  const FACETS = ["status", "kind", "owner", "tag"];
  const make = (name, more) => Object.assign(document.createElement(name), more);

  // What each item says of itself.
  const said = (item, facet) => {
    const { dataset } = item;
    const value = dataset[facet];
    return value?.startsWith("[") ? JSON.parse(value) : value ? [value] : [];
  };
  // The state stands in the fragment, so that it works from a folder too; a fragment without "=" is an anchor.
  const read = () =>
    new URLSearchParams(location.hash.includes("=") ? decodeURI(location.hash.slice(1)) : "");
  const write = (name, value) => {
    const state = read();
    if (value) state.set(name, value);
    else state.delete(name);
    const hash = `${state}`;
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  const sort = (list, name) => {
    const table = list.box.querySelector("table.register");
    const down = name.startsWith("-");
    const heads = table ? [...table.tHead.rows[0].cells] : [];
    const at = heads.findIndex((head) => head.dataset.sort === name.replace(/^-/, ""));
    for (const head of heads) head.ariaSort = null;
    if (at < 0) {
      table?.tBodies[0].append(...list.items);
      return;
    }
    const rows = list.items.map((row) => {
      const cell = row.cells[at];
      return { row, text: cell.dataset.value ?? cell.textContent.trim() };
    });
    const known = rows.filter(({ text }) => text && text !== "–");
    const numeric = known.every(({ text }) => !Number.isNaN(Number(text)));
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    known.sort((a, b) => (down ? -1 : 1) * (numeric ? a.text - b.text : compare(a.text, b.text)));
    const unknown = rows.filter((one) => !known.includes(one));
    table.tBodies[0].append(...[...known, ...unknown].map(({ row }) => row));
    heads[at].ariaSort = down ? "descending" : "ascending";
  };

  const show = (list) => {
    const state = read();
    const value = (name) => state.get(list.prefix + name) || "";
    const text = value("q").toLowerCase();
    for (const item of list.items) {
      const fits = list.facets.every((facet) => !value(facet) || said(item, facet).includes(value(facet)));
      item.hidden = !fits || !item.textContent.toLowerCase().includes(text);
    }
    for (const field of list.form.elements) {
      if (!field.name || field.value === value(field.name)) continue;
      field.value = value(field.name);
      // What the address asks for and nobody offers is said all the same: the list is empty because of it.
      if (field.value !== value(field.name)) {
        field.append(make("option", { value: value(field.name), textContent: value(field.name) }));
        field.value = value(field.name);
      }
    }
    for (const field of list.form.querySelectorAll("select")) field.classList.toggle("chosen", !!field.value);
    const filtered = ["q", ...list.facets].some(value);
    const n = list.items.filter((item) => !item.hidden).length;
    const { shown, none } = list.words;
    list.status.textContent = filtered ? shown.replace("{n}", n).replace("{all}", list.items.length) : "";
    list.reset.hidden = !filtered;
    list.none.hidden = n > 0;
    list.none.textContent = n > 0 ? "" : none;
    sort(list, value("sort"));
  };

  const lists = [];
  const enhance = (box) => {
    const words = JSON.parse(box.dataset.listing);
    const items = [...box.querySelectorAll("[data-item]")];
    const prefix = lists.length ? `${lists.length + 1}.` : "";
    box.dataset.live = "";
    const form = box.querySelector(".filters");
    const status = form.querySelector("[role=status]");
    const reset = form.querySelector("[type=reset]");
    const none = make("p", { className: "empty", hidden: true });
    const own = [...form.querySelectorAll("select")].map(({ name }) => name);
    const facets = [...new Set([...FACETS, ...own])];
    const list = { box, items, prefix, form, status, reset, none, words, facets };
    lists.push(list);
    box.append(none);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      write(prefix + target.name, target.value);
      show(list);
    });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      for (const name of ["q", ...facets]) write(prefix + name, "");
      show(list);
      form.querySelector("input, select")?.focus();
    });
    for (const head of items.length > 1 ? box.querySelectorAll("th[data-sort]") : []) {
      const button = make("button", { type: "button" });
      button.append(...head.firstChild.childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", (event) => {
        event.stopPropagation(); // the page sorts its other tables in its own way
        write(`${prefix}sort`, (head.ariaSort === "ascending" ? "-" : "") + head.dataset.sort);
        show(list);
      });
    }
    show(list);
  };

  const start = () => {
    for (const list of lists.filter(({ box, form }) => !form.isConnected || !box.isConnected)) {
      lists.splice(lists.indexOf(list), 1);
    }
    document.querySelectorAll("[data-listing]:not([data-live])").forEach(enhance);
  };
  addEventListener("hashchange", () => lists.forEach(show));
  document.addEventListener("pmdocs:update", start);
  start();
})();
