import { TinyEntity } from '../../pipeline/__testUtils__/TinyInstallation';

/** e7 is above e8 and e9; owner sets are [7], [8], [9], [8, 9] and, of a user, []. */
export const groups: TinyEntity[] = [7, 8, 9].map(id => ({
  id,
  kind: 'group',
  ownerSetId: id,
}));
/** From which some components were made. */
export const template: TinyEntity = { id: 10, kind: 'template', ownerSetId: 1 };
/** Refs of the owners by set. */
export const ownerSets = [
  { id: 1, owners: [] as number[] },
  { id: 7, owners: [7] },
  { id: 8, owners: [8] },
  { id: 9, owners: [9] },
  { id: 10, owners: [8, 9] },
];
/** Groups at and below a group. */
export const below = new Map([
  [7, [7, 8, 9]],
  [8, [8]],
  [9, [9]],
]);
/** An entity of a graph, with what is known of it. */
export interface GraphEntity extends TinyEntity {
  ok: boolean | null;
  better: boolean;
  relations: Array<{ type: string; target_ref: string }>;
}
