/**
 * An event breaks the rules of its format. Thrown while it is read and caught by `toReading`, so
 * that readers need not carry every fault back by hand.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
