import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    collectors?: {
      /** The collector of OpenSLO documents. */
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
    };
  };
}
