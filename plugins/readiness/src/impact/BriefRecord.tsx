import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { entriesWords, EntryKindIcon } from '../record';
import { useReadinessTranslation } from '../translations';
import { quarterBefore, quarterWords } from './quarters';

type RecordCount = ImpactBrief['record'][number];

const useStyles = makeStyles(
  theme => ({
    kind: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      lineHeight: '1.25rem',
      '& svg': { alignSelf: 'center' },
    },
    table: { maxWidth: 640 },
    all: {
      fontSize: theme.typography.body2.fontSize,
      '@media print': { display: 'none' },
    },
  }),
  { name: 'ReadinessBriefRecord' },
);

function KindLabel(props: { kind: RecordCount['kind'] }) {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <span className={classes.kind}>
      <EntryKindIcon kind={props.kind} />
      {entriesWords(t, props.kind)}
    </span>
  );
}

/**
 * How much was done and written down in both quarters.
 */
export function BriefRecord(props: {
  brief: Pick<ImpactBrief, 'record' | 'quarter'>;
  /** Where all entries are. */
  link: string;
}) {
  const { record, quarter } = props.brief;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const columns: PlainColumn<RecordCount>[] = [
    {
      title: t('impact.record.kind'),
      rowHeader: true,
      cell: ({ kind }) => <KindLabel kind={kind} />,
    },
    {
      title: quarterWords(t, quarterBefore(quarter)),
      align: 'right',
      cell: ({ before }) => words.number(before),
    },
    {
      title: quarterWords(t, quarter),
      align: 'right',
      cell: ({ after }) => words.number(after),
    },
  ];
  const rows = record.filter(({ before, after }) => before + after > 0);
  return (
    <Panel
      title={t('impact.record.title')}
      action={
        <Link to={props.link} className={classes.all}>
          {t('impact.record.all')}
        </Link>
      }
    >
      {rows.length > 0 ? (
        <div className={classes.table}>
          <PlainTable
            label={t('impact.record.title')}
            columns={columns}
            rows={rows}
            rowKey={({ kind }) => kind}
          />
        </div>
      ) : (
        <Typography variant="body2">{t('impact.record.none')}</Typography>
      )}
    </Panel>
  );
}
