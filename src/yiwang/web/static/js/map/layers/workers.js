// Who is on duty: a sign with the name where they told last that they were; what is old is faded and says so.
import { worker } from "../signs.js";

const NONE = { type: "FeatureCollection", features: [] };
const EVERY_MS = 60_000;
const words = () => document.querySelector("[data-more-of='workers'][data-card]").dataset;
export const ids = ["workers-sign"];
export const picks = ids;
let asking = null;

export function add(map, tools) {
  const { colours } = tools;
  for (const state of ["fresh", "stale"]) map.addImage(`worker-${state}`, worker(state, colours), { pixelRatio: 2 });
  map.addSource("workers", { type: "geojson", data: tools.kept.workers ?? NONE });
  map.addLayer({
    id: "workers-sign", type: "symbol", source: "workers",
    layout: {
      "icon-image": ["case", ["get", "stale"], "worker-stale", "worker-fresh"], "icon-allow-overlap": true, "symbol-sort-key": ["case", ["get", "stale"], 0, 1],
      "text-field": ["case", ["get", "stale"], ["concat", ["get", "name"], " ", ["get", "age"]], ["get", "name"]],
      "text-font": [tools.font], "text-size": 12, "text-anchor": "top", "text-offset": [0, 1], "text-optional": true,
    },
    paint: { "text-color": ["case", ["get", "stale"], colours["ink-soft"], colours.ink], "text-halo-color": colours.paper, "text-halo-width": 1.4, "icon-opacity": ["case", ["get", "stale"], 0.6, 1] },
  });
  legend(tools);
}

export async function refresh(map, tools) {
  again(map, tools);
  const data = await tools.framed("workers");
  if (data) map.getSource("workers")?.setData(data);
  legend(tools);
}

// People move: asked anew every minute while the layer is on and somebody looks.
function again(map, tools) {
  asking ??= setInterval(() => {
    if (!tools.shown("workers") || document.hidden) return;
    tools.forget("workers");
    refresh(map, tools);
  }, EVERY_MS);
}

function legend(tools) {
  const more = tools.kept.workers?.more ? [["transparent", words().nearer]] : [];
  tools.legend("workers", [[tools.colours.green, words().fresh], [tools.colours["ink-soft"], words().stale], ...more]);
}

export function open(features, map, tools) {
  tools.panel(`${words().card}?id=${features[0].properties.id}`);
}
