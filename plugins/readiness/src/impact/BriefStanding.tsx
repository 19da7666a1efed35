import Typography from '@material-ui/core/Typography';
import {
  ImpactBrief,
  StandingSnapshot,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  dayWords,
  percentWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { quarterBefore, quarterWords } from './quarters';

/** A number on two days. */
interface StandingRow {
  title: string;
  words(snapshot: NonNullable<StandingSnapshot>): string;
}

const rows: readonly StandingRow[] = [
  {
    title: 'Services on target',
    words: ({ onTarget, entities }) => `${onTarget} of ${entities}`,
  },
  {
    title: 'Checks met',
    words: ({ adoption }) => percentWords(adoption),
  },
];

/**
 * Where it stood against the standards at the end of both quarters.
 */
export function BriefStanding(props: {
  brief: Pick<ImpactBrief, 'standing' | 'quarter'>;
}) {
  const { standing, quarter } = props.brief;
  const { scorecard, before, after } = standing;
  const column = (
    title: string,
    snapshot: StandingSnapshot,
  ): PlainColumn<StandingRow> => ({
    title: snapshot ? dayWords(snapshot.day) : title,
    cell: row => (snapshot ? row.words(snapshot) : 'Not known'),
  });
  return (
    <Panel title="Against the standards" note={scorecard.title}>
      {before || after ? (
        <PlainTable
          label="Against the standards"
          columns={[
            { title: 'Measure', rowHeader: true, cell: row => row.title },
            column(`End of ${quarterWords(quarterBefore(quarter))}`, before),
            column(`End of ${quarterWords(quarter)}`, after),
          ]}
          rows={rows}
          rowKey={row => row.title}
        />
      ) : (
        <Typography variant="body2">
          How it stood at the end of these quarters is not known.
        </Typography>
      )}
    </Panel>
  );
}
