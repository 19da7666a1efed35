import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  boundedJson,
  factBounds,
  isPlainObject,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Observation } from '@team-readiness/backstage-plugin-readiness-node';
import { hashFact } from '../facts';
import { describeError, describeText } from '../problems';
import { composeRevision } from './Revision';

/** The most characters of a fact's JSON. */
export const maxFactLength = 262_144;
/** The most problems that one observation may bring. */
const maxProblems = 50;

/** What an observation comes down to. */
export type ReadObservation = { problems: Problem[] } & (
  | { status: 'observed'; data: string; hash: string; revision?: string }
  | { status: 'unchanged' }
  | { status: 'absent' }
  | { status: 'failed' }
  | { status: 'deferred'; until: Date; reason?: string }
);

/**
 * Checks what a collector said about a batch.
 *
 * @param collector - Its id and schema; `signature`: under which revisions are stored, undefined: none
 *   is.
 * @param entityRefs - Of the batch, in lower case.
 * @param observations - What `collect` returned; anything goes.
 * @returns One reading per entity of the batch: also of those that nothing was said about, which
 *   count as failed. What was said about others is passed over.
 */
export function readObservations(
  collector: { id: string; schema: JsonObject; signature?: string },
  entityRefs: readonly string[],
  observations: readonly Observation[],
): Map<string, ReadObservation> {
  const byRef = new Map<string, Observation>();
  for (const observation of Array.isArray(observations) ? observations : []) {
    // Modules are no more to be trusted than what they read.
    if (typeof observation?.entityRef === 'string') {
      byRef.set(observation.entityRef.toLowerCase(), observation);
    }
  }
  return new Map(
    entityRefs.map(ref => {
      const observation = byRef.get(ref);
      return [
        ref,
        observation
          ? readObservation(collector, ref, observation)
          : failed(collector.id, ref, [], 'Nothing was said about the entity.'),
      ];
    }),
  );
}

/**
 * An entity about which a source could not be asked.
 *
 * @param message - One sentence.
 */
export function failed(
  reporter: string,
  entityRef: string,
  problems: readonly Problem[],
  message: string,
): Extract<ReadObservation, { status: 'failed' }> {
  return {
    status: 'failed',
    problems: [
      ...problems,
      { subject: 'collector', name: reporter, reporter, message, entityRef },
    ],
  };
}

/**
 * Problems as a collector told them, checked for their types, without paths of the machine.
 *
 * @param input - Anything.
 * @param reporter - Id of the collector.
 */
export function readProblems(input: unknown, reporter: string): Problem[] {
  const problems: Problem[] = [];
  for (const problem of Array.isArray(input) ? input : []) {
    if (
      isPlainObject(problem) &&
      typeof problem.message === 'string' &&
      problems.length < maxProblems * 4
    ) {
      problems.push({
        subject: subjectOf(problem.subject),
        name:
          (typeof problem.name === 'string' && describeText(problem.name)) ||
          reporter,
        reporter,
        message: describeText(problem.message) || 'Unknown problem',
        source:
          typeof problem.source === 'string'
            ? describeText(problem.source)
            : undefined,
        line: typeof problem.line === 'number' ? problem.line : undefined,
        column: typeof problem.column === 'number' ? problem.column : undefined,
      });
    }
  }
  return problems;
}

function subjectOf(subject: unknown): Problem['subject'] {
  return subject === 'entity' || subject === 'file' ? subject : 'collector';
}

function readObservation(
  {
    id,
    schema,
    signature,
  }: { id: string; schema: JsonObject; signature?: string },
  ref: string,
  observation: Observation,
): ReadObservation {
  const problems = readProblems(observation.problems, id).slice(0, maxProblems);
  switch (observation.status) {
    case 'absent':
    case 'unchanged':
      return { status: observation.status, problems };
    case 'deferred':
      return { status: 'deferred', until: observation.until, problems };
    case 'failed':
      return failed(id, ref, problems, describeError(observation.error));
    case 'observed': {
      const { value, complete } = boundedJson(observation.data, factBounds);
      const data = JSON.stringify(value ?? null);
      if (!complete || !isPlainObject(value) || data.length > maxFactLength) {
        return failed(
          id,
          ref,
          problems,
          'What was observed is no object, too large, nested too deeply, or holds what JSON does not.',
        );
      }
      const fact = value as JsonObject;
      return {
        status: 'observed',
        data,
        hash: hashFact(fact, schema),
        revision:
          signature === undefined
            ? undefined
            : composeRevision(signature, observation.revision),
        problems,
      };
    }
    default:
      return failed(id, ref, problems, 'The observation has no known status.');
  }
}
