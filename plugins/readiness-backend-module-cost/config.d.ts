import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    /** Cost data. */
    cost?: {
      /** FOCUS 1.0 to 1.3 in CSV. */
      focus?: {
        /**
         * Files to read, plain or gzip: paths or globs, absolute or relative to the working directory of
         * the backend. Each entry must match at least one file. Without this key there is no
         * cost data, and the checks of the area cost are inactive.
         */
        files?: string[];
        /**
         * Keys of cost allocation tags whose value names the entity, most telling first; case does not matter.
         * Default: `backstage.io/entity-ref`, `service`, `app`, `component`.
         */
        tagKeys?: string[];
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
    };
  };
}
