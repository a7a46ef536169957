// What a reader types, as search terms; terms.py says the same for what is written in pages.
(() => {
  const SIGNS = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const WORD = new RegExp(`[${SIGNS}]+|(?:(?![${SIGNS}])[\\p{L}\\p{N}_])+`, "gu");
  const SIGN = new RegExp(`^[${SIGNS}]`, "u");
  const LONGEST = 40;

  const isSign = (term) => SIGN.test(term);

  /** The terms of a text; of what a reader asks for, a run of signs gives its pairs alone. */
  const terms = (text, asked = false) =>
    (text.normalize("NFKC").toLowerCase().match(WORD) ?? []).flatMap((word) => {
      const signs = [...word];
      if (!isSign(word)) return signs.length > LONGEST ? [] : [word];
      const pairs = signs.slice(1).map((sign, i) => signs[i] + sign);
      return asked && pairs.length ? pairs : [...pairs, signs.at(-1)];
    });

  const FIELDS = ["title", "ids", "headings", "summary", "body"];

  /** How MiniSearch reads an index, and how it ranks what it finds. */
  const options = {
    fields: FIELDS,
    idField: "url",
    storeFields: ["title", "kind", "texts", "weight"],
    tokenize: (text) => terms(text),
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => terms(text, true),
      boost: { title: 8, ids: 6, headings: 3, summary: 2, body: 1 },
      boostDocument: (_url, _term, stored) => stored?.weight ?? 1,
      combineWith: "AND",
      // A single sign is the beginning of the pairs it stands in first.
      prefix: (term) => !isSign(term) || [...term].length === 1,
      fuzzy: (term) => !isSign(term) && term.length > 3 && !/\d/.test(term) && 0.2,
      weights: { prefix: 0.6, fuzzy: 0.25 },
    },
  };

  /** What the parts of an index find, the best first; before all the page that has an id typed whole. */
  const find = (indexes, text, how) => {
    const all = (asked, options) => indexes.flatMap((index) => index.search(asked, options));
    const id = `=${text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "")}`;
    const whole = { fields: ["ids"], tokenize: () => [id], prefix: false, fuzzy: false };
    const named = new Set(all(id, whole).map((one) => one.id));
    const rank = (a, b) => named.has(b.id) - named.has(a.id) || b.score - a.score || (a.id < b.id ? -1 : 1);
    return all(text, how).sort(rank);
  };

  globalThis.pmdocsTerms = { terms, isSign, options, find };
})();
