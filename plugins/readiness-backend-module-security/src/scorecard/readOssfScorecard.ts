import { JsonObject, JsonValue } from '@backstage/types';
import { readJsonText } from '@team-readiness/backstage-plugin-readiness-node';
import { objectOf, objectsOf, textOf, timeOf } from '../json';
import { probesOfChecks } from './probesOfChecks';
import { readProbes } from './readProbes';
import { ScorecardResult } from './ScorecardResult';

/** What a document holds. @public */
export interface ScorecardsRead {
  results: ScorecardResult[];
  /** In sentences. */
  problems: string[];
}

const maxProbes = 500;
const maxResults = 10_000;
const maxWrappings = 4;

/** Texts in which a result may be wrapped, by the names that Scorecard's action and in-toto give them. */
const wrappings = ['JsonOutput', 'result', 'payload'];

function parse(text: string): JsonValue | undefined {
  const plain = readJsonText(text);
  if ('value' in plain) {
    return plain.value;
  }
  const decoded = readJsonText(Buffer.from(text, 'base64').toString('utf8'));
  return 'value' in decoded ? decoded.value : undefined;
}

/** What is in a wrapping: the payload that Scorecard's action signs, a DSSE envelope, an in-toto statement. */
function unwrap(value: JsonObject): JsonValue | undefined {
  const predicateType = textOf(value.predicateType, 200);
  if (predicateType !== undefined) {
    return /scorecard/i.test(predicateType) ? value.predicate : undefined;
  }
  for (const name of wrappings) {
    const text = value[name];
    if (typeof text === 'string') {
      return parse(text);
    }
  }
  return undefined;
}

function readOne(value: JsonValue, problems: string[]): ScorecardResult {
  let object = objectOf(value);
  for (
    let depth = 0;
    object && !objectOf(object.repo) && depth < maxWrappings;
    depth += 1
  ) {
    object = objectOf(unwrap(object));
  }
  if (!object) {
    throw new Error(
      Array.isArray(objectOf(value)?.runs)
        ? 'It is SARIF and no result of OpenSSF Scorecard: readiness.security.sarif reads it.'
        : 'It is no result of OpenSSF Scorecard: there is no repo.',
    );
  }
  const repository = textOf(objectOf(object.repo)?.name, 300);
  const analysedAt = timeOf(object.date);
  if (repository === undefined || analysedAt === undefined) {
    throw new Error('It does not tell its repository (repo.name) and date.');
  }
  const has = (name: string) => Array.isArray(object?.[name]);
  if (!has('findings') && !has('checks')) {
    throw new Error('It has neither findings nor checks.');
  }
  const read = has('findings')
    ? readProbes(objectsOf(object.findings))
    : { probes: probesOfChecks(objectsOf(object.checks)), problems: [] };
  problems.push(...read.problems);
  return {
    repository,
    analysedAt,
    format: has('findings') ? 'probe' : 'default',
    probes: new Map([...read.probes].slice(0, maxProbes)),
  };
}

/**
 * Reads a result of OpenSSF Scorecard (https://github.com/ossf/scorecard, JSON, formats `probe` and `default`), or a list of
 * them. One that is wrapped, as Scorecard's action publishes it, is unwrapped; its signature is not verified.
 *
 * @param value - JSON without keys of a prototype
 * @throws Error with one sentence, where it is none
 * @public
 */
export function readOssfScorecard(value: JsonValue): ScorecardsRead {
  const problems: string[] = [];
  if (!Array.isArray(value)) {
    return { results: [readOne(value, problems)], problems };
  }
  const results = value.slice(0, maxResults).flatMap((item, index) => {
    try {
      return [readOne(item, problems)];
    } catch (error) {
      problems.push(`Item ${index + 1}: ${(error as Error).message}`);
      return [];
    }
  });
  if (results.length === 0) {
    throw new Error(problems[0] ?? 'The list is empty.');
  }
  return { results, problems };
}
