// Without a graphics card the processor draws the map: coarser while it moves, sharp as soon as it rests.
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const COARSE = 0.5;
const REST_MS = 160;

export function keepPace(map) {
  if (!drawnBySoftware(map.getCanvas())) return;
  const sharp = map.getPixelRatio();
  let [coarse, resting, setting] = [false, 0, false];
  const draw = (ratio) => {
    setting = true; // Setting it moves the map, so to speak.
    map.setPixelRatio(ratio);
    setting = false;
  };
  map.on("move", () => {
    if (setting) return;
    clearTimeout(resting);
    resting = setTimeout(() => {
      coarse = false;
      draw(sharp);
      map.redraw(); // At once: the canvas is empty until then.
    }, REST_MS);
    if (coarse) return;
    coarse = true;
    draw(sharp * COARSE);
  });
}

function drawnBySoftware(canvas) {
  const pen = canvas.getContext("webgl2");
  const told = pen?.getExtension("WEBGL_debug_renderer_info");
  return Boolean(told) && SOFTWARE.test(pen.getParameter(told.UNMASKED_RENDERER_WEBGL));
}
