// Parts: a square with a number where several stand together, a sign with its name for each that stands alone.
import { square } from "../signs.js";

const NONE = { type: "FeatureCollection", features: [] };
const CLOSE_BY = 17;
const NAMED_FROM = 15;
const STATES = ["intact", "damaged", "lost", "many"];
const words = () => document.querySelector("[data-more-of='parts'][data-found]").dataset;
export const ids = ["parts-many", "parts-one"];
export const picks = ids;

export function add(map, tools) {
  for (const state of STATES) map.addImage(`part-${state}`, square(state, tools.colours), { pixelRatio: 2 });
  map.addSource("parts", { type: "geojson", data: tools.kept.parts ?? NONE });
  const alone = ["has", "code"];
  const text = { "text-font": [tools.font], "text-size": 11 };
  const paint = { "text-color": tools.colours.ink, "text-halo-color": tools.colours.paper, "text-halo-width": 1.2 };
  map.addLayer({
    id: "parts-many", type: "symbol", source: "parts", filter: ["!", alone], paint: { "text-color": tools.colours.ink },
    layout: { ...text, "icon-image": "part-many", "icon-size": ["step", ["get", "n"], 0.8, 100, 1, 1000, 1.2], "icon-allow-overlap": true, "text-field": ["get", "label"], "text-allow-overlap": true },
  });
  map.addLayer({
    id: "parts-one", type: "symbol", source: "parts", filter: alone, paint,
    layout: {
      ...text, "icon-image": ["concat", "part-", ["get", "state"]], "icon-allow-overlap": true,
      "text-field": ["step", ["zoom"], "", NAMED_FROM, ["get", "name"]], "text-anchor": "top", "text-offset": [0, 0.8], "text-optional": true,
    },
  });
  legend(tools);
}

export async function refresh(map, tools) {
  legend(tools);
  const data = await tools.framed("parts");
  if (!data) return;
  for (const { properties: told } of data.features) {
    told.state = told.lost ? "lost" : told.damaged ? "damaged" : "intact";
    told.label = tools.short(told.n) + (told.damaged || told.lost ? "!" : "");
  }
  map.getSource("parts")?.setData(data);
}

function legend(tools) {
  const { brand, amber, red } = tools.colours;
  tools.legend("parts", [[brand, words().intact], [amber, words().damaged], [red, words().lost]]);
}

export function open(features, map, tools) {
  const [first] = features;
  const single = first.properties.code || map.getZoom() >= CLOSE_BY;
  if (single) tools.panel(`${words().found}?${tools.stage.dataset.query}&cell=${first.properties.cell}${tools.chosen("parts")}`);
  else map.easeTo({ center: first.geometry.coordinates, zoom: Math.min(map.getZoom() + 2, 18) });
}
