// Turns the page into its new state and leaves alone what the reader made of it: scroll, focus, selection,
// open details, filters and sorted columns, live charts.
((preview) => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // What scripts of the page have put in, and no source has.
  const GROWN = ".table-tools, .chart-live";
  // Who looks after its own contents.
  const OWN = "search";

  const KEPT = {
    "*": ["style"],
    DETAILS: ["open"],
    FIGURE: ["data-chart"],
    TH: ["aria-sort"],
    TR: ["hidden"],
    INPUT: ["value", "checked"],
  };
  const kept = (name, element) =>
    KEPT["*"].includes(name) ||
    KEPT[element.tagName]?.includes(name) ||
    (name === "data-live" && element.matches(".table-scroll")) ||
    (name === "hidden" && element.matches(OWN));

  // --- Tables ----------------------------------------------------------------------------------

  const heads = (box) => box.querySelector("thead")?.textContent ?? "";
  const field = (box) => {
    const tools = box.previousElementSibling;
    return tools?.matches(".table-tools") ? tools.querySelector("input") : null;
  };

  // The same one in the old page and in the new: of the same name, else at the same place.
  const pairs = (olds, news, name) => {
    const left = [...news];
    return olds.flatMap((old, i) => {
      const here = olds.length === news.length && left.includes(news[i]) ? news[i] : undefined;
      const found = left.find((one) => name(one) === name(old)) ?? here;
      if (!found) return [];
      left.splice(left.indexOf(found), 1);
      return [[old, found]];
    });
  };

  // Each gets a stand-in with the same id in the new page, so that it is met again and left alone.
  const standIns = (page) => {
    const stand = (grown, place) => {
      grown.id = `pm-grown-${crypto.randomUUID()}`;
      place(Object.assign(page.createElement(grown.tagName), { className: grown.className, id: grown.id }));
    };
    for (const [old, now] of pairs(all(".table-scroll"), all(".table-scroll", page), heads)) {
      const tools = old.previousElementSibling;
      if (tools?.matches(".table-tools")) stand(tools, (one) => now.before(one));
    }
    const boxes = (within) => all("figure.chart .chart-box", within);
    for (const [old, now] of pairs(boxes(document), boxes(page), (box) => box.parentElement.id)) {
      const layer = old.querySelector(":scope > .chart-live");
      if (layer) stand(layer, (one) => now.append(one));
    }
  };

  const tableStates = () =>
    all(".table-scroll[data-live]").map((box) => {
      const head = box.querySelector("th[aria-sort]");
      return {
        box,
        heads: heads(box),
        query: field(box)?.value,
        column: head?.cellIndex,
        sort: head?.ariaSort,
      };
    });

  const restoreTable = ({ box, heads: names, query, column, sort }) => {
    const there = box.isConnected ? box : all(".table-scroll[data-live]").find((one) => heads(one) === names);
    if (!there) return;
    const button = sort && there.querySelector("thead tr")?.cells[column]?.querySelector("button");
    if (button) {
      button.closest("th").ariaSort = sort === "descending" ? "ascending" : null;
      button.click();
    }
    const input = field(there);
    if (!input || (!query && !input.value)) return;
    input.value = query;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // --- Head ------------------------------------------------------------------------------------

  const ours = (element) => /\/@pmdocs\//.test(element.src || element.href || "");
  const isStyle = (element) => element.matches('link[rel="stylesheet"]');

  const placeStyles = (head) => {
    const wanted = all('link[rel="stylesheet"]', head);
    const there = all('link[rel="stylesheet"]', document.head).filter((link) => !ours(link));
    const added = wanted.filter((link) => !there.some((one) => preview.sameFile(one.href, link.href)));
    const gone = there.filter((link) => !wanted.some((one) => preview.sameFile(one.href, link.href)));
    const arrived = added.map((link) => preview.arrive(document.importNode(link), gone[0] ?? there.at(-1)));
    Promise.allSettled(arrived).then(() => {
      for (const link of gone) link.remove();
    });
  };

  // A script that came by parsing does not run; what this document has not run yet is asked for once more.
  const ran = () => new Set(all("script[src]").map((script) => new URL(script.src).pathname));
  const runScripts = (page, have) => {
    for (const script of all("script[src]", page)) {
      const url = new URL(script.getAttribute("src"), document.baseURI);
      if (have.has(url.pathname)) continue;
      document.head.append(Object.assign(document.createElement("script"), { src: url.href, async: false }));
    }
  };

  const morphHead = (head) => {
    placeStyles(head);
    const plain = (element) =>
      !element.matches("script, style, [http-equiv]") && !isStyle(element) && !ours(element);
    const before = [...document.head.children].filter(plain);
    const after = [...head.children].filter(plain);
    for (const element of before) if (!after.some((one) => one.isEqualNode(element))) element.remove();
    for (const element of after)
      if (!before.some((one) => one.isEqualNode(element)))
        document.head.append(document.importNode(element, true));
  };

  // --- Body ------------------------------------------------------------------------------------

  const blocks =
    "p, li, tr, dt, dd, h1, h2, h3, h4, h5, h6, pre, blockquote, figure, summary, td, article > *";
  const blockOf = (node) =>
    (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(blocks);

  const callbacks = (changed) => {
    const note = (node) => {
      const block = blockOf(node);
      if (block) changed.add(block);
    };
    return {
      beforeNodeRemoved: (node) => {
        if (node.nodeType === Node.ELEMENT_NODE && !node.matches(GROWN)) note(node.parentElement ?? node);
        return true;
      },
      afterNodeAdded: (node) => {
        if (node.nodeType === Node.ELEMENT_NODE || node.nodeValue.trim()) note(node);
      },
      beforeNodeMorphed: (before, after) => {
        if (before.nodeType !== Node.ELEMENT_NODE) {
          if (before.nodeValue !== after.nodeValue && before.parentElement?.tagName !== "SCRIPT")
            note(before);
          return true;
        }
        // Most of a page is as it was, and the browser sees that faster than any script.
        if (before.isEqualNode(after) || before.matches(`${OWN}, ${GROWN}`)) return false;
        if (before.matches("svg")) return morphDrawing(before, after, note);
        // The button that sorts a column.
        const button = before.tagName === "TH" && before.querySelector(":scope > button");
        if (button && !after.querySelector("button")) {
          const made = after.ownerDocument.createElement("button");
          made.type = "button";
          made.append(...after.childNodes);
          after.append(made);
        }
        return true;
      },
      beforeAttributeUpdated: (name, element) => !kept(name, element),
    };
  };

  // A drawing has a thousand parts and no state: it is exchanged whole, within its own element.
  const morphDrawing = (before, after, note) => {
    note(before);
    for (const { name } of [...before.attributes])
      if (!after.hasAttribute(name)) before.removeAttribute(name);
    for (const { name, value } of after.attributes) before.setAttribute(name, value);
    before.replaceChildren(...document.importNode(after, true).childNodes);
    return false;
  };

  const selection = () => {
    const { anchorNode, anchorOffset, focusNode, focusOffset, isCollapsed } = getSelection();
    return () => {
      if (isCollapsed || !anchorNode?.isConnected || !focusNode?.isConnected) return;
      const now = getSelection();
      if (now.anchorNode === anchorNode && now.anchorOffset === anchorOffset && !now.isCollapsed) return;
      const most = (node, offset) => Math.min(offset, node.nodeValue?.length ?? node.childNodes.length);
      now.setBaseAndExtent(
        anchorNode,
        most(anchorNode, anchorOffset),
        focusNode,
        most(focusNode, focusOffset),
      );
    };
  };

  const focus = () => {
    const element = document.activeElement;
    return () => {
      if (element && element !== document.body && element !== document.activeElement && element.isConnected)
        element.focus({ preventScroll: true });
    };
  };

  const rowTexts = () => new Set(all("tr").map((row) => row.textContent));

  /** Makes the document what `html` says; returns the blocks that are different now. */
  preview.morph = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    preview.dress(page);
    const changed = new Set();
    const have = ran();
    const [reselect, refocus] = [selection(), focus()];
    const [tables, rows] = [tableStates(), rowTexts()];
    standIns(page);
    const { lang } = page.documentElement;
    if (document.documentElement.lang !== lang) document.documentElement.lang = lang;
    morphHead(page.head);
    window.Idiomorph.morph(document.body, page.body, {
      morphStyle: "outerHTML",
      callbacks: callbacks(changed),
    });
    for (const element of all('[id^="pm-grown-"]')) element.removeAttribute("id");
    for (const tools of all(".table-tools"))
      if (!tools.nextElementSibling?.matches(".table-scroll")) tools.remove();
    runScripts(page, have);
    window.pmdocsCharts?.update(document);
    document.dispatchEvent(new Event("pmdocs:update"));
    for (const state of tables) restoreTable(state);
    refocus();
    reselect();
    return [...changed].filter(
      (block) => block.isConnected && (block.tagName !== "TR" || !rows.has(block.textContent)),
    );
  };
})(window.pmdocsPreview);
