import { OpenCostFact } from '@team-readiness/backstage-plugin-readiness-common';
import { AllocationSum } from './AllocationIndex';

/** The days that were asked for. */
export interface AllocationWindow {
  /** ISO date of the first and of the last day. */
  from: string;
  to: string;
}

/**
 * The fact of an entity.
 *
 * Efficiency is that of OpenCost: hours used by hours requested; both together weighed by what CPU and
 * memory cost, over that of the two which has a request.
 *
 * @param sum - of its workloads, in one currency; undefined: it has none
 */
export function openCostFactOf(
  sum: AllocationSum | undefined,
  { from, to }: AllocationWindow,
  currency: string,
): OpenCostFact {
  const cpu = percent(sum?.cpuUsed, sum?.cpuRequested);
  const memory = percent(sum?.ramUsed, sum?.ramRequested);
  return {
    allocated: sum !== undefined,
    from,
    to,
    days: sum?.days.size ?? 0,
    currency,
    totalCost: sum?.totalCost ?? 0,
    cpuEfficiency: cpu,
    memoryEfficiency: memory,
    efficiency: together(
      { efficiency: cpu, cost: sum?.cpuCost ?? 0 },
      { efficiency: memory, cost: sum?.ramCost ?? 0 },
    ),
  };
}

/** What runs uses something: none at all means that nobody measured it. */
function percent(used = 0, requested = 0): number | null {
  return requested > 0 && used > 0 ? (used / requested) * 100 : null;
}

interface Part {
  efficiency: number | null;
  cost: number;
}

function together(...parts: Part[]): number | null {
  const known = parts.flatMap(({ efficiency, cost }) =>
    efficiency === null ? [] : [{ efficiency, cost: Math.max(cost, 0) }],
  );
  if (known.length === 0) {
    return null;
  }
  const cost = known.reduce((sum, part) => sum + part.cost, 0);
  // Where nothing costs anything both weigh the same.
  return known.reduce(
    (sum, part) =>
      sum + part.efficiency * (cost > 0 ? part.cost / cost : 1 / known.length),
    0,
  );
}
