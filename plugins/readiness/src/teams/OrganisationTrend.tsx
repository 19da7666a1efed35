import { TrendPanel } from '../history';
import { daysBefore, today } from '../history/periods';
import { TeamsFilters } from './useTeamsFilters';

const days = 90;

/**
 * How the organisation, or the chosen domain, went in 90 days: its services of the chosen tier and lifecycle, and one
 * area where one is chosen.
 */
export function OrganisationTrend(props: { filters: TeamsFilters }) {
  const { scorecard, domain, area, tier, lifecycle } = props.filters;
  const to = today();
  return (
    <TrendPanel
      query={{
        ...(domain
          ? { scope: 'domain', ref: domain }
          : { scope: 'organisation' }),
        scorecard,
        area,
        tier,
        lifecycle,
        from: daysBefore(to, days),
        to,
      }}
      fileName="readiness-teams"
    />
  );
}
