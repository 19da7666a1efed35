import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import LinkIcon from '@material-ui/icons/Link';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import {
  CheckDetails,
  CollectorHealth,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, LongWords } from '../layout';
import { useReadinessLinks } from '../links';
import {
  countParts,
  sourceStateOf,
  SourceStateLabel,
  useSettledSourceHealth,
} from '../sources';
import { ReadinessT, useReadinessTranslation } from '../translations';

type CheckSource = CheckDetails['sources'][number];

const useStyles = makeStyles(
  theme => ({
    root: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'grid',
      gap: theme.spacing(0.75),
      '& li': {
        display: 'flex',
        gap: theme.spacing(0.75),
        '& > svg': {
          flexShrink: 0,
          fontSize: '1.25rem',
          color: theme.palette.text.secondary,
        },
      },
    },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
    // Of the line that is on its way.
    room: { height: '1.5em' },
  }),
  { name: 'ReadinessCheckSources' },
);

/**
 * What brings the data of a check, in words, e.g. "Connected: recipe SonarQube".
 */
export function connectionWords(t: ReadinessT, source: CheckSource): string {
  const { connected, kind, title, reads } = source;
  if (!connected) {
    return t('check.sources.notConnected');
  }
  if (kind === 'push') {
    return t('check.sources.pushed');
  }
  if (kind === 'recipe') {
    return t('check.sources.recipe', { title });
  }
  return title.toLowerCase() === reads.toLowerCase()
    ? t('check.sources.connected')
    : t('check.sources.connectedTo', { title });
}

function Health(props: { health: CollectorHealth }) {
  const { health } = props;
  const links = useReadinessLinks();
  const reader = useReadinessTranslation();
  const { t } = reader;
  const { lastError, finishedAt, title, kind } = health;
  return (
    <>
      {finishedAt && (
        <div>
          {t(
            kind === 'push'
              ? 'check.sources.lastPushed'
              : 'check.sources.lastLook',
            { when: <RelativeDate at={finishedAt} /> },
          )}
        </div>
      )}
      {sourceStateOf(health) !== 'fine' && (
        <div>
          <SourceStateLabel source={health} />
          {['partly', 'mostly'].includes(sourceStateOf(health)) &&
            ` (${countParts(reader, health).join(', ')})`}
          {lastError && (
            <>
              {': '}
              <LongWords
                text={lastError}
                what={t('check.sources.message', { title })}
              />
            </>
          )}{' '}
          <Link to={links.health()}>{t('check.sources.health')}</Link>
        </div>
      )}
    </>
  );
}

/**
 * What a check reads, what brings that, and for readers who may know, how it is.
 */
export function CheckSources(props: {
  sources: readonly CheckSource[];
  /** Asks how they are. */
  isAsked: boolean;
}) {
  const { sources, isAsked } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { health, isSettled } = useSettledSourceHealth(
    isAsked && sources.some(({ connected }) => connected),
  );
  return (
    <ul className={classes.root} aria-label={t('check.sources.title')}>
      {sources.map(source => {
        const known = health.get(source.collector);
        return (
          <li key={source.collector}>
            {source.connected ? (
              <LinkIcon aria-hidden />
            ) : (
              <LinkOffIcon aria-hidden />
            )}
            <div>
              {beginWords(source.reads)}
              <div className={classes.aside}>
                {connectionWords(t, source)}
                {known && <Health health={known} />}
                {source.connected && !isSettled && (
                  <div className={classes.room} />
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
