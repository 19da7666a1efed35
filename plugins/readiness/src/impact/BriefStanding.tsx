import Typography from '@material-ui/core/Typography';
import {
  ImpactBrief,
  StandingSnapshot,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { quarterBefore, quarterWords } from './quarters';

/** A number on two days. */
interface StandingRow {
  title: string;
  words(snapshot: NonNullable<StandingSnapshot>): string;
}

/**
 * Where it stood against the standards at the end of both quarters.
 */
export function BriefStanding(props: {
  brief: Pick<ImpactBrief, 'standing' | 'quarter'>;
}) {
  const { standing, quarter } = props.brief;
  const { scorecard, before, after } = standing;
  const { t, words } = useReadinessTranslation();
  const rows: readonly StandingRow[] = [
    {
      title: t('impact.standing.onTarget'),
      words: ({ onTarget, entities }) =>
        t('impact.standing.of', { onTarget, entities }),
    },
    {
      title: t('impact.standing.checksMet'),
      words: ({ adoption }) => words.percent(adoption),
    },
  ];
  const column = (
    of: string,
    snapshot: StandingSnapshot,
  ): PlainColumn<StandingRow> => ({
    title: snapshot
      ? words.day(snapshot.day)
      : t('impact.standing.endOf', { quarter: quarterWords(t, of) }),
    cell: row =>
      snapshot ? row.words(snapshot) : t('impact.standing.notKnown'),
  });
  return (
    <Panel title={t('impact.standing.title')} note={scorecard.title}>
      {before || after ? (
        <PlainTable
          label={t('impact.standing.title')}
          columns={[
            {
              title: t('impact.standing.measure'),
              rowHeader: true,
              cell: row => row.title,
            },
            column(quarterBefore(quarter), before),
            column(quarter, after),
          ]}
          rows={rows}
          rowKey={row => row.title}
        />
      ) : (
        <Typography variant="body2">{t('impact.standing.none')}</Typography>
      )}
    </Panel>
  );
}
