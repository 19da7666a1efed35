import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { HumanDuration, JsonValue } from '@backstage/types';
import {
  alertsFact,
  AlertsFact,
  Problem,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  Observation,
  readDirectoryAnnotation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { entityRevision, knownTreeRevision } from '../collector/entityRevision';
import { readEntityFiles } from '../collector/readEntityFiles';
import { fileInputs } from '../collector/SloFiles';
import { readAlertFile } from './readAlertFile';
import { AlertRule } from './readAlertRules';
import { RunbookLinks } from './RunbookLinks';

/** Most alerts that are recorded of one entity. */
const maxAlerts = 500;
/** Most problems that are reported of one entity. */
const maxProblems = 100;

const defaultGlobs = [
  'alerts/**',
  'alerting/**',
  'monitoring/**',
  'prometheus/**',
  'slo/**',
  'slos/**',
  'openslo/**',
  'sloth/**',
  'pyrra/**',
  'deploy/**',
  'k8s/**',
  'manifests/**',
];
const ruleFile = /\.(?:ya?ml|rules|json)$/i;
const manifestFile = /^(?:deploy|k8s|manifests)\//;

/**
 * Observes the alerting rules in an entity's own directory.
 *
 * @public
 */
export class AlertsCollector implements Collector {
  readonly id = 'alerts';
  readonly title = 'Alerting rules';
  readonly description =
    'Prometheus rule files, PrometheusRule objects and the alerts that Sloth and Pyrra make, in alerts/, slo/, deploy/ and the like, and in the annotated directories of the entity.';
  readonly schema = alertsFact.schema;
  readonly version = '2';
  readonly source = 'files';
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;

  constructor(options: { files: EntityFiles; schedule: CollectorSchedule }) {
    this.#files = options.files;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: { budget?: RequestBudget } = {}): Promise<CollectionRun> {
    const { budget } = options;
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          const problems: Problem[] = [];
          const seen = await this.#observe(target, problems, {
            signal,
            budget,
          });
          observations.push({
            ...seen,
            entityRef: target.entityRef,
            problems: problems
              .slice(0, maxProblems)
              .map(it => ({ ...it, entityRef: target.entityRef })),
          });
        }
        return observations;
      },
    };
  }

  async #observe(
    target: CollectionTarget,
    problems: Problem[],
    options: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<
    | { status: 'observed'; data: AlertsFact; revision?: string }
    | { status: 'unchanged' }
    | { status: 'absent' }
    | { status: 'deferred'; until: Date }
    | { status: 'failed'; error: Error }
  > {
    const { entity, catalog } = target;
    const { signal, budget } = options;
    const report = (message: string) =>
      problems.push({
        subject: 'entity',
        name: stringifyEntityRef(entity).slice(0, 300),
        reporter: this.id,
        message,
      });
    try {
      const inputs: JsonValue = [
        fileInputs(entity),
        (catalog.runbookLinks ?? []).map(({ url }) => url),
      ];
      const annotated = [
        readDirectoryAnnotation(entity, readinessAnnotations.alerts),
        readDirectoryAnnotation(entity, readinessAnnotations.slos),
      ];
      // The collector of SLOs tells of its own annotation.
      if (annotated[0].refused) {
        report(annotated[0].refused);
      }
      const listing = await this.#files.list({
        entity,
        globs: [
          ...new Set([
            ...defaultGlobs,
            ...annotated.flatMap(({ globs }) => globs),
          ]),
        ],
        signal,
        budget,
        knownRevision: knownTreeRevision(target.revision, inputs),
        onRefused: problem => problems.push(problem),
      });
      if (!listing) {
        return { status: 'absent' };
      }
      if (listing.unchanged) {
        return { status: 'unchanged' };
      }
      problems.push(...listing.problems);
      const { read, unread } = await readEntityFiles(
        listing.files.filter(file => ruleFile.test(file.path)),
        { read: readAlertFile, reporter: this.id, problems },
      );
      problems.push(...read.flatMap(it => it.problems));
      // Of manifests only some are rules: a large one is mostly something else.
      const missed = listing.problems.filter(
        it => ruleFile.test(it.name) && !manifestFile.test(it.name),
      ).length;
      const rules = withoutRepetition(read.flatMap(it => it.rules));
      if (rules.length > maxAlerts) {
        report(
          `The entity has ${rules.length} alerting rules; only the first ${maxAlerts} are recorded.`,
        );
      }
      const recorded = rules
        .sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path))
        .slice(0, maxAlerts);
      const links = await RunbookLinks.read({
        links: recorded.flatMap(({ runbook }) => (runbook ? [runbook] : [])),
        catalog,
        list: globs => this.#files.list({ entity, globs, signal, budget }),
      });
      return {
        status: 'observed',
        data: {
          location: listing.location,
          alerts: recorded.map(({ path, declared: _, ...rule }) => ({
            ...rule,
            runbookExists: rule.runbook ? links.exists(rule.runbook) : null,
            path,
          })),
          broken:
            missed + unread + read.reduce((sum, it) => sum + it.broken, 0),
        },
        revision:
          unread + missed === 0
            ? entityRevision(listing.revision, inputs)
            : undefined,
      };
    } catch (error) {
      return error instanceof RetryLaterError
        ? { status: 'deferred', until: error.retryAt }
        : { status: 'failed', error: toError(error) };
    }
  }
}

/**
 * Takes away what is only said to be made by Sloth or Pyrra, where the rules that they made lie
 * beside their documents.
 */
function withoutRepetition(rules: AlertRule[]): AlertRule[] {
  const key = ({ name, burnRateOf }: AlertRule) =>
    JSON.stringify([name, burnRateOf]);
  const written = new Set(rules.filter(it => !it.declared).map(key));
  return rules.filter(rule => !rule.declared || !written.has(key(rule)));
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
