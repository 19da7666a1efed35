import {
  createSourceClient,
  RequestBudget,
  SourceClient,
} from '@team-readiness/backstage-plugin-readiness-node';
import { AllocationsRead, readAllocations } from './readAllocations';
import { OpenCostServer } from './readOpenCostConfig';

/** A day of a large cluster: a kilobyte and a half for each of its workloads. */
const maxBytes = 64 * 1024 * 1024;

/** Asks the allocation API of one server. */
export class OpenCostApi {
  readonly #server: OpenCostServer;
  readonly #client: SourceClient;

  constructor(server: OpenCostServer) {
    this.#server = server;
    this.#client = createSourceClient({
      name: `OpenCost ${server.name}`,
      hosts: [server.host],
      allowPrivateAddresses: server.allowPrivateAddresses,
      secretHeaders: server.headers,
      timeoutMs: server.timeoutMs,
      maxBytes,
      // Each day is a long query of its Prometheus.
      concurrency: 1,
      conditional: false,
    });
  }

  /** What it is called, and in which currency it tells. */
  get server(): { name: string; currency: string } {
    return this.#server;
  }

  /**
   * The allocations of one day (UTC), a row a workload.
   *
   * @throws SourceError where it cannot be asked, RetryLaterError where it has to be left alone, Error
   *   where it answers something else
   */
  async day(
    day: string,
    options: { signal?: AbortSignal; budget?: RequestBudget },
  ): Promise<AllocationsRead> {
    const start = `${day}T00:00:00Z`;
    const end = new Date(Date.parse(start) + 86_400_000)
      .toISOString()
      .replace('.000', '');
    const query = new URLSearchParams({
      window: `${start},${end}`,
      aggregate: 'namespace,controllerKind,controller',
      accumulate: 'true',
      includeIdle: 'false',
      shareIdle: 'false',
    });
    const { body } = await this.#client.request({
      url: `${this.#server.url}?${query}`,
      ...options,
    });
    return readAllocations(body);
  }

  /** Closes connections. */
  async close(): Promise<void> {
    await this.#client.close();
  }
}
