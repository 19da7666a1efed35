import { workloadNames } from './workloadNames';

describe('workloadNames', () => {
  it.each([
    ['Deployment', 'shop', ['shop']],
    ['ReplicaSet', 'shop-7d9f8c6b5', ['shop-7d9f8c6b5', 'shop']],
    [
      'Pod',
      'shop-7d9f8c6b5-x2x4k',
      ['shop-7d9f8c6b5-x2x4k', 'shop-7d9f8c6b5', 'shop'],
    ],
    ['Pod', 'agent-x2x4k', ['agent-x2x4k', 'agent']],
    ['Pod', 'queue-0', ['queue-0', 'queue']],
    [
      'Pod',
      'nightly-28364520-x2x4k',
      ['nightly-28364520-x2x4k', 'nightly-28364520', 'nightly'],
    ],
    ['Job', 'nightly-28364520', ['nightly-28364520', 'nightly']],
    // Vowels are in no suffix that Kubernetes makes.
    ['Pod', 'shop-backend', ['shop-backend']],
    ['ReplicaSet', 'shop-mobile', ['shop-mobile']],
    ['Deployment', 'shop-x2x4k', ['shop-x2x4k']],
  ])('of %s %s', (kind, name, names) => {
    expect(workloadNames(kind, name)).toEqual(names);
  });
});
