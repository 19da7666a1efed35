/**
 * Works out how SLOs fare, by what one server answers.
 *
 * 1. For each objective the share of good events is asked for its window and for those of
 *    multi-window alerts, all in as few requests as possible.
 * 2. Then its history, step by step, over the window and as long before: from it come the day of the
 *    newest sample and the time at which the budget ran out. A step is an hour for a window of four
 *    weeks, and about 1,440 of them are asked for, whatever the window.
 *
 * No data is no answer: null, and never a pass or a failure.
 */
import {
  budgetLeft,
  burnRate,
  burningSeverity,
  exhaustedAt,
  HistoryQueries,
  historyQueries,
  HistoryStep,
  isMet,
  MeasurableObjective,
  shareQuery,
  SloWindow,
  toShare,
} from '../measurement';
import { AskOptions, Point, PrometheusApi, QueryAnswer } from './PrometheusApi';

/** Most steps of a history. */
const maxSteps = 1_440;
const stepSeconds = [
  60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400,
];

/** Windows of multi-window alerts, shortest first. */
export const alertWindows: ReadonlyArray<{ window: string; seconds: number }> =
  [
    { window: '5m', seconds: 300 },
    { window: '30m', seconds: 1_800 },
    { window: '1h', seconds: 3_600 },
    { window: '2h', seconds: 7_200 },
    { window: '6h', seconds: 21_600 },
    { window: '1d', seconds: 86_400 },
    { window: '3d', seconds: 259_200 },
  ];

/** One objective that is measured. */
export interface ObjectiveQuestion {
  objective: MeasurableObjective;
  window: SloWindow;
}

/** How an objective fares. */
export interface ObjectiveAnswer {
  target: number;
  /** Share of good events in the window; null without data. */
  attained: number | null;
  met: boolean | null;
  budgetLeft: number | null;
  burnRates: Array<{ window: string; rate: number | null }>;
  burning: 'page' | 'ticket' | null;
  /** Milliseconds since 1970 of the end of the newest step with data. */
  newest: number | null;
  /** Milliseconds since 1970; null where the budget did not run out. */
  exhaustedAt: number | null;
  /** Why something is not known, one sentence part each. */
  issues: string[];
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

/** Keeps each query once, so that objectives that share an indicator share its answers. */
class QueryList {
  readonly queries: string[] = [];
  readonly #places = new Map<string, number>();

  add(query: string): number {
    const known = this.#places.get(query);
    if (known !== undefined) {
      return known;
    }
    this.#places.set(query, this.queries.length);
    return this.queries.push(query) - 1;
  }
}

interface History {
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
        : [{ time: time * 1_000, bad: 1 - share, total: 1 }];
    });
  }
  return [...second].flatMap(([time, total]): HistoryStep[] => {
    if (total === null || total <= 0) {
      return [];
    }
    const part = Math.min(total, Math.max(0, first.get(time) ?? 0));
    return [
      {
        time: time * 1_000,
        bad: history.of === 'bad' ? part : total - part,
        total,
      },
    ];
  });
}

/**
 * Measures objectives by one server.
 *
 * @param questions - their windows are usable, and their measures can be asked
 * @param now - the moment they are measured at
 * @returns by the order of the questions
 * @throws SourceError where the server cannot be asked, RetryLaterError where it has to be left alone
 */
export async function measureObjectives(
  api: PrometheusApi,
  questions: readonly ObjectiveQuestion[],
  now: Date,
  options: AskOptions = {},
): Promise<ObjectiveAnswer[]> {
  const time = now.getTime();
  const instant = new QueryList();
  const asked = questions.map(({ objective, window }) => {
    const ask = (seconds: number) => {
      const query = shareQuery(objective, seconds);
      return query === undefined ? null : instant.add(query);
    };
    const elapsed = (time - window.startOf(time)) / 1_000;
    return {
      whole: Number.isFinite(elapsed)
        ? ask(Math.max(60, Math.round(elapsed)))
        : null,
      alerts: alertWindows.map(({ seconds }) => ask(seconds)),
    };
  });
  const values = await api.values(instant.queries, now, options);

  const histories = questions.map(question => historyOf(question, time));
  const lists = new Map<string, QueryList>();
  histories.forEach((history, index) => {
    // A query that the server refuses is not asked again.
    const { whole } = asked[index];
    if (history && whole !== null && 'answer' in values[whole]) {
      const list = lists.get(history.key) ?? new QueryList();
      lists.set(history.key, list);
      history.places = history.queries.map(query => list.add(query));
    }
  });
  const series = new Map<string, Array<QueryAnswer<Point[]>>>();
  for (const [key, { queries }] of lists) {
    const range = histories.find(it => it?.key === key)?.range;
    if (range) {
      series.set(key, await api.series(queries, range, options));
    }
  }

  return questions.map((question, index) => {
    const { whole, alerts } = asked[index];
    const history = histories[index];
    const found = history && series.get(history.key);
    return answerOf(question, {
      whole: whole === null ? undefined : values[whole],
      alerts: alerts.map(it => (it === null ? undefined : values[it])),
      history:
        history && found && history.places.length > 0
          ? { history, answers: history.places.map(place => found[place]) }
          : undefined,
    });
  });
}

function historyOf(
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

function answerOf(
  { objective, window }: ObjectiveQuestion,
  answers: {
    whole: QueryAnswer<number | null> | undefined;
    alerts: Array<QueryAnswer<number | null> | undefined>;
    history:
      | { history: History; answers: Array<QueryAnswer<Point[]>> }
      | undefined;
  },
): ObjectiveAnswer {
  const { target } = objective;
  const issues: string[] = [];
  const shareOf = (answer: QueryAnswer<number | null> | undefined) => {
    if (!answer || 'refused' in answer) {
      return null;
    }
    const share = toShare(answer.answer);
    if (share === undefined) {
      issues.push(
        `its queries give ${Number(
          answer.answer?.toPrecision(4),
        )}, which is no share of good events`,
      );
      return null;
    }
    return share;
  };
  if (!answers.whole) {
    issues.push(
      objective.slices
        ? 'its time slices do not fit its window: too many, or longer than it'
        : 'its window has not begun',
    );
  } else if ('refused' in answers.whole) {
    issues.push(`Prometheus refuses its query: ${answers.whole.refused}`);
  }
  const attained = shareOf(answers.whole);
  const burnRates = alertWindows.map(({ window: name }, index) => {
    const share = shareOf(answers.alerts[index]);
    return {
      window: name,
      rate: share === null ? null : burnRate(share, target),
    };
  });
  const past = readHistory({ objective, window }, answers.history, issues);
  if (past.partMissing && attained === null) {
    issues.push('its query of good events gives nothing, that of all does');
  }
  return {
    target,
    attained,
    met: attained === null ? null : isMet(attained, target),
    budgetLeft: attained === null ? null : budgetLeft(attained, target),
    burnRates,
    burning: burningSeverity(
      new Map(burnRates.map(it => [it.window, it.rate])),
      window.seconds,
    ),
    newest: past.newest,
    exhaustedAt: past.exhaustedAt,
    issues: [...new Set(issues)],
  };
}

function readHistory(
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
  const newest = last.length > 0 ? last[last.length - 1][0] * 1_000 : null;
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
