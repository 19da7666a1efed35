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
  isMet,
  shareQuery,
  toShare,
} from '../measurement';
import {
  History,
  historyOf,
  ObjectiveQuestion,
  readHistory,
} from './objectiveHistory';
import { AskOptions, Point, PrometheusApi, QueryAnswer } from './PrometheusApi';

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
