// What to ask for: somewhat more than is seen, on steps, so that small moves ask for nothing and answers are found again.
const MORE = 0.35;

export function seen(map) {
  const bounds = map.getBounds();
  return { west: bounds.getWest(), south: bounds.getSouth(), east: bounds.getEast(), north: bounds.getNorth(), zoom: Math.floor(map.getZoom()) };
}

export function frameAround(view) {
  const step = 360 / 2 ** view.zoom / 4;
  const [wide, high] = [(view.east - view.west) * MORE, (view.north - view.south) * MORE];
  const down = (value) => Math.floor(value / step) * step;
  const up = (value) => Math.ceil(value / step) * step;
  return {
    west: Math.max(down(view.west - wide), -180), south: Math.max(down(view.south - high), -85),
    east: Math.min(up(view.east + wide), 180), north: Math.min(up(view.north + high), 85), zoom: view.zoom,
  };
}

export function holds(frame, view) {
  return frame?.zoom === view.zoom && frame.west <= view.west && frame.south <= view.south && frame.east >= view.east && frame.north >= view.north;
}

export function asked(frame) {
  const box = [frame.west, frame.south, frame.east, frame.north].map((degrees) => Number(degrees.toFixed(6)));
  return `bbox=${box.join(",")}&zoom=${frame.zoom}`;
}
