import { BriefLevelChange } from '../../database/operations/record';
import { BriefSpans } from './BriefSpans';
import { BriefValue } from './BriefValue';
import { BriefMetric, toRow } from './toRow';

/** Services that stood higher, or lower, at the end of a span than at its beginning. */
export function levelRows(
  changes: readonly BriefLevelChange[],
  spans: BriefSpans,
  /** Epoch ms of the first change of a level of any entity; null: none was noted yet. */
  notedSince: number | null,
): BriefMetric[] {
  const [before, after] = [spans.before, spans.after].map(({ moments }) => {
    const ends = new Map<number, { from: number; to: number | null }>();
    for (const change of changes) {
      const at = Number(change.at);
      if (at >= moments.from && at < moments.to) {
        const from = ends.get(change.entity_id)?.from ?? change.from_level;
        ends.set(change.entity_id, { from, to: change.to_level });
      }
    }
    const moved = [...ends.values()];
    const known = notedSince !== null && notedSince <= moments.from;
    const unfinished = spans.unfinished ? 'not-over' : null;
    const toValue = (count: number): BriefValue => ({
      value: known || count > 0 ? count : null,
      samples: moved.length,
      lack: known ? unfinished : 'incomplete',
    });
    return {
      risen: toValue(
        moved.filter(({ from, to }) => to !== null && to > from).length,
      ),
      fallen: toValue(
        moved.filter(({ from, to }) => to !== null && to < from).length,
      ),
    };
  });
  const common = { unit: 'services', kind: 'count' } as const;
  return [
    toRow({
      ...common,
      id: 'services-risen',
      title: 'Services that rose a level',
      better: 'higher',
      before: before.risen,
      after: after.risen,
    }),
    toRow({
      ...common,
      id: 'services-fallen',
      title: 'Services that fell a level',
      better: 'lower',
      before: before.fallen,
      after: after.fallen,
    }),
  ];
}
