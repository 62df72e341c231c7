// A list of indicators narrowed while typing: by name, by what people call it, by its formula.
document.addEventListener("input", (event) => {
  const key = event.target.dataset?.find;
  if (key) narrow(document.getElementById(key), event.target.value.trim().toLowerCase());
});
// Typing chooses nothing, so that it asks the server for nothing.
document.addEventListener("change", (event) => event.target.dataset?.find && event.stopPropagation(), true);

function narrow(list, text) {
  let some = false;
  for (const group of list.querySelectorAll("[data-group]")) {
    let any = false;
    for (const one of group.querySelectorAll(".pick")) {
      const fits = one.dataset.words.toLowerCase().includes(text);
      one.hidden = !fits;
      any ||= fits;
    }
    group.hidden = !any;
    some ||= any;
  }
  list.querySelector("[data-none]").hidden = some;
}
