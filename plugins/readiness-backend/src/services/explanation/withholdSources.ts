import {
  dependenciesFact,
  ExplainedResult,
  impactFact,
  incidentsFact,
  relationsFact,
  rollupFact,
  trackRecordFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { fillParams } from '../checks/fillParams';
import {
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';

/** Made of what stands around an entity, or below a Group or Template. */
const ofOthers = new Set(
  [dependenciesFact, relationsFact, rollupFact].map(fact => fact.collector),
);
/** Of a Group: what its services have on record. */
const ofServices = new Set(
  [impactFact, incidentsFact, trackRecordFact].map(fact => fact.collector),
);

/**
 * Is a fact made of other entities than the one that it is stored for?
 *
 * @param entityRef - of the one that it is stored for
 */
export function isOfOthers(collector: string, entityRef: string): boolean {
  return (
    ofOthers.has(collector) ||
    (entityRef.startsWith('group:') && ofServices.has(collector))
  );
}

/** Does the condition of a check, or a text of it, read such a fact? */
export function readsOthers(
  { active }: ReadableScorecard,
  { definition }: ReadableCheck,
  entityRef: string,
): boolean {
  const compiled = active.compiled.checks.find(
    check => check.definition.id === definition.id,
  );
  return [...(compiled?.factPaths.keys() ?? [])].some(collector =>
    isOfOthers(collector, entityRef),
  );
}

/**
 * A result without what was seen: for a reader who may not see all entities that it follows from. The
 * outcome stays, as do the texts of the check as they are for any entity.
 */
export function withholdSources<Result extends Omit<ExplainedResult, 'owner'>>(
  result: Result,
  scorecard: ReadableScorecard,
  { definition }: ReadableCheck,
): Result {
  const { params } = scorecard.active.compiled.document.spec;
  const fill = (text: string) => fillParams(text, params);
  const { text, path, example } = definition.remediation;
  return {
    ...result,
    message: 'It follows from other entities, and you may not see all of them.',
    lookedFor: fill(definition.lookedFor),
    seen: [],
    conditions: result.conditions.map(line => ({ ...line, seen: [] })),
    sources: result.sources.map(source => ({ ...source, location: null })),
    remediation: {
      ...result.remediation,
      text: fill(text),
      path: path ? fill(path) : null,
      example: example ? fill(example) : null,
    },
  };
}
