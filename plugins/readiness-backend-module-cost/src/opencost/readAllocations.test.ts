import { Allocation, readAllocations } from './readAllocations';

const row = (more: object = {}) => ({
  properties: {
    namespace: 'shop',
    controller: 'cart',
    controllerKind: 'deployment',
  },
  minutes: 1440,
  totalCost: 12,
  sharedCost: 2,
  cpuCost: 6,
  cpuCostAdjustment: 1,
  ramCost: 3,
  ramCostAdjustment: -1,
  cpuCoreRequestAverage: 2,
  cpuCoreUsageAverage: 0.5,
  ramByteRequestAverage: 100,
  ramByteUsageAverage: 80,
  ...more,
});

const cart: Allocation = {
  namespace: 'shop',
  controller: 'cart',
  kubernetesId: null,
  totalCost: 10,
  cpuCost: 7,
  ramCost: 2,
  cpuRequested: 48,
  cpuUsed: 12,
  ramRequested: 2400,
  ramUsed: 1920,
};

describe('readAllocations', () => {
  it('turns averages into hours, adds adjustments and leaves out what is shared', () => {
    const body = { code: 200, data: [{ 'shop/deployment/cart': row() }] };
    expect(readAllocations(body)).toEqual({
      allocations: [cart],
      unowned: 0,
      broken: [],
    });
  });

  it('finds the id of an entity in labels and annotations, as Prometheus spells it', () => {
    const ids = [
      { labels: { 'backstage.io/kubernetes-id': 'cart' } },
      { labels: { backstage_io_kubernetes_id: 'cart' } },
      { annotations: { backstage_io_kubernetes_id: 'cart' } },
      { labels: { backstage_io_kubernetes_id: 7 } },
    ].map(more => {
      const properties = { ...row().properties, ...more };
      const body = { code: 200, data: [{ x: row({ properties }) }] };
      return readAllocations(body).allocations[0].kubernetesId;
    });
    expect(ids).toEqual(['cart', 'cart', 'cart', null]);
  });

  it('tells what no workload asked for from a Pod without a controller', () => {
    const pod = row({
      properties: { namespace: 'shop', controller: '__unallocated__' },
    });
    const body = {
      code: 200,
      data: [
        {
          __idle__: row(),
          'cluster-one/__idle__': row(),
          '__unmounted__/__unmounted__/__unmounted__': row(),
          'shop/__unallocated__/__unallocated__': pod,
        },
      ],
    };
    const read = readAllocations(body);
    expect(read.unowned).toBe(3);
    expect(read.allocations).toEqual([{ ...cart, controller: null }]);
  });

  it('goes on after a row that is none, and names it', () => {
    const body = {
      code: 200,
      data: [null, { bad: { totalCost: 'much' }, good: row(), worse: null }],
    };
    const read = readAllocations(body);
    expect(read.allocations).toEqual([cart]);
    expect(read.broken).toEqual(['bad', 'worse']);
  });

  it.each([
    ['an error of the server', { code: 500, data: null }],
    ['an answer about the cloud bill', { code: 200, data: { sets: [] } }],
    ['a list', []],
    ['nothing', null],
  ])('refuses %s', (_, body) => {
    expect(() => readAllocations(body)).toThrow(
      'The answer is none of the allocation API.',
    );
  });
});
