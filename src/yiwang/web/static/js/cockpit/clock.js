// The time of the wall.
const time = document.querySelector("[data-clock]");
const day = document.querySelector("[data-date]");
const language = document.documentElement.lang;
const ZONE = { timeZone: "Asia/Shanghai" };
const hours = new Intl.DateTimeFormat(language, { ...ZONE, hour: "2-digit", minute: "2-digit", hour12: false });
const days = new Intl.DateTimeFormat(language, { ...ZONE, month: "long", day: "numeric", weekday: "short" });

function show() {
  const now = new Date();
  if (time.textContent !== hours.format(now)) time.textContent = hours.format(now);
  if (day.textContent !== days.format(now)) day.textContent = days.format(now);
}

export function startClock() {
  show();
  setInterval(show, 1000);
}
