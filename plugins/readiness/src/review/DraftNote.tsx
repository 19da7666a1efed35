import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef, useState } from 'react';
import { useReadinessTranslation } from '../translations';
import { DraftState } from './useReviewForm';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      minHeight: 32,
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessDraftNote' },
);

const words = {
  none: 'review.draft.none',
  found: 'review.draft.found',
  kept: 'review.draft.kept',
  'not-kept': 'review.draft.notKept',
  discarded: 'review.draft.discarded',
} as const;

/**
 * What became of the draft, and the way to discard it, which is asked twice.
 */
export function DraftNote(props: { draft: DraftState; onDiscard(): void }) {
  const { draft, onDiscard } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [isAsked, setAsked] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsked) {
      keep.current?.focus();
    }
  }, [isAsked]);
  const key = words[draft];
  const isThere = draft !== 'none' && draft !== 'discarded';
  return (
    <div className={classes.root}>
      <span role="status">
        {t(isAsked && isThere ? 'review.draft.sure' : key)}
      </span>
      {isThere && !isAsked && (
        <Button size="small" onClick={() => setAsked(true)}>
          {t('review.draft.discard')}
        </Button>
      )}
      {isThere && isAsked && (
        <>
          <Button
            size="small"
            variant="outlined"
            onClick={() => {
              setAsked(false);
              onDiscard();
            }}
          >
            {t('review.draft.yes')}
          </Button>
          <Button ref={keep} size="small" onClick={() => setAsked(false)}>
            {t('review.draft.no')}
          </Button>
        </>
      )}
    </div>
  );
}
