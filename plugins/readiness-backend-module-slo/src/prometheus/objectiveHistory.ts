/**
 * The history of an objective: what was good and bad, step by step, over its window and as long
 * before. About 1,440 steps, an hour each for a window of four weeks.
 */
import {
  exhaustedAt,
  HistoryQueries,
  historyQueries,
  HistoryStep,
  MeasurableObjective,
  SloWindow,
  toShare,
} from '../measurement';
import { Point, QueryAnswer } from './PrometheusApi';

/** Most steps of a history. */
const maxSteps = 1_440;
const stepSeconds = [
  60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
];

/** One objective that is measured. */
export interface ObjectiveQuestion {
  objective: MeasurableObjective;
  window: SloWindow;
}

/** How far the steps of a history over so many seconds are apart. */
export function historyStep(seconds: number, sliceSeconds = 0): number {
  const step =
    stepSeconds.find(it => it >= seconds / maxSteps) ??
    Math.ceil(seconds / maxSteps / 86_400) * 86_400;
  return sliceSeconds > step
    ? sliceSeconds
    : // Whole slices only: parts of them would be counted twice or not at all.
      Math.ceil(step / (sliceSeconds || step)) * (sliceSeconds || step);
}

/** What is asked for a history. */
export interface History {
  /** Of the range: histories with the same are asked together. */
  key: string;
  range: { start: number; end: number; step: number };
  kind: HistoryQueries['kind'];
  of: 'good' | 'bad';
  queries: string[];
  /** Where the queries are among those that are asked; none: they are not. */
  places: number[];
}

function rangeOf(
  { objective, window }: ObjectiveQuestion,
  now: number,
): History['range'] {
  const since = window.startOf(now);
  const before = window.startOf(since - 1);
  const from = Number.isFinite(before) ? before : since;
  const span = Math.max(60, Math.round((now - from) / 1_000));
  const step = historyStep(span, objective.slices?.seconds);
  const steps = Math.max(1, Math.ceil(span / step));
  const end = now / 1_000;
  return { start: end - (steps - 1) * step, end, step };
}

/** Puts the points of a history together as what was bad, and all. */
function toSteps(history: History, answers: Point[][]): HistoryStep[] {
  const [first, second] = answers.map(
    points => new Map(points.map(([time, value]) => [time, value])),
  );
  if (history.kind === 'share') {
    return [...first].flatMap(([time, value]): HistoryStep[] => {
      const share = toShare(value);
      return share === null || share === undefined
        ? []
        : [{ time: Math.round(time * 1_000), bad: 1 - share, total: 1 }];
    });
  }
  return [...second].flatMap(([time, total]): HistoryStep[] => {
    if (total === null || total <= 0) {
      return [];
    }
    const part = Math.min(total, Math.max(0, first.get(time) ?? 0));
    return [
      {
        time: Math.round(time * 1_000),
        bad: history.of === 'bad' ? part : total - part,
        total,
      },
    ];
  });
}

/**
 * @param now - milliseconds since 1970
 * @returns undefined where there is nothing to ask
 */
export function historyOf(
  question: ObjectiveQuestion,
  now: number,
): History | undefined {
  if (!Number.isFinite(question.window.startOf(now))) {
    return undefined;
  }
  const range = rangeOf(question, now);
  const queries = historyQueries(question.objective, range.step);
  if (!queries) {
    return undefined;
  }
  return {
    key: JSON.stringify(range),
    range,
    kind: queries.kind,
    of: queries.kind === 'counts' ? queries.of : 'good',
    places: [],
    queries:
      queries.kind === 'counts'
        ? [queries.part, queries.total]
        : [queries.share],
  };
}

/**
 * Reads a history.
 *
 * @param past - undefined where it was not asked
 * @param issues - to which is added why something is not known
 * @returns `newest`: end of the newest step with data; `partMissing`: are there events, and no series
 *   of good ones?
 */
export function readHistory(
  { objective, window }: ObjectiveQuestion,
  past: { history: History; answers: Array<QueryAnswer<Point[]>> } | undefined,
  issues: string[],
): {
  newest: number | null;
  exhaustedAt: number | null;
  partMissing: boolean;
} {
  const none = { newest: null, exhaustedAt: null, partMissing: false };
  if (!past) {
    return none;
  }
  const points: Point[][] = [];
  for (const answer of past.answers) {
    if ('refused' in answer) {
      issues.push(`Prometheus refuses to tell its history: ${answer.refused}`);
      return none;
    }
    points.push(answer.answer);
  }
  const { history } = past;
  const last = points[points.length - 1].filter(([, value]) => value !== null);
  const newest =
    last.length > 0 ? Math.round(last[last.length - 1][0] * 1_000) : null;
  const counts = history.kind === 'counts';
  const partMissing =
    counts &&
    history.of === 'good' &&
    points[0].length === 0 &&
    newest !== null;
  return {
    newest,
    partMissing,
    exhaustedAt: partMissing
      ? null
      : exhaustedAt(toSteps(history, points), {
          target: objective.target,
          stepMs: history.range.step * 1_000,
          startOf: at => window.startOf(at),
        }),
  };
}
