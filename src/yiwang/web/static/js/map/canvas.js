// The map itself: MapLibre on our own background, with tiles where the district has some.
import { Map as MapLibre, setWorkerUrl } from "../../vendor/maplibre-gl.mjs";

const CHINA = [73.5, 18, 135, 53.5];

export function style(colours, tiles) {
  const background = { id: "background", type: "background", paint: { "background-color": colours.sunk } };
  if (!tiles) return { version: 8, sources: {}, layers: [background] };
  const source = { type: "raster", tiles: [new URL(tiles, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}")], tileSize: 256, maxzoom: 18 };
  return { version: 8, sources: { tiles: source }, layers: [background, { id: "tiles", type: "raster", source: "tiles", paint: { "raster-fade-duration": 0 } }] };
}

export function whole(stage) {
  const extent = stage.dataset.extent ? stage.dataset.extent.split(",").map(Number) : CHINA;
  return [extent.slice(0, 2), extent.slice(2)];
}

export function build(stage, colours, at) {
  setWorkerUrl(new URL(stage.dataset.worker, location.href).href);
  const where = at ? { center: at.slice(0, 2), zoom: at[2] } : { bounds: whole(stage), fitBoundsOptions: { padding: 24, maxZoom: 16 } };
  const map = new MapLibre({
    container: stage, style: style(colours, stage.dataset.tiles), ...where, maxZoom: 19, maxPitch: 0,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false, attributionControl: false, fadeDuration: 0,
    pixelRatio: Math.min(devicePixelRatio, 2), localIdeographFontFamily: getComputedStyle(document.body).fontFamily,
    locale: { "Map.Title": stage.dataset.title },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
