/**
 * What reactions are told of.
 *
 * - `results`: results of an owner set changed. For pages that are open, and for events.
 * - `levels`: levels changed, up or down. For events.
 * - `drops`: levels fell, and their owners are told. For notifications.
 */
export type ReactionTopic = 'results' | 'levels' | 'drops';

/** How long changes of a topic are gathered, in milliseconds. */
export interface ReactionWindows {
  /** Of `results` and `levels`. */
  readonly soonMs: number;
  /** Of `drops`; undefined: nobody is told of them. */
  readonly dropsMs?: number;
}

/** A level that changed, as a line of JSON holds it. */
export interface LevelChange {
  entityId: number;
  from: number;
  /** Null: nothing is asked of the entity any more, or it is gone. */
  to: number | null;
  /** A `Cause`. */
  cause: string;
  /** Start of the UTC hour of the evaluation, epoch ms. */
  at: number;
  /** Keys of `checks`: gates that are not met any more, at most three. */
  gates: number[];
}

/** Of how many characters of changes a row takes no more. */
export const enoughChanges = 16_000;
/** Characters of changes that one batch adds to a row. */
const mostAdded = 8_000;

/** Writes changes as lines, as many as find room. */
export function writeChanges(changes: readonly LevelChange[]): string {
  let text = '';
  for (const { entityId, from, to, cause, at, gates } of changes) {
    const line = `${JSON.stringify([entityId, from, to, cause, at, gates])}\n`;
    if (text.length + line.length > mostAdded) {
      break;
    }
    text += line;
  }
  return text;
}

/** Reads lines that {@link writeChanges} wrote. */
export function readChanges(text: string): LevelChange[] {
  return text
    .split('\n')
    .filter(line => line)
    .map(line => {
      const [entityId, from, to, cause, at, gates] = JSON.parse(line);
      return { entityId, from, to, cause, at, gates };
    });
}
