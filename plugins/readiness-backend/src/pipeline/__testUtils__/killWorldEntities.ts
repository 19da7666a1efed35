import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

function described(
  kind: string,
  name: string,
  spec: JsonObject,
  relations: ReadonlyArray<readonly [string, string]>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec,
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** A team below the first one, or beside it. */
export function team(index: number, parent: number): Entity {
  return described(
    'Group',
    `t${index}`,
    { type: 'team' },
    index > 0 && parent === 0 ? [['childOf', 'group:default/t0']] : [],
  );
}

/** A service that depends on its neighbour, in circles of ten. */
export function service(index: number, owner: number): Entity {
  const next = index % 10 === 9 ? index - 9 : index + 1;
  return described('Component', `e${index}`, { type: 'service' }, [
    ['ownedBy', `group:default/t${owner}`],
    ['dependsOn', `component:default/e${next}`],
  ]);
}
