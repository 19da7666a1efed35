import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { kubernetesKeys } from './kubernetesKeys';

const own = readinessAnnotations.namespace;
const namespace = 'backstage.io/kubernetes-namespace';
const id = 'backstage.io/kubernetes-id';

const keys = (annotations: Record<string, unknown>) =>
  kubernetesKeys({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'Shop',
      annotations: annotations as Record<string, string>,
    },
  });

const none = {
  namespaces: [],
  kubernetesId: null,
  idNamespace: null,
  name: null,
};

describe('kubernetesKeys', () => {
  it.each([
    [{}, { ...none, name: 'shop' }],
    [
      { [own]: 'store, till,store,' },
      { ...none, namespaces: ['store', 'till'] },
    ],
    [{ [namespace]: 'store' }, { ...none, namespaces: ['store'] }],
    [
      { [own]: 'a', [namespace]: 'b' },
      { ...none, namespaces: ['a'] },
    ],
    [{ [id]: 'shop' }, { ...none, kubernetesId: 'shop' }],
    [
      { [id]: 'shop', [namespace]: 'store' },
      { ...none, kubernetesId: 'shop', idNamespace: 'store' },
    ],
    [
      { [own]: 'a', [id]: 'shop' },
      { ...none, namespaces: ['a'], kubernetesId: 'shop' },
    ],
    [
      { [own]: '*, ../x, A B, __proto__', [id]: { a: 1 }, [namespace]: 7 },
      { ...none, name: 'shop' },
    ],
  ])('reads %j', (annotations, expected) => {
    expect(keys(annotations)).toEqual(expected);
  });

  it('reads no more than fifty namespaces', () => {
    const many = Array.from({ length: 90 }, (_, i) => `n${i}`).join(',');
    expect(keys({ [own]: many }).namespaces).toHaveLength(50);
  });
});
