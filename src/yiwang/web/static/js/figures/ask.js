// The answer to a question: its chart is drawn once.
import { begin } from "./chart.js";

const chart = document.querySelector("[data-chart]");
if (chart) begin(chart);
