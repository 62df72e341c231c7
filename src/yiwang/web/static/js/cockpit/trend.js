// What came in and what was closed, by day or by month. A click opens the rows of that time.
import { chartIn, frame, names, values } from "../figures/look.js";

const element = document.querySelector("[data-trend]");
const pane = () => (element.closest("[data-panes]").dataset.panes === "2" ? "months" : "days");

function data() {
  const found = document.getElementById("trend-data");
  return found ? JSON.parse(found.textContent)[pane()] : { names: [], series: [] };
}

export function startTrend() {
  const drawn = chartIn(element, (look) => {
    const told = data();
    return {
      ...frame(look),
      xAxis: { ...names(look, told.names), boundaryGap: pane() === "months" },
      yAxis: { ...values(look, ""), minInterval: 1 },
      series: told.series.map((one, n) => series(one, n, look)),
    };
  });
  drawn.chart.on("click", ({ seriesIndex, dataIndex }) => location.assign(data().series[seriesIndex].addresses[dataIndex]));
  return drawn;
}

function series(one, n, look) {
  const line = { lineStyle: { width: look.size * 0.13 }, symbol: "circle", symbolSize: look.size * 0.36, showSymbol: false };
  const bars = { barMaxWidth: look.size, itemStyle: { borderRadius: [3, 3, 0, 0] } };
  const first = n === 0 ? { areaStyle: { opacity: 0.12 } } : {};
  return pane() === "days" ? { type: "line", name: one.name, data: one.values, ...line, ...first } : { type: "bar", name: one.name, data: one.values, ...bars };
}
