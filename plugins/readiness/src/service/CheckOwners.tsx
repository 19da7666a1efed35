import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import {
  createContext,
  ReactNode,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react';

/** Owners by their refs in lower case, as far as the reader may see them. */
export type OwnersByRef = ReadonlyMap<string, Entity>;

type LoadOwners = () => Promise<OwnersByRef>;

const OwnersContext = createContext<LoadOwners>(async () => new Map());

function ownerRefs(entity: EntityReadiness): string[] {
  const refs = entity.scorecards.flatMap(({ results }) =>
    results.flatMap(({ owner }) => (owner ? [owner] : [])),
  );
  return [...new Set(refs)].sort();
}

/**
 * Knows the owners of all checks of an entity, for the results below: they are asked for together, once, when the first
 * reader wants to know one.
 */
export function CheckOwnersProvider(props: {
  entity: EntityReadiness;
  children: ReactNode;
}) {
  const { entity, children } = props;
  const apis = useApiHolder();
  const refs = useMemo(() => ownerRefs(entity), [entity]);
  const asked = useRef<{ key: string; owners: Promise<OwnersByRef> }>();
  const [load] = useState<{ current: LoadOwners }>({
    current: async () => new Map(),
  });
  load.current = () => {
    const key = refs.join(' ');
    if (asked.current?.key !== key) {
      const owners = loadOwners();
      asked.current = { key, owners };
      // What failed is asked again by the next reader.
      owners.catch(() => {
        asked.current = undefined;
      });
    }
    return asked.current.owners;
  };

  async function loadOwners(): Promise<OwnersByRef> {
    const catalog = apis.get(catalogApiRef);
    if (!catalog || refs.length === 0) {
      return new Map();
    }
    const { items } = await catalog.getEntitiesByRefs({
      entityRefs: refs,
      fields: ['kind', 'metadata', 'spec.profile'],
    });
    return new Map(
      items.flatMap(item => (item ? [[stringifyEntityRef(item), item]] : [])),
    );
  }

  const value = useMemo<LoadOwners>(() => () => load.current(), [load]);
  return (
    <OwnersContext.Provider value={value}>{children}</OwnersContext.Provider>
  );
}

/** Gives what loads the owners of all checks of the entity. */
export function useCheckOwners(): LoadOwners {
  return useContext(OwnersContext);
}
