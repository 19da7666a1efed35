import { JsonObject } from '@backstage/types';

/**
 * What checks read of a fact: the part whose versions are told apart and kept.
 *
 * @param collector - Id.
 * @param data - Of the fact; must not be changed.
 * @returns Null: no check reads it.
 */
export type FactProjection = (
  collector: string,
  data: JsonObject,
) => JsonObject | null;

/** Where nobody says what checks read, it may be anything. */
export const wholeFact: FactProjection = (_collector, data) => data;
