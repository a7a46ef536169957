/* Timelines: lanes with their names, bars, milestones, and arrows from one to the next. */
((pmdocs) => {
  const HALF = 11;
  const SMALL = 5;
  const NARROW = 480;
  const FAINT = 0.45;
  const shapes = pmdocs.shapes;

  /** A lane: a hairline below it, its name in the gutter. Item: { name, y, height } in pixels of the axis. */
  shapes.lanes = (series, context) => (params, api) => {
    const { name, y, height } = shown(series, context, api, params.dataIndex);
    const { x, width } = params.coordSys;
    const top = api.coord([0, y])[1];
    const bottom = api.coord([0, y + height])[1];
    const text = pmdocs.wrapped(name, x < 20 ? width : x - 26, 3);
    return {
      type: "group",
      silent: true,
      children: [
        pmdocs.line(0, bottom, x + width, bottom, { stroke: context.colour("line"), lineWidth: 1 }),
        ...(y === 0
          ? [pmdocs.line(0, top, x + width, top, { stroke: context.colour("line"), lineWidth: 1 })]
          : []),
        pmdocs.text(context, text, x < 20 ? 2 : 4, top + (x < 20 ? 10 : 16), {
          verticalAlign: "top",
          fontWeight: "bold",
        }),
      ],
    };
  };

  /* How sure a bar is shows in its outline: solid, dashed, dotted. */
  const OUTLINES = { solid: null, dashed: [6, 3], dotted: [2, 3] };
  const TINT = 0.12;
  const FILL = 0.42;

  const part = (box, width, style, radius) => ({
    type: "rect",
    silent: true,
    shape: { ...box, width, r: radius },
    style,
  });

  /* Its fill is what is done of it. */
  function barOf(context, item, box) {
    const color = context.colour(item.itemStyle.color);
    const done = Math.max(0, Math.min(1, item.progress ?? 0)) * box.width;
    const lineDash = Object.hasOwn(OUTLINES, item.pattern) ? OUTLINES[item.pattern] : null;
    const r = Math.min(4, box.height / 2);
    return [
      part(box, box.width, { fill: context.colour("surface") }, r),
      part(box, box.width, { fill: color, opacity: TINT }, r),
      ...(done > 0 ? [part(box, done, { fill: color, opacity: FILL }, r)] : []),
      {
        type: "rect",
        shape: { ...box, r },
        style: { fill: "none", stroke: color, lineWidth: 1.5, lineDash },
      },
    ];
  }

  /* A name beside its item lies on a ground of the page's colour, under which lines between items pass. */
  function nameOf(context, item, api, { from, left, right, y, over }) {
    const ground = { backgroundColor: context.colour("surface"), padding: [1, 3] };
    if (item.side === "over") {
      const text = pmdocs.wrapped(item.name, api.getWidth() - 8, 3);
      return pmdocs.text(context, text, 2, over, {
        ...ground,
        padding: [0, 2, 0, 0],
        verticalAlign: "bottom",
      });
    }
    const beside = (room, x, align) =>
      pmdocs.text(context, pmdocs.wrapped(item.name, room, 2), x, y, {
        ...ground,
        align,
        verticalAlign: "middle",
      });
    if (item.side === "before") return beside(left - from - 6, left - 4, "right");
    if (item.side === "after") return beside(api.getWidth() - right - 8, right + 4, "left");
    return pmdocs.text(context, pmdocs.cut(item.name, right - left - 8), left + 7, y, {
      verticalAlign: "middle",
    });
  }

  /* What a series shows now: a narrow chart has rows of its own. */
  function shown(series, context, api, index) {
    const narrow = api.getWidth() < NARROW;
    const at = context.base.series.findIndex((one) => one.renderItem === series.renderItem);
    return (narrow && context.narrow?.series?.[at]?.data?.[index]) || series.data[index];
  }

  /** A bar from day to day. Value: [start, row, end]; item: name, pattern, progress, side. */
  shapes.span = (series, context) => (params, api) => {
    const item = shown(series, context, api, params.dataIndex);
    const [start, row, end] = item.value;
    const [x, y] = api.coord([start, row]);
    const half = item.side === "over" ? SMALL : HALF;
    const box = { x, y: y - half, width: Math.max(4, api.coord([end, row])[0] - x - 1), height: 2 * half };
    const place = { from: params.coordSys.x, left: x, right: x + box.width, y, over: box.y - 2 };
    return { type: "group", children: [...barOf(context, item, box), nameOf(context, item, api, place)] };
  };

  /** A diamond with its name. Value: [day, row]; item: name, side. */
  shapes.milestone = (series, context) => (params, api) => {
    const item = shown(series, context, api, params.dataIndex);
    const [x, y] = api.coord(item.value);
    const r = item.side === "over" ? SMALL + 1 : 7;
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
    const place = { from: params.coordSys.x, left: x - r, right: x + r, y, over: y - r };
    const name = nameOf(context, item, api, place);
    return { type: "group", children: [{ type: "polygon", shape: { points }, style }, name] };
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
    const emphasis = { style: { opacity: 1, lineWidth: 2.5 } };
    const stroke = { fill: "none", stroke: color, lineWidth: 1.5, lineDash: item.late ? [4, 3] : null };
    return {
      type: "group",
      children: [
        { type: "polyline", shape: { points }, style: { ...stroke, opacity: FAINT }, emphasis },
        { type: "polygon", shape: { points: tip }, style: { fill: color, opacity: FAINT }, emphasis },
      ],
    };
  };
})(globalThis.pmdocs);
