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
  useSourceHealth,
} from '../sources';

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
  }),
  { name: 'ReadinessCheckSources' },
);

/**
 * What brings the data of a check, in words, e.g. "Connected: recipe SonarQube".
 */
export function connectionWords(source: CheckSource): string {
  const { connected, kind, title, reads } = source;
  if (!connected) {
    return 'Not connected';
  }
  if (kind === 'push') {
    return 'Connected: pushed by services';
  }
  if (kind === 'recipe') {
    return `Connected: recipe ${title}`;
  }
  const isSaid = title.toLowerCase() === reads.toLowerCase();
  return isSaid ? 'Connected' : `Connected: ${title}`;
}

function Health(props: { health: CollectorHealth }) {
  const { health } = props;
  const links = useReadinessLinks();
  const { lastError, finishedAt, title, kind } = health;
  return (
    <>
      {finishedAt && (
        <div>
          Last {kind === 'push' ? 'pushed' : 'look'}{' '}
          <RelativeDate at={finishedAt} />
        </div>
      )}
      {sourceStateOf(health) !== 'fine' && (
        <div>
          <SourceStateLabel source={health} />
          {sourceStateOf(health) === 'partly' &&
            ` (${countParts(health).join(', ')})`}
          {lastError && (
            <>
              {': '}
              <LongWords text={lastError} what={`the message of ${title}`} />
            </>
          )}{' '}
          <Link to={links.health()}>Health of all data sources</Link>
        </div>
      )}
    </>
  );
}

/**
 * What a check reads, what brings that, and for readers who may know, how it is.
 */
export function CheckSources(props: { sources: readonly CheckSource[] }) {
  const { sources } = props;
  const classes = useStyles();
  const health = useSourceHealth(sources.some(({ connected }) => connected));
  return (
    <ul className={classes.root} aria-label="Data sources">
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
                {connectionWords(source)}
                {known && <Health health={known} />}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
