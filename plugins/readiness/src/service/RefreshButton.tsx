import { makeStyles } from '@material-ui/core/styles';
import { beginWords, BusyButton, Fold } from '../layout';
import { useReadinessTranslation } from '../translations';
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
  const { t } = useReadinessTranslation();
  const asked = seen.length + failed.length;
  const groups: Array<[string, string[]]> = [
    [t('service.refresh.seen'), seen],
    [t('service.refresh.failedSources'), failed],
    [t('service.refresh.asBefore'), others],
  ];
  if (asked === 0) {
    return <>{t('service.refresh.done')}</>;
  }
  return (
    <Fold
      quiet
      summary={[
        t('service.refresh.asked', { count: asked }),
        ...(failed.length > 0
          ? [t('service.refresh.failedCount', { count: failed.length })]
          : []),
      ].join(', ')}
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
  /** Default is "Refresh". */
  label?: string;
}) {
  const { t } = useReadinessTranslation();
  return (
    <BusyButton
      label={props.label ?? t('service.refresh.label')}
      busyWords={t('service.refresh.busy')}
      deniedWords={t('service.refresh.denied')}
      failedWords={t('service.refresh.failed')}
      onRun={async () => <Asked sources={await props.onRefresh()} />}
    />
  );
}
