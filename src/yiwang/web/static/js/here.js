// Asks the phone once where it is before a log-in is handed in; without an answer it goes without.
const WAIT = { enableHighAccuracy: true, timeout: 8000, maximumAge: 30000 };

for (const form of document.querySelectorAll("form[data-here]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.asked || !navigator.geolocation) return;
    event.preventDefault();
    form.querySelector("[data-state]").textContent = form.dataset.finding;
    const go = (found) => {
      form.dataset.asked = "1";
      if (found) {
        form.elements.longitude.value = found.coords.longitude.toFixed(6);
        form.elements.latitude.value = found.coords.latitude.toFixed(6);
      }
      form.submit();
    };
    navigator.geolocation.getCurrentPosition(go, () => go(null), WAIT);
  });
}
