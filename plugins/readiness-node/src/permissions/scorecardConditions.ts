import { createConditionExports } from '@backstage/plugin-permission-node';
import { hasOwner } from './hasOwner';
import { isScorecard } from './isScorecard';
import { scorecardResourceRef } from './scorecardResourceRef';

/**
 * All rules over scorecards.
 *
 * @public
 */
export const scorecardRules = { hasOwner, isScorecard };

const conditionExports = createConditionExports({
  resourceRef: scorecardResourceRef,
  rules: scorecardRules,
});

/**
 * Conditions for a permission policy, e.g. `scorecardConditions.hasOwner({ claims })`.
 *
 * @public
 */
export const scorecardConditions = conditionExports.conditions;

/**
 * Makes the answer of a permission policy to `readiness.scorecard.read`.
 *
 * @public
 */
export const createScorecardConditionalDecision =
  conditionExports.createConditionalDecision;
