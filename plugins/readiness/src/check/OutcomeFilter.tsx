import {
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeIcon } from '@team-readiness/backstage-plugin-readiness-react';
import { ChipFilter } from '../layout';
import { useReadinessTranslation } from '../translations';

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
  const { t, words } = useReadinessTranslation();
  const options = outcomes.map(outcome => ({
    value: outcome,
    label: words.outcome(outcome),
    icon: <OutcomeIcon outcome={outcome} decorative />,
  }));
  return (
    <ChipFilter
      label={t('check.services.outcome')}
      options={options}
      {...props}
    />
  );
}
