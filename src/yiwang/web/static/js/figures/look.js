// How every chart looks: the colours of the page by day and night, calm axes, one type.
import { colours, whenTheyChange } from "../map/colours.js";

const SERIES = ["brand", "series-2", "series-3", "series-4", "series-5", "series-6"];

// Calls `draw` now, with every change of colours and of size; gives back how to draw again.
export function chartIn(element, draw) {
  const chart = window.echarts.init(element, null, { renderer: "canvas" });
  const again = () => chart.setOption(draw(look(element)), { notMerge: true });
  whenTheyChange(again);
  new ResizeObserver(() => {
    chart.resize();
    again();
  }).observe(element);
  again();
  return { chart, again };
}

export function look(element) {
  const size = parseFloat(getComputedStyle(element).fontSize);
  const named = colours();
  const style = getComputedStyle(document.documentElement);
  for (const name of SERIES) named[name] = style.getPropertyValue(`--${name}`).trim();
  const font = { fontFamily: getComputedStyle(document.body).fontFamily, fontSize: size * 0.87, color: named["ink-soft"] };
  return { size, colours: named, font, series: SERIES.map((name) => named[name]) };
}

export function frame({ size, colours: named, font, series }) {
  return {
    animation: false,
    color: series,
    textStyle: font,
    grid: { left: size * 0.5, right: size * 1.2, top: size * 2.2, bottom: size * 0.2, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: size * 1.1, itemHeight: size * 0.6, itemGap: size * 1.4, textStyle: { ...font, padding: [0, 0, 0, size * 0.2] }, icon: "roundRect" },
    tooltip: {
      trigger: "axis", renderMode: "richText", confine: true, backgroundColor: named.paper, borderColor: named["line-strong"],
      textStyle: { ...font, color: named.ink }, axisPointer: { type: "line", lineStyle: { color: named["line-strong"] } },
    },
  };
}

export function names({ size, colours: named, font }, data) {
  return {
    type: "category", data, axisTick: { show: false }, axisLine: { lineStyle: { color: named["line-strong"] } },
    axisLabel: { ...font, hideOverlap: true, margin: size * 0.6 },
  };
}

export function values({ size, colours: named, font }, sign) {
  return {
    type: "value", splitNumber: 4, axisLabel: { ...font, margin: size * 0.6, formatter: (value) => `${short(value)}${sign === "%" ? "%" : ""}` },
    splitLine: { lineStyle: { color: named.line } },
  };
}

const short = (value) => new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 }).format(value);

export const told = (value, sign) => (value === null || value === undefined ? "—" : `${value.toLocaleString()}${sign}`);
