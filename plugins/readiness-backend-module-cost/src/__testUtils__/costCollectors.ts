import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AccountOwners, CurrencyTable } from '../attribution';
import {
  AccountSpendCollector,
  CatalogIndex,
  CostCollector,
  FocusSource,
} from '../collector';
import { defaultMaxBytes, defaultTagKeys, FocusConfig } from '../config';

const schedule = { frequency: { hours: 6 }, timeToLive: { days: 2 } };

/** Both collectors over the same files, as the module makes them. */
export function costCollectors(options: {
  directory: string;
  entities: Entity[];
  focus: Partial<FocusConfig> & Pick<FocusConfig, 'files'>;
  accounts?: AccountOwners;
  currencies?: CurrencyTable;
}): { cost: CostCollector; accountSpend: AccountSpendCollector } {
  const owners = options.accounts ?? new AccountOwners([]);
  const shared = {
    schedule,
    focus: new FocusSource({
      config: {
        tagKeys: defaultTagKeys,
        columns: [],
        maxBytes: defaultMaxBytes,
        ...options.focus,
      },
      accounts: options.accounts,
      directory: options.directory,
      logger: mockServices.logger.mock(),
    }),
    index: new CatalogIndex({
      catalog: catalogServiceMock({ entities: options.entities }),
      auth: mockServices.auth(),
    }),
    currencies: options.currencies,
  };
  return {
    cost: new CostCollector(shared),
    accountSpend: new AccountSpendCollector({ ...shared, owners }),
  };
}
