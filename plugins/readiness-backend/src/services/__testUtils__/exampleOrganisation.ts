import { groupRef, TestEntity, TestGroup } from './Organisation';

/** Groups of the example: `shop` with two teams below, and a team apart. */
export const exampleGroups: TestGroup[] = [
  { name: 'shop', type: 'department', title: 'The Shop' },
  { name: 'child', parent: 'shop', title: 'Checkout' },
  { name: 'search', parent: 'shop' },
  { name: 'secret' },
  { name: 'idle' },
];

const complete = ['impact', 'diagnosis', 'mitigation', 'escalation'];

/** Entities of the example; each outcome and several levels occur. */
export const exampleEntities: TestEntity[] = [
  {
    name: 'cart',
    title: 'Cart, "the" one',
    tier: 1,
    owners: [groupRef('child')],
    system: 'ordering',
    readmeWords: 500,
    runbookSections: complete,
    slo: 'complete',
  },
  {
    name: 'payment',
    title: '=HYPERLINK("https://example.org")',
    tier: 1,
    owners: [groupRef('child')],
    readmeWords: 500,
    runbookSections: null,
    slo: 'none',
  },
  {
    name: 'index',
    tier: 2,
    owners: [groupRef('search')],
    readmeWords: 500,
    runbookSections: ['impact'],
    slo: 'complete',
  },
  {
    name: 'shared',
    tier: 3,
    owners: [groupRef('child'), groupRef('search')],
    readmeWords: null,
    runbookSections: null,
  },
  { name: 'crawler', owners: [groupRef('search')], lifecycle: 'experimental' },
  { name: 'old', owners: [groupRef('gone')], lifecycle: 'deprecated' },
  {
    // Only its owner is asked for, and one of the two does not exist.
    name: 'legacy',
    owners: [groupRef('child'), groupRef('gone')],
    lifecycle: 'deprecated',
  },
  { name: 'orphan', tier: 1 },
  { name: 'bucket', kind: 'Resource', owners: [groupRef('shop')] },
  {
    name: 'fresh',
    tier: 1,
    owners: [groupRef('child')],
    isNew: true,
    readmeWords: null,
    runbookSections: null,
  },
  {
    name: 'vault',
    tier: 1,
    owners: [groupRef('secret')],
    readmeWords: null,
    runbookSections: null,
    slo: 'none',
  },
  {
    name: 'keys',
    tier: 2,
    owners: [groupRef('secret'), groupRef('child')],
    readmeWords: 500,
    runbookSections: complete,
    slo: 'complete',
  },
];

/** A policy that hides the team `secret` and what it owns. */
export function hidesSecret(ref: string): boolean {
  return (
    ref === groupRef('secret') ||
    ref === 'component:default/vault' ||
    ref === 'component:default/keys'
  );
}
