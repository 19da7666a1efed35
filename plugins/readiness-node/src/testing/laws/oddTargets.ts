import { Entity } from '@backstage/catalog-model';
import { CollectionTarget } from '../../collectors';
import { collectionTarget } from '../collectionTarget';

const oddValues: unknown[] = [
  '',
  '/etc/passwd',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  ['javascript', 'alert(1)'].join(':'),
  '__proto__',
  '\u0000\ud800\u202e',
  `${'x'.repeat(20_000)}`,
  7,
  null,
  { a: [] },
];

/**
 * Entities as nobody should write them: those of the targets with each annotation odd, without
 * annotations, and without a specification.
 *
 * @param targets - not empty
 * @returns each with a name of its own
 */
export function oddTargets(targets: CollectionTarget[]): CollectionTarget[] {
  const { entity } = targets[0];
  const keys = [
    'backstage.io/source-location',
    'backstage.io/managed-by-location',
    ...targets.flatMap(each =>
      Object.keys(each.entity.metadata.annotations ?? {}),
    ),
  ];
  const odd: Entity[] = oddValues.map((value, index) => ({
    ...entity,
    metadata: {
      ...entity.metadata,
      name: `odd-${index}`,
      // What the catalog would refuse is part of the point.
      annotations: Object.fromEntries(keys.map(key => [key, value as string])),
    },
  }));
  const { annotations, ...bare } = entity.metadata;
  odd.push({
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: { ...bare, name: 'odd-bare' },
  });
  return odd.map(collectionTarget);
}
