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
    const share = (used: number, requested: number) =>
      requested > 0 ? (used / requested).toFixed(2) : null;
    expect(
      allocations.map(it => [
        share(it.cpuUsed, it.cpuRequested),
        share(it.ramUsed, it.ramRequested),
      ]),
    ).toEqual(
      owned.map((row, index) => [
        allocations[index].cpuRequested > 0
          ? row.cpuEfficiency.toFixed(2)
          : null,
        allocations[index].ramRequested > 0
          ? row.ramEfficiency.toFixed(2)
          : null,
      ]),
    );
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
