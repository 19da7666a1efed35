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
      /** The collector of postmortems. */
      postmortems?: {
        /**
         * How often the postmortems of all entities are read: a duration such as `{ hours: 6 }`
         * or `PT6H`. Default: 24 hours.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long what was read is good for; longer than `frequency`. Default: 3 days.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
        /**
         * What ids of incidents begin with in titles and names of files, such as `INC` for `INC-204`. It takes the
         * place of the default: INC, INCIDENT, IR, PM, PD, OUT, MI.
         * @visibility backend
         */
        incidentPrefixes?: string[];
      };
      /** The collector of model cards. */
      'model-cards'?: {
        /**
         * How often the model cards of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of CODEOWNERS. */
      codeowners?: {
        /**
         * How often the CODEOWNERS of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of CI pipelines. */
      pipelines?: {
        /**
         * How often the pipelines of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of Terraform and OpenTofu code. */
      infrastructure?: {
        /**
         * How often the infrastructure code of all entities is read: a duration such as `{ hours: 6 }`
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
      /** The collector of templates behind entities. */
      template?: {
        /**
         * How often the templates behind all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of what entities are built on. */
      technology?: {
        /**
         * How often what all entities are built on is read: a duration such as `{ hours: 6 }`
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
      /** The collector of decisions that manifests and catalog show. */
      signals?: {
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
      /** The collector of how commits are spread over their authors. */
      contributors?: {
        /**
         * How often the commits of all entities are read: a duration such as `{ hours: 6 }`
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
      /** The collector of changes of runbooks. */
      'runbook-history'?: {
        /**
         * How often the history of all runbooks is read: a duration such as `{ hours: 6 }`
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
      /** The collector of additions of dependencies. */
      'dependency-history'?: {
        /**
         * How often the history of all dependencies is read: a duration such as `{ hours: 6 }`
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
      /** The collector of the first day in production. */
      production?: {
        /**
         * How often the history of all lifecycles is read: a duration such as `{ hours: 6 }`
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
