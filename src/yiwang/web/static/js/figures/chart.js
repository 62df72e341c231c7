// The chart of a table: lines over a time, bars for a ranking. A click opens the rows.
import { chartIn, frame, names, told, values } from "./look.js";

export function begin(element) {
  const data = JSON.parse(document.getElementById(element.dataset.chart).textContent);
  if (data.kind === "bars") element.style.height = `${Math.max(220, 60 + data.names.length * (data.series.length * 16 + 14))}px`;
  const { chart } = chartIn(element, (look) => ({ ...frame(look), ...(data.kind === "bars" ? bars(data, look) : lines(data, look)) }));
  chart.on("click", ({ seriesIndex, dataIndex }) => {
    const address = data.series[seriesIndex].addresses[dataIndex];
    if (address) location.assign(address);
  });
}

const tip = (sign) => ({ valueFormatter: (value) => told(value, sign) });

function lines(data, look) {
  const base = frame(look);
  return {
    tooltip: { ...base.tooltip, ...tip(data.sign) },
    xAxis: { ...names(look, data.names), boundaryGap: false },
    yAxis: values(look, data.sign),
    series: data.series.map((one) => ({
      type: "line", name: one.name, data: one.values, symbol: "circle", symbolSize: look.size * 0.35, showSymbol: data.names.length < 32,
      lineStyle: { width: Math.max(2, look.size / 8) }, connectNulls: false, emphasis: { focus: "series" },
    })),
  };
}

function bars(data, look) {
  const base = frame(look);
  const one = data.series.length === 1;
  return {
    legend: one ? { show: false } : base.legend,
    grid: { ...base.grid, top: one ? look.size * 0.4 : base.grid.top, right: look.size * 5 },
    tooltip: { ...base.tooltip, ...tip(data.sign), axisPointer: { type: "shadow", shadowStyle: { color: look.colours.sunk, opacity: 0.6 } } },
    xAxis: values(look, data.sign),
    yAxis: { ...names(look, data.names), inverse: true, axisLabel: { ...look.font, width: look.size * 9, overflow: "truncate" } },
    series: data.series.map(({ name, values: found }) => ({
      type: "bar", name, data: found, barMaxWidth: look.size * 1.1, itemStyle: { borderRadius: [0, 3, 3, 0] },
      label: { show: true, position: "right", ...look.font, formatter: ({ value }) => told(value, data.sign) },
    })),
  };
}
