import { EmptyState, ResponseErrorPanel } from '@backstage/core-components';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { ReactNode } from 'react';
import { Loaded } from './useLoaded';
import { refusalOf } from './refusal';
import { Skeleton } from './Skeleton';

/**
 * Shows something that is loaded in each of its states: on its way, refused,
 * not there, broken, or there.
 */
export function LoadedContent<T>(props: {
  of: Loaded<T>;
  /** What is loaded, e.g. "the teams". */
  what: string;
  /** Rows of the skeleton. */
  rows?: number;
  /** What to show where the backend knows no such thing. */
  missing?: ReactNode;
  /** For a card: a refusal is one sentence. */
  brief?: boolean;
  children(value: T): ReactNode;
}) {
  const { of, what, rows, missing, brief, children } = props;
  if (of.error) {
    const refusal = refusalOf(of.error);
    if (refusal === 'denied') {
      return brief ? (
        <>You may not see this.</>
      ) : (
        <EmptyState
          missing="info"
          title="You may not see this"
          description={`Your account has no permission to read ${what}. Ask whoever runs this portal for access to Readiness.`}
        />
      );
    }
    if (refusal === 'missing' && missing) {
      return <>{missing}</>;
    }
    return (
      <>
        <ResponseErrorPanel error={of.error} title={`Could not load ${what}`} />
        <Box mt={2}>
          <Button variant="outlined" onClick={of.reload}>
            Try again
          </Button>
        </Box>
      </>
    );
  }
  if (of.value === undefined) {
    return <Skeleton what={what} rows={rows} />;
  }
  return (
    <div aria-busy={of.loading}>
      {of.loading && (
        <Box position="fixed" top={0} left={0} right={0} zIndex="tooltip">
          <LinearProgress aria-label={`Loading ${what}`} />
        </Box>
      )}
      {children(of.value)}
    </div>
  );
}
