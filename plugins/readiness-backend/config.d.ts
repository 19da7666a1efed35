import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Team scorecards. */
  readiness?: {
    /** Where scorecards come from. */
    definitions?: {
      /**
       * Names of the built-in scorecards that are on, in the order of pages.
       * Default: `[service-readiness, team-readiness]`. An empty list turns all off.
       * @visibility backend
       */
      builtIn?: string[];
      /**
       * Names of the built-in recipes that run, e.g. `[sonarqube, pagerduty-on-call]`; their hosts and
       * secrets are configured in `readiness.http`. Default: none.
       * @visibility backend
       */
      recipes?: string[];
      /**
       * `Scorecard` and `Collector` documents that stand here as objects, as they would in YAML.
       * `$env`, `$file` and `$include` are replaced as everywhere in the configuration. Default:
       * none.
       * @visibility backend
       */
      documents?: object[];
      /**
       * Paths or globs of further `Scorecard` and `Collector` documents (YAML, several in a file
       * allowed), shown after the built-in ones. Relative to the backend's working directory.
       * Default: none.
       * @visibility backend
       */
      files?: string[];
      /**
       * URLs of further documents, at most fifty. Read with the integrations of the backend;
       * other hosts have to be in `backend.reading.allow`. Default: none.
       * @deepVisibility secret
       */
      urls?: string[];
      /**
       * Entity ref of the group or user that answers for scorecards whose document names no
       * `metadata.owner`, such as the built-in standards; a name alone is a group. Readers are told
       * to write there when a check is wrong. Default: nobody.
       * @visibility backend
       */
      owner?: string;
      /**
       * How often the documents are read again. Default: one minute.
       * @visibility backend
       */
      frequency?: HumanDuration | string;
      /**
       * Days for which a check that is new or stricter than in the version before is at `warn`
       * before it counts, where it does not say its own `stage` or `enforceFrom`. Between 0 (it
       * counts at once) and 365. Default: 30.
       * @visibility backend
       */
      warnDays?: number;
    };
    /** How the tier of an entity is found: 1 is the most critical, 3 the least. */
    tier?: {
      /**
       * Places in an entity, the first one that holds a value counts. Default:
       * `[metadata.annotations.team-readiness.dev/tier, metadata.labels.tier, spec.tier]`.
       * @visibility backend
       */
      paths?: string[];
      /**
       * Tiers by declared value, compared without regard to case, e.g. `{ gold: 1, silver: 2 }`.
       * `1`, `2` and `3` are understood always.
       * @visibility backend
       */
      values?: { [declared: string]: number };
    };
    /** How the catalog is read. */
    catalog?: {
      /**
       * How often all entities are read. Default: ten minutes.
       * @visibility backend
       */
      frequency?: HumanDuration | string;
      /**
       * How long what was read of an entity is good for. Default: one day.
       * @visibility backend
       */
      timeToLive?: HumanDuration | string;
      /**
       * A catalog that holds less than this share of the known entities is taken for broken:
       * nothing is removed. Between 0 (never refuse) and 1. Default: 0.5.
       * @visibility backend
       */
      minimumShare?: number;
      /**
       * Entities per page, between 1 and 1000. Default: 200.
       * @visibility backend
       */
      pageSize?: number;
    };
    /** The calendar by which `businessDaysSince` and `businessDaysBetween` count. */
    calendar?: {
      /**
       * IANA name of the time zone that tells which day a time is on. Default: UTC.
       * @visibility backend
       */
      timeZone?: string;
      /**
       * Days of the week that are worked on, from 1 (Monday) to 7 (Sunday). Default: `[1, 2, 3, 4, 5]`.
       * @visibility backend
       */
      workingDays?: number[];
      /**
       * Days off, as `YYYY-MM-DD`. Default: none.
       * @visibility backend
       */
      holidays?: string[];
    };
    /** How entities are evaluated. */
    evaluation?: {
      /**
       * Entities per transaction, between 1 and 1000. Default: 500 on PostgreSQL, 100 on SQLite.
       * @visibility backend
       */
      batchSize?: number;
    };
    /**
     * Which services may push facts (`POST /api/readiness/v1/facts`), and which ones. The facts that
     * stand here are connected: checks that read them are active. Default: nobody pushes anything.
     */
    push?: Array<{
      /**
       * Subject of the service, as in `backend.auth.externalAccess[].options.subject`.
       * @visibility backend
       */
      subject: string;
      /**
       * Ids of the facts that it may push, e.g. `[unit-cost, toil]`: of those that nothing else
       * observes. How long one is good for stands in `readiness.collectors.<id>.timeToLive`, default:
       * 30 days.
       * @visibility backend
       */
      collectors: string[];
      /**
       * Filter predicate of the entities that it may write of, e.g.
       * `{ spec.owner: payments }`. Default: all.
       * @visibility backend
       */
      entities?: object;
    }>;
    /** How events of changes, deployments and incidents are taken and counted. */
    delivery?: {
      /**
       * IANA name of the time zone that tells the weekday and the day of a deployment. Default: that
       * of `readiness.calendar`.
       * @visibility backend
       */
      timeZone?: string;
      /**
       * Days up to now over which metrics are taken, between 7 and 365. Default: 90.
       * @visibility backend
       */
      window?: number;
      /**
       * What environments are, by their names; the first rule that fits counts, and one that none fits is
       * not production. Default: names that begin with `prod` or `live` are production.
       */
      environments?: Array<{
        /**
         * The whole name, or a glob with `*` and `?`; compared without regard to case.
         * @visibility backend
         */
        match: string;
        /**
         * Do users depend on it?
         * @visibility backend
         */
        production: boolean;
        /**
         * Its place on the way to production, the lowest first. Default: not told.
         * @visibility backend
         */
        order?: number;
      }>;
      /**
       * How bad an incident is, from 1 (worst) to 5, by the word that its source has for it, without regard
       * to case, e.g. `{ catastrophe: 1 }`. `P1`, `SEV1`, `S1`, `1`, `critical`, `high`, `medium`, `low`
       * and others are understood always.
       * @visibility backend
       */
      severities?: { [word: string]: number };
      /**
       * How long after a deployment an incident that names none is laid at it, at most 30 days. Default:
       * one day.
       * @visibility backend
       */
      incidentWindow?: HumanDuration | string;
      /**
       * How long events are kept, by the time at which they happened; longer than the window. Default:
       * 400 days.
       * @visibility backend
       */
      retention?: HumanDuration | string;
      /**
       * Which services may send events (`POST /api/readiness/v1/events`), and which ones. Default: each
       * service and user with the permission `readiness.event.push` may send all.
       */
      push?: Array<{
        /**
         * Subject of the service, as in `backend.auth.externalAccess[].options.subject`.
         * @visibility backend
         */
        subject: string;
        /**
         * Globs of the sources of its events. Default: all.
         * @visibility backend
         */
        sources?: string[];
        /**
         * Globs of what its events may be about, e.g. `repository:https://github.com/acme/*`: each target
         * of an event has to fit one. Default: all.
         * @visibility backend
         */
        targets?: string[];
      }>;
    };
    /** Who is told of changes, and how. See docs/reactions.md. */
    reactions?: {
      /** Open pages, by the signals of Backstage. */
      signals?: {
        /**
         * Default: true.
         * @visibility backend
         */
        enabled?: boolean;
      };
      /** Other plugins, by the events of Backstage: topics `readiness.results-changed` and `readiness.level-changed`. */
      events?: {
        /**
         * Default: true.
         * @visibility backend
         */
        enabled?: boolean;
      };
      /** Owners of services whose level fell, by the notifications of Backstage. */
      notifications?: {
        /**
         * Default: true. Nothing is sent where the notifications backend is not installed.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * What falls within it makes one message a team and scorecard: full hours, at most 24. Default: one
         * hour.
         * @visibility backend
         */
        window?: HumanDuration | string;
      };
      /** A summary of the week for each team, by the notifications of Backstage. */
      digest?: {
        /**
         * Default: false.
         * @visibility backend
         */
        enabled?: boolean;
        /**
         * Day on which it is sent, from 1 (Monday) to 7 (Sunday). Default: 1.
         * @visibility backend
         */
        weekday?: number;
        /**
         * Hour of that day in the time zone of `readiness.delivery`, from 0 to 23. Default: 9.
         * @visibility backend
         */
        hour?: number;
      };
      /**
       * What happened longer ago is not told any more, e.g. after an outage: at most seven days. Default:
       * one day.
       * @visibility backend
       */
      maximumAge?: HumanDuration | string;
      /** Numbers for monitoring. */
      metrics?: {
        /**
         * Of each team (at most 500), and not of the organisation alone. Default: false.
         * @visibility backend
         */
        teams?: boolean;
      };
    };
    /** How long history is kept. See docs/operations.md for what it takes. */
    retention?: {
      /**
       * Results and levels that changed. Default: 400 days.
       * @visibility backend
       */
      transitions?: HumanDuration | string;
      /**
       * Versions of facts that were replaced. Default: 90 days.
       * @visibility backend
       */
      factHistory?: HumanDuration | string;
      /**
       * Snapshots, movements, and who owned what: how far back trends go. Default: 800 days.
       * @visibility backend
       */
      snapshots?: HumanDuration | string;
      /**
       * What is known of an entity that left the catalog; its snapshots go first. Default: 400 days.
       * @visibility backend
       */
      removedEntities?: HumanDuration | string;
    };
    /** How many requests collectors may make of a host within an hour, all replicas together. */
    requests?: {
      /**
       * Of any host. Runs by schedule take at most four fifths of it; the rest is for refreshes that
       * people ask for. Default: 5000.
       * @visibility backend
       */
      perHour?: number;
      /** Of single hosts. Default: none. */
      hosts?: Array<{
        /**
         * Name of the host as in the URL, with its port if it has one, e.g. `api.github.com`.
         * @visibility backend
         */
        host: string;
        /**
         * Instead of `perHour` above.
         * @visibility backend
         */
        perHour: number;
      }>;
    };
    /** Settings of collectors by their id, e.g. `repository`. */
    collectors?: {
      [id: string]: {
        /**
         * How often all entities are looked at. Default: the collector's own.
         * @visibility backend
         */
        frequency?: HumanDuration | string;
        /**
         * How long an observation is good for; longer than `frequency`. Default: the collector's own.
         * @visibility backend
         */
        timeToLive?: HumanDuration | string;
        /**
         * How long one batch of at most 100 entities may take. Default: five minutes.
         * @visibility backend
         */
        timeout?: HumanDuration | string;
        /**
         * A run after which more than the rest of the known facts would be gone is refused: with
         * 0.5, one that finds nothing any more for over half of the entities. Between 0 (never
         * refuse) and 1. Default: 0.5.
         * @visibility backend
         */
        minimumShare?: number;
        /**
         * Turns the collector off: its checks are inactive. Default: false.
         * @visibility backend
         */
        disabled?: boolean;
      };
    };
  };
}
