// Whoever signs out here is signed out of the phone's app in this browser too: what it kept of them
// goes. Nothing of that may stand in the way of signing out.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-leave]") || !("caches" in self)) return;
  event.preventDefault();
  try {
    if ((await caches.keys()).length) await (await import("./phone/forgetting.js")).forgetAll();
  } finally {
    form.submit();
  }
});
