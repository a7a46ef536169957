// Brings charts to life. A page shows its charts as drawings; when a reader turns to one, ECharts is
// loaded and takes its place, at the same size: tooltips, a legend to click, arrow keys.
(() => {
  const script = document.currentScript;
  const meta = document.querySelector('meta[name="pmdocs-assets"]')?.content;
  const assets = meta ? new URL(meta, document.baseURI) : new URL(".", script.src);
  const SCRIPTS = ["echarts.min.js", "charts-runtime.js"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const live = new Map();

  // --- Loading ---------------------------------------------------------------------------------

  const add = (name) =>
    new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = new URL(name, assets);
      element.onload = done;
      element.onerror = () => failed(new Error(`${name} could not be loaded`));
      document.head.append(element);
    });

  let loading;
  const load = () => {
    loading ??= SCRIPTS.reduce((before, name) => before.then(() => add(name)), Promise.resolve());
    return loading;
  };

  // --- Colours and sizes -----------------------------------------------------------------------

  // Tokens may be written in any CSS colour; ECharts calculates with RGB.
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (css) => {
    if (/^rgba?\(/.test(css)) return css;
    paint.clearRect(0, 0, 1, 1);
    paint.fillStyle = css;
    paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
    return a === 255 ? `rgb(${r},${g},${b})` : `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
  };

  const colours = (box) => {
    const probe = document.createElement("i");
    probe.style.display = "none";
    box.append(probe);
    const found = {};
    for (const token of Object.values(window.pmdocs.tokens)) {
      probe.style.color = `var(--${token})`;
      found[token] = rgb(getComputedStyle(probe).color);
    }
    probe.remove();
    return found;
  };

  const drawings = (box) => [
    ...box.querySelectorAll(":scope > .chart-wide > svg, :scope > .chart-narrow > svg"),
  ];
  const shown = (box) => drawings(box).find((svg) => svg.getClientRects().length);

  const widthOf = (box) => box.getBoundingClientRect().width;

  const isFull = (figure) => figure.matches(":fullscreen, [data-full]");

  // The live chart is as large as the drawing would be, so the page does not move.
  const size = (box) => {
    const [wide, narrow] = drawings(box);
    const room = widthOf(box);
    if (isFull(box.parentNode)) {
      box.style.height = "";
      const least = narrow ? 0 : wide.viewBox.baseVal.height;
      return {
        width: narrow ? room : Math.max(room, wide.viewBox.baseVal.width),
        height: Math.max(least, box.clientHeight),
      };
    }
    if (!narrow)
      return { width: Math.max(room, wide.viewBox.baseVal.width), height: wide.viewBox.baseVal.height };
    const { width, height } = (room < 480 ? narrow : wide).viewBox.baseVal;
    return { width: room, height: (height / width) * room };
  };

  // --- Life ------------------------------------------------------------------------------------

  const prepared = (one) =>
    window.pmdocs.prepare(JSON.parse(one.text), {
      lang: one.figure.dataset.lang || document.documentElement.lang || "en",
      host: "browser",
      colors: colours(one.box),
      motion: !calm.matches,
    });

  const look = (one) => window.pmdocs.theme(colours(one.box));

  const still = (one, yes) => {
    for (const svg of drawings(one.box)) svg.parentNode.style.display = yes ? "" : "none";
    one.layer.style.display = yes ? "none" : "";
    one.box.style.height = yes ? "" : `${one.height}px`;
  };

  const layerFor = (box) => {
    const layer = document.createElement("div");
    layer.className = "chart-live";
    layer.setAttribute("role", "img");
    layer.setAttribute("aria-label", drawings(box)[0].getAttribute("aria-label"));
    return layer;
  };

  const fit = (one) => {
    one.layer.style.height = "0"; // what it had must not make its own room
    const { width, height } = size(one.box);
    one.room = widthOf(one.box);
    one.height = isFull(one.figure) ? height : height + one.rest;
    one.layer.style.width = `${width}px`;
    one.layer.style.height = `${height}px`;
    one.box.style.height = `${one.height}px`;
    return { width, height };
  };

  const isNarrow = (one) => one.chart.getWidth() < 480;

  /** Shows an option that keeps nothing of the one before but what a reader has hidden in the legend. */
  const exchange = (one, option) => {
    const legend = one.chart.getOption().legend?.map(({ selected }) => ({ selected }));
    one.chart.setOption(option, { notMerge: true });
    if (legend?.length && (option.baseOption ?? option).legend) one.chart.setOption({ legend });
  };

  const start = (figure, text) => {
    const box = figure.querySelector(".chart-box");
    const svg = box && shown(box);
    if (!svg) return;
    window.pmdocs.font = getComputedStyle(box).fontFamily;
    const rest = isFull(figure) ? 0 : box.getBoundingClientRect().height - svg.getBoundingClientRect().height;
    const one = { figure, box, text, rest, layer: layerFor(box), at: -1 };
    box.append(one.layer);
    one.chart = window.echarts.init(one.layer, look(one), { renderer: "svg", ...fit(one) });
    one.chart.setOption(prepared(one));
    still(one, false);
    one.watch = new ResizeObserver(() => {
      if (widthOf(box) === one.room || one.layer.style.display) return;
      const before = isNarrow(one);
      one.chart.resize(fit(one));
      // ECharts merges what is narrow's own into the option and never takes it out again.
      if (before && !isNarrow(one)) exchange(one, prepared(one));
    });
    one.watch.observe(box);
    live.set(figure, one);
  };

  /** Fits a chart to another place of its figure, such as the whole screen. */
  const refit = async (figure) => {
    await wake(figure);
    const one = live.get(figure);
    if (!one) return;
    const before = isNarrow(one);
    one.chart.resize(fit(one));
    if (before && !isNarrow(one)) exchange(one, prepared(one));
  };

  const stop = (one) => {
    one.watch.disconnect();
    one.said?.remove();
    one.chart.dispose();
    one.layer.remove();
    still(one, true);
    live.delete(one.figure);
  };

  const textOf = (figure) => figure.querySelector("script.chart-option")?.textContent;

  const wake = async (figure) => {
    const text = figure && textOf(figure);
    if (!text || figure.dataset.chart || live.has(figure)) return;
    figure.dataset.chart = "loading";
    try {
      await load();
      if (figure.isConnected) start(figure, textOf(figure));
      delete figure.dataset.chart;
    } catch (error) {
      // The drawing stays, and is not tried again.
      figure.dataset.chart = "still";
      console.warn(error.message);
    }
  };

  const recolour = () => {
    for (const one of live.values()) {
      // A new theme starts the chart afresh; what a reader has hidden stays hidden.
      const legend = one.chart.getOption().legend?.map(({ selected }) => ({ selected }));
      one.chart.setTheme(look(one));
      one.chart.setOption(prepared(one));
      if (legend?.length) one.chart.setOption({ legend });
    }
  };

  // --- What readers do -------------------------------------------------------------------------

  const figureOf = (event) => event.target instanceof Element && event.target.closest("figure.chart");
  for (const name of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(name, (event) => wake(figureOf(event)), { passive: true });
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) wake(entry.target);
    },
    { rootMargin: "200px" },
  );
  let awake = false;
  const observe = (root) => {
    if (awake) for (const figure of root.querySelectorAll("figure.chart")) near.observe(figure);
  };
  const rouse = () => {
    if (awake) return;
    awake = true;
    observe(document);
  };
  for (const name of ["scroll", "pointerdown", "keydown"]) {
    addEventListener(name, rouse, { once: true, passive: true, capture: true });
  }

  // Arrow keys go from one value to the next, Escape lets go. What the tooltip shows is said as well.
  const places = (chart) =>
    (chart.getOption().series ?? []).flatMap((series, seriesIndex) =>
      series.silent || series.tooltip?.show === false
        ? []
        : (series.data ?? []).map((_, dataIndex) => ({ seriesIndex, dataIndex })),
    );

  /** The words of the open tooltip, without the marks of its style. */
  const tip = (chart) => {
    const open = chart.getZr().storage.getRoots();
    const text = open.findLast((one) => one.type === "text" && one.style.rich && !one.ignore)?.style.text;
    return (text ?? "")
      .replace(/\{[\w-]*\|([^}]*)\}/g, "$1 ")
      .replace(/\s+/g, " ")
      .trim();
  };

  const say = (one, text) => {
    if (!one.said) {
      one.said = document.createElement("p");
      one.said.className = "sr-only";
      one.said.setAttribute("aria-live", "polite");
      one.figure.append(one.said);
    }
    one.said.textContent = text;
  };

  const leave = (one) => {
    if (one.at >= 0) one.chart.dispatchAction({ type: "downplay" });
    one.at = -1;
  };

  const step = (one, all, key) => {
    const to = { ArrowRight: one.at + 1, ArrowLeft: one.at - 1, Home: 0, End: all.length - 1 }[key];
    leave(one);
    one.at = (Math.max(to, -1) + all.length) % all.length;
    one.chart.dispatchAction({ type: "highlight", ...all[one.at] });
    one.chart.dispatchAction({ type: "showTip", ...all[one.at] });
    say(one, tip(one.chart));
  };

  document.addEventListener("keydown", (event) => {
    const one = live.get(figureOf(event));
    if (!one || event.target !== one.box || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      one.chart.dispatchAction({ type: "hideTip" });
      leave(one);
    }
    if (!["ArrowRight", "ArrowLeft", "Home", "End"].includes(event.key)) return;
    const all = places(one.chart);
    if (!all.length) return;
    step(one, all, event.key);
    event.preventDefault();
  });
  document.addEventListener("focusout", (event) => {
    const one = live.get(figureOf(event));
    if (!one || event.target !== one.box || one.at < 0) return;
    one.chart.dispatchAction({ type: "hideTip" });
    leave(one);
  });

  new MutationObserver(recolour).observe(document.documentElement, {
    attributeFilter: ["data-theme", "class"],
  });
  dark.addEventListener("change", recolour);

  // Paper gets the drawings: they fit any width.
  const print = (yes) => {
    for (const one of live.values()) still(one, yes);
  };
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  // --- What a reader may do with a chart: a script of its own, brought by the first click -------

  let tools;
  document.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element && target.closest("[data-chart-action]");
    const figure = button?.closest("figure.chart");
    if (!figure) return;
    tools ??= add("chart-tools.js");
    await tools;
    window.pmdocsChartTools[button.dataset.chartAction](figure, button);
  });

  // --- For the live preview --------------------------------------------------------------------

  const plain = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  const list = (value) => (Array.isArray(value) ? value : [value]);

  // Merging keeps what the new option does not mention; so nothing that was there may be missing in it.
  const covers = (before, after) =>
    Object.keys(before).every(
      (key) =>
        key in after && (!plain(before[key]) || (plain(after[key]) && covers(before[key], after[key]))),
    );
  const coversAll = (before = {}, after = {}) =>
    Object.keys(before).every((key) => {
      const [olds, news] = [list(before[key]), list(after[key])];
      return (
        key in after &&
        olds.length <= news.length &&
        olds.every(
          (old, i) => !plain(old) || (plain(news[i]) && old.type === news[i].type && covers(old, news[i])),
        )
      );
    });

  /** Shows another option in the same chart: what both have moves over, anything else is exchanged at once. */
  const change = (one, text) => {
    const before = prepared(one);
    one.text = text;
    const after = prepared(one);
    const [old, now] = [before.baseOption ?? before, after.baseOption ?? after];
    const merge = coversAll(old, now) && coversAll(before.media?.[0]?.option, after.media?.[0]?.option ?? {});
    one.layer.setAttribute("aria-label", drawings(one.box)[0].getAttribute("aria-label"));
    const { width, height } = fit(one);
    if (width !== one.chart.getWidth() || height !== one.chart.getHeight())
      one.chart.resize({ width, height });
    if (merge) one.chart.setOption(after);
    else exchange(one, after);
    one.at = -1;
  };

  /** Follows a change of the page below `root`: new figures, new options, figures that are gone. */
  const update = (root = document) => {
    observe(root);
    for (const one of [...live.values()]) {
      const text = textOf(one.figure);
      if (text && one.layer.isConnected && drawings(one.box).length) {
        still(one, one.layer.style.display === "none");
        if (text !== one.text) change(one, text);
      } else {
        stop(one);
        if (text && one.figure.isConnected) start(one.figure, text);
      }
    }
  };

  window.pmdocsCharts = {
    update,
    refit,
    rgb,
    picture: (figure) =>
      live.get(figure)?.layer.querySelector("svg") ?? shown(figure.querySelector(".chart-box")),
  };
})();
