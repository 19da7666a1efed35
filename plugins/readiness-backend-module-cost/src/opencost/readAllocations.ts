import { JsonValue } from '@backstage/types';
import { z } from 'zod';

/**
 * What one workload cost and used on a day, as the allocation API has it
 * (https://opencost.io/docs/integrations/api/).
 *
 * @public
 */
export interface Allocation {
  namespace: string | null;
  /** Name of the Deployment, StatefulSet and the like; null for a bare Pod. */
  controller: string | null;
  /** Values of `backstage.io/kubernetes-id`, as a label or an annotation. */
  kubernetesId: string | null;
  /** Without what was shared out to it. */
  totalCost: number;
  cpuCost: number;
  ramCost: number;
  /** Core hours. */
  cpuRequested: number;
  cpuUsed: number;
  /** Byte hours. */
  ramRequested: number;
  ramUsed: number;
}

/** What an answer held. @public */
export interface AllocationsRead {
  allocations: Allocation[];
  /** How many were no allocations of workloads: idle, unallocated and unmounted. */
  unowned: number;
  /** Names of rows that could not be read, at most 10. */
  broken: string[];
}

const number = z.number().catch(0);
const name = z.string().max(253).nullish();
const labels = z.record(z.string(), z.unknown()).nullish();
const allocationSchema = z.object({
  properties: z
    .object({
      namespace: name,
      controller: name,
      pod: name,
      labels,
      annotations: labels,
    })
    .nullish(),
  // Required, so that a row of another shape is told apart from a cheap one.
  totalCost: z.number(),
  minutes: z.number(),
  sharedCost: number,
  cpuCost: number,
  ramCost: number,
  cpuCostAdjustment: number,
  ramCostAdjustment: number,
  cpuCoreRequestAverage: number,
  cpuCoreUsageAverage: number,
  ramByteRequestAverage: number,
  ramByteUsageAverage: number,
});
const answerSchema = z.object({
  code: z.number(),
  data: z
    .array(z.record(z.string(), z.unknown()).nullable())
    .max(100)
    .nullable(),
});

/** Rows that stand for what no workload asked for. */
const unowned = /^__[a-z]+__$/;
/** Label characters other than letters and digits become underscores on their way through Prometheus. */
const idLabels = ['backstage.io/kubernetes-id', 'backstage_io_kubernetes_id'];

/**
 * Reads an answer of the allocation API.
 *
 * @param body - JSON
 * @returns what all its sets hold together; a set that is null is a time without data
 * @throws Error in one sentence, where it is no such answer
 * @public
 */
export function readAllocations(body: JsonValue): AllocationsRead {
  const answer = answerSchema.safeParse(body);
  if (!answer.success || answer.data.code !== 200) {
    throw new Error('The answer is none of the allocation API.');
  }
  const read: AllocationsRead = { allocations: [], unowned: 0, broken: [] };
  for (const set of answer.data.data ?? []) {
    for (const [row, value] of Object.entries(set ?? {})) {
      // Within a namespace `__unallocated__` stands for what a workload lacks, e.g. the controller of a Pod.
      const [first, ...parts] = row.split('/');
      if (unowned.test(first) || parts.includes('__idle__')) {
        read.unowned += 1;
        continue;
      }
      const parsed = allocationSchema.safeParse(value);
      if (parsed.success) {
        read.allocations.push(toAllocation(parsed.data));
      } else if (read.broken.length < 10) {
        read.broken.push(row.slice(0, 200));
      }
    }
  }
  return read;
}

function toAllocation(row: z.output<typeof allocationSchema>): Allocation {
  const hours = Math.max(row.minutes, 0) / 60;
  const { properties } = row;
  return {
    namespace: named(properties?.namespace),
    controller: named(properties?.controller) ?? named(properties?.pod),
    kubernetesId:
      idOf(properties?.labels) ?? idOf(properties?.annotations) ?? null,
    totalCost: row.totalCost - row.sharedCost,
    cpuCost: row.cpuCost + row.cpuCostAdjustment,
    ramCost: row.ramCost + row.ramCostAdjustment,
    cpuRequested: row.cpuCoreRequestAverage * hours,
    cpuUsed: row.cpuCoreUsageAverage * hours,
    ramRequested: row.ramByteRequestAverage * hours,
    ramUsed: row.ramByteUsageAverage * hours,
  };
}

function named(text: string | null | undefined): string | null {
  return text && !unowned.test(text) ? text : null;
}

function idOf(
  texts: Record<string, unknown> | null | undefined,
): string | undefined {
  const value = idLabels.map(label => texts?.[label]).find(Boolean);
  return typeof value === 'string' && value.length <= 253 ? value : undefined;
}
