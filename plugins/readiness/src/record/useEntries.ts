import { useApi } from '@backstage/core-plugin-api';
import {
  EntityName,
  TrackRecordEntry,
  TrackRecordEntryKind,
  TrackRecordPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Loaded, Pages, useLoaded, usePages } from '../loading';

const pageSize = 50;

/** The entries that were loaded so far, with the way to those before them. */
export interface Entries extends Pages<TrackRecordEntry> {
  /** The first page, which also says what is true of the whole record. */
  first: Loaded<TrackRecordPage>;
}

/**
 * Loads a track record, newest entries first, and older ones on request.
 *
 * @param name - of the entity; another one needs a new component
 * @param kinds - kinds of entries; all but single deployments where empty
 */
export function useEntries(
  name: EntityName,
  kinds: readonly TrackRecordEntryKind[],
): Entries {
  const api = useApi(readinessApiRef);
  const query = {
    entry: kinds.length > 0 ? [...kinds] : undefined,
    limit: pageSize,
  };
  const first = useLoaded(kinds.join(' '), () =>
    api.getTrackRecord(name, query),
  );
  const pages = usePages<TrackRecordEntry>(first, cursor =>
    api.getTrackRecord(name, { ...query, cursor }),
  );
  return { first, ...pages };
}
