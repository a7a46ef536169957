/* A tree as indented lines: each node in its row, tied to its parent by an elbow. */
((pmdocs) => {
  const INDENT = 22;
  const DOT = 4;
  const GAP = 8;

  /** A node. Item: { value: [0, row], parent: its row or -1, depth, text, color }. */
  pmdocs.shapes.outline = (series, context) => (params, api) => {
    const item = series.data[params.dataIndex];
    const middle = (row) => api.coord([0, row + 0.5])[1];
    const x = DOT + 2 + item.depth * INDENT;
    const y = middle(item.value[1]);
    const stroke = { stroke: context.colour("line"), lineWidth: 1.5 };
    const left = x - INDENT;
    const elbow = [
      pmdocs.line(left, middle(item.parent) + DOT, left, y, stroke),
      pmdocs.line(left, y, x - DOT, y, stroke),
    ];
    const fill = context.colour(item.color ?? "accent");
    const dot = { type: "circle", silent: true, shape: { cx: x, cy: y, r: DOT }, style: { fill } };
    const start = x + DOT + GAP;
    const text = pmdocs.wrapped(item.text, api.getWidth() - start - 4, 2);
    const name = pmdocs.text(context, text, start, y, { verticalAlign: "middle", align: "left" });
    return { type: "group", silent: true, children: [...(item.depth ? elbow : []), dot, name] };
  };
})(globalThis.pmdocs);
