// Fetches fragments again and again and puts in place only what is different, so that nothing
// flickers. Rests while nobody looks; says when the line is cut and how old everything is.
const PATIENCE_MS = 15000;

export class Refresher {
  constructor(body) {
    this.words = body.dataset;
    this.line = document.querySelector("[data-line]");
    this.jobs = [];
    this.fetchedAt = Date.now();
    this.etags = {};
    this.shown = Object.fromEntries([...document.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part.innerHTML]));
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    addEventListener("online", () => this.look());
    setInterval(() => this.look(), 1000);
  }

  every(seconds, address, then) {
    this.jobs.push({ seconds, address, then, due: Date.now() + seconds * 1000, running: false });
  }

  look() {
    if (document.hidden) return;
    for (const job of this.jobs) if (!job.running && Date.now() >= job.due) this.run(job);
    if (!this.line.hidden) this.tell();
  }

  async run(job) {
    job.running = true;
    try {
      const headers = this.etags[job.address] ? { "If-None-Match": this.etags[job.address] } : {};
      const answer = await fetch(job.address, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });
      if (answer.redirected) throw new Error("login");
      if (answer.status !== 304) await this.take(answer, job);
      this.fault = "";
      this.fetchedAt = Date.now();
      this.line.hidden = true;
    } catch (fault) {
      this.fault = fault.message === "login" ? "login" : "cut";
      this.tell();
    }
    job.running = false;
    job.due = Date.now() + job.seconds * 1000;
  }

  async take(answer, job) {
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    let some = false;
    for (const part of fresh.querySelectorAll("[data-part]")) some = this.put(part) || some;
    this.etags[job.address] = answer.headers.get("ETag");
    if (some) job.then();
  }

  // What has the focus keeps it, when the same link is still there.
  put(part) {
    const { part: key } = part.dataset;
    if (this.shown[key] === part.innerHTML) return false;
    const old = document.querySelector(`[data-part="${key}"]`);
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    this.shown[key] = part.innerHTML;
    old.replaceChildren(...document.importNode(part, true).childNodes);
    if (focused) [...old.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus({ preventScroll: true });
    return true;
  }

  tell() {
    const seconds = Math.round((Date.now() - this.fetchedAt) / 1000);
    const age = seconds < 90 ? this.words.seconds.replace("{n}", seconds) : this.words.minutes.replace("{n}", Math.round(seconds / 60));
    const text = this.words[this.fault === "login" ? "login" : "cut"].replace("{age}", age);
    const place = this.line.querySelector("span");
    if (place.textContent !== text) place.textContent = text;
    this.line.querySelector("a").hidden = this.fault !== "login";
    this.line.hidden = false;
  }
}
