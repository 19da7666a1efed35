/**
 * Asks the query API of Prometheus (https://prometheus.io/docs/prometheus/latest/querying/api/).
 *
 * Many queries go in one request: each is given a label of its own and they are joined by `or`, so
 * that the label tells which answer is whose. Where the server refuses such a request (one query of
 * it is wrong, too large, or all together take too long), it is asked again in halves, down to the
 * one that it refuses: one broken query never takes the others with it, and costs about twice the
 * logarithm of their number.
 */
import { JsonValue } from '@backstage/types';
import {
  createSourceClient,
  RequestBudget,
  RetryLaterError,
  SourceClient,
  SourceError,
  SourceResponse,
} from '@team-readiness/backstage-plugin-readiness-node';
import { z } from 'zod';
import { PrometheusServer } from './readPrometheusConfig';

/** The label that tells answers apart. */
const idLabel = 'readiness_query';
/** Most characters of one request's query. */
const maxCharacters = 60_000;
/** Most queries of one request for a moment, and over a time. */
const maxInstant = 64;
const maxPoints = 40_000;
/** Statuses with which Prometheus says what is wrong with a query. */
const refusals: readonly number[] = [400, 422, 503];

/** One value of a series: seconds since 1970, and a number or null where it is no finite one. */
export type Point = readonly [time: number, value: number | null];

/** What became of a query: its answer, or why the server refuses it. */
export type QueryAnswer<T> = { answer: T } | { refused: string };

/** Who asks. */
export interface AskOptions {
  budget?: RequestBudget;
  signal?: AbortSignal;
}

const point = z.tuple([z.number(), z.string().max(64)]);
const answerSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.enum(['vector', 'matrix']),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: point.optional(),
        values: z.array(point).optional(),
      }),
    ),
  }),
});
const refusalSchema = z.object({
  status: z.literal('error'),
  errorType: z.string(),
  error: z.string(),
});

