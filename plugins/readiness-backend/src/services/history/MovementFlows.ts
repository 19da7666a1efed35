/**
 * What moved sums between the ends of two days, before it is known for whom: flows of what an owner set had on the
 * first day into what an owner set (the same, mostly) has on the last. For a team, the organisation or one
 * entity they are put together by which owner sets belonged to it on either day:
 *
 * - on both: the parts of the flow; what these leave of the difference is `standard`;
 * - on the last only: all of it is `moved` or, where it did not count on the first day, `new` or `standard`;
 * - on the first only: all of it is taken away, as `moved`, `removed` or `standard`.
 *
 * An owner set that had nothing on the first day brought nothing along, one that has nothing on the last took
 * nothing away: these are told by the parts of the flow. So the first service of a new team is `new`.
 *
 * So the parts add up to the difference, whatever the flows are made of.
 */
import {
  Movement,
  MovementPart,
  MovementPartSum,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  addSums,
  ExplainedDifference,
  noSums,
  OwnerSetMovement,
  ScoreDifference,
  Sums,
} from '../../database/operations/history';
import { splitMovement } from '../../rollups';
import { toShare } from '../standing/toShare';

const sumNames = [
  'passed',
  'known',
  'applicable',
  'entities',
  'withTarget',
  'onTarget',
] as const;

/** What an owner set had on the first day, and what became of it. */
export interface MovementFlow {
  /** Owner set of the first day; null: did not count then. */
  from: number | null;
  /** Owner set of the last day; null: does not count then. */
  to: number | null;
  before: Sums;
  after: Sums;
  /** Of what counted on both days. */
  parts: ReadonlyMap<MovementPart, Sums>;
  /** What it is where it did not count on the first day. */
  entry: MovementPart;
  /** What it is where it does not count on the last day. */
  exit: MovementPart;
}

/** Sums of both days with what lies between them. */
export interface MovementSums {
  before: Sums;
  after: Sums;
  parts: Map<MovementPart, Sums>;
}

/**
 * Flows of owner sets: the present less what moved since is the last day, and that less what moved within is the first.
 *
 * @param present - by owner set
 * @param movements - after the first day
 */
export function flowsOfMovements(
  present: ReadonlyMap<number, Sums>,
  movements: readonly OwnerSetMovement[],
): MovementFlow[] {
  const flows = new Map<
    number,
    { before: Sums; after: Sums; parts: Map<MovementPart, Sums> }
  >();
  const flowOf = (ownerSetId: number) => {
    let flow = flows.get(ownerSetId);
    if (!flow) {
      const sums = present.get(ownerSetId) ?? noSums();
      flow = { before: { ...sums }, after: { ...sums }, parts: new Map() };
      flows.set(ownerSetId, flow);
    }
    return flow;
  };
  [...present.keys()].forEach(flowOf);
  for (const { ownerSetId, within, part, sums } of movements) {
    const flow = flowOf(ownerSetId);
    addSums(flow.before, sums, -1);
    if (within) {
      // Written by ourselves.
      addTo(flow.parts, part as MovementPart, sums);
    } else {
      addSums(flow.after, sums, -1);
    }
  }
  return [...flows].map(([ownerSetId, flow]) => ({
    ...flow,
    from: ownerSetId,
    to: ownerSetId,
    entry: 'moved',
    exit: 'moved',
  }));
}

/** Flows of entities. */
export function flowsOfDifferences(
  differences: readonly ScoreDifference[],
  explained: readonly ExplainedDifference[],
): MovementFlow[] {
  const parts = new Map<string, Map<MovementPart, Sums>>();
  for (const { from, to, part, sums } of explained) {
    const key = `${from} ${to}`;
    const ofFlow = parts.get(key) ?? new Map<MovementPart, Sums>();
    parts.set(key, ofFlow);
    // Made by our own statement.
    addTo(ofFlow, part as MovementPart, sums);
  }
  return differences.map(difference => ({
    ...difference,
    parts: parts.get(`${difference.from} ${difference.to}`) ?? new Map(),
  }));
}

