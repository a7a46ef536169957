/* Zones and marks: areas and lines that reach across the plot, with their names placed where they fit. */
((pmdocs) => {
  const known = (value) => value !== null && value !== undefined;

  /** Pixel of a value on an axis (0: x, 1: y); the ends of the plot where the value is unknown. */
  function pixel(api, area, dimension, value, otherwise) {
    if (!known(value)) return otherwise;
    const point = dimension === 0 ? [value, api.value(1)] : [api.value(0), value];
    const low = dimension === 0 ? area.x : area.y;
    const size = dimension === 0 ? area.width : area.height;
    return Math.min(low + size, Math.max(low, api.coord(point)[dimension]));
  }

  function rectangle(api, area, [x0, x1], [y0, y1]) {
    const xs = [pixel(api, area, 0, x0, area.x), pixel(api, area, 0, x1, area.x + area.width)];
    const ys = [pixel(api, area, 1, y0, area.y + area.height), pixel(api, area, 1, y1, area.y)];
    return edges(xs, ys, area, { x0, x1, y0, y1 });
  }

  /* On an inverse axis the open side is the other edge of the plot. */
  function edges(xs, ys, area, { x0, x1, y0, y1 }) {
    const flip = (pair, low, high, first, second, reversed) => {
      if (!reversed) return pair;
      return [known(first) ? pair[0] : high, known(second) ? pair[1] : low];
    };
    const right = area.x + area.width;
    const bottom = area.y + area.height;
    const [a, b] = flip(xs, area.x, right, x0, x1, area.inverseX);
    const [c, d] = flip(ys, area.y, bottom, y0, y1, area.inverseY);
    const [x, y] = [Math.min(a, b), Math.min(c, d)];
    return { x, y, width: Math.abs(a - b), height: Math.abs(c - d) };
  }

  const isInverse = (axis) => Boolean((Array.isArray(axis) ? axis[0] : axis)?.inverse);

  function areaOf(params, context) {
    const { x, y, width, height } = params.coordSys;
    return {
      x,
      y,
      width,
      height,
      inverseX: isInverse(context.base.xAxis),
      inverseY: isInverse(context.base.yAxis),
    };
  }

  const PAD = 8;
  const RIM = 2;

  function corner(context, item, box) {
    const [vertical, horizontal = "center"] = item.corner.split(" ");
    const x = { left: box.x + PAD, right: box.x + box.width - PAD, center: box.x + box.width / 2 }[
      horizontal
    ];
    const y = vertical === "top" ? box.y + PAD : box.y + box.height - PAD;
    const style = { align: horizontal, verticalAlign: vertical, fill: context.colour("muted") };
    return pmdocs.text(context, pmdocs.cut(item.text, box.width - 2 * PAD), x, y, style);
  }

  /** Where the names of all zones stand, for labels that must keep clear of them. */
  pmdocs.zoneNames = (context, params, api) => {
    const items = context.base.series.filter((series) => series.zones).flatMap((series) => series.data);
    return items
      .filter((item) => item.text)
      .map((item) => {
        const box = rectangle(api, areaOf(params, context), item.x, item.y);
        const width = Math.min(pmdocs.textWidth(item.text), box.width - 2 * PAD);
        const { x, y, align } = corner(context, item, box).style;
        const left = { left: x, right: x - width, center: x - width / 2 }[align];
        return { x: left, y: item.corner.startsWith("top") ? y : y - 14, width, height: 14 };
      });
  };

  /** Where the lines of all marks run, for labels that must keep clear of them. */
  pmdocs.markLines = (context, params, api) => {
    const area = areaOf(params, context);
    const items = context.base.series.filter((series) => series.marks).flatMap((series) => series.data);
    return items.map(({ value: [x, y] }) =>
      known(x)
        ? { x: pixel(api, area, 0, x) - RIM, y: area.y, width: 2 * RIM, height: area.height }
        : { x: area.x, y: pixel(api, area, 1, y) - RIM, width: area.width, height: 2 * RIM },
    );
  };

  /** A tinted area. Item: { x: [from, to], y: [from, to], text, corner, color }. */
  pmdocs.shapes.zone = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const box = rectangle(api, areaOf(params, context), item.x, item.y);
    const fill = {
      type: "rect",
      silent: true,
      shape: box,
      style: { fill: context.colour(item.color), opacity: 0.55 },
    };
    return {
      type: "group",
      silent: true,
      children: item.text ? [fill, corner(context, item, box)] : [fill],
    };
  };

  const GAP = 3;

  /* Where the name of an upright line may reach: half way to the next line whose name is in the way. */
  function span(series, api, area, x, item) {
    const half = pmdocs.textWidth(item.text) / 2;
    let [low, high] = [2, api.getWidth() - 2];
    for (const other of series.data) {
      if (other === item || !other.text || !known(other.value[0]) || other.pill !== item.pill) continue;
      const there = pixel(api, area, 0, other.value[0]);
      if (Math.abs(there - x) > half + pmdocs.textWidth(other.text) / 2 + 2 * GAP) continue;
      if (there > x) high = Math.min(high, (x + there) / 2 - GAP);
      if (there < x) low = Math.max(low, (x + there) / 2 + GAP);
    }
    return Math.max(low + half, Math.min(high - half, x));
  }

  /* The name stands over the line and never beyond the edge of the chart. */
  function upright(context, series, api, area, item, style) {
    const x = pixel(api, area, 0, item.value[0]);
    const line = pmdocs.line(x, area.y - (item.text ? 3 : 0), x, area.y + area.height, style);
    if (!item.text) return [line];
    const look = { align: "center", verticalAlign: "bottom", fill: style.stroke, ...pmdocs.rim(context) };
    const pill = {
      fill: context.colour("surface"),
      backgroundColor: style.stroke,
      borderRadius: 8,
      padding: [1, 7],
      lineWidth: 0,
    };
    const at = span(series, api, area, x, item);
    return [
      line,
      pmdocs.text(context, item.text, at, area.y - (item.pill ? 2 : 5), {
        ...look,
        ...(item.pill ? pill : {}),
      }),
    ];
  }

  function level(context, area, y, item, style) {
    const right = area.x + area.width;
    const name = pmdocs.text(context, item.text, right - 4, y - 4, {
      align: "right",
      verticalAlign: "bottom",
      fill: style.stroke,
      ...pmdocs.rim(context),
    });
    return [pmdocs.line(area.x, y, right, y, style), ...(item.text ? [name] : [])];
  }

  /** A line across the plot. Item: { value: [x or null, y or null], text, color, solid }. */
  pmdocs.shapes.mark = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const area = areaOf(params, context);
    const style = { stroke: context.colour(item.color), lineWidth: 1, lineDash: item.solid ? null : [4, 3] };
    const [x, y] = item.value;
    const children = known(x)
      ? upright(context, series, api, area, item, style)
      : level(context, area, pixel(api, area, 1, y), item, style);
    // Over bars, which share its layer, and under their labels.
    return { type: "group", silent: true, children: children.map((child) => ({ ...child, z2: 2 })) };
  };
})(globalThis.pmdocs);
