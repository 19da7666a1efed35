import { makeStyles } from '@material-ui/core/styles';
import { countWords } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, BusyButton, Fold } from '../layout';
import { RefreshedSources } from './refreshedSources';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gridTemplateColumns: 'max-content minmax(0, 1fr)',
      gap: theme.spacing(0.25, 1.5),
      margin: 0,
      maxWidth: '60ch',
      '& dt': { fontWeight: 600 },
      '& dd': { margin: 0 },
    },
  }),
  { name: 'ReadinessRefreshButton' },
);

function Asked(props: { sources: RefreshedSources }) {
  const { seen, failed, others } = props.sources;
  const classes = useStyles();
  const asked = seen.length + failed.length;
  const groups: Array<[string, string[]]> = [
    ['Seen', seen],
    ['Failed', failed],
    ['As before', others],
  ];
  if (asked === 0) {
    return <>Refreshed just now</>;
  }
  return (
    <Fold
      quiet
      summary={`Refreshed just now from ${countWords(
        asked,
        'data source',
        'data sources',
      )}${failed.length > 0 ? `, ${failed.length} failed` : ''}`}
    >
      <dl className={classes.list}>
        {groups
          .filter(([, titles]) => titles.length > 0)
          .map(([name, titles]) => (
            <Group key={name} name={name} titles={titles} />
          ))}
      </dl>
    </Fold>
  );
}

function Group(props: { name: string; titles: readonly string[] }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.titles.map(beginWords).sort().join(', ')}</dd>
    </>
  );
}

/**
 * Looks at an entity again, with progress, and says how it went and which data
 * sources were asked.
 */
export function RefreshButton(props: {
  /** Resolves when the new results show. */
  onRefresh(): Promise<RefreshedSources>;
}) {
  return (
    <BusyButton
      label="Refresh"
      busyWords="Looking again…"
      deniedWords="You may not refresh this"
      failedWords="The refresh failed. What shows is what was known before."
      onRun={async () => <Asked sources={await props.onRefresh()} />}
    />
  );
}
