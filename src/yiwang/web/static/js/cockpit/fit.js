// Lists show whole rows only: what would be cut off at the end of its box is left out.
export function fitLists() {
  for (const list of document.querySelectorAll("[data-fit]")) {
    const rows = [...list.children];
    for (const row of rows) row.hidden = false;
    if (getComputedStyle(document.body).overflowY !== "hidden") continue;
    const end = list.getBoundingClientRect().bottom + 1;
    for (const row of rows) row.hidden = row.getBoundingClientRect().bottom > end;
  }
}
