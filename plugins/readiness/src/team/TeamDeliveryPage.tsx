import { stringifyEntityRef } from '@backstage/catalog-model';
import { Navigate, useParams } from 'react-router-dom';
import { useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { deliveryAnchor } from './deliveryAnchor';

/**
 * Leads to the numbers of delivery within the history of a team, where they had a page of their own.
 */
export function TeamDeliveryPage() {
  const { namespace = '', name = '' } = useParams();
  const links = useReadinessLinks();
  const [parameters] = useSearchFilters();
  const path = links.teamHistory(
    stringifyEntityRef({ kind: 'group', namespace, name }),
    parameters.get('scorecard') ?? undefined,
  );
  return <Navigate to={`${path}#${deliveryAnchor}`} replace />;
}
