const longestMs = 300_000;

/**
 * Lets the process do nothing any more, until it is killed: so that one that is killed late, because the machine is
 * busy, has not come further than a test allows. Without a parent that kills it, it ends by itself.
 */
export function standStill(): never {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, longestMs);
  process.exit(1);
}
