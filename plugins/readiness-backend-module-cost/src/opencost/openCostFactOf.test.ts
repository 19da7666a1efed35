import { openCostFactOf } from './openCostFactOf';

const sum = {
  totalCost: 10,
  cpuCost: 7,
  ramCost: 2,
  cpuRequested: 48,
  cpuUsed: 12,
  ramRequested: 2400,
  ramUsed: 1920,
  currencies: new Set(['EUR']),
  days: new Set(['2026-05-01']),
};
const window = { from: '2026-05-01', to: '2026-05-01' };
const efficiencies = (more: Partial<typeof sum>) => {
  const fact = openCostFactOf({ ...sum, ...more }, window, 'EUR');
  return [fact.cpuEfficiency, fact.memoryEfficiency, fact.efficiency];
};

describe('openCostFactOf', () => {
  it('takes no use at all for none measured, and not for none used', () => {
    expect(efficiencies({ cpuUsed: 0 })).toEqual([null, 80, 80]);
    expect(efficiencies({ ramUsed: 0 })).toEqual([25, null, 25]);
    expect(efficiencies({ cpuUsed: 0, ramUsed: 0 })).toEqual([
      null,
      null,
      null,
    ]);
  });
});
