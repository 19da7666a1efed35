import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    /** What recipes (`Collector` documents) may ask over HTTP. */
    http?: {
      /**
       * The hosts that recipes may ask; no other is asked. Default: none, so that no recipe runs.
       */
      hosts?: Array<{
        /**
         * Where it is: `https://sonarqube.example.com`, with a path where the API lies below one.
         * No user, query or fragment.
         * @visibility backend
         */
        url: string;
        /**
         * By which recipes can name it, `request.host: { from: <name> }`: lower-case words joined
         * by dashes.
         * @visibility backend
         */
        name?: string;
        /**
         * May it have a private or loopback address? Addresses where clouds keep their credentials
         * stay refused. Default: false.
         * @visibility backend
         */
        allowPrivateAddresses?: boolean;
        /**
         * How long one request may take, up to the last byte of its answer; between 1 second and 5
         * minutes. Default: 30 seconds.
         * @visibility backend
         */
        timeout?: string | HumanDuration;
      }>;
      /** Secrets by name, as headers of recipes name them by `from`. Default: none. */
      values?: {
        [name: string]: {
          /**
           * The secret itself, e.g. `${SONAR_TOKEN}`.
           * @visibility secret
           */
          value: string;
          /**
           * To which of `readiness.http.hosts` it may be sent, by name, or by host and port as in
           * the URL. A recipe for another host that names it does not run.
           * @visibility backend
           */
          hosts: string[];
        };
      };
    };
  };
}
