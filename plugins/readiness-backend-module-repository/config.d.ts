import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    collectors?: {
      /** The collector of README, runbook and architecture overview. */
      repository?: {
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
      /** The collector of architecture decision records. */
      decisions?: {
        /**
         * How often the records of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of readiness reviews. */
      reviews?: {
        /**
         * How often the reviews of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of impact entries. */
      impact?: {
        /**
         * How often the entries of all entities and Groups are read: a duration such as `{ hours: 6 }`
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
      /** The collector of onboarding guides. */
      onboarding?: {
        /**
         * How often the guides of all Groups are read: a duration such as `{ hours: 6 }`
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
      /** The collector of written fallbacks. */
      fallbacks?: {
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
      /** The collector of drills. */
      drills?: {
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
    };
  };
}
