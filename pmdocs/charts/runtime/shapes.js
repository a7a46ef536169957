/* Shapes that ECharts lacks, as factories: (series option, context, words after the name) → renderItem. */
((pmdocs) => {
  const shapes = {};
  pmdocs.shapes = shapes;

  /** A whisker with caps at both ends; "pm:interval:v" stands upright. Values: [low, row, high]. */
  shapes.interval =
    (_series, _context, [direction]) =>
    (_params, api) => {
      const upright = direction === "v";
      const at = (value) => (upright ? api.coord([api.value(1), value]) : api.coord([value, api.value(1)]));
      const [from, to] = [at(api.value(0)), at(api.value(2))];
      const [dx, dy] = upright ? [5, 0] : [0, 5];
      const style = { stroke: api.visual("color"), lineWidth: 2 };
      const ends = [from, to].map(([x, y]) => pmdocs.line(x - dx, y - dy, x + dx, y + dy, style));
      return { type: "group", children: [pmdocs.line(...from, ...to, style), ...ends] };
    };

  const isKnown = (row) => [row[1], row[2]].every((value) => value !== null && value !== undefined);

  /** Splits rows where a value is unknown; a ribbon needs at least two in a row. */
  function runs(rows) {
    const found = [[]];
    for (const row of rows) isKnown(row) ? found.at(-1).push(row) : found.push([]);
    return found.filter((run) => run.length > 1);
  }

  function corners(run, step, coord) {
    const points = (index) =>
      run.flatMap((row, i) => {
        const stepped = step && i > 0 ? [coord([row[0], run[i - 1][index]])] : [];
        return [...stepped, coord([row[0], row[index]])];
      });
    return [...points(2), ...points(1).reverse()];
  }

  /** A ribbon between two lines; "pm:band:step" follows a stepped line. Values: [x, low, high]. */
  shapes.band =
    (series, context, [step]) =>
    (params, api) => {
      if (params.dataIndexInside > 0) return null;
      const style = { fill: context.colour(series.itemStyle.color), opacity: series.itemStyle.opacity };
      const ribbon = (run) => ({
        type: "polygon",
        silent: true,
        shape: { points: corners(run, step === "step", api.coord) },
        style,
      });
      return { type: "group", silent: true, children: runs(series.data).map(ribbon) };
    };
})(globalThis.pmdocs);
