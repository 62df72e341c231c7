// What happens on the line to the server is told: a cut, a fault, a slow answer.
const SLOW = 400;
const TWICE = 4000;
const messages = document.getElementById("messages");
const busy = document.getElementById("busy");
let running = 0;
let waiting;

function begin() {
  running += 1;
  waiting ??= setTimeout(() => (busy.hidden = false), SLOW);
}

function end() {
  running = Math.max(0, running - 1);
  if (running) return;
  clearTimeout(waiting);
  waiting = undefined;
  busy.hidden = true;
}

function tell(sentence) {
  const line = document.createElement("p");
  line.className = "message refused of-the-line";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  forget();
  messages.append(line);
}

function forget() {
  messages.querySelector(".of-the-line")?.remove();
}

// What the page asks for by itself, as the bell does, is no business of the person's.
function listen(name, tellOf) {
  document.addEventListener(name, (event) => {
    if (!event.target.matches?.("[data-quiet]")) tellOf(event);
  });
}

listen("htmx:beforeSend", begin);
listen("htmx:afterRequest", (event) => {
  end();
  if (event.detail.successful) forget();
});
listen("htmx:sendError", () => tell(messages.dataset.cutOff));
listen("htmx:timeout", () => tell(messages.dataset.cutOff));
listen("htmx:responseError", (event) => {
  // Our own refusals bring their sentence along; a gateway that failed does not.
  if (!event.detail.xhr.getResponseHeader("HX-Retarget")) tell(messages.dataset.fault);
});

// A whole form: the second click of a double click hands in nothing, and a slow answer is shown.
const handedIn = new WeakMap();
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (Date.now() - (handedIn.get(form) ?? 0) < TWICE) {
    event.preventDefault();
    return;
  }
  handedIn.set(form, Date.now());
  begin();
});
addEventListener("pageshow", () => {
  running = 0;
  end();
});
