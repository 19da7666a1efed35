import { JsonObject } from '@backstage/types';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';

/** A collector whose source a test changes as it goes. */
export class FixtureCollector implements Collector {
  readonly title = 'Fixture';
  readonly description = 'What a test says.';
  readonly frequency = { hours: 1 };
  readonly timeToLive = { hours: 3 };
  readonly schema: JsonObject = {
    type: 'object',
    required: ['fine'],
    properties: {
      fine: { type: 'boolean' },
      ratio: { type: 'number', 'x-precision': 1 },
    },
  };

  /** What the source says of an entity; undefined: absent; an Error: failed. */
  answers: Record<string, JsonObject | Error> = {};
  /** Thrown when the source is opened. */
  openFailure: Error | undefined;
  /** Thrown at the batch with this number, counted from 1. */
  failingBatch: number | undefined;
  /** Neither ends nor heeds its signal. */
  hangs = false;
  /** Said instead of the answers. */
  say: ((targets: CollectionTarget[]) => unknown) | undefined;
  readonly batches: CollectionTarget[][] = [];
  opened = 0;
  closed = 0;

  constructor(readonly id: string = 'fixture') {}

  async open(): Promise<CollectionRun> {
    this.opened += 1;
    if (this.openFailure) {
      throw this.openFailure;
    }
    let batch = 0;
    return {
      collect: async targets => {
        batch += 1;
        this.batches.push(targets);
        if (this.hangs) {
          await new Promise(() => {});
        }
        if (batch === this.failingBatch) {
          throw new Error('the source broke off');
        }
        return this.say
          ? (this.say(targets) as Observation[])
          : targets.map(({ entityRef }) => this.#observe(entityRef));
      },
      problems: () => [
        {
          subject: 'file',
          name: 'rows.csv',
          reporter: 'anybody',
          message: 'Row 7 is broken.',
          source: 'rows.csv',
          line: 7,
        },
      ],
      close: async () => {
        this.closed += 1;
      },
    };
  }

  /** Refs of all targets of the batches so far, in order; then forgotten. */
  seen(): string[] {
    return this.batches
      .splice(0)
      .flat()
      .map(target => target.entityRef);
  }

  #observe(entityRef: string): Observation {
    const answer = this.answers[entityRef];
    if (answer instanceof Error) {
      return { entityRef, status: 'failed', error: answer };
    }
    return answer
      ? { entityRef, status: 'observed', data: answer }
      : { entityRef, status: 'absent' };
  }
}
