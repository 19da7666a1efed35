import { InfoCard } from '@backstage/core-components';
import { MyReadiness } from './MyReadiness';

/**
 * A card for the home page of a portal on the old frontend system: the reader's teams and their next fixes.
 */
export function HomeReadinessCard() {
  return (
    <InfoCard title="Readiness">
      <MyReadiness />
    </InfoCard>
  );
}
