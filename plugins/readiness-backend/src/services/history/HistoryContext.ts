import { EntityCollection } from '../reading/EntityCollection';
import { ReadableScorecards } from '../reading/ReadableScorecards';
import { SumReading } from '../standing/readStandings';

/** What history is read with. */
export interface HistoryContext extends SumReading {
  scorecards: ReadableScorecards;
  collection: Pick<EntityCollection, 'collectors'>;
  clock: { now(): Date };
}
