/* Formats by name: "pm:rate:1" is a function that shows a value as a rate with one decimal. */
((pmdocs) => {
  const first = (value) => (Array.isArray(value) ? value[0] : value);

  /* ECharts hands a label the whole item, an axis the value itself. */
  function plainValue(item) {
    if (item === null || typeof item !== "object") return item;
    const value = Array.isArray(item) ? item : item.value;
    return Array.isArray(value) ? value.at(-1) : value;
  }

  const known = (value) =>
    value !== null && value !== undefined && value !== "" && !Number.isNaN(Number(value));

  function numberFormat(format, context, args) {
    return (item) => {
      const value = plainValue(item);
      return known(value) ? format(Number(value), context.lang, ...args) : pmdocs.UNKNOWN;
    };
  }

  /* A heatmap's cell says where it is: row · column, and below that its number. */
  function cell(item, context, format) {
    const [x, y] = item.value;
    const name = (axis, at) => first(axis)?.data?.[at] ?? "";
    return `${name(context.base.yAxis, y)} · ${name(context.base.xAxis, x)}\n${format(item)}`;
  }

  /* Where a dot is, in the words of the axes. */
  function places(item, context) {
    const axes = [first(context.base.xAxis), first(context.base.yAxis)];
    return axes.flatMap((axis, i) =>
      axis?.name && typeof axis.axisLabel?.formatter === "function" && Array.isArray(item.value)
        ? [`${axis.name}: ${axis.axisLabel.formatter(item.value[i])}`]
        : [],
    );
  }

  /* From the first to the last day of a bar, or the day of a milestone. */
  function period(item, context) {
    const [start, , end] = item.value;
    const days = end === undefined ? [start] : [start, end - 1];
    return days.map((day) => pmdocs.dates.date(day, context.lang, "day")).join(" – ");
  }

  const words = {
    name: () => (item) => item.name ?? "",
    text: () => (item) => item.data?.text ?? "",
    series: () => (item) => item.seriesName ?? "",
    category: () => (item) => String(plainValue(item) ?? ""),
    x: (context, args) => (item) => pmdocs.format(`pm:${args.join(":")}`, context)(item.value[0]),
    date: (context, args) => (item) => pmdocs.dates.date(plainValue(item), context.lang, args[0]),
    time: (context, args) => (value, index) =>
      pmdocs.dates.time(value, context.lang, args[0], args[1], index),
    wrap: (_context, args) => (item) =>
      pmdocs.wrapped(String(item?.name ?? item ?? ""), Number(args[0]), Number(args[1] ?? 9)),
    stage: (_context, args) => (item) =>
      [pmdocs.wrapped(item.name, Number(args[0])), item.data?.text].filter(Boolean).join("\n"),
    cell: (context, args) => (item) => cell(item, context, pmdocs.format(`pm:${args.join(":")}`, context)),
    tip: (context) => (items) => {
      const item = first(items);
      return [item.name, ...(item.data?.tip ?? places(item, context))].filter(Boolean).join("\n");
    },
    period: (context) => (item) =>
      [item.name, period(item, context), ...(item.data?.tip ?? [])].filter(Boolean).join("\n"),
  };

  /** Returns the format that a name stands for; what is no name of a format stays text. */
  pmdocs.format = (text, context) => {
    const [name, ...args] = text.slice(3).split(":");
    if (Object.hasOwn(words, name)) return words[name](context, args);
    return Object.hasOwn(pmdocs.numbers, name) ? numberFormat(pmdocs.numbers[name], context, args) : text;
  };
})(globalThis.pmdocs);
