/* Turns option data into an option for ECharts: names become functions, sentinels become colours.
 *
 * A name is "pm:" and an own property of the registry, and counts at the keys below only, so no text
 * of an author can become anything but text. */
((pmdocs) => {
  const COLOUR = /(?:^|[a-z])color$|^(?:fill|stroke)$/i;

  /* Area, not diameter, is proportional to the value: the diameter is k times its root. */
  const sizes = {
    area: (_context, args) => (value) =>
      Number(args[0] ?? 1) * Math.sqrt(Math.max(0, Number(Array.isArray(value) ? value.at(-1) : value) || 0)),
  };

  function resolve(key, text, context, owner) {
    const [name, ...args] = text.slice(3).split(":");
    if (key === "renderItem")
      return Object.hasOwn(pmdocs.shapes, name) ? pmdocs.shapes[name](owner, context, args) : text;
    if (key === "symbolSize") return Object.hasOwn(sizes, name) ? sizes[name](context, args) : text;
    return pmdocs.format(text, context);
  }

  /* ECharts keeps widths of text in an object without guarding against the names that every object
   * has: a chart with the label "constructor" fails. A sign that nobody sees makes them other words. */
  const INHERITED = new RegExp(
    `(?<!\\w)(?:${Object.getOwnPropertyNames(Object.prototype).join("|")})(?!\\w)`,
    "g",
  );
  const LONGEST = 300;

  function harmless(text) {
    if (text.startsWith("path://")) return text;
    const cut = text.length > LONGEST ? `${[...text].slice(0, LONGEST).join("")}…` : text;
    return cut.replace(INHERITED, (name) => `${name.slice(0, 2)}\u2060${name.slice(2)}`);
  }

  const FUNCTIONS = new Set(["formatter", "valueFormatter", "labelFormatter", "renderItem", "symbolSize"]);

  function copy(value, key, context, owner) {
    if (Array.isArray(value)) return value.map((item) => copy(item, key, context, owner));
    if (typeof value === "string") {
      if (FUNCTIONS.has(key) && value.startsWith("pm:")) return resolve(key, value, context, owner);
      return context.colors && COLOUR.test(key) ? pmdocs.colourOf(context.colors, value) : harmless(value);
    }
    if (value === null || typeof value !== "object") return value;
    const made = {};
    for (const [name, item] of Object.entries(value)) {
      if (name !== "__proto__") made[name] = copy(item, name, context, made);
    }
    return made;
  }

  const list = (value) => (Array.isArray(value) ? value : value ? [value] : []);

  function tooltip(base) {
    const types = new Set(list(base.series).map((series) => series.type));
    const shared = types.has("bar") || types.has("line");
    const grid = list(base.xAxis).some((axis) => axis.show !== false);
    return {
      trigger: shared && grid ? "axis" : "item",
      renderMode: "richText",
      confine: true,
      ...base.tooltip,
    };
  }

  /** Returns a new option; `host` is "build" or "browser", `colors` the real colours by token. */
  pmdocs.prepare = (option, { lang = "en", host = "browser", colors = null, motion = true } = {}) => {
    const context = { lang, colors, colour: (value) => pmdocs.colourOf(colors, value) };
    const made = copy(option, "", context, null);
    const base = made.baseOption ?? made;
    context.base = base;
    context.narrow = made.media?.[0]?.option;
    base.useUTC = true;
    base.animation = host === "browser" && motion;
    // What appears was there before, as a drawing.
    base.animationDuration = 0;
    base.animationDurationUpdate = 180;
    if (host === "browser") base.tooltip = tooltip(base);
    else delete base.tooltip;
    return made;
  };
})(globalThis.pmdocs);
