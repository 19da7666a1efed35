import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    policy?: {
      /**
       * Files of policy reports (PolicyReport, ClusterPolicyReport, Report and ClusterReport of
       * OpenReports, and constraints of Gatekeeper with their audit), as YAML or JSON: paths of files, paths of directories, or globs such as
       * `/var/reports/*.json`. Relative ones are taken from the backend's working directory.
       * Default: none, and then nothing about policy results is observed.
       * @visibility backend
       */
      reports?: string[];
      /**
       * Reports of Conftest (`conftest test --output json`). Their results belong to the entities
       * in whose directories the files lie that they are about. Default: none.
       */
      conftest?: Array<{
        /**
         * Paths of files or directories, or globs, as for `reports`.
         * @visibility backend
         */
        reports: string[];
        /**
         * The directory in which Conftest ran: its URL as the locations of the catalog write it,
         * e.g. `https://github.com/acme/shop/tree/main`, or an absolute path.
         * @visibility backend
         */
        location: string;
      }>;
      /**
       * Reports whose newest time is longer ago are not looked at, and reported as a problem: a
       * duration such as `{ days: 30 }`. Default: reports of any age are looked at.
       * @visibility backend
       */
      maxReportAge?: HumanDuration | string;
      /**
       * Files with `ValidatingAdmissionPolicy` documents, their bindings and parameters, as they
       * are applied to a cluster: paths of files, paths of directories, or globs. They are run
       * over the Kubernetes manifests of entities. Relative ones are taken from the backend's
       * working directory. Default: none, and then no manifests are read.
       * @visibility backend
       */
      admissionPolicies?: string[];
      /**
       * Rego policies that are run over the Kubernetes manifests of entities: compiled ones, or
       * those of a running OPA. Default: none.
       */
      rego?: Array<{
        /**
         * Under which checks read its results, as they read those of an admission policy by its
         * name: letters, digits, dots, dashes and underscores.
         * @visibility backend
         */
        name: string;
        /**
         * A file that `opa build -t wasm` wrote (`bundle.tar.gz`), or the `policy.wasm` in it.
         * A relative path is taken from the backend's working directory. Either this or `opa`.
         * @visibility backend
         */
        bundle?: string;
        /** A running OPA that is asked over HTTP. Either this or `bundle`. */
        opa?: {
          /**
           * Its address without `/v1`, e.g. `https://opa.example.org`.
           * @visibility backend
           */
          url: string;
          /**
           * Sent as bearer token. Default: none.
           * @visibility secret
           */
          token?: string;
          /**
           * May its name resolve to a private or loopback address? Default: false.
           * @visibility backend
           */
          allowPrivateAddresses?: boolean;
        };
        /**
         * The rule or package that is asked, as a path. Default: `readiness/deny`.
         * @visibility backend
         */
        entrypoint?: string;
        /**
         * What it is given: `manifest`, each Kubernetes object alone, or `entity`, an object
         * with the `entity` and all its `manifests`. Default: `manifest`.
         * @visibility backend
         */
        input?: 'manifest' | 'entity';
        /**
         * Severity of failures that give none: info, low, medium, high or critical.
         * Default: medium.
         * @visibility backend
         */
        severity?: 'info' | 'low' | 'medium' | 'high' | 'critical';
        /**
         * How long a compiled policy may take for one input, at most a minute: a duration such
         * as `{ seconds: 2 }`. Default: 1 second. A policy that takes longer is stopped.
         * @visibility backend
         */
        timeLimit?: HumanDuration | string;
      }>;
    };
    collectors?: {
      /** The collector of policy reports. */
      policy?: {
        /**
         * How often the reports are read: a duration such as `{ minutes: 30 }` or `PT30M`.
         * Default: 1 hour; with `readiness.policy.rego`, which reads the files of entities, 24 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 1 day; with
         * `readiness.policy.rego` 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
      };
      /** The collector of Kubernetes manifests. */
      manifests?: {
        /**
         * How often the manifests of all entities are read: a duration such as `{ hours: 6 }`
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
