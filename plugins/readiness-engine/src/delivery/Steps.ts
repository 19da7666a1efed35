/**
 * Work over many things that can be paused: at each `yield`, some thousand operations after the one before,
 * whoever runs it may let others go first.
 *
 * @public
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Things that are worked on between two pauses. */
const thingsAtOnce = 1_000;

/** Goes through a list, and pauses now and then. */
export function* eachInSteps<T>(
  things: readonly T[],
  work: (thing: T) => void,
): Steps<void> {
  for (let from = 0; from < things.length; from += thingsAtOnce) {
    const to = Math.min(things.length, from + thingsAtOnce);
    for (let index = from; index < to; index++) {
      work(things[index]);
    }
    yield;
  }
}

/** Does all of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}
