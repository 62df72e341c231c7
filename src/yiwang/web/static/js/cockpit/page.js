// The cockpit: asks for what is new by itself, draws trend and map, and is steered by keys.
import "../theme.js";
import "../windows.js";
import { startClock } from "./clock.js";
import { fitLists } from "./fit.js";
import { listen } from "./keys.js";
import { startMap } from "./map.js";
import { rotate } from "./panes.js";
import { Refresher } from "./refresher.js";
import { startTrend } from "./trend.js";

const { board, now } = document.body.dataset;
const trend = startTrend();
const map = startMap();
fitLists();
rotate();
startClock();
listen();

const refresher = new Refresher(document.body);
refresher.every(20, now, () => fitLists());
refresher.every(60, board, () => {
  fitLists();
  trend.again();
  map.then((started) => started?.refresh());
});
addEventListener("resize", () => fitLists());
document.addEventListener("panes", () => {
  fitLists();
  trend.again();
});
