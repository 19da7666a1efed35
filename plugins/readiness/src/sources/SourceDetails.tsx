import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import {
  percentWords,
  RelativeDate,
} from '@team-readiness/backstage-plugin-readiness-react';
import { LongWords } from '../layout';
import { SourceStateLabel } from './SourceStateLabel';
import { sourceStateOf } from './sourceState';

const useStyles = makeStyles(
  theme => ({
    aside: {
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
    progress: { width: '12ch', margin: theme.spacing(0.5, 0) },
  }),
  { name: 'ReadinessSourceDetails' },
);

function Since(props: { source: CollectorHealth }) {
  const { source } = props;
  const state = sourceStateOf(source);
  if (state === 'paused' && source.nextAt) {
    return (
      <div>
        Goes on <RelativeDate at={source.nextAt} />
      </div>
    );
  }
  return state === 'failed' && source.attempt > 1 ? (
    <div>{source.attempt} times in a row</div>
  ) : null;
}

/**
 * How a data source is: state, how far it has come, and why it is not fine.
 */
export function SourceDetails(props: { source: CollectorHealth }) {
  const { source } = props;
  const classes = useStyles();
  const { status, progress, lastError, title } = source;
  return (
    <>
      <SourceStateLabel source={source} />
      <div className={classes.aside}>
        {status === 'running' && progress !== null && (
          <>
            <LinearProgress
              className={classes.progress}
              variant="determinate"
              value={Math.round(progress * 100)}
              aria-label={`Progress of ${title}`}
            />
            {percentWords(progress)} gone through
          </>
        )}
        <Since source={source} />
        {lastError && (
          <div>
            {status === 'running' && 'The run before: '}
            <LongWords text={lastError} what={`the message of ${title}`} />
          </div>
        )}
      </div>
    </>
  );
}
