// A draft of a reply: put into an empty field at once, else only when asked, and taken back again.
// What is still blank is asked about before it is handed in.
const before = new Map();
const told = (target) => target.dispatchEvent(new Event("input", { bubbles: true }));

function put(part, target) {
  before.set(target.id, target.value);
  target.value = part.querySelector("[data-draft-text]").value;
  part.querySelector("[data-filled-in]").hidden = false;
  part.querySelector("[data-replace]").hidden = true;
  part.querySelector("[data-undo]").hidden = false;
  told(target);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.target.querySelector?.(".reply-draft");
  if (!part) return;
  const target = document.getElementById(part.querySelector("[data-replace]").dataset.replace);
  if (target && !target.value.trim()) put(part, target);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-replace], [data-undo]");
  if (!button) return;
  const part = button.closest(".reply-draft");
  const target = document.getElementById(button.dataset.replace ?? button.dataset.undo);
  if (button.dataset.replace) {
    put(part, target);
    part.querySelector("[data-undo]").focus();
    return;
  }
  target.value = before.get(target.id) ?? "";
  part.querySelector("[data-filled-in]").hidden = true;
  button.hidden = true;
  part.querySelector("[data-replace]").hidden = false;
  told(target);
  target.focus();
});

// Asked before anything else hears of it, so that a no leaves the form as it is.
document.addEventListener(
  "submit",
  (event) => {
    const tools = event.target.querySelector("[data-blanks]");
    const target = tools && document.getElementById(tools.dataset.reply);
    if (!target || !/【(?:核查|办理|完成|责任|联系|相关)[^】]{1,120}】/.test(target.value)) return;
    if (confirm(tools.dataset.blanks)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    target.focus();
  },
  true,
);
