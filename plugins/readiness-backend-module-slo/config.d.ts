import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    collectors?: {
      /** The collector of SLO documents: OpenSLO, Sloth and Pyrra. */
      slo?: {
        /**
         * How often the documents of all entities are read: a duration such as `{ hours: 6 }`
         * or `PT6H`. Default: 24 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
      /** The collector of alerting rules. */
      alerts?: {
        /**
         * How often the rules of all entities are read: a duration such as `{ hours: 6 }`
         * or `PT6H`. Default: 24 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
      /** The collector of measurements, there where `readiness.prometheus` names a server. */
      prometheus?: {
        /**
         * How often the SLOs of all entities are measured: a duration such as `{ hours: 6 }`
         * or `PT6H`. Default: 6 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was measured is good for; longer than `frequency`. Default: 2 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
    };
    /**
     * Servers that answer the query API of Prometheus (Prometheus itself, Thanos, Mimir, Cortex,
     * VictoriaMetrics and the like), which SLOs are measured by. Default: none, and nothing is measured.
     */
    prometheus?: Array<{
      /**
       * By which SLO documents refer to it as a data source. Default: `default`, which serves also those
       * that refer to none.
       * @visibility backend
       */
      name?: string;
      /**
       * Address of the server, with a path where it has one: the API is at `/api/v1` below it.
       * @visibility backend
       */
      url: string;
      /**
       * Headers of each request, e.g. `Authorization: Bearer …`.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      /**
       * May its name resolve to a private address? Default: true.
       * @visibility backend
       */
      allowPrivateAddresses?: boolean;
      /**
       * Of one request: a duration from 1 second to 5 minutes such as `{ seconds: 30 }`. The server is told
       * to give up a little earlier. Default: 30 seconds.
       * @visibility backend
       */
      timeout?: HumanDuration | string;
      /**
       * Requests under way at once, from 1 to 32. Default: 2.
       * @visibility backend
       */
      concurrency?: number;
      /**
       * The most requests begun within a minute, from 1 to 10,000. Default: no limit.
       * @visibility backend
       */
      requestsPerMinute?: number;
    }>;
  };
}
