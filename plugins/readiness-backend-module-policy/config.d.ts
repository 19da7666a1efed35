import { HumanDuration } from '@backstage/types';

export interface Config {
  readiness?: {
    policy?: {
      /**
       * Files of policy reports (PolicyReport, ClusterPolicyReport, and Report and ClusterReport
       * of OpenReports), as YAML or JSON: paths of files, paths of directories, or globs such as
       * `/var/reports/*.json`. Relative ones are taken from the backend's working directory.
       * Default: none, and then nothing about policy results is observed.
       * @visibility backend
       */
      reports?: string[];
      /**
       * Files with `ValidatingAdmissionPolicy` documents, their bindings and parameters, as they
       * are applied to a cluster: paths of files, paths of directories, or globs. They are run
       * over the Kubernetes manifests of entities. Relative ones are taken from the backend's
       * working directory. Default: none, and then no manifests are read.
       * @visibility backend
       */
      admissionPolicies?: string[];
    };
    collectors?: {
      /** The collector of policy reports. */
      policy?: {
        /**
         * How often the reports are read: a duration such as `{ minutes: 30 }` or `PT30M`.
         * Default: 1 hour.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 1 day.
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
