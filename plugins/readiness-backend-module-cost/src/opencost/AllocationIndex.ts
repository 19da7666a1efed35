import { KubernetesKeys } from '@team-readiness/backstage-plugin-readiness-node';
import { Allocation } from './readAllocations';

/** What workloads cost and used over several days. */
export interface AllocationSum {
  totalCost: number;
  cpuCost: number;
  ramCost: number;
  cpuRequested: number;
  cpuUsed: number;
  ramRequested: number;
  ramUsed: number;
  /** Currencies of the servers that told of it. */
  currencies: Set<string>;
  /** ISO dates on which there was an allocation. */
  days: Set<string>;
}

/** What belongs to an entity. */
export type FoundAllocation =
  | { is: 'sum'; sum: AllocationSum }
  | { is: 'nothing' }
  /** Workloads of its name are in several namespaces, and nobody said which of them is the entity's. */
  | { is: 'ambiguous'; namespaces: string[] };

interface Workload extends AllocationSum {
  namespace: string | null;
  controller: string | null;
  kubernetesId: string | null;
}

const amounts = [
  'totalCost',
  'cpuCost',
  'ramCost',
  'cpuRequested',
  'cpuUsed',
  'ramRequested',
  'ramUsed',
] as const;

/**
 * Allocations summed by workload over all days and servers, to be asked for what belongs to an entity:
 * one row a workload, however long the window is.
 */
export class AllocationIndex {
  readonly #workloads = new Map<string, Workload>();
  readonly #byNamespace = new Map<string, Workload[]>();
  readonly #byId = new Map<string, Workload[]>();
  readonly #byName = new Map<string, Workload[]>();

  /** How many workloads there are. */
  get size(): number {
    return this.#workloads.size;
  }

  /** Adds what a server told of a day. */
  add(
    allocation: Allocation,
    from: { server: string; currency: string; day: string },
  ): void {
    const workload = this.#workload(allocation, from.server);
    for (const amount of amounts) {
      workload[amount] += allocation[amount];
    }
    workload.currencies.add(from.currency);
    workload.days.add(from.day);
  }

  /** What belongs to an entity, by the same rules as reports of policy engines. */
  find(keys: KubernetesKeys): FoundAllocation {
    const { namespaces, kubernetesId, idNamespace, name } = keys;
    const found = new Set(
      namespaces.flatMap(namespace => this.#byNamespace.get(namespace) ?? []),
    );
    if (kubernetesId) {
      const named = [
        ...(this.#byId.get(kubernetesId) ?? []),
        ...(this.#byName.get(kubernetesId) ?? []),
      ].filter(it => !idNamespace || it.namespace === idNamespace);
      named.forEach(workload => found.add(workload));
    }
    if (name) {
      const named = this.#byName.get(name) ?? [];
      const places = new Set(named.map(it => it.namespace ?? ''));
      if (places.size > 1) {
        return { is: 'ambiguous', namespaces: [...places].sort().slice(0, 10) };
      }
      named.forEach(workload => found.add(workload));
    }
    return found.size > 0
      ? { is: 'sum', sum: sumOf(found) }
      : { is: 'nothing' };
  }

  #workload(allocation: Allocation, server: string): Workload {
    const { namespace, controller, kubernetesId } = allocation;
    const key = JSON.stringify([server, namespace, controller, kubernetesId]);
    let workload = this.#workloads.get(key);
    if (!workload) {
      workload = { ...emptySum(), namespace, controller, kubernetesId };
      this.#workloads.set(key, workload);
      addTo(this.#byNamespace, namespace, workload);
      addTo(this.#byId, kubernetesId, workload);
      addTo(this.#byName, controller, workload);
    }
    return workload;
  }
}

function emptySum(): AllocationSum {
  return {
    totalCost: 0,
    cpuCost: 0,
    ramCost: 0,
    cpuRequested: 0,
    cpuUsed: 0,
    ramRequested: 0,
    ramUsed: 0,
    currencies: new Set(),
    days: new Set(),
  };
}

function sumOf(workloads: Iterable<AllocationSum>): AllocationSum {
  const sum = emptySum();
  for (const workload of workloads) {
    for (const amount of amounts) {
      sum[amount] += workload[amount];
    }
    workload.currencies.forEach(it => sum.currencies.add(it));
    workload.days.forEach(it => sum.days.add(it));
  }
  return sum;
}

function addTo(
  map: Map<string, Workload[]>,
  key: string | null,
  workload: Workload,
): void {
  if (key === null) {
    return;
  }
  const list = map.get(key);
  if (list) {
    list.push(workload);
  } else {
    map.set(key, [workload]);
  }
}
