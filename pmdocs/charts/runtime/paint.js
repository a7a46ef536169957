/* Colours and small drawings that shapes share. */
((pmdocs) => {
  const sentinels = Object.fromEntries(
    Object.entries(pmdocs.tokens).map(([sentinel, token]) => [token, sentinel]),
  );

  /** Returns the real colour of a token or of a sentinel; without `colors` the sentinel stands. */
  pmdocs.colourOf = (colors, value) => {
    const token = Object.hasOwn(pmdocs.tokens, value) ? pmdocs.tokens[value] : value;
    return colors?.[token] ?? sentinels[token] ?? value;
  };

  /* The page's fonts; the engine has none, and a page says its own before it draws. */
  pmdocs.font = "sans-serif";

  /* ECharts gives the parts of a tooltip sizes and weights, so that each would have the engine's own family. */
  const text = globalThis.echarts.graphic.Text.prototype;
  const drawParts = text._updateSubTexts;
  text._updateSubTexts = function () {
    for (const part of Object.values(this.style.rich ?? {})) part.fontFamily ??= pmdocs.font;
    drawParts.call(this);
  };

  pmdocs.textWidth = (text) => globalThis.echarts.format.getTextRect(text, `12px ${pmdocs.font}`).width;

  /** Shortens a text to `room` pixels. */
  pmdocs.cut = (text, room) => {
    if (pmdocs.textWidth(text) <= room) return text;
    const characters = [...text];
    const short = (count) => `${characters.slice(0, count).join("").trimEnd()}…`;
    let [low, high] = [1, characters.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (pmdocs.textWidth(short(middle)) <= room) low = middle;
      else high = middle - 1;
    }
    return short(low);
  };

  /* A word with its space, or a Chinese character with the punctuation that must not begin a line. */
  const PARTS = /[\u2e80-\uffef][，。、；：！？）】」』》”’％…]*|[^\s\u2e80-\uffef]+\s*/gu;

  function broken(parts, room) {
    const lines = [""];
    for (const part of parts) {
      if (lines.at(-1) && pmdocs.textWidth((lines.at(-1) + part).trimEnd()) > room) lines.push("");
      lines[lines.length - 1] += part;
    }
    return lines;
  }

  /* Lines of about the same length read better than a full one with a leftover below. */
  function balanced(parts, room) {
    const lines = broken(parts, room);
    if (lines.length === 1) return lines;
    for (let width = pmdocs.textWidth(parts.join("")) / lines.length; width < room; width += 4) {
      const even = broken(parts, width);
      if (even.length === lines.length) return even;
    }
    return lines;
  }

  /** Breaks a text into lines no wider than `room` pixels, between words or after a Chinese character. */
  pmdocs.wrapped = (text, room, most = 9) => {
    const parts = text.match(PARTS) ?? [];
    const lines = balanced(parts, room);
    if (lines.length <= most) return lines.map((line) => pmdocs.cut(line.trimEnd(), room)).join("\n");
    const full = broken(parts, room);
    const kept = [...full.slice(0, most - 1), full.slice(most - 1).join("")];
    return kept.map((line) => pmdocs.cut(line.trimEnd(), room)).join("\n");
  };

  /** A line of text that keeps its distance from what lies under it by a rim of the page's colour. */
  pmdocs.text = (context, text, x, y, style = {}) => ({
    type: "text",
    silent: true,
    style: {
      text,
      x,
      y,
      fontSize: 12,
      fontFamily: pmdocs.font,
      lineHeight: 15,
      fill: context.colour("text"),
      ...style,
    },
  });

  pmdocs.rim = (context) => ({ stroke: context.colour("surface"), lineWidth: 3 });

  pmdocs.line = (x1, y1, x2, y2, style) => ({
    type: "line",
    silent: true,
    shape: { x1, y1, x2, y2 },
    style: { fill: "none", ...style },
  });
})(globalThis.pmdocs);
