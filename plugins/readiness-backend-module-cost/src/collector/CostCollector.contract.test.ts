import { utimes } from 'node:fs/promises';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { costFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  collectionTarget,
  describeCollector,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { focusCsv } from '../__fixtures__/focusCsv';
import { defaultMaxBytes, defaultTagKeys } from '../config';
import { CatalogIndex } from './CatalogIndex';
import { CostCollector } from './CostCollector';
import { FocusSource } from './FocusSource';

const written = new Date('2026-03-04T06:00:00Z');

describe('CostCollector', () => {
  const directory = createMockDirectory();
  const targets = ['shop', 'cart', 'idle'].map(name =>
    collectionTarget({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name },
    }),
  );

  async function write(content: string, at = written) {
    directory.setContent({ 'focus.csv': content });
    await utimes(directory.resolve('focus.csv'), at, at);
  }

  const bill = focusCsv([
    { effective: '1.25', tags: { service: 'shop' } },
    { effective: '7', tags: { service: 'cart' } },
    { effective: 'much', tags: { service: 'cart' } },
  ]);

  beforeAll(() => write(bill));

  const replaced = (name: string, content: string | undefined) => ({
    name,
    apply: async () => {
      if (content === undefined) {
        directory.clear();
      } else {
        await write(content, new Date('2026-03-04T07:00:00Z'));
      }
      return () => write(bill);
    },
  });

  describeCollector('cost', {
    create: () =>
      new CostCollector({
        schedule: { frequency: { hours: 6 }, timeToLive: { days: 2 } },
        focus: new FocusSource({
          config: {
            files: ['focus.csv'],
            tagKeys: defaultTagKeys,
            columns: [],
            maxBytes: defaultMaxBytes,
          },
          directory: directory.path,
          logger: mockServices.logger.mock(),
        }),
        index: new CatalogIndex({
          catalog: catalogServiceMock({
            entities: targets.map(({ entity }) => entity),
          }),
          auth: mockServices.auth(),
        }),
      }),
    targets: () => targets,
    now: new Date('2026-03-04T12:00:00Z'),
    fact: costFact,
    breakages: [
      replaced('the file is gone', undefined),
      replaced('the file is empty', ''),
      replaced('the file has no charge', focusCsv([])),
      replaced('the file is a page of HTML', '<!doctype html><html></html>'),
    ],
    changes: [
      replaced(
        'more is spent',
        focusCsv([{ effective: '9', tags: { service: 'shop' } }]),
      ),
    ],
  });
});
