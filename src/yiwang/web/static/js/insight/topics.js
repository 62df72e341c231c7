// The page of a topic: the chart of its weeks is drawn once.
import { begin } from "../figures/chart.js";

const chart = document.querySelector("[data-chart]");
if (chart) begin(chart);
