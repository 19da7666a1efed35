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
export function BriefStanding(props: { standing: ImpactBrief['standing'] }) {
  const { scorecard, before, after } = props.standing;
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
            column('Before', before),
            column('After', after),
          ]}
          rows={rows}
          rowKey={row => row.title}
        />
      ) : (
        <Typography variant="body2">
          Nobody looked at the end of either quarter, so that there is nothing
          to compare.
        </Typography>
      )}
    </Panel>
  );
}
