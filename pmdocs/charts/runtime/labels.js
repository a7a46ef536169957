/* Names beside dots, placed so that they cover neither each other nor a dot nor the edge of the chart. */
((pmdocs) => {
  const LINE = 15;
  const GAP = 4;
  const LINES = 4;
  const HERE = "pm placed";

  /** Places to try, best first: beside the dot, above, below, then a line or two away. */
  function* candidates(dot, { width, height }) {
    const r = dot.r + GAP;
    const right = dot.x + r;
    const left = dot.x - r - width;
    const middle = dot.x - width / 2;
    const level = dot.y - height / 2;
    yield { x: right, y: level };
    yield { x: left, y: level };
    yield { x: middle, y: dot.y - r - height + 2 };
    yield { x: middle, y: dot.y + r - 2 };
    for (const step of [1, 2, 3, 4]) {
      for (const sign of [-1, 1]) {
        const y = level + sign * (LINE * step - 2);
        yield { x: right, y };
        yield { x: left, y };
        yield { x: middle, y: dot.y + sign * (r + LINE * step) - height / 2 };
      }
    }
  }

  function overlap(a, b) {
    const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    return width > 0 && height > 0 ? width * height : 0;
  }

  const outside = (box, area) => box.width * box.height - overlap(box, area);

  function best(dot, size, taken, area) {
    let chosen;
    let least = Number.POSITIVE_INFINITY;
    let rank = 0;
    for (const at of candidates(dot, size)) {
      const box = { ...at, ...size };
      const cost =
        taken.reduce((sum, other) => sum + overlap(box, other), 0) + 4 * outside(box, area) + rank++;
      if (cost < least) [chosen, least] = [box, cost];
    }
    return chosen;
  }

  const boxOf = ({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

  function dotsOf(context, api) {
    const narrow = api.getWidth() <= 480;
    return context.base.series.flatMap((series, index) => {
      if (series.type !== "scatter" || !series.labelled) return [];
      const size = (narrow && context.narrow?.series?.[index]?.symbolSize) || series.symbolSize || 12;
      return series.data.map((item) => {
        const [x, y] = api.coord(item.value);
        return {
          x,
          y,
          r: (typeof size === "function" ? size(item.value) : size) / 2,
          name: item.name,
          group: series.name,
        };
      });
    });
  }

  function placed(context, params, api) {
    const { x, y, width, height } = params.coordSys;
    const area = { x, y, width: api.getWidth() - x - 2, height };
    const dots = dotsOf(context, api);
    const around = [pmdocs.zoneNames, pmdocs.markLines].flatMap((boxes) => boxes(context, params, api));
    const taken = [...dots.map(boxOf), ...around];
    const names = [];
    return dots.flatMap((dot) => {
      const lines = pmdocs.wrapped(dot.name, Math.min(200, width * 0.4), LINES).split("\n");
      const size = { width: Math.max(...lines.map(pmdocs.textWidth)) + 2, height: LINE * lines.length };
      const box = best(dot, size, taken, area);
      // A name without room of its own is left to the tooltip and the table.
      if (names.some((other) => overlap(box, other) > 0)) return [];
      names.push(box);
      taken.push(box);
      return [{ ...dot, text: lines.join("\n"), box }];
    });
  }

  /* A name that had to move away is tied to its dot. */
  function leader(context, { x, y, r, box }) {
    const near = {
      x: Math.min(Math.max(x, box.x), box.x + box.width),
      y: Math.min(Math.max(y, box.y), box.y + box.height),
    };
    if (Math.hypot(near.x - x, near.y - y) < r + GAP + 6) return [];
    return [pmdocs.line(x, y, near.x, near.y, { stroke: context.colour("muted"), lineWidth: 1 })];
  }

  /* Aligned on the side of its dot: where the text is a little wider or narrower than thought, it still clears it. */
  function name(context, { x, text, box }) {
    const right = box.x + box.width;
    const [at, align] =
      right <= x ? [right, "right"] : box.x >= x ? [box.x, "left"] : [box.x + box.width / 2, "center"];
    return pmdocs.text(context, text, at, box.y + box.height / 2, {
      align,
      verticalAlign: "middle",
      ...pmdocs.rim(context),
    });
  }

  /** Draws the names of the dots of the scatter series with the same name; all groups are placed together. */
  pmdocs.shapes.labels = (series, context) => (params, api) => {
    const size = [api.getWidth(), api.getHeight(), ...Object.values(params.coordSys)].join();
    if (context[HERE]?.size !== size) context[HERE] = { size, dots: placed(context, params, api) };
    const mine = context[HERE].dots.filter((dot) => dot.group === series.name);
    const children = mine.flatMap((dot) => [...leader(context, dot), name(context, dot)]);
    return { type: "group", silent: true, children };
  };
})(globalThis.pmdocs);
