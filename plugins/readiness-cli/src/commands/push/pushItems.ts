import { ResponseError } from '@backstage/errors';
import {
  FactPushAnswer,
  FactPushItem,
  FactPushItemAnswer,
  ReadinessClient,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Terminal, UsageError } from '../../terminal';

/** Bounds of one request: those of the API, with room for what surrounds the items. */
const limits = { items: 500, bytes: 4_000_000 };
const attempts = 4;
const firstPauseMs = 500;

/** Statuses after which the same request may be answered otherwise. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Pushes items in as many requests as they take. A request that fails in a way that may pass is
 * made again: the same push twice changes nothing.
 *
 * @returns one answer an item, in their order
 * @throws UsageError where the portal cannot be reached or refuses; it says how many were stored
 */
export async function pushItems(
  client: ReadinessClient,
  items: readonly FactPushItem[],
  terminal: Terminal,
): Promise<FactPushItemAnswer[]> {
  const answers: FactPushItemAnswer[] = [];
  while (answers.length < items.length) {
    terminal.progress(`Pushing: ${answers.length} of ${items.length}`);
    const batch = nextBatch(items, answers.length);
    const answer = await pushBatch(client, batch, answers.length);
    if (answer.items?.length !== batch.length) {
      throw new UsageError(
        `The portal did not answer each item; ${answers.length} items before were answered`,
      );
    }
    answers.push(...answer.items);
  }
  terminal.progress(null);
  return answers;
}

function nextBatch(
  items: readonly FactPushItem[],
  from: number,
): FactPushItem[] {
  const batch: FactPushItem[] = [];
  let bytes = 0;
  for (let i = from; i < items.length && batch.length < limits.items; i += 1) {
    bytes += Buffer.byteLength(JSON.stringify(items[i]));
    if (batch.length && bytes > limits.bytes) {
      break;
    }
    batch.push(items[i]);
  }
  return batch;
}

async function pushBatch(
  client: ReadinessClient,
  items: FactPushItem[],
  done: number,
): Promise<FactPushAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.pushFacts({ items });
    } catch (error) {
      const status =
        error instanceof ResponseError ? error.statusCode : undefined;
      if (
        attempt === attempts ||
        (status !== undefined && !passing.has(status))
      ) {
        throw new UsageError(
          `${describe(error, status)}; ${done} items before were answered`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, firstPauseMs * 2 ** (attempt - 1));
      });
    }
  }
}

function describe(error: unknown, status: number | undefined): string {
  if (status === undefined) {
    return 'The portal cannot be reached';
  }
  const said =
    error instanceof ResponseError ? error.cause.message.split('\n')[0] : '';
  const hint = status === 401 ? ' (a token is read from READINESS_TOKEN)' : '';
  return `The portal answered ${status}${said && `: ${said}`}${hint}`;
}
