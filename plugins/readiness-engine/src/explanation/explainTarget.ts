/**
 * Why a scorecard asks something of an entity, and why it asks for this level.
 */
import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import { TargetLevel } from '../evaluation/EntityEvaluation';
import { findTarget } from '../evaluation/findTarget';
import { ConditionLine } from './ConditionLine';
import {
  describePredicate,
  writeApplies,
  writeSince,
} from './explainPredicate';

/**
 * Why a scorecard does, or does not, apply to an entity.
 *
 * @public
 */
export interface TargetExplanation {
  applies: boolean;
  /** One sentence, e.g. `It does not apply, since spec.type is library, not service.` */
  message: string;
  /** `spec.target` part by part. */
  conditions: ConditionLine[];
}

/**
 * Which line of `spec.targets` says what is asked of an entity.
 *
 * @public
 */
export interface TargetLevelExplanation {
  /** Null: nothing is asked of it. */
  target: TargetLevel | null;
  /** Position in `spec.targets`, from 0; null where no line matches. */
  position: number | null;
  /** One sentence, e.g. `Level 3 is asked of it, since readiness.tier is 1.` */
  message: string;
  /** `when` of the line that matches, part by part; where none does, of all lines. */
  conditions: ConditionLine[];
}

/** @param entity - as the catalog serves it */
export function explainTarget(
  { spec }: Scorecard,
  entity: JsonObject,
): TargetExplanation {
  const { lines, words } = describePredicate(spec.target, entity, 'target');
  const applies = lines[0].truth === 'true';
  return {
    applies,
    message: writeApplies(applies, words),
    conditions: lines,
  };
}

function writeOnly({ only }: TargetLevel): string {
  const parts = [
    ...(only?.areas ?? []).map(area => `the area ${area}`),
    ...(only?.checks ?? []).map(check => `the check ${check}`),
  ];
  return parts.length > 0 ? `, of ${parts.join(', ')} only` : '';
}

/** @param entity - with `readiness.tier` and `readiness.lifecycle` */
export function explainTargetLevel(
  { spec }: Scorecard,
  entity: JsonObject,
): TargetLevelExplanation {
  const found = findTarget(spec, entity);
  if (!found) {
    return {
      target: null,
      position: null,
      message:
        spec.targets.length === 0
          ? 'No level is asked of anything: the scorecard has no spec.targets.'
          : 'No level is asked of it: no line of spec.targets matches.',
      conditions: spec.targets.flatMap(
        ({ when }) => describePredicate(when, entity, 'target').lines,
      ),
    };
  }
  const { target, position } = found;
  const { when, level } = spec.targets[position];
  const { lines, words } = describePredicate(when, entity, 'target');
  return {
    target,
    position,
    message: `Level ${level} is asked of it${writeOnly(target)}${writeSince(
      words,
    )} This is line ${position + 1} of ${spec.targets.length} in spec.targets.`,
    conditions: lines,
  };
}
