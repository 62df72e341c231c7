// The phone: each part has its own file and is begun here.
import "../theme.js";
import { pickers } from "./classes.js";
import { sheets } from "./forms.js";
import { keepWorking } from "./kept.js";
import { patrol } from "./patrol.js";
import { keepPlace } from "./place.js";
import { keepQueue } from "./queue.js";
import { keepTrack } from "./recorder.js";
import { keepSending } from "./sender.js";
import { places } from "./where.js";
import { visits } from "./visits.js";
import { word } from "./words.js";

for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
for (const lamp of document.querySelectorAll("[data-due]")) {
  const late = Date.parse(lamp.dataset.due) < Date.now();
  lamp.classList.add(late ? "lamp-late" : "lamp-fine");
  if (late) lamp.prepend(`${word("overdue")} `);
}
pickers();
places();
keepPlace();
visits();
sheets();
keepWorking();
keepTrack();
patrol();
keepQueue().then(keepSending);
