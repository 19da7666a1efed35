import {
  Problem,
  PrometheusFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { MeasurableSlo, SloWindow } from '../measurement';
import { AskOptions, PrometheusApi } from './PrometheusApi';
import { PrometheusServers } from './PrometheusServers';
import { measureObjectives, ObjectiveAnswer } from './measureObjectives';
import { ObjectiveQuestion } from './objectiveHistory';

/** How one SLO fares. */
export type SloRow = PrometheusFact['slos'][number];

/** What became of one SLO: its row, or the error of the server that should have told. */
export type SloResult =
  | { row: SloRow; problem?: Problem }
  | { error: unknown; server: string };

const shown = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];

function dayOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString().slice(0, 10);
}

function strictest(slo: MeasurableSlo): number {
  return Math.max(...slo.objectives.map(it => it.target));
}

/** The row of an SLO that could not be asked for. */
function emptyRow(slo: MeasurableSlo): SloRow {
  return {
    name: slo.name,
    objective: strictest(slo),
    asked: false,
    measuredOn: null,
    attained: null,
    met: null,
    budgetLeft: null,
    burnRate: null,
    burnRates: shown.map(window => ({ window, rate: null })),
    burning: null,
    exhaustedAt: null,
  };
}

/** Missed where one objective is; met where all are; else not known. */
function areMet(answers: readonly ObjectiveAnswer[]): boolean | null {
  if (answers.some(({ met }) => met === false)) {
    return false;
  }
  return answers.every(({ met }) => met === true) ? true : null;
}

/**
 * The row of an SLO: that of the objective with the lowest budget, of equal ones the strictest.
 *
 * @param complete - were all of its objectives asked?
 */
function rowOf(
  slo: MeasurableSlo,
  answers: readonly ObjectiveAnswer[],
  complete: boolean,
): SloRow {
  const known = answers
    .filter(({ attained }) => attained !== null)
    .sort(
      (a, b) =>
        (a.budgetLeft ?? 0) - (b.budgetLeft ?? 0) || b.target - a.target,
    );
  const [lowest] = known;
  const latest = (times: Array<number | null>) =>
    times.reduce<number | null>(
      (max, it) => (it !== null && (max === null || it > max) ? it : max),
      null,
    );
  const met = areMet(answers);
  const exhausted = latest(answers.map(it => it.exhaustedAt));
  return {
    name: slo.name,
    objective: lowest?.target ?? strictest(slo),
    asked: true,
    measuredOn: dayOf(latest(answers.map(it => it.newest))),
    attained: lowest?.attained ?? null,
    met: met === true && !complete ? null : met,
    budgetLeft: lowest?.budgetLeft ?? null,
    burnRate:
      lowest?.burnRates.find(({ window }) => window === '1h')?.rate ?? null,
    burnRates:
      lowest?.burnRates ?? shown.map(window => ({ window, rate: null })),
    burning:
      answers.find(it => it.burning === 'page')?.burning ??
      answers.find(it => it.burning !== null)?.burning ??
      null,
    exhaustedAt: exhausted === null ? null : new Date(exhausted).toISOString(),
  };
}

function problemOf(
  slo: MeasurableSlo,
  reporter: string,
  issues: readonly string[],
): Problem | undefined {
  return issues.length === 0
    ? undefined
    : {
        subject: 'file',
        name: slo.path.slice(0, 300),
        reporter,
        message: `The SLO ${slo.name} is not measured, or not in full: ${[
          ...new Set(issues),
        ].join('; ')}.`.slice(0, 1_000),
        source: slo.path,
        line: slo.line,
        column: slo.column,
      };
}

/** Of one SLO: what is asked, and why the rest is not. */
interface Plan {
  slo: MeasurableSlo;
  api: PrometheusApi | undefined;
  questions: ObjectiveQuestion[];
  issues: string[];
}

function planOf(slo: MeasurableSlo, servers: PrometheusServers): Plan {
  const issues: string[] = [];
  const window = SloWindow.of(slo.window);
  const askable = slo.objectives.filter(({ measure }) => {
    if (measure.kind === 'none') {
      issues.push(measure.reason);
    }
    return measure.kind !== 'none';
  });
  if ('refused' in window) {
    return { slo, api: undefined, questions: [], issues: [window.refused] };
  }
  if (askable.length === 0) {
    return { slo, api: undefined, questions: [], issues };
  }
  const api = servers.of(slo);
  if ('refused' in api) {
    return { slo, api: undefined, questions: [], issues: [api.refused] };
  }
  return {
    slo,
    api,
    questions: askable.map(objective => ({ objective, window })),
    issues,
  };
}

/**
 * Measures SLOs, all of one server together.
 *
 * @param slos - of any number of entities
 * @param options.reporter - id of the collector, for problems
 * @returns by the order of the SLOs. A server that cannot be asked is an error of its SLOs only
 */
export async function measureSlos(
  slos: readonly MeasurableSlo[],
  options: AskOptions & {
    servers: PrometheusServers;
    now: Date;
    reporter: string;
  },
): Promise<SloResult[]> {
  const { servers, now, reporter, ...ask } = options;
  const plans = slos.map(slo => planOf(slo, servers));
  const byApi = new Map<PrometheusApi, Plan[]>();
  for (const plan of plans) {
    if (plan.api) {
      byApi.set(plan.api, [...(byApi.get(plan.api) ?? []), plan]);
    }
  }
  const answers = new Map<Plan, ObjectiveAnswer[]>();
  const errors = new Map<PrometheusApi, unknown>();
  await Promise.all(
    [...byApi].map(async ([api, ofApi]) => {
      try {
        const questions = ofApi.flatMap(plan => plan.questions);
        const found = await measureObjectives(api, questions, now, ask);
        let next = 0;
        for (const plan of ofApi) {
          const end = next + plan.questions.length;
          answers.set(plan, found.slice(next, end));
          next = end;
        }
      } catch (error) {
        errors.set(api, error);
      }
    }),
  );
  options.signal?.throwIfAborted();
  return plans.map((plan): SloResult => {
    const { slo, api, issues } = plan;
    if (api && errors.has(api)) {
      return { error: errors.get(api), server: api.name };
    }
    const found = answers.get(plan);
    if (!found) {
      const problem = problemOf(slo, reporter, issues);
      return { row: emptyRow(slo), problem };
    }
    const all = [...issues, ...found.flatMap(it => it.issues)];
    const complete = found.length === slo.objectives.length;
    return {
      row: rowOf(slo, found, complete),
      problem: problemOf(slo, reporter, all),
    };
  });
}
