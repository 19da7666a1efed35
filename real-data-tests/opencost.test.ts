/**
 * Answers and exports of OpenCost as its website shows them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readAllocations } from '@team-readiness/backstage-plugin-readiness-backend-module-cost';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('cost-opencost/**/*');
const nameOf = (file: { name: string }) => path.basename(file.name);

describe('data of OpenCost', () => {
  const reading = new Reading('Files with data of OpenCost');
  afterAll(() => reading.print());

  it('is all there', () => {
    expect(files.map(nameOf).sort()).toEqual([
      'allocation-example-output.json',
      'cloudCost-example-output.json',
      'export-sample.csv',
    ]);
  });

  it('is read where it is an answer of the allocation API, to the last digit', () => {
    const file = files.find(it => nameOf(it).startsWith('allocation'))!;
    const body = JSON.parse(readFileSync(file.path, 'utf8'));
    const { allocations, unowned, broken } = readAllocations(body);
    reading.addRead();
    const rows = body.data.flatMap((set: object) => Object.values(set)) as {
      name: string;
      totalCost: number;
      sharedCost: number;
      cpuEfficiency: number;
      ramEfficiency: number;
    }[];
    expect([allocations.length + unowned, broken]).toEqual([rows.length, []]);
    const owned = rows.filter(({ name }) => !/^__/.test(name));
    expect(allocations.map(it => it.totalCost)).toEqual(
      owned.map(it => it.totalCost - it.sharedCost),
    );
    // Its own efficiencies, rounded to five digits as all of its numbers are.
    owned.forEach((row, index) => {
      const { cpuUsed, cpuRequested, ramUsed, ramRequested } =
        allocations[index];
      if (cpuRequested > 0) {
        expect(cpuUsed / cpuRequested).toBeCloseTo(row.cpuEfficiency, 2);
      }
      if (ramRequested > 0) {
        expect(ramUsed / ramRequested).toBeCloseTo(row.ramEfficiency, 2);
      }
    });
  });

  it('is refused where it is something else', () => {
    const cloud = files.find(it => nameOf(it).startsWith('cloudCost'))!;
    expect(() =>
      readAllocations(JSON.parse(readFileSync(cloud.path, 'utf8'))),
    ).toThrow('The answer is none of the allocation API.');
    reading.addUnread(
      cloud.name,
      'The cloud bill of OpenCost: bills are read from FOCUS files.',
    );
    const csv = files.find(it => nameOf(it).endsWith('.csv'))!;
    reading.addUnread(
      csv.name,
      'The export as CSV: the same allocations are asked for over HTTP.',
    );
  });
});
