import {
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OutcomeIcon,
  outcomeWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ChipFilter } from '../layout';

const options = outcomes.map(outcome => ({
  value: outcome,
  label: outcomeWords(outcome),
  icon: <OutcomeIcon outcome={outcome} decorative />,
}));

/**
 * Reads outcomes out of an address; anything else in it is left out.
 *
 * @param values - the values of the parameter `outcome`
 */
export function parseOutcomes(values: readonly string[]): Outcome[] {
  return outcomes.filter(outcome => values.includes(outcome));
}

/**
 * Narrows a list to some outcomes. None chosen means all.
 */
export function OutcomeFilter(props: {
  chosen: readonly Outcome[];
  onChange(chosen: Outcome[]): void;
}) {
  return <ChipFilter label="Outcome" options={options} {...props} />;
}
