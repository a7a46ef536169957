// What a reader may do with a chart: save it as a picture, copy its address, look at it on the whole screen.
(() => {
  const charts = window.pmdocsCharts;

  /** A drawing that stands alone: colours and fonts of the page written into it. */
  const picture = (figure) => {
    const box = figure.querySelector(".chart-box");
    const source = charts.picture(figure);
    const { width, height } = source.viewBox.baseVal?.width
      ? source.viewBox.baseVal
      : source.getBoundingClientRect();
    const style = getComputedStyle(box);
    const copy = source.cloneNode(true);
    for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width, height })) {
      copy.setAttribute(name, value);
    }
    copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
    copy.setAttribute("font-family", style.fontFamily);
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ width, height, fill: "var(--surface)" }))
      ground.setAttribute(name, value);
    copy.prepend(ground);
    const text = new XMLSerializer().serializeToString(copy);
    const real = text.replace(/var\((--[\w-]+)\)/g, (_, token) => {
      box.style.setProperty("outline-color", `var(${token})`);
      const colour = charts.rgb(getComputedStyle(box).outlineColor);
      box.style.removeProperty("outline-color");
      return colour;
    });
    return { text: real, width, height };
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const bitmap = async ({ text, width, height }) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const name = (figure, ending) => `${figure.id || "chart"}.${ending}`;

  const close = (button) => button.closest("[popover]")?.hidePopover?.();

  const svg = (figure, button) => {
    close(button);
    save(new Blob([picture(figure).text], { type: "image/svg+xml" }), name(figure, "svg"));
  };

  const png = async (figure, button) => {
    close(button);
    save(await bitmap(picture(figure)), name(figure, "png"));
  };

  // --- The address -----------------------------------------------------------------------------

  /** Puts a text on the clipboard; where the page is not secure, in the old way. */
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.querySelector(":popover-open")?.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };

  const link = async (figure, button) => {
    await copy(`${location.href.split("#")[0]}#${figure.id}`);
    const label = button.querySelector("span");
    const before = label.textContent;
    const status = button.parentNode.querySelector("[role=status]");
    label.textContent = button.dataset.done;
    status.textContent = button.dataset.done;
    setTimeout(() => {
      label.textContent = before;
      status.textContent = "";
    }, 2_000);
  };

  // --- The whole screen ------------------------------------------------------------------------

  // Where the browser has no full screen for a part of a page, the chart fills the window instead.
  const fitted = (figure) => {
    const button = figure.querySelector('[data-chart-action="full"]');
    button?.setAttribute("aria-pressed", figure.matches(":fullscreen, [data-full]"));
    charts.refit(figure);
  };

  const fill = (figure, yes) => {
    figure.toggleAttribute("data-full", yes);
    fitted(figure);
  };

  const full = (figure) => {
    if (document.fullscreenElement) return document.exitFullscreen();
    if (figure.hasAttribute("data-full")) return fill(figure, false);
    if (figure.requestFullscreen && document.fullscreenEnabled)
      return figure.requestFullscreen().catch(() => fill(figure, true));
    return fill(figure, true);
  };

  document.addEventListener("fullscreenchange", ({ target }) => {
    if (target.matches?.("figure.chart")) fitted(target);
  });
  document.addEventListener("keydown", ({ key }) => {
    const figure = key === "Escape" && document.querySelector("figure.chart[data-full]");
    if (figure) fill(figure, false);
  });

  window.pmdocsChartTools = { png, svg, link, full };
})();