/**
 * Puts flows together.
 *
 * @param belongs - whether an owner set belonged on either day
 */
export function sumFlows(
  flows: readonly MovementFlow[],
  belongs: {
    before: (ownerSetId: number) => boolean;
    after: (ownerSetId: number) => boolean;
  },
): MovementSums {
  const before = noSums();
  const after = noSums();
  const parts = new Map<MovementPart, Sums>();
  for (const flow of flows) {
    const wasThere = flow.from !== null && belongs.before(flow.from);
    const isThere = flow.to !== null && belongs.after(flow.to);
    if (wasThere) {
      addSums(before, flow.before);
    }
    if (isThere) {
      addSums(after, flow.after);
    }
    const bringsNothing = flow.from !== null && flow.before.entities === 0;
    const takesNothing = flow.to !== null && flow.after.entities === 0;
    if (wasThere ? isThere || takesNothing : isThere && bringsNothing) {
      const rest = { ...flow.after };
      addSums(rest, flow.before, -1);
      for (const [part, sums] of flow.parts) {
        addTo(parts, part, sums);
        addSums(rest, sums, -1);
      }
      addTo(parts, 'standard', rest);
    } else if (isThere) {
      addTo(parts, flow.from === null ? flow.entry : 'moved', flow.after);
    } else if (wasThere) {
      const part = flow.to === null ? flow.exit : 'moved';
      addTo(parts, part, flow.before, -1);
    }
  }
  return { before, after, parts };
}

/**
 * The parts as the API shows them: the largest first, and none that is nothing.
 */
export function toParts(
  sums: MovementSums,
): Pick<Movement, 'parts' | 'score' | 'adoption'> {
  const rows = [...sums.parts]
    .map(([part, own]) => ({ part, ...settleSums(own) }))
    .filter(row => sumNames.some(name => row[name] !== 0));
  const split = splitMovement(settleSums(sums.before), rows);
  const parts = split.parts.map(
    ({ part, score, adoption }): MovementPartSum => ({
      ...part,
      score: settleRatio(score),
      adoption: settleRatio(adoption),
    }),
  );
  parts.sort((a, b) => compareSizes(a, b) || (a.part < b.part ? -1 : 1));
  return {
    parts,
    score: settleRatio(split.score),
    adoption: settleRatio(split.adoption),
  };
}

/** The larger one first: by adoption, then by weights, then by numbers of entities. */
function compareSizes(a: MovementPartSum, b: MovementPartSum): number {
  const sizes = ({ adoption, ...part }: MovementPartSum) => [
    Math.abs(adoption ?? 0),
    Math.abs(part.passed) + Math.abs(part.applicable),
    Math.abs(part.entities) + Math.abs(part.onTarget),
  ];
  const [ofA, ofB] = [sizes(a), sizes(b)];
  const at = ofA.findIndex((size, index) => size !== ofB[index]);
  return at < 0 ? 0 : ofB[at] - ofA[at];
}

/** Sums at the end of a day, as the API shows them. */
export function toMovementSum(day: string, sums: Sums): Movement['before'] {
  const { entities, withTarget, onTarget } = sums;
  return { day, share: toShare(sums), entities, withTarget, onTarget };
}

function addTo(
  parts: Map<MovementPart, Sums>,
  part: MovementPart,
  sums: Sums,
  times: 1 | -1 = 1,
): void {
  const total = parts.get(part) ?? noSums();
  parts.set(part, total);
  addSums(total, sums, times);
}

/** Sums of fractional weights differ in the last digits with the order of addition. */
function settleSums(sums: Sums): Sums {
  const settled = { ...sums };
  sumNames.forEach(name => {
    settled[name] = Math.round(sums[name] * 1e6) / 1e6 || 0;
  });
  return settled;
}

function settleRatio(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e12) / 1e12 || 0;
}
