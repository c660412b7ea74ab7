/* What was filled in, step by step, to be taken back. */

export class History {
  constructor() {
    this.past = [];
    this.future = [];
  }

  /** Remember a step (nothing, where nothing changed) and give it back. */
  done(step) {
    if (step.length) {
      this.past.push(step);
      this.future = [];
    }
    return step;
  }

  /** The step to take back, or undefined. */
  back() {
    const step = this.past.pop();
    if (step) this.future.push(step);
    return step;
  }

  forth() {
    const step = this.future.pop();
    if (step) this.past.push(step);
    return step;
  }
}
