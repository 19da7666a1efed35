import { EmptyState, ResponseErrorPanel } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';
import { Loaded } from './useLoaded';
import { refusalOf } from './refusal';
import { Skeleton, SkeletonLooks } from './Skeleton';

/**
 * Shows something that is loaded in each of its states: on its way, refused,
 * not there, broken, or there.
 */
export function LoadedContent<T>(
  props: SkeletonLooks & {
    of: Loaded<T>;
    /** What is loaded, e.g. "the teams". */
    what: string;
    /** What to show where the backend knows no such thing. */
    missing?: ReactNode;
    /** For a card: a refusal is one sentence. */
    brief?: boolean;
    children(value: T): ReactNode;
  },
) {
  const { of, what, parts, shape, rows, missing, brief, children } = props;
  const { t, words } = useReadinessTranslation();
  if (of.error) {
    const refusal = refusalOf(of.error);
    if (refusal === 'denied') {
      return brief ? (
        <>{t('loading.deniedBrief')}</>
      ) : (
        <EmptyState
          missing="info"
          title={t('loading.denied')}
          description={t('loading.deniedHelp', { what })}
        />
      );
    }
    if (refusal === 'missing' && missing) {
      return <>{missing}</>;
    }
    return (
      <>
        <ResponseErrorPanel
          error={of.error}
          title={t('loading.failed', { what })}
        />
        <Box mt={2}>
          <Button variant="outlined" onClick={of.reload}>
            {t('loading.again')}
          </Button>
        </Box>
      </>
    );
  }
  if (of.value === undefined) {
    return (
      <Skeleton
        what={what}
        parts={parts}
        shape={shape}
        rows={rows}
        isWaiting={!of.loading}
      />
    );
  }
  return (
    // Where it stands on a page of others, nothing around it says the reader's language.
    <div aria-busy={of.loading} lang={words.locale}>
      {of.loading && (
        <Box position="fixed" top={0} left={0} right={0} zIndex="tooltip">
          <LinearProgress aria-label={t('loading.loading', { what })} />
        </Box>
      )}
      {children(of.value)}
    </div>
  );
}
