import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityName } from '@team-readiness/backstage-plugin-readiness-common';
import { useCallback, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { DeliveryPanel } from '../delivery';
import {
  ChangesPanel,
  MovementPanel,
  OnSight,
  parseArea,
  parsePeriod,
  PeriodFilters,
  today,
  TrendPanel,
} from '../history';
import { Stack, useSearchFilters } from '../layout';
import { useAnchor } from '../links';
import { deliveryAnchor } from './deliveryAnchor';

/**
 * How a team stood over time, what moved it, what changed, and how its changes reach production.
 */
export function TeamHistory(props: { name: EntityName }) {
  const { name } = props;
  const ref = stringifyEntityRef(name);
  const [parameters] = useSearchFilters();
  const isDelivery = useLocation().hash === `#${deliveryAnchor}`;
  useAnchor(true);
  // What an anchor leads to must take focus at once.
  const [isSettled, setSettled] = useState(isDelivery);
  const settle = useCallback(() => setSettled(true), []);
  const period = parsePeriod(parameters, today());
  const { from, to } = period;
  const scorecard = parameters.get('scorecard') ?? undefined;
  const area = parseArea(parameters);
  const sums = { scope: 'team', ref, scorecard, area, from, to } as const;
  return (
    <Stack>
      <PeriodFilters period={period} />
      <TrendPanel query={sums} fileName={name.name} />
      <MovementPanel query={sums} fileName={name.name} onSettled={settle} />
      {/* How many parts a movement has is known late: what stands below it is loaded, but not seen to move. */}
      <div style={{ visibility: isSettled ? undefined : 'hidden' }}>
        <Stack>
          <ChangesPanel
            query={{ owner: ref, scorecard, from, to }}
            fileName={name.name}
          />
          <OnSight anchor={deliveryAnchor} eager={isDelivery}>
            <DeliveryPanel name={name} ofTeam />
          </OnSight>
        </Stack>
      </div>
    </Stack>
  );
}
