// A card over a link to another page: what it is, where it stands, what it found. site.js brings this
// script when a reader first turns to such a link; a finger opens the link and gets no card.
(() => {
  const assets = new URL(document.querySelector('meta[name="pmdocs-assets"]').content, document.baseURI);
  const root = new URL("..", assets).href;
  const REST = 250; // a pointer that passes by opens nothing
  const LEAVE = 250; // time to cross over to the card

  // --- The data --------------------------------------------------------------------------------

  let known = new Map();

  /** Resolves to what the page in a folder says of itself, or to nothing; the one place that knows from where. */
  const preview = (folder) => {
    if (!known.has(folder)) {
      const script = document.createElement("script");
      const loaded = new Promise((done) => {
        script.onload = () => done(window.pmdocsPreviews?.[decodeURIComponent(folder.slice(root.length))]);
        script.onerror = () => done();
      });
      script.src = `${folder}preview.js`;
      document.head.append(script);
      known.set(
        folder,
        loaded.finally(() => script.remove()),
      );
    }
    return known.get(folder);
  };
  document.addEventListener("pmdocs:update", () => {
    known = new Map();
  });

  // --- The card --------------------------------------------------------------------------------

  const part = (name, text, ...inside) => {
    const made = document.createElement("div");
    made.className = name;
    made.append(...(text ? [text] : []), ...inside);
    return made;
  };

  const card = part("preview");
  card.id = "preview";
  card.popover = "manual";
  card.role = "tooltip";
  document.querySelector("main").append(card); // what is in no landmark is hard to find

  const fill = (data, id) => {
    const item = data.items?.[id];
    const head = part("preview-head", data.kind);
    if (data.status) head.append(part(`badge ${data.status[1]}`, data.status[0]));
    card.lang = data.lang;
    card.replaceChildren(
      ...(head.hasChildNodes() ? [head] : []),
      part("preview-title", item ?? data.title),
      ...(item ? [part("preview-page", data.title)] : []),
      ...(data.text ? [part("preview-text", data.text)] : []),
    );
  };

  const place = (link) => {
    const at = [...link.getClientRects()].at(-1);
    const { width, height } = card.getBoundingClientRect();
    const below = at.bottom + 6;
    const above = at.top - height - 6;
    card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
    card.style.top = `${below + height > innerHeight && above > 0 ? above : below}px`;
  };

  let shown; // the link whose card is open
  let wanted; // the link that a reader is on
  let timer;

  const hide = () => {
    clearTimeout(timer);
    wanted = undefined;
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = undefined;
    card.hidePopover();
  };

  const show = async (link) => {
    const target = new URL(link.href);
    const data = await preview(new URL(".", target).href);
    if (!data || wanted !== link || !link.isConnected) return;
    shown?.removeAttribute("aria-describedby");
    shown = link;
    fill(data, decodeURIComponent(target.hash.slice(1)));
    if (!card.matches(":popover-open")) card.showPopover();
    link.setAttribute("aria-describedby", card.id);
    place(link);
  };

  // --- What readers do -------------------------------------------------------------------------

  const linkOf = (target) => {
    const link = target instanceof Element && target.closest("a.ref");
    return link?.href.startsWith(root) && link.pathname !== location.pathname ? link : null;
  };

  const turnTo = (link, delay) => {
    clearTimeout(timer);
    if (link === shown) return;
    wanted = link;
    timer = setTimeout(show, delay, link);
  };

  const turnAway = () => {
    clearTimeout(timer);
    timer = setTimeout(hide, LEAVE);
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const link = linkOf(target);
    if (link) turnTo(link, REST);
    else if (card.contains(target)) clearTimeout(timer);
    else if ((shown || wanted) && document.activeElement !== shown) turnAway();
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = linkOf(target);
    if (link?.matches(":focus-visible")) turnTo(link, 0);
    else if (shown) hide();
  });
  document.addEventListener("focusout", ({ target }) => {
    if (target === shown) turnAway();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !shown) return;
      event.preventDefault(); // what else is open stays
      event.stopPropagation();
      hide();
    },
    { capture: true },
  );
  const follow = () => {
    if (shown && document.activeElement === shown) place(shown);
    else if (shown) hide();
  };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("pagehide", hide);

  // The link that brought this script.
  const first = linkOf(document.querySelector("a.ref:hover") ?? document.activeElement);
  if (first) turnTo(first, first.matches(":hover") ? REST : 0);
})();
