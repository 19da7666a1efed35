import { BriefFollowUp } from '../../database/operations/record';
import { BriefSpans } from './BriefSpans';
import { BriefValue, lackOfSamples, toTwoDecimals } from './BriefValue';
import { sharesDiffer } from './chance';
import { BriefMetric, toRow } from './toRow';

/** Follow-ups of postmortems that were due, and closed by then. */
export function followUpRow(
  followUps: readonly BriefFollowUp[],
  spans: BriefSpans,
  today: string,
): BriefMetric {
  const [before, after] = [spans.before, spans.after].map(
    ({ from, to }): BriefValue & { count: number } => {
      const due = followUps.filter(
        ({ due_on, closed_on }) =>
          due_on >= from &&
          due_on <= to &&
          // Until the day is over it may still be closed in time.
          (due_on < today || closed_on !== null),
      );
      const closed = due.filter(
        ({ due_on, closed_on }) => closed_on !== null && closed_on <= due_on,
      );
      return {
        value: due.length
          ? toTwoDecimals((closed.length / due.length) * 100)
          : null,
        samples: due.length,
        count: closed.length,
        lack: lackOfSamples(due.length),
      };
    },
  );
  return toRow({
    id: 'follow-ups-in-time',
    title: 'Follow-ups of postmortems closed in time',
    unit: 'percent',
    better: 'higher',
    kind: 'percent',
    before,
    after,
    byChance: !sharesDiffer(
      { count: before.count, all: before.samples },
      { count: after.count, all: after.samples },
    ),
  });
}
