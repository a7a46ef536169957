/* Widths of text for the engine, which has no fonts; the table comes from widths.py. */
((pmdocs) => {
  const { from, ascii, ranges, bold } = pmdocs.widths;

  function hundredths(code) {
    const at = code - from;
    return at >= 0 && at < ascii.length ? ascii[at] : ranges.find(([below]) => code < below)[1];
  }

  pmdocs.measureText = (text, font = "") => {
    const size = Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? "12");
    let width = 0;
    for (const character of String(text ?? "")) width += hundredths(character.codePointAt(0));
    return { width: (width * size * (/\b(?:bold|[6-9]00)\b/.test(font) ? bold : 1)) / 100 };
  };
})(globalThis.pmdocs);