function toNumber(text: string): number | null {
  const value = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Splits a list into parts that are small enough to be asked at once. */
function partsOf(queries: readonly string[], max: number): number[][] {
  const parts: number[][] = [];
  let length = Infinity;
  queries.forEach((query, index) => {
    const last = parts[parts.length - 1];
    if (!last || last.length >= max || length + query.length > maxCharacters) {
      parts.push([index]);
      length = query.length;
    } else {
      last.push(index);
      length += query.length;
    }
  });
  return parts;
}

/** Asks one server. */
export class PrometheusApi {
  readonly #server: PrometheusServer;
  readonly #client: SourceClient;

  constructor(server: PrometheusServer) {
    this.#server = server;
    this.#client = createSourceClient({
      name: `Prometheus ${server.name}`,
      hosts: [server.host],
      allowPrivateAddresses: server.allowPrivateAddresses,
      secretHeaders: server.headers,
      timeoutMs: server.timeoutMs,
      concurrency: server.concurrency,
      requestsPerMinute: server.requestsPerMinute,
      accept: refusals,
      // Answers differ from one moment to the next.
      conditional: false,
    });
  }

  /** By which documents refer to it. */
  get name(): string {
    return this.#server.name;
  }

  /**
   * Asks for values at one moment.
   *
   * @param queries - each gives at most one sample without labels
   * @param at - the moment
   * @returns by the order of the queries; null where there is no data, or no finite number
   * @throws SourceError where the server cannot be asked, RetryLaterError where it has to be left alone
   */
  async values(
    queries: readonly string[],
    at: Date,
    options: AskOptions = {},
  ): Promise<Array<QueryAnswer<number | null>>> {
    const answers = await this.#askAll(
      queries,
      maxInstant,
      '/api/v1/query',
      { time: String(at.getTime() / 1_000) },
      options,
    );
    return answers.map(it =>
      'refused' in it ? it : { answer: it.answer[0]?.[1] ?? null },
    );
  }

  /**
   * Asks for values step by step.
   *
   * @param queries - each gives at most one series without labels
   * @param range - from `start` to `end` in seconds since 1970, every `step` seconds
   * @returns by the order of the queries; steps without data are left out
   * @throws as `values`
   */
  async series(
    queries: readonly string[],
    range: { start: number; end: number; step: number },
    options: AskOptions = {},
  ): Promise<Array<QueryAnswer<Point[]>>> {
    const points = Math.floor((range.end - range.start) / range.step) + 1;
    return this.#askAll(
      queries,
      Math.max(1, Math.floor(maxPoints / points)),
      '/api/v1/query_range',
      {
        start: String(range.start),
        end: String(range.end),
        step: String(range.step),
      },
      options,
    );
  }

  /** Closes connections. */
  async close(): Promise<void> {
    await this.#client.close();
  }

  async #askAll(
    queries: readonly string[],
    max: number,
    path: string,
    form: Record<string, string>,
    options: AskOptions,
  ): Promise<Array<QueryAnswer<Point[]>>> {
    const answers = new Array<QueryAnswer<Point[]>>(queries.length);
    // The client holds back what is more than may be under way at once.
    const settled = await Promise.allSettled(
      partsOf(queries, max).map(part =>
        this.#askPart(queries, part, path, form, options, answers),
      ),
    );
    for (const it of settled) {
      if (it.status === 'rejected') {
        throw it.reason;
      }
    }
    return answers;
  }

  async #askPart(
    queries: readonly string[],
    part: readonly number[],
    path: string,
    form: Record<string, string>,
    options: AskOptions,
    answers: Array<QueryAnswer<Point[]>>,
  ): Promise<void> {
    const response = await this.#client.request({
      url: `${this.#server.url}${path}`,
      method: 'POST',
      form: {
        query: part
          .map(
            index =>
              `label_replace(${queries[index]}, "${idLabel}", "${index}", "", "")`,
          )
          .join('\nor\n'),
        ...form,
        // A little less than the client waits, so that the server says that it took too long.
        timeout: `${Math.max(1, Math.floor(this.#server.timeoutMs / 1_250))}s`,
        limit: String(part.length + 1),
      },
      ...options,
    });
    if (response.status === 200) {
      const series = this.#seriesOf(response.body);
      for (const index of part) {
        answers[index] = { answer: series.get(String(index)) ?? [] };
      }
      return;
    }
    const refused = this.#refusalOf(response);
    if (part.length === 1) {
      answers[part[0]] = { refused };
      return;
    }
    const middle = Math.ceil(part.length / 2);
    for (const half of [part.slice(0, middle), part.slice(middle)]) {
      await this.#askPart(queries, half, path, form, options, answers);
    }
  }

  #seriesOf(body: JsonValue): Map<string, Point[]> {
    const parsed = answerSchema.safeParse(body);
    if (!parsed.success) {
      throw new SourceError(
        `Prometheus ${
          this.#server.name
        } answered something else than its query API does.`,
        { kind: 'not-json' },
      );
    }
    return new Map(
      parsed.data.data.result.map(({ metric, value, values }) => [
        metric[idLabel] ?? '',
        (values ?? (value ? [value] : [])).map(
          ([time, text]): Point => [time, toNumber(text)],
        ),
      ]),
    );
  }

  /** @throws where the status is not Prometheus speaking of the query */
  #refusalOf({ status, headers, body }: SourceResponse): string {
    const parsed = refusalSchema.safeParse(body);
    if (parsed.success) {
      const { errorType, error } = parsed.data;
      return errorType === 'timeout'
        ? 'it takes longer than it may'
        : error.replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 300);
    }
    const seconds = Number(headers['retry-after']);
    if (seconds > 0 && seconds <= 86_400) {
      throw new RetryLaterError(
        `Prometheus ${this.#server.name} asks to be left alone for a while.`,
        new Date(Date.now() + seconds * 1_000),
      );
    }
    throw new SourceError(
      `Prometheus ${this.#server.name} answered with status ${status}.`,
      { kind: 'status', status },
    );
  }
}
