import { utimes, writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { accountSpendFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  collectionTarget,
  describeCollector,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { FullRow, fullCsv, fullParquet } from '../__fixtures__/focusFiles';
import { costCollectors } from '../__testUtils__/costCollectors';
import { AccountOwners } from '../attribution';

describe('AccountSpendCollector', () => {
  const directory = createMockDirectory();
  const file = directory.resolve('focus.data');
  const group = (name: string) =>
    collectionTarget({ apiVersion: 'x/v1', kind: 'Group', metadata: { name } });

  const row = (start: string, more: Partial<FullRow> = {}): FullRow => ({
    effective: 1_500_000,
    billed: 0,
    currency: 'EUR',
    start,
    end: start,
    category: 'Usage',
    chargeClass: null,
    account: '1111',
    tags: null,
    ...more,
  });
  const bill = [
    row('2026-04-01T00:00:00Z', { tags: { service: 'shop' } }),
    row('2026-04-02T00:00:00Z'),
    row('2026-05-01T00:00:00Z'),
  ];

  async function write(content: string | Buffer, at: string) {
    await writeFile(file, content);
    await utimes(file, new Date(at), new Date(at));
  }
  const restore = () => write(fullCsv(bill), '2026-05-02T06:00:00Z');

  beforeEach(restore);

  const replaced = (name: string, content: string | Buffer | undefined) => ({
    name,
    apply: async () => {
      if (content === undefined) {
        directory.clear();
      } else {
        await write(content, '2026-05-02T07:00:00Z');
      }
      return restore;
    },
  });

  describeCollector('account-spend', {
    create: () =>
      costCollectors({
        directory: directory.path,
        entities: [
          { apiVersion: 'x/v1', kind: 'Component', metadata: { name: 'shop' } },
        ],
        focus: { files: ['focus.data'] },
        accounts: new AccountOwners([
          { pattern: '1111', groupRef: 'group:default/payments' },
          { pattern: '2*', groupRef: 'group:default/empty' },
        ]),
      }).accountSpend,
    targets: () => [group('payments'), group('empty'), group('other')],
    now: new Date('2026-05-02T12:00:00Z'),
    fact: accountSpendFact,
    breakages: [
      replaced('the file is gone', undefined),
      replaced('the file is empty', ''),
      replaced('the file has no charge', fullCsv([])),
      replaced('the file is a page of HTML', '<!doctype html><html></html>'),
      replaced('the file is cut Parquet', fullParquet(bill).subarray(0, -100)),
    ],
    changes: [
      replaced(
        'more is spent',
        fullParquet([...bill, row('2026-04-03T00:00:00Z')]),
      ),
    ],
  });
});
