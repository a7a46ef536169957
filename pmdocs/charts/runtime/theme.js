/* The house style: what every chart has in common, so that an option holds only what is its own. */
((pmdocs) => {
  /** Returns an ECharts theme; without `colors` it is made of the sentinels. */
  pmdocs.theme = (colors) => {
    const c = (token) => pmdocs.colourOf(colors, token);
    const palette = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => c(`chart-${n}`));
    const hairline = { color: c("line"), width: 1, type: "solid" };
    const small = { color: c("muted"), fontSize: 12, lineHeight: 15 };
    const strong = { color: c("text"), fontSize: 12, lineHeight: 15 };
    const none = { show: false };
    const axis = {
      axisLine: { show: true, lineStyle: hairline },
      axisTick: none,
      axisLabel: small,
      nameTextStyle: small,
      splitLine: { show: false, lineStyle: hairline },
      splitArea: none,
      minorTick: none,
    };
    const scale = {
      ...axis,
      axisLabel: { ...small, hideOverlap: true },
      axisLine: { show: false, lineStyle: hairline },
      splitLine: { show: true, lineStyle: hairline },
    };
    const mark = {
      markLine: {
        symbol: "none",
        silent: true,
        lineStyle: { color: c("muted"), width: 1, type: "dashed" },
        label: { ...small, distance: 4 },
      },
      markArea: { silent: true, label: small },
      markPoint: { symbol: "circle", symbolSize: 10, label: strong },
    };
    const outlined = { borderColor: c("surface"), borderWidth: 1 };
    return {
      color: palette,
      backgroundColor: "transparent",
      textStyle: { color: c("text"), fontSize: 12, fontFamily: pmdocs.font },
      title: { textStyle: { ...strong, fontWeight: "normal" }, subtextStyle: small },
      grid: { left: 4, right: 12, top: 8, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "all" },
      legend: {
        left: 0,
        top: 0,
        padding: 0,
        itemGap: 12,
        itemWidth: 14,
        itemHeight: 10,
        textStyle: small,
        inactiveColor: c("line"),
        pageIconColor: c("muted"),
        pageTextStyle: small,
      },
      categoryAxis: axis,
      valueAxis: scale,
      logAxis: scale,
      timeAxis: axis,
      bar: { ...mark, barMaxWidth: 36, label: strong, itemStyle: { borderRadius: 2 } },
      line: {
        ...mark,
        symbol: "circle",
        symbolSize: 7,
        lineStyle: { width: 2 },
        label: strong,
        endLabel: strong,
      },
      scatter: { ...mark, symbolSize: 12, label: strong, itemStyle: { opacity: 0.9, ...outlined } },
      custom: { ...mark, label: strong },
      pie: { label: strong, labelLine: { lineStyle: hairline }, itemStyle: outlined },
      funnel: { label: strong, labelLine: { lineStyle: hairline }, itemStyle: { borderWidth: 0 } },
      radar: { symbol: "circle", symbolSize: 6, lineStyle: { width: 2 }, label: strong },
      tree: {
        label: strong,
        lineStyle: { color: c("muted"), opacity: 0.45, width: 1.5 },
        itemStyle: { color: c("accent") },
      },
      treemap: { label: strong, itemStyle: outlined, breadcrumb: none },
      sunburst: { label: strong, itemStyle: outlined },
      sankey: { label: strong, lineStyle: { color: c("line"), opacity: 0.7 }, itemStyle: { borderWidth: 0 } },
      graph: { label: strong, lineStyle: hairline },
      heatmap: { ...mark, label: strong, itemStyle: outlined },
      boxplot: { ...mark, itemStyle: { color: c("surface"), borderColor: c("chart-1"), borderWidth: 1.5 } },
      visualMap: {
        textStyle: small,
        itemWidth: 14,
        itemHeight: 14,
        color: [1, 2, 3, 4, 5].map((n) => c(`seq-${6 - n}`)),
      },
      dataZoom: { textStyle: small, borderColor: c("line") },
      tooltip: {
        backgroundColor: c("raised"),
        borderColor: c("line"),
        borderWidth: 1,
        padding: [8, 10],
        textStyle: { ...strong, fontFamily: pmdocs.font },
        axisPointer: {
          lineStyle: { color: c("muted"), width: 1 },
          crossStyle: { color: c("muted") },
          shadowStyle: { color: c("muted"), opacity: 0.1 },
        },
      },
      axisPointer: { label: { color: c("surface"), backgroundColor: c("text") } },
    };
  };
})(globalThis.pmdocs);
