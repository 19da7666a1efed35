import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
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
} from '@team-readiness/backstage-plugin-readiness-node';
import { readEntityFiles } from '../collector/readEntityFiles';
import { readAlertRules } from './readAlertRules';
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
  'openslo/**',
  'deploy/**',
  'k8s/**',
  'manifests/**',
];
const ruleFile = /\.(?:ya?ml|rules|json)$/i;

/**
 * Observes the alerting rules in an entity's own directory.
 */
export class AlertsCollector implements Collector {
  readonly id = 'alerts';
  readonly title = 'Alerting rules';
  readonly description =
    'Prometheus rule files and PrometheusRule objects in alerts/, slo/, deploy/ and the like, and in the annotated directory of the entity.';
  readonly schema = alertsFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;

  constructor(options: { files: EntityFiles; schedule: CollectorSchedule }) {
    this.#files = options.files;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(): Promise<CollectionRun> {
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          const problems: Problem[] = [];
          const seen = await this.#observe(target, signal, problems);
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
    { entity, catalog }: CollectionTarget,
    signal: AbortSignal,
    problems: Problem[],
  ): Promise<
    | { status: 'observed'; data: AlertsFact }
    | { status: 'absent' }
    | { status: 'failed'; error: Error }
  > {
    const report = (message: string) =>
      problems.push({
        subject: 'entity',
        name: stringifyEntityRef(entity).slice(0, 300),
        reporter: this.id,
        message,
      });
    try {
      const annotated = readDirectoryAnnotation(
        entity,
        readinessAnnotations.alerts,
      );
      if (annotated.refused) {
        report(annotated.refused);
      }
      const listing = await this.#files.list({
        entity,
        globs: [...new Set([...defaultGlobs, ...annotated.globs])],
        signal,
        onRefused: problem => problems.push(problem),
      });
      if (!listing) {
        return { status: 'absent' };
      }
      problems.push(...listing.problems);
      const { read, unread } = await readEntityFiles(
        listing.files.filter(file => ruleFile.test(file.path)),
        { read: readAlertRules, reporter: this.id, problems },
      );
      problems.push(...read.flatMap(it => it.problems));
      const rules = read.flatMap(it => it.rules);
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
        list: globs => this.#files.list({ entity, globs, signal }),
      });
      return {
        status: 'observed',
        data: {
          location: listing.location,
          alerts: recorded.map(({ path, ...rule }) => ({
            ...rule,
            runbookExists: rule.runbook ? links.exists(rule.runbook) : null,
            path,
          })),
          broken: unread + read.reduce((sum, it) => sum + it.broken, 0),
        },
      };
    } catch (error) {
      return { status: 'failed', error: toError(error) };
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
