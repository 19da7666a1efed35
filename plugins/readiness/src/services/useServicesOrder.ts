import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ServiceOrder, serviceSorts } from '../team/ServicesGrid';

/** What most needs doing comes first. */
const usual: ServiceOrder = { sort: 'distance', order: 'desc' };

/**
 * The order of the list of services, which lives in the address.
 *
 * @returns the order, whether it is the usual one, and a setter
 */
export function useServicesOrder(): {
  order: ServiceOrder;
  isUsual: boolean;
  sortBy(order: ServiceOrder): void;
} {
  const [parameters, setParameters] = useSearchParams();
  const sort =
    serviceSorts.find(known => known === parameters.get('sort')) ?? usual.sort;
  const direction =
    (['asc', 'desc'] as const).find(
      known => known === parameters.get('order'),
    ) ?? (sort === 'distance' ? 'desc' : 'asc');
  const sortBy = useCallback(
    (next: ServiceOrder) =>
      setParameters(
        previous => {
          const changed = new URLSearchParams(previous);
          changed.set('sort', next.sort);
          changed.set('order', next.order);
          return changed;
        },
        { replace: true },
      ),
    [setParameters],
  );
  return {
    order: { sort, order: direction },
    isUsual: sort === usual.sort && direction === usual.order,
    sortBy,
  };
}
