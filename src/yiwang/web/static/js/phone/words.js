// The sentences of the page in the reader's language, and how elements are made of them.
const told = document.getElementById("words").dataset;
export const about = document.body.dataset;
export const person = Number(about.person ?? 0);

export const word = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), told[key] ?? key);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "press") element.addEventListener("click", value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// `randomUUID` is not offered to pages without TLS.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const clock = (moment) =>
  new Date(moment).toLocaleString([], { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false });

export function say(text, { refused = false, link = "", label = "" } = {}) {
  const message = make("p", { class: refused ? "message refused" : "message" }, text);
  if (link) message.append(" ", make("a", { href: link }, label));
  document.getElementById("said").replaceChildren(message);
}
