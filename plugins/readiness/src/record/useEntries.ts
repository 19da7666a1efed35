import { useApi } from '@backstage/core-plugin-api';
import {
  EntityName,
  TrackRecordEntry,
  TrackRecordEntryKind,
  TrackRecordPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { Loaded, useLoaded } from '../loading';

const pageSize = 50;

/** The entries that were loaded so far, with the way to those before them. */
export interface Entries {
  /** The first page, which also says what is true of the whole record. */
  first: Loaded<TrackRecordPage>;
  /** Of all pages that were loaded. */
  items: TrackRecordEntry[];
  hasMore: boolean;
  /** Older entries are on their way. */
  busy: boolean;
  /** Older entries could not be loaded. */
  failed: boolean;
  /** Loads older entries. */
  more(): Promise<void>;
}

/** The pages after the first one, which say nothing once another first page is there. */
interface Older {
  after?: TrackRecordPage;
  items: TrackRecordEntry[];
  nextCursor: string | null;
  busy: boolean;
  failed: boolean;
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
  const [state, setState] = useState<Older>({
    items: [],
    nextCursor: null,
    busy: false,
    failed: false,
  });
  const page = first.value;
  const older: Older =
    state.after === page
      ? state
      : {
          after: page,
          items: [],
          nextCursor: page?.nextCursor ?? null,
          busy: false,
          failed: false,
        };

  async function more() {
    const cursor = older.nextCursor;
    if (!cursor || older.busy) {
      return;
    }
    setState({ ...older, busy: true, failed: false });
    let next: Older;
    try {
      const answer = await api.getTrackRecord(name, { ...query, cursor });
      next = {
        ...older,
        items: [...older.items, ...answer.items],
        nextCursor: answer.nextCursor,
        busy: false,
      };
    } catch {
      next = { ...older, busy: false, failed: true };
    }
    setState(present => (present.after === older.after ? next : present));
  }

  return {
    first,
    items: [...(page?.items ?? []), ...older.items],
    hasMore: older.nextCursor !== null,
    busy: older.busy,
    failed: older.failed,
    more,
  };
}
