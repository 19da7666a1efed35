/**
 * The part of readiness that a check is about.
 *
 * @public
 */
export type Area =
  | 'ownership'
  | 'documentation'
  | 'slos'
  | 'policy'
  | 'cost'
  | 'architecture'
  | 'platform'
  | 'delivery'
  | 'incidents'
  | 'security'
  | 'ml';

/**
 * The five areas that every installation starts with, in the order of pages.
 *
 * @public
 */
export const coreAreas: readonly Area[] = [
  'ownership',
  'documentation',
  'slos',
  'policy',
  'cost',
];

/**
 * All areas, core areas first.
 *
 * @public
 */
export const areas: readonly Area[] = [
  ...coreAreas,
  'architecture',
  'platform',
  'delivery',
  'incidents',
  'security',
  'ml',
];
