import { JsonObject } from '@backstage/types';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  createSourceClient,
  Observation,
  RequestBudget,
  SourceClient,
} from '../../index';

/** Observes which uptime checks a component has. */
export class UptimeCollector implements Collector {
  readonly id = 'uptime';
  readonly title = 'Uptime checks';
  readonly description = 'Uptime checks of each service, by its HTTP API.';
  readonly frequency = { hours: 1 };
  readonly timeToLive = { hours: 6 };
  readonly schema: JsonObject = {
    type: 'object',
    required: ['checks'],
    additionalProperties: false,
    properties: {
      checks: { type: 'number', description: 'Checks that are switched on.' },
    },
  };

  constructor(
    private readonly options: {
      url: string;
      token: string;
      timeoutMs?: number;
    },
  ) {}

  async open({ budget }: { budget?: RequestBudget }): Promise<CollectionRun> {
    const { url, token, timeoutMs } = this.options;
    const client = createSourceClient({
      name: 'Uptime',
      hosts: [new URL(url).host],
      allowPrivateAddresses: true, // it runs in our own network
      secretHeaders: { authorization: `Bearer ${token}` },
      timeoutMs,
      accept: [404],
    });
    return {
      collect: (targets, { signal }) =>
        Promise.all(
          targets.map(target =>
            this.observe(client, target, signal, budget).catch(error => {
              // A source that asks to be left alone pauses the whole run.
              if (error.name === 'RetryLaterError' || signal.aborted) {
                throw error;
              }
              const { entityRef } = target;
              return { entityRef, status: 'failed' as const, error };
            }),
          ),
        ),
      close: () => client.close(),
    };
  }

  private async observe(
    client: SourceClient,
    { entityRef, entity }: CollectionTarget,
    signal: AbortSignal,
    budget?: RequestBudget,
  ): Promise<Observation> {
    const service = encodeURIComponent(entity.metadata.name);
    const { status, body } = await client.request({
      url: `${this.options.url}/services/${service}/checks`,
      signal,
      budget,
    });
    if (status === 404) {
      return { entityRef, status: 'absent' };
    }
    if (!Array.isArray(body)) {
      throw new Error('The answer of Uptime is no list of checks.');
    }
    const on = body.filter(check => (check as JsonObject)?.enabled === true);
    return { entityRef, status: 'observed', data: { checks: on.length } };
  }
}
