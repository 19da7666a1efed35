import { JsonObject, JsonValue } from '@backstage/types';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { RetrainingTrigger } from './modelCardSynonyms';

/**
 * Tells what starts a pipeline, as far as its file says.
 *
 * `schedule`: a time. `drift` and `data`: something outside tells it, since no pipeline knows drift by itself; a change of
 * versioned data, or a data set of Airflow, is `data` alone. A pipeline that only people start has no trigger here.
 * Schedules that are kept in the settings of GitLab or Azure cannot be seen; a rule on `$CI_PIPELINE_SOURCE` shows
 * that there is one.
 */

/** A trigger by which a pipeline starts without anybody. */
export type AutomaticTrigger = Exclude<RetrainingTrigger, 'manual'>;

const outside: readonly AutomaticTrigger[] = ['drift', 'data'];
const maxCharacters = 262_144;

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/** The names of events: `on` is a text, a list or a mapping. */
function eventsOf(on: JsonValue | undefined): string[] {
  if (typeof on === 'string') {
    return [on];
  }
  return Array.isArray(on) ? on.map(String) : Object.keys(objectOf(on));
}

/** GitHub Actions. */
function ofWorkflow({ on }: JsonObject): AutomaticTrigger[] {
  const events = new Set(eventsOf(on));
  const pushed = objectOf(objectOf(on).push).paths;
  const data = (Array.isArray(pushed) ? pushed : []).some(path =>
    /(?:^|\/)(?:data|datasets|features)\/|\.(?:dvc|parquet|csv)\b/.test(
      String(path),
    ),
  );
  return [
    ...(events.has('schedule') ? (['schedule'] as const) : []),
    ...(events.has('repository_dispatch') ? outside : []),
    ...(data ? (['data'] as const) : []),
  ];
}

/** Objects of Kubernetes: CronJob, CronWorkflow of Argo, ScheduledWorkflow of Kubeflow, Sensor of Argo Events. */
function ofObject({ kind, spec }: JsonObject): AutomaticTrigger[] {
  switch (kind) {
    case 'CronJob':
    case 'CronWorkflow':
    case 'ScheduledWorkflow':
      return objectOf(spec).suspend === true ? [] : ['schedule'];
    case 'Sensor':
    case 'EventListener':
      return [...outside];
    default:
      return [];
  }
}

function ofYaml(path: string, text: string): AutomaticTrigger[] {
  const { documents } = readYamlDocuments(text, { characters: maxCharacters });
  const all = documents.map(({ data }) => objectOf(data));
  if (/(?:^|\/)\.github\/workflows\//.test(path)) {
    return all.flatMap(ofWorkflow);
  }
  if (/azure-pipelines/.test(path)) {
    return all.some(({ schedules }) => Array.isArray(schedules))
      ? ['schedule']
      : [];
  }
  if (/\.gitlab-ci\.yml$|(?:^|\/)\.gitlab\/ci\//.test(path)) {
    const source = (value: string) =>
      new RegExp(`\\$CI_PIPELINE_SOURCE\\s*={2}\\s*["']${value}["']`).test(
        text,
      );
    return [
      ...(source('schedule') ? (['schedule'] as const) : []),
      ...(source('trigger') || source('api') ? outside : []),
    ];
  }
  return all.flatMap(ofObject);
}

/** Airflow: `schedule` and `schedule_interval` of a DAG; a data set, asset or sensor is new data. */
function ofPython(text: string): AutomaticTrigger[] {
  if (!/\bDAG\s*\(|@dag\b/.test(text)) {
    return [];
  }
  const [, value] =
    /\bschedule(?:_interval)?\s*=\s*(\S[^\n]{0,200})/.exec(text) ?? [];
  const isNone = value === undefined || /^None\b/.test(value);
  const data = /^\[?\s*(?:Dataset|Asset|DatasetAlias|AssetAlias)\b/;
  if (!isNone) {
    return data.test(value) ? ['data'] : ['schedule'];
  }
  return /\b\w*Sensor\s*\(/.test(text) ? ['data'] : [];
}

/**
 * What starts a pipeline without anybody, by its file. Never throws.
 *
 * @param path - relative to the directory of the entity or the root of its repository
 */
export function pipelineTriggers(
  path: string,
  text: string,
): ReadonlySet<AutomaticTrigger> {
  const read = text.slice(0, maxCharacters);
  return new Set(/\.py$/.test(path) ? ofPython(read) : ofYaml(path, read));
}

const training = /re[-_ ]?train|(?:^|[^a-z])train(?:[^a-z]|ing|$)/i;

/** Is it a pipeline that trains, by its path or what is called so in it? */
export function isTraining(path: string, text: string): boolean {
  return training.test(path) || training.test(text.slice(0, maxCharacters));
}
