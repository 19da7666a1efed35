import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    /** Cost data. */
    cost?: {
      /** FOCUS 1.0 to 1.3 in CSV, plain or gzip, and Parquet. */
      focus?: {
        /**
         * Files to read: paths or globs, absolute or relative to the working directory of
         * the backend. Each entry must match at least one file. Without this key there is no
         * cost data, and the checks of the area cost are inactive.
         */
        files?: string[];
        /**
         * Keys of cost allocation tags whose value names the entity, most telling first; case does not matter.
         * Default: `backstage.io/entity-ref`, `service`, `app`, `component`.
         */
        tagKeys?: string[];
        /**
         * Columns whose value names the entity where no tag does, most telling first: `SubAccountId`,
         * `SubAccountName`, `ResourceId`, `ResourceName`, `ServiceName`. Default: none.
         */
        columns?: string[];
        /**
         * The largest file that is read, in gigabytes (10^9 bytes) after decompression; of Parquet the columns
         * that are needed. Default: 20.
         */
        maxGigabytes?: number;
      };
      /** By which rates spend is converted. Default: it is not, and several currencies are never added up. */
      currencies?: {
        /** ISO 4217: the currency of all facts. */
        to: string;
        /** What has no rate here stays in its own currency. */
        rates: Array<{
          /** ISO 4217: the currency of the bill (`BillingCurrency`). */
          from: string;
          /** What one unit of it is in the currency `to`; more than zero. */
          rate: number;
          /** `YYYY-MM`: for charges of this month (UTC). Default: every month without a rate of its own. */
          month?: string;
        }>;
      };
      /**
       * Whose the accounts are: by the id of a sub-account (FOCUS `SubAccountId`), or a pattern in which `*`
       * stands for any characters, the ref of a group, e.g. `group:default/payments` or `payments`. An id
       * comes before patterns, and patterns in their order; case does not matter. Without this key the
       * spend of accounts is not looked at.
       */
      accounts?: { [subAccountId: string]: string };
      /** Cost allocation of Kubernetes clusters. */
      opencost?: {
        /** Servers that answer the allocation API, each of a cluster or of several. Default: none. */
        servers?: Array<{
          /**
           * What it is called in messages. Default: `default`; several need a name each.
           * @visibility backend
           */
          name?: string;
          /**
           * Address of the server, with a path where it has one: the API is below it.
           * @visibility backend
           */
          url: string;
          /**
           * `opencost` (`/allocation/compute`) or `kubecost` (`/model/allocation`). Default: `opencost`.
           * @visibility backend
           */
          api?: 'opencost' | 'kubecost';
          /**
           * ISO 4217: the currency that it is set up for; its answers do not say.
           * @visibility backend
           */
          currency: string;
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
           * Of one request, which is for one day: a duration from 1 second to 10 minutes. Default: 2 minutes.
           * @visibility backend
           */
          timeout?: HumanDuration | string;
        }>;
        /**
         * Length of the window in whole days (UTC) up to yesterday, from 1 to 30. Default: 14.
         * @visibility backend
         */
        days?: number;
      };
    };
    collectors?: {
      /** How the collector `cost` runs. */
      cost?: {
        /** How often the files are looked at. Default: six hours. */
        frequency?: string | HumanDuration;
        /** How long what was read is good for; longer than `frequency`. Default: two days. */
        timeToLive?: string | HumanDuration;
      };
      /** How the collector `account-spend` runs. */
      'account-spend'?: {
        /** How often the files are looked at; best as often as by `cost`. Default: six hours. */
        frequency?: string | HumanDuration;
        /** How long what was read is good for; longer than `frequency`. Default: two days. */
        timeToLive?: string | HumanDuration;
      };
      /** How the collector `opencost` runs. */
      opencost?: {
        /** How often the servers are asked. Default: twelve hours. */
        frequency?: string | HumanDuration;
        /** How long what was read is good for; longer than `frequency`. Default: two days. */
        timeToLive?: string | HumanDuration;
      };
    };
  };
}
