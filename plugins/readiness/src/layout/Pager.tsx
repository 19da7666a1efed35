import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useState } from 'react';
import { useReadinessTranslation } from '../translations';

/** Where a reader stands in a list that the backend gives page by page. */
export interface Paging {
  /** Of the page that shows; undefined for the first. */
  cursor: string | undefined;
  /** 0 for the first page. */
  index: number;
  next(cursor: string): void;
  previous(): void;
}

/**
 * Keeps the cursors of the pages that were seen, so that a reader can go back.
 *
 * @param list - says which list it is; another one begins at its first page
 */
export function usePaging(list: string): Paging {
  const [seen, setSeen] = useState<{ list: string; cursors: string[] }>({
    list,
    cursors: [],
  });
  const cursors = seen.list === list ? seen.cursors : [];
  return {
    cursor: cursors[cursors.length - 1],
    index: cursors.length,
    next: cursor => setSeen({ list, cursors: [...cursors, cursor] }),
    previous: () => setSeen({ list, cursors: cursors.slice(0, -1) }),
  };
}

/**
 * Which part of a list shows, with the way to its neighbours.
 */
export function Pager(props: {
  paging: Paging;
  /** What is listed, several of them in the language of the reader, e.g. "services". */
  what: string;
  pageSize: number;
  shown: number;
  /** Left out where nobody counted. */
  total?: number;
  nextCursor: string | null;
}) {
  const { paging, what, pageSize, shown, total, nextCursor } = props;
  const { t, words } = useReadinessTranslation();
  const first = paging.index * pageSize + 1;
  const range = {
    what,
    first: words.number(first),
    last: words.number(first + shown - 1),
  };
  let text: string = t('layout.pager.nothing', { what });
  if (shown > 0) {
    text =
      total === undefined
        ? t('layout.pager.range', range)
        : t('layout.pager.rangeOfTotal', {
            ...range,
            total: words.number(total),
          });
  }
  return (
    <Box display="flex" flexWrap="wrap" alignItems="center" gridGap={8} mt={1}>
      <Typography variant="body2" color="textSecondary" role="status">
        {text}
      </Typography>
      {(paging.index > 0 || nextCursor) && (
        <>
          <Button
            size="small"
            disabled={paging.index === 0}
            onClick={paging.previous}
          >
            {t('layout.pager.previous')}
          </Button>
          <Button
            size="small"
            disabled={!nextCursor}
            onClick={() => nextCursor && paging.next(nextCursor)}
          >
            {t('layout.pager.next')}
          </Button>
        </>
      )}
    </Box>
  );
}
