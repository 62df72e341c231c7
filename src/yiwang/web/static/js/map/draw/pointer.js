// One pointer out of mouse, finger and keyboard: picks a place, or grabs something, drags it and drops it.
// With the keyboard the place is the middle of the map: arrows move the map, space picks, grabs and drops.
const KEYS = { Enter: "finish", Escape: "cancel", Delete: "remove", Backspace: "remove" };

export function listen(map, tool) {
  let held = "";
  const place = ({ lngLat, originalEvent }) => tool.pointed([lngLat.lng, lngLat.lat], { free: Boolean(originalEvent?.altKey) });
  const drop = () => {
    if (!held) return;
    held = "";
    tool.drop();
  };
  const grab = (event) => {
    if (event.points?.length > 1 || event.originalEvent.button > 0 || !tool.grab(place(event))) return;
    event.preventDefault(); // The map stays where it is.
    held = "pointer";
  };
  const drag = (event) => (held === "pointer" ? tool.drag(place(event)) : tool.hover(place(event)));
  map.on("mousedown", grab);
  map.on("touchstart", grab);
  map.on("mousemove", drag);
  map.on("touchmove", drag);
  map.on("mouseup", drop);
  map.on("touchend", drop);
  map.on("touchcancel", drop);
  map.on("click", (event) => tool.pick(place(event)));
  map.on("contextmenu", (event) => {
    event.preventDefault();
    tool.removeAt(place(event));
  });
  map.doubleClickZoom.disable();
  map.on("dblclick", () => tool.finish());
  const middle = () => tool.pointed(map.getCenter().toArray(), { free: false });
  const space = () => {
    if (held) return drop();
    if (!tool.grab(middle())) return tool.pick(middle());
    held = "keys";
  };
  map.on("move", () => held === "keys" && tool.drag(middle()));
  const canvas = map.getCanvas();
  canvas.addEventListener("keydown", (event) => {
    const steps = event.ctrlKey || event.metaKey ? stepOf(event) : "";
    const act = steps || KEYS[event.key] || (event.key === " " ? "space" : "");
    if (!act) return;
    event.preventDefault();
    if (act === "space") space();
    else tool[act]();
  });
  const away = () => document.activeElement !== canvas && drop();
  canvas.addEventListener("blur", () => setTimeout(away));
}

function stepOf({ key, shiftKey }) {
  if (key.toLowerCase() === "y") return "redo";
  if (key.toLowerCase() !== "z") return "";
  return shiftKey ? "redo" : "undo";
}
