import { MeasurableSlo } from '../measurement';
import { AskOptions, PrometheusApi } from './PrometheusApi';
import { PrometheusServer } from './readPrometheusConfig';

/** The configured servers, and which of them serves which SLO. */
export class PrometheusServers {
  readonly #apis: ReadonlyMap<string, PrometheusApi>;

  /** @param servers - at least one */
  constructor(servers: readonly PrometheusServer[]) {
    this.#apis = new Map(
      servers.map(server => [server.name, new PrometheusApi(server)]),
    );
  }

  /**
   * The server that has the name of the SLO's data source; else the only one there is; else the one
   * that is called `default`.
   *
   * Documents name servers and never say where they are: no address of a document is asked.
   */
  of(slo: MeasurableSlo): PrometheusApi | { refused: string } {
    const named = slo.dataSources.filter(name => this.#apis.has(name));
    if (new Set(named).size > 1) {
      return { refused: 'its parts are in several data sources' };
    }
    const [only] = this.#apis.values();
    const chosen =
      this.#apis.get(named[0] ?? '') ??
      (this.#apis.size === 1 ? only : this.#apis.get('default'));
    return (
      chosen ?? {
        refused:
          slo.dataSources.length > 0
            ? `no Prometheus with the name of its data source ${slo.dataSources[0]} is configured`
            : 'it names no data source, and several Prometheus are configured',
      }
    );
  }

  /**
   * Does each of the servers of these SLOs know of any target that it watches, by the series `up`
   * that all of them keep?
   *
   * @returns false where one does not, or cannot be asked
   */
  async knowAnything(
    slos: readonly MeasurableSlo[],
    now: Date,
    options: AskOptions,
  ): Promise<boolean> {
    const apis = new Set(slos.map(slo => this.of(slo)));
    const answers = await Promise.all(
      [...apis].map(async api => {
        if ('refused' in api) {
          return true;
        }
        const [up] = await api
          .values(['count(up)'], now, options)
          .catch(() => [undefined]);
        return up !== undefined && 'answer' in up && up.answer !== null;
      }),
    );
    return answers.every(Boolean);
  }

  /** Closes connections. */
  async close(): Promise<void> {
    await Promise.all([...this.#apis.values()].map(api => api.close()));
  }
}
