/* Timelines: lanes with their names, bars, milestones, and arrows from one to the next. */
((pmdocs) => {
  const HALF = 11;
  const shapes = pmdocs.shapes;

  /** A lane: a hairline below it, its name in the gutter. Item: { name, y, height } in pixels of the axis. */
  shapes.lanes = (series, context) => (params, api) => {
    const { name, y, height } = series.data[params.dataIndex];
    const { x, width } = params.coordSys;
    const top = api.coord([0, y])[1];
    const bottom = api.coord([0, y + height])[1];
    const text = pmdocs.wrapped(name, x - 12, 3);
    return {
      type: "group",
      silent: true,
      children: [
        pmdocs.line(0, bottom, x + width, bottom, { stroke: context.colour("line"), lineWidth: 1 }),
        ...(y === 0
          ? [pmdocs.line(0, top, x + width, top, { stroke: context.colour("line"), lineWidth: 1 })]
          : []),
        pmdocs.text(context, text, 4, top + 16, { verticalAlign: "top", fontWeight: "bold" }),
      ],
    };
  };

  /* Diagonals across a rectangle, as one path: 45 degrees, every 7 pixels. */
  function hatching({ x, y, width, height }) {
    let path = "";
    for (let from = 7; from < width + height; from += 7) {
      const [x1, y1] = [x + Math.min(from, width), y + Math.max(0, from - width)];
      const [x2, y2] = [x + Math.max(0, from - height), y + Math.min(from, height)];
      path += `M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}`;
    }
    return path;
  }

  const bar = (box, style) => ({
    type: "rect",
    shape: { ...box, r: 4 },
    style: { lineWidth: 1.5, ...style },
  });

  /* How sure a bar is shows in its fill and in its outline: solid, hatched, dotted. */
  const PATTERNS = {
    solid: (_context, box, color) => [bar(box, { fill: color, stroke: color })],
    hatched: (context, box, color) => [
      bar(box, { fill: context.colour("surface"), stroke: color }),
      {
        type: "path",
        silent: true,
        shape: { d: hatching(box) },
        style: { fill: "none", stroke: color, lineWidth: 1, opacity: 0.28 },
      },
    ],
    dotted: (context, box, color) => [
      bar(box, { fill: context.colour("surface"), stroke: color, lineDash: [2, 3] }),
    ],
  };

  /** Where the next thing in the same row begins, or the end of the plot. */
  function limit(context, params, api, row, from) {
    const items = context.base.series.filter((series) => series.bounds).flatMap((series) => series.data);
    const later = items.map((item) => item.value).filter((value) => value[1] === row && value[0] > from);
    const area = params.coordSys;
    return Math.min(area.x + area.width, ...later.map((value) => api.coord(value)[0] - 10));
  }

  /* Inside the bar where the name fits or nearly does, else after it as far as there is room. */
  function title(context, item, box, end) {
    const width = pmdocs.textWidth(item.name);
    const y = box.y + box.height / 2;
    const inside = box.width - 14;
    const after = end - box.x - box.width - 6;
    if (width <= inside || inside >= Math.max(24, after)) {
      const solid = item.pattern === "solid";
      const fill = context.colour(solid ? "surface" : "text");
      return [
        pmdocs.text(context, pmdocs.cut(item.name, inside), box.x + 7, y, {
          verticalAlign: "middle",
          fill,
          ...(solid ? {} : pmdocs.rim(context)),
        }),
      ];
    }
    if (after < 20) return [];
    return [
      pmdocs.text(context, pmdocs.cut(item.name, after), box.x + box.width + 6, y, {
        verticalAlign: "middle",
        ...pmdocs.rim(context),
      }),
    ];
  }

  /** A bar from day to day. Value: [start, row, end]; item: name, pattern. */
  shapes.span = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const [start, row, end] = item.value;
    const [x, y] = api.coord([start, row]);
    const right = api.coord([end, row])[0];
    const box = { x, y: y - HALF, width: Math.max(4, right - x - 1), height: 2 * HALF };
    const draw = Object.hasOwn(PATTERNS, item.pattern) ? PATTERNS[item.pattern] : PATTERNS.solid;
    const color = context.colour(item.itemStyle.color);
    return {
      type: "group",
      children: [
        ...draw(context, box, color),
        ...title(context, item, box, limit(context, params, api, row, start)),
      ],
    };
  };

  /** Where what comes before in the same row ends with its name, or the plot begins. */
  function taken(context, params, api, [day, row]) {
    const items = context.base.series.filter((series) => series.bounds).flatMap((series) => series.data);
    const earlier = items.filter((item) => item.value[1] === row && item.value[0] < day);
    const ends = earlier.map(
      (item) => api.coord([item.value[2] ?? item.value[0], row])[0] + pmdocs.textWidth(item.name) + 20,
    );
    return Math.max(params.coordSys.x, ...ends);
  }

  /* After its sign; before it where only there is room for the whole name, as at the end of the plot. */
  function beside(context, item, [x, y], gap, [from, to]) {
    const width = pmdocs.textWidth(item.name);
    const room = to - x - gap;
    const style = { verticalAlign: "middle", ...pmdocs.rim(context) };
    if (width > room && width <= x - gap - from) {
      return [pmdocs.text(context, item.name, x - gap, y, { ...style, align: "right" })];
    }
    return room < 20 ? [] : [pmdocs.text(context, pmdocs.cut(item.name, room), x + gap, y, style)];
  }

  /** A diamond with its name. Value: [day, row]. */
  shapes.milestone = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const [x, y] = api.coord(item.value);
    const r = 7;
    const points = [
      [x, y - r],
      [x + r, y],
      [x, y + r],
      [x - r, y],
    ];
    const style = {
      fill: context.colour(item.itemStyle.color),
      stroke: context.colour("surface"),
      lineWidth: 1.5,
    };
    const name = beside(context, item, [x, y], r + 4, [
      taken(context, params, api, item.value),
      limit(context, params, api, item.value[1], item.value[0]),
    ]);
    return { type: "group", children: [{ type: "polygon", shape: { points }, style }, ...name] };
  };

  /* Right, down, right; where the next begins before there is room, back through the gap between rows. */
  function route([x1, y1], [x2, y2]) {
    if (x2 - x1 >= 16)
      return [
        [x1, y1],
        [x1 + 8, y1],
        [x1 + 8, y2],
        [x2, y2],
      ];
    const gap = y1 + Math.sign(y2 - y1 || 1) * (HALF + 4);
    return [
      [x1, y1],
      [x1 + 8, y1],
      [x1 + 8, gap],
      [x2 - 10, gap],
      [x2 - 10, y2],
      [x2, y2],
    ];
  }

  /** An arrow with square corners. Value: [end of one, its row, start of the next, its row]; dashed when late. */
  shapes.elbow = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const [x1, y1, x2, y2] = item.value;
    const to = api.coord([x2, y2]);
    const points = route(api.coord([x1, y1]), [to[0] - 2, to[1]]);
    const color = context.colour(item.color);
    const tip = [to, [to[0] - 6, to[1] - 4], [to[0] - 6, to[1] + 4]];
    return {
      type: "group",
      silent: true,
      children: [
        {
          type: "polyline",
          shape: { points },
          style: { fill: "none", stroke: color, lineWidth: 1.5, lineDash: item.late ? [4, 3] : null },
        },
        { type: "polygon", shape: { points: tip }, style: { fill: color } },
      ],
    };
  };
})(globalThis.pmdocs);
