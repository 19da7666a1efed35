import { useCallback, useRef, useState } from 'react';
import { Loaded } from './useLoaded';

/** One page of a list of the API. */
interface Page<T> {
  items: readonly T[];
  nextCursor: string | null;
}

/** What was loaded of a list so far, with the way to more. */
export interface Pages<T> {
  /** Of all pages that were loaded. */
  items: readonly T[];
  hasMore: boolean;
  /** More is on its way. */
  busy: boolean;
  /** More could not be loaded; it may be asked for again. */
  failed: boolean;
  /** Loads the next page, unless there is none or it is on its way. The same function at each render. */
  more(): Promise<void>;
}

/** What follows a first page; says nothing once another first page is there. */
interface Following<T> extends Page<T> {
  after: unknown;
  busy: boolean;
  failed: boolean;
}

/**
 * The pages of a list, one after the other as a reader asks for them.
 *
 * @param first - the first page; another one begins anew
 * @param read - asks for the page at a cursor; may be a new function at each render
 */
export function usePages<T>(
  first: Loaded<Page<T>>,
  read: (cursor: string) => Promise<Page<T>>,
): Pages<T> {
  const page = first.value;
  const [state, setState] = useState<Following<T>>();
  const following: Following<T> =
    state && state.after === page
      ? state
      : {
          after: page,
          items: [],
          nextCursor: page?.nextCursor ?? null,
          busy: false,
          failed: false,
        };
  const latest = useRef({ read, following });
  latest.current = { read, following };

  const more = useCallback(async () => {
    const asked = latest.current;
    const { after, items, nextCursor, busy } = asked.following;
    if (!nextCursor || busy) {
      return;
    }
    const waiting = { ...asked.following, busy: true, failed: false };
    // Asked again before the next render, it is on its way already.
    latest.current = { ...asked, following: waiting };
    setState(waiting);
    let next: Following<T>;
    try {
      const answer = await asked.read(nextCursor);
      next = {
        after,
        items: [...items, ...answer.items],
        nextCursor: answer.nextCursor,
        busy: false,
        failed: false,
      };
    } catch {
      next = { ...asked.following, busy: false, failed: true };
    }
    // Another first page may be there by now, and pages behind it.
    setState(present => (present?.after === after ? next : present));
  }, []);

  return {
    items: [...(page?.items ?? []), ...following.items],
    hasMore: following.nextCursor !== null,
    busy: following.busy,
    failed: following.failed,
    more,
  };
}
