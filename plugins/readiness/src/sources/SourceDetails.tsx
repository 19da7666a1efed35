import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { LongWords } from '../layout';
import { useReadinessTranslation } from '../translations';
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
  const { t } = useReadinessTranslation();
  const state = sourceStateOf(source);
  if (state === 'paused' && source.nextAt) {
    return (
      <div>
        {t('sources.goesOn', { when: <RelativeDate at={source.nextAt} /> })}
      </div>
    );
  }
  return state === 'failed' && source.attempt > 1 ? (
    <div>{t('sources.inARow', { count: source.attempt })}</div>
  ) : null;
}

/**
 * How a data source is: state, how far it has come, and why it is not fine.
 */
export function SourceDetails(props: { source: CollectorHealth }) {
  const { source } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
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
              aria-label={t('sources.progressOf', { title })}
            />
            {t('sources.goneThrough', { percent: words.percent(progress) })}
          </>
        )}
        <Since source={source} />
        {lastError && (
          <div>
            {status === 'running' && `${t('sources.runBefore')} `}
            <LongWords
              text={lastError}
              what={t('sources.messageOf', { title })}
            />
          </div>
        )}
      </div>
    </>
  );
}
