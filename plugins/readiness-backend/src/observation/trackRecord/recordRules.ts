import { postmortemParts } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * What a document has to have to count as complete: the same as the checks of the built-in standards ask,
 * whose parameters these are by default.
 */
export const recordRules = {
  /** Words of its own. */
  documentWords: 100,
  /** Options that a decision weighs. */
  adrOptions: 2,
  /** What a postmortem says. */
  postmortemParts,
} as const;

/** Days of which entries are kept in the fact: two years. */
export const recordDays = 731;

/** The most entries of one fact. */
export const maxRecordEntries = 1_000;

/** Months back from which on the record of documents is complete: postmortems are read of a year. */
export const completeMonths = 12;
