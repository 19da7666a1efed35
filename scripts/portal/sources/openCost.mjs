/**
 * Answers as OpenCost does (allocation API): what each workload cost on a day, and how much of what it
 * requests it uses. Teams that know their services request what they need; others asked for plenty once.
 */
import { hashOf } from '../organisation/templates.mjs';

const hours = 24;
const careful = new Set(['checkout', 'identity', 'developer-platform']);

function allocationOf(item, day) {
  const wobble = 0.95 + (hashOf(`${item.name}/${day}`) % 100) / 1000;
  const used = careful.has(item.owner)
    ? 0.52 + (hashOf(item.name) % 30) / 100
    : 0.12 + (hashOf(item.name) % 45) / 100;
  const cost = item.daily * 0.8 * wobble;
  const cores = item.daily / 12;
  const bytes = item.daily * 2 ** 28;
  return {
    name: `${item.owner}/deployment/${item.name}`,
    properties: {
      cluster: 'harbour',
      namespace: item.owner,
      controller: item.name,
      controllerKind: 'deployment',
      labels: { backstage_io_kubernetes_id: item.name },
    },
    start: `${day}T00:00:00Z`,
    minutes: hours * 60,
    cpuCoreRequestAverage: cores,
    cpuCoreUsageAverage: cores * used * wobble,
    cpuCost: cost * 0.7,
    cpuCostAdjustment: 0,
    ramByteRequestAverage: bytes,
    ramByteUsageAverage: bytes * Math.min(used + 0.15, 0.95),
    ramCost: cost * 0.3,
    ramCostAdjustment: 0,
    sharedCost: 0,
    totalCost: cost,
  };
}

/** @returns a function of the path and the query that answers, or undefined where there is nothing */
export function openCost({ items }) {
  const running = items.filter(({ daily, manifests }) => daily && manifests);
  return ({ path, query }) => {
    const day = /^(\d{4}-\d{2}-\d{2})T/.exec(query.get('window') ?? '')?.[1];
    if (path !== '/allocation/compute' || !day) {
      return undefined;
    }
    const rows = running.map(item => allocationOf(item, day));
    return {
      body: {
        code: 200,
        status: 'success',
        data: [Object.fromEntries(rows.map(row => [row.name, row]))],
      },
    };
  };
}
