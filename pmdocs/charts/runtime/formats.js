/* Number formats of a page's language, the same in the engine and in the browser; neither may need Intl. */
((pmdocs) => {
  const UNKNOWN = "–";
  const MINUS = "−";

  /* Round half away from zero on the 15 digits that a spreadsheet keeps, as pmdocs/rounding.py does. */
  function digitsOf(value, digits) {
    const size = Math.abs(value);
    const exact = Number.isInteger(size) ? size : Number(size.toPrecision(15));
    const [mantissa, exponent] = exact.toExponential().split("e");
    const all = mantissa.replace(".", "");
    const point = Number(exponent) + 1 + digits;
    if (point < 0) return "0".repeat(digits + 1);
    let kept = BigInt(all.slice(0, point).padEnd(point, "0") || "0");
    if (all.slice(point) >= "5") kept += 1n;
    return kept.toString().padStart(digits + 1, "0");
  }

  function fixed(value, digits = 1) {
    const all = digitsOf(value, digits);
    const whole = all.slice(0, all.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
    const text = digits ? `${whole}.${all.slice(-digits)}` : whole;
    return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
  }

  function number(value, digits = 1) {
    const text = fixed(value, digits);
    return digits ? text.replace(/\.?0+$/, "") : text;
  }

  const signed = (value, text) => (value > 0 && /[1-9]/.test(text) ? `+${text}` : text);

  function rate(value, digits) {
    const small = value !== 0 && Math.abs(value) < 0.01;
    return `${fixed(value * 100, digits ?? (small ? 2 : 1))}%`;
  }

  const STEPS = {
    en: [
      [1e12, "T"],
      [1e9, "B"],
      [1e6, "M"],
      [1e3, "K"],
    ],
    zh: [
      [1e12, "万亿"],
      [1e8, "亿"],
      [1e4, "万"],
    ],
  };

  function compact(value, lang, digits = 1) {
    const steps = STEPS[lang.startsWith("zh") ? "zh" : "en"];
    const at = steps.findIndex(([size]) => Math.abs(value) >= size);
    if (at < 0) return number(value, Math.abs(value) >= 1000 ? digits : 2).replace(",", "");
    // What rounds up to the next unit is written in that unit: 1M, not 1,000K.
    const next = steps[at - 1];
    const full =
      next &&
      Number(fixed(Math.abs(value) / steps[at][0], digits).replace(",", "")) * steps[at][0] >= next[0];
    const [size, unit] = full ? next : steps[at];
    return number(value / size, digits) + unit;
  }

  const SIGNS = {
    en: "CNY CN¥ USD $ EUR € GBP £ JPY ¥ KRW ₩ INR ₹ HKD HK$ TWD NT$ AUD A$ CAD CA$ NZD NZ$ BRL R$ MXN MX$ VND ₫ ILS ₪",
    zh: "CNY ¥ USD US$ EUR € GBP £ JPY JP¥ KRW ₩ INR ₹ HKD HK$ TWD NT$ AUD AU$ CAD CA$ NZD NZ$ BRL R$ MXN MX$ VND ₫ ILS ₪",
  };

  function sign(currency, lang) {
    const all = SIGNS[lang.startsWith("zh") ? "zh" : "en"].split(" ");
    const at = all.indexOf(currency);
    return at < 0 ? currency : all[at + 1];
  }

  function money(value, lang, currency, digits) {
    const amount =
      digits === "compact" ? compact(Math.abs(value), lang) : fixed(Math.abs(value), Number(digits ?? 0));
    return (value < 0 && /[1-9]/.test(amount) ? MINUS : "") + sign(currency ?? "", lang) + amount;
  }

  /* An axis has little room: full numbers up to five digits, then K and M or 万 and 亿. */
  const short = (value, lang) => (Math.abs(value) < 1e5 ? number(value, 4) : compact(value, lang, 2));

  const points = (lang) => (lang.startsWith("zh") ? " 个百分点" : " pp");

  const TICKS = {
    rate: (value) => `${number(value * 100, 2)}%`,
    signed_rate: (value) => signed(value, `${number(value * 100, 2)}%`),
    pp: (value, lang, bare) => signed(value, number(value * 100, 2)) + (bare ? "" : points(lang)),
    signed: (value, lang) => signed(value, short(value, lang)),
    money: (value, lang, currency) => money(value, lang, currency, Math.abs(value) < 1e5 ? 0 : "compact"),
  };

  const whole = (text, otherwise) => (text === undefined || text === "" ? otherwise : Number(text));

  /* Each takes a number, the language and the words after its name: "pm:rate:1" calls rate(value, lang, "1"). */
  pmdocs.numbers = {
    count: (value) => fixed(value, 0),
    number: (value, _lang, digits, unit) => number(value, whole(digits, 1)) + (unit ? ` ${unit}` : ""),
    fixed: (value, _lang, digits, unit) => fixed(value, whole(digits, 1)) + (unit ? ` ${unit}` : ""),
    fixed2: (value) => fixed(value, 2),
    score: (value) => fixed(value, 1),
    signed: (value, _lang, digits) => signed(value, fixed(value, whole(digits, 1))),
    rate: (value, _lang, digits) => rate(value, whole(digits)),
    signed_rate: (value, _lang, digits) => signed(value, rate(value, whole(digits))),
    pp: (value, lang, digits) => signed(value, fixed(value * 100, whole(digits, 1))) + points(lang),
    p: (value) => (value < 0.001 ? "<0.001" : fixed(value, 3)),
    compact: (value, lang, digits) => compact(value, lang, whole(digits, 1)),
    money: (value, lang, currency, digits) => money(value, lang, currency, digits),
    tick: (value, lang, kind, more) =>
      Object.hasOwn(TICKS, kind ?? "") ? TICKS[kind](value, lang, more) : short(value, lang),
  };
  pmdocs.UNKNOWN = UNKNOWN;
})(globalThis.pmdocs);
