// Routes of a day: walked ones as a line, those that are not walked yet dashed, with how many points were reached.
const NONE = { type: "FeatureCollection", features: [] };
const TONES = { walked: "green", begun: "brand", ahead: "amber", unstaffed: "red", missed: "red", free: "line-strong" };
const LEGEND = ["walked", "begun", "ahead", "missed", "free"];
const words = () => document.querySelector("[data-more-of='patrols'][data-route]").dataset;
export const ids = ["patrols-open", "patrols-walked", "patrols-points", "patrols-name"];
export const picks = ["patrols-open", "patrols-walked", "patrols-points"];

export function add(map, tools) {
  const { colours } = tools;
  map.addSource("patrols", { type: "geojson", data: tools.kept.patrols ?? NONE });
  const colour = ["match", ["get", "state"], ...Object.entries(TONES).flatMap(([state, tone]) => [state, colours[tone]]), colours["line-strong"]];
  const [solid, line] = [["in", ["get", "state"], ["literal", ["walked", "begun"]]], ["==", ["geometry-type"], "LineString"]];
  const layer = (id, type, filter, paint, more = {}) => map.addLayer({ id, type, source: "patrols", filter, paint, ...more });
  layer("patrols-open", "line", ["all", line, ["!", solid]], { "line-color": colour, "line-width": 2.4, "line-dasharray": [2, 1.6] });
  layer("patrols-walked", "line", ["all", line, solid], { "line-color": colour, "line-width": ["case", ["==", ["get", "state"], "walked"], 4, 2.4] });
  layer("patrols-points", "circle", ["!", line], { "circle-color": colour, "circle-radius": 5, "circle-stroke-color": colours.paper, "circle-stroke-width": 1.5 });
  layer("patrols-name", "symbol", line, { "text-color": colours.ink, "text-halo-color": colours.paper, "text-halo-width": 1.4 }, {
    minzoom: 13, layout: { "text-field": ["concat", ["get", "name"], " ", ["get", "done"], "/", ["get", "due"]], "text-font": [tools.font], "text-size": 11 },
  });
  legend(tools);
}

export async function refresh(map, tools) {
  const data = await tools.framed("patrols");
  if (data) map.getSource("patrols")?.setData(data);
  legend(tools);
}

function legend(tools) {
  const more = tools.kept.patrols?.more ? [["transparent", words().nearer]] : [];
  tools.legend("patrols", [...LEGEND.map((state) => [tools.colours[TONES[state]], words()[state]]), ...more]);
}

export function open(features) {
  location.assign(words().route.replace(/0\/$/, `${features[0].properties.route}/`));
}
