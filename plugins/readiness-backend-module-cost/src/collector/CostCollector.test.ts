import { utimes } from 'node:fs/promises';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CollectionTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { FocusRow, focusCsv } from '../__fixtures__/focusCsv';
import { CurrencyTable } from '../attribution';
import { defaultMaxBytes, defaultTagKeys } from '../config';
import { CatalogIndex } from './CatalogIndex';
import { CostCollector } from './CostCollector';
import { FocusSource } from './FocusSource';

const now = new Date('2026-03-04T12:00:00Z');
const written = new Date('2026-03-04T06:00:00Z');

function entity(
  name: string,
  options: { kind?: string; costTag?: string } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: options.kind ?? 'Component',
    metadata: {
      name,
      annotations: options.costTag
        ? { 'team-readiness.dev/cost-tag': options.costTag }
        : {},
    },
  };
}

function target(of: Entity): CollectionTarget {
  return {
    entityRef: stringifyEntityRef(of),
    entity: of,
    catalog: {
      entity: {},
      tier: null,
      tierDeclared: null,
      lifecycle: null,
      dependencies: [],
      runbookLinks: [],
      budget: null,
      onCall: false,
    },
  };
}

describe('CostCollector', () => {
  const directory = createMockDirectory();

  beforeEach(() => directory.clear());

  async function write(name: string, content: string) {
    directory.addContent({ [name]: content });
    await utimes(directory.resolve(name), written, written);
  }

  function collector(
    entities: Entity[],
    files: string[] = ['focus.csv'],
    currencies?: CurrencyTable,
  ): CostCollector {
    return new CostCollector({
      schedule: { frequency: { hours: 6 }, timeToLive: { days: 2 } },
      focus: new FocusSource({
        config: {
          files,
          tagKeys: defaultTagKeys,
          columns: [],
          maxBytes: defaultMaxBytes,
        },
        directory: directory.path,
        logger: mockServices.logger.mock(),
      }),
      index: new CatalogIndex({
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
      }),
      currencies,
    });
  }

  const open = (of: CostCollector, at = now) =>
    of.open({ now: at, signal: new AbortController().signal });

  async function collect(rows: FocusRow[], entities: Entity[]) {
    await write('focus.csv', focusCsv(rows));
    const run = await open(collector(entities));
    return {
      observations: await run.collect(entities.map(target)),
      problems: run.problems(),
    };
  }

  it('observes each entity, with and without spend', async () => {
    const { observations, problems } = await collect(
      [
        { effective: '1.25', tags: { Service: 'shop' } },
        { effective: '-0.25', tags: { APP: 'component:default/shop' } },
        { effective: '7', tags: { 'backstage.io/entity-ref': 'cart-tag' } },
        { effective: '100', tags: { team: 'shop' } },
      ],
      [entity('shop'), entity('cart', { costTag: 'cart-tag' }), entity('idle')],
    );
    expect(observations).toEqual([
      {
        status: 'observed',
        entityRef: 'component:default/shop',
        problems: [],
        data: expect.objectContaining({ attributed: true, monthToDate: 1 }),
      },
      {
        status: 'observed',
        entityRef: 'component:default/cart',
        problems: [],
        data: expect.objectContaining({ attributed: true, monthToDate: 7 }),
      },
      {
        status: 'observed',
        entityRef: 'component:default/idle',
        problems: [],
        data: {
          attributed: false,
          currency: 'EUR',
          month: '2026-03',
          monthToDate: 0,
          forecast: 0,
          daysObserved: 1,
          months: [],
          threeMonthMean: null,
          growth: null,
          forecastRange: null,
          weekOverWeek: null,
        },
      },
    ]);
    expect(problems).toEqual([]);
  });

  it('attributes an ambiguous name to none, also when only one of the two is refreshed', async () => {
    await write(
      'focus.csv',
      focusCsv([{ effective: '5', tags: { service: 'orders' } }]),
    );
    const component = entity('orders');
    const cost = collector([component, entity('orders', { kind: 'Resource' })]);
    const run = await open(cost);
    const message =
      "Spend tagged 'orders' fits 2 entities (component, resource) and is attributed to none. Set the annotation team-readiness.dev/cost-tag on one of them, or tag the spend with a full entity ref.";
    expect(await run.collect([target(component)])).toEqual([
      {
        status: 'observed',
        entityRef: 'component:default/orders',
        data: expect.objectContaining({ attributed: false }),
        problems: [
          {
            subject: 'entity',
            name: 'component:default/orders',
            reporter: 'cost',
            entityRef: 'component:default/orders',
            message,
          },
        ],
      },
    ]);
    expect(run.problems()).toEqual([
      { subject: 'collector', name: 'cost', reporter: 'cost', message },
    ]);

    // The annotation is mended; the next look needs no new list of the catalog.
    const mended = entity('orders', { costTag: 'orders' });
    const [observation] = await (await open(cost)).collect([target(mended)]);
    expect(observation).toMatchObject({
      data: { attributed: true, monthToDate: 5 },
      problems: [],
    });
  });

  it('gives no fact to an entity with several currencies', async () => {
    const { observations } = await collect(
      [
        { tags: { service: 'shop' } },
        { tags: { service: 'shop' }, currency: 'USD' },
        { tags: { service: 'cart' }, currency: 'USD' },
      ],
      [entity('shop'), entity('cart'), entity('idle')],
    );
    expect(observations[0]).toEqual({
      status: 'absent',
      entityRef: 'component:default/shop',
      problems: [
        expect.objectContaining({
          message:
            'The spend of shop comes in several currencies (EUR, USD), which cannot be added up. Rates are given in readiness.cost.currencies.',
        }),
      ],
    });
    expect(observations[1]).toMatchObject({ data: { currency: 'USD' } });
    expect(observations[2]).toMatchObject({ data: { currency: '' } });
  });

  it('adds the rows of all files', async () => {
    const shop = entity('shop');
    const tags = { service: 'shop' };
    await write('a.csv', focusCsv([{ effective: '1', tags }]));
    await write('b.csv', focusCsv([{ effective: '3', tags }]));
    const run = await open(collector([shop], ['*.csv']));
    expect(await run.collect([target(shop)])).toMatchObject([
      { data: { monthToDate: 4 } },
    ]);
  });

  it('lists a hundred broken rows of a file, counts the others, and keeps the good ones', async () => {
    const shop = entity('shop');
    const { observations, problems } = await collect(
      [
        ...Array.from({ length: 150 }, () => ({ effective: 'many' })),
        { effective: '3', tags: { service: 'shop' } },
        { tags: 'not tags' },
      ],
      [shop],
    );
    expect(observations).toMatchObject([{ data: { monthToDate: 3 } }]);
    expect(problems).toHaveLength(101);
    expect(problems[0]).toEqual({
      subject: 'file',
      name: 'focus.csv',
      reporter: 'cost',
      source: 'focus.csv',
      line: 2,
      message:
        "EffectiveCost is 'many'; expected is a decimal number with a point. The row is left out.",
    });
    expect(problems[100].message).toBe('51 more problems are not listed.');
  });

  it('says when the newest charge is old', async () => {
    await write('focus.csv', focusCsv([{}]));
    const run = await open(collector([]), new Date('2026-03-20T00:00:00Z'));
    expect(run.problems()).toEqual([
      {
        subject: 'collector',
        name: 'cost',
        reporter: 'cost',
        message:
          'The newest charge is of 2026-03-01, 19 days ago. Perhaps the export has stopped.',
      },
    ]);
  });

  it('throws where a source is gone, so that facts stay', async () => {
    await expect(open(collector([]))).rejects.toThrow(
      "No file matches 'focus.csv' of readiness.cost.focus.files.",
    );
    await write('focus.csv', focusCsv([]));
    await expect(open(collector([]))).rejects.toThrow(
      "The FOCUS files hold no charge that can be read: 'focus.csv'.",
    );
    await write('focus.csv', 'a,b\n1,2\n');
    await expect(open(collector([]))).rejects.toThrow(
      "The FOCUS file 'focus.csv' has no column ChargePeriodStart, ChargePeriodEnd, BillingCurrency, EffectiveCost, Tags.",
    );
    await write(
      'focus.csv',
      focusCsv([{ start: '2027-01-01', end: '2027-01-02' }]),
    );
    await expect(open(collector([]))).rejects.toThrow(
      'All charges in the FOCUS files lie in the future.',
    );
  });

  it('reads a file again only after it has changed', async () => {
    const shop = entity('shop');
    const cost = collector([shop]);
    const monthToDate = async () => {
      const [observation] = await (await open(cost)).collect([target(shop)]);
      return observation.status === 'observed' && observation.data.monthToDate;
    };
    await write(
      'focus.csv',
      focusCsv([{ effective: '1', tags: { app: 'shop' } }]),
    );
    expect(await monthToDate()).toBe(1);

    // Same size and time: if it were read, the 2 would show.
    await write(
      'focus.csv',
      focusCsv([{ effective: '2', tags: { app: 'shop' } }]),
    );
    expect(await monthToDate()).toBe(1);

    const later = new Date(written.getTime() + 1_000);
    await utimes(directory.resolve('focus.csv'), later, later);
    expect(await monthToDate()).toBe(2);
  });
});
