// What was drawn, step by step: back and forward again.
const MOST = 200;

export class Steps {
  constructor(first) {
    this.done = [first];
    this.undone = [];
  }

  get now() {
    return this.done.at(-1);
  }

  // A new step; what was undone before it is gone.
  take(state) {
    this.done = [...this.done.slice(-MOST), state];
    this.undone = [];
  }

  // The same step, with what the server added to it.
  amend(state) {
    this.done[this.done.length - 1] = state;
  }

  back() {
    if (this.done.length > 1) this.undone.push(this.done.pop());
    return this.now;
  }

  forward() {
    if (this.undone.length) this.done.push(this.undone.pop());
    return this.now;
  }
}
