/* Dates of a page's language. Times are milliseconds since 1970 in UTC, as a spec has days and no hours. */
((pmdocs) => {
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const zh = (lang) => lang.startsWith("zh");

  function parts(value) {
    const date = new Date(typeof value === "string" ? `${value.slice(0, 10)}T00:00:00Z` : value);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
  }

  const FULL = {
    year: (t, lang) => (zh(lang) ? `${t.year}年` : `${t.year}`),
    quarter: (t, lang) => {
      const quarter = Math.floor(t.month / 3) + 1;
      return zh(lang) ? `${t.year}年第${quarter}季度` : `Q${quarter} ${t.year}`;
    },
    month: (t, lang) => (zh(lang) ? `${t.year}年${t.month + 1}月` : `${MONTHS[t.month]} ${t.year}`),
    day: (t, lang) =>
      zh(lang) ? `${t.year}年${t.month + 1}月${t.day}日` : `${MONTHS[t.month]} ${t.day}, ${t.year}`,
  };

  const SHORT = {
    year: () => "",
    quarter: (t) => `Q${Math.floor(t.month / 3) + 1}`,
    month: (t, lang) => (zh(lang) ? `${t.month + 1}月` : MONTHS[t.month]),
    day: (t, lang) => (zh(lang) ? `${t.month + 1}月${t.day}日` : `${MONTHS[t.month]} ${t.day}`),
  };

  const BEGINS = { quarter: (t) => t.month < 3, month: (t) => t.month === 0, day: () => false };

  /* On an axis the year is written once, where it begins: below the tick, or above it on a top axis. */
  function tick(t, lang, grain, above, first) {
    if (grain === "year") return FULL.year(t, lang);
    const name = own(SHORT, grain)(t, lang);
    const year = first || own(BEGINS, grain)(t) ? [FULL.year(t, lang)] : [];
    return (above ? [...year, name] : [name, ...year]).join("\n");
  }

  const own = (table, grain) => (Object.hasOwn(table, grain ?? "") ? table[grain] : table.day);

  pmdocs.dates = {
    date: (value, lang, grain) => own(FULL, grain)(parts(value), lang),
    time: (value, lang, grain, above, index) =>
      tick(parts(value), lang, grain, above === "above", index === 0),
  };
})(globalThis.pmdocs);
