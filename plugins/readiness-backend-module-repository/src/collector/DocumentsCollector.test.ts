import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CollectionTarget,
  Collector,
  Observation,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { ListedEntities } from '../code';
import { DecisionsCollector } from '../decisions';
import { DrillsCollector } from '../drills';
import { ReviewsCollector } from '../reviews';
import { OutsideReviewers } from './OutsideReviewers';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const june = new Date('2026-06-15T12:00:00Z');
const { signal } = new AbortController();

const review = '---\ndate: 2026-03-01\nreviewers: li\n---\n# Review';
const owned = {
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

function person(group: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'li', namespace: 'default' },
    relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
  };
}

describe('collectors over documents', () => {
  const root = createMockDirectory();
  let host: DocumentHost;

  beforeEach(() => {
    root.clear();
    host = new DocumentHost(root.path);
  });

  async function look(
    collector: Collector,
    targets: CollectionTarget[],
    now = june,
  ): Promise<Observation[]> {
    const run = await collector.open({ now, signal });
    return run.collect(targets, { signal });
  }

  /** Looks once, and again with what was observed, at another time or with another collector. */
  async function lookAgain(
    target: CollectionTarget,
    first: Collector,
    options: {
      collector?: Collector;
      now?: Date;
      target?: CollectionTarget;
    } = {},
  ): Promise<Observation> {
    const [before] = await look(first, [target]);
    if (before.status !== 'observed') {
      throw new Error(`Not observed: ${before.status}`);
    }
    const [after] = await look(
      options.collector ?? first,
      [
        {
          ...(options.target ?? target),
          previous: before.data,
          revision: before.revision,
        },
      ],
      options.now,
    );
    return after;
  }

  const reviews = (group: string) =>
    new ReviewsCollector({
      files: host,
      schedule,
      reviewers: new OutsideReviewers({
        entities: new ListedEntities([person(group)]),
      }),
    });

  it('reads nothing again while the revision stays', async () => {
    host.write('shop', { 'docs/reviews/a.md': review });
    const target = host.target('shop', { entity: owned });
    expect(await lookAgain(target, reviews('search'))).toEqual({
      entityRef: 'component:default/shop',
      status: 'unchanged',
      problems: [],
    });
    expect(host.reads).toBe(1);
  });

  it('reads again when a reviewer has changed the team', async () => {
    host.write('shop', { 'docs/reviews/a.md': review });
    const target = host.target('shop', { entity: owned });
    expect(
      await lookAgain(target, reviews('search'), {
        collector: reviews('payments'),
      }),
    ).toMatchObject({
      status: 'observed',
      data: { reviews: [{ outside: false }] },
    });
  });

  it('reads again when the catalog says something else of the entity', async () => {
    host.write('shop', { 'docs/adr/1.md': '# Call pricing' });
    const collector = new DecisionsCollector({ files: host, schedule });
    expect(
      await lookAgain(host.target('shop'), collector, {
        target: host.target('shop', { dependencies: ['pricing'] }),
      }),
    ).toMatchObject({
      status: 'observed',
      data: { decisions: [{ dependenciesNamed: ['pricing'] }] },
    });
  });

  it('reads again on the day on which a drill is too old', async () => {
    host.write('shop', {
      'docs/drills/a.md': '---\nkind: rollback\ndate: 2025-01-10\n---\n',
    });
    const collector = new DrillsCollector({ files: host, schedule });
    const at = (now: string) =>
      lookAgain(host.target('shop'), collector, { now: new Date(now) });
    expect(await at('2027-01-10T12:00:00Z')).toMatchObject({
      status: 'unchanged',
    });
    expect(await at('2027-01-13T12:00:00Z')).toMatchObject({
      status: 'observed',
      data: { drills: [] },
    });
  });

  it('tells problems again as long as they last', async () => {
    host.write('shop', { 'docs/adr/1.md': '---\ndate: soon\n---\n# X' });
    const collector = new DecisionsCollector({ files: host, schedule });
    expect(await lookAgain(host.target('shop'), collector)).toMatchObject({
      status: 'observed',
      problems: [
        {
          name: 'docs/adr/1.md',
          reporter: 'decisions',
          line: 2,
          entityRef: 'component:default/shop',
        },
      ],
    });
  });

  it('defers entities of a source that has to be left alone, and fails those of one that is gone', async () => {
    const collector = new DecisionsCollector({ files: host, schedule });
    const until = new Date('2026-06-15T13:00:00Z');
    host.failure = new RetryLaterError('The hour is used up', until);
    expect(await look(collector, [host.target('shop')])).toEqual([
      {
        entityRef: 'component:default/shop',
        status: 'deferred',
        until,
        problems: [],
      },
    ]);
    host.failure = new Error('connect refused');
    expect(await look(collector, [host.target('shop')])).toMatchObject([
      { status: 'failed', error: host.failure },
    ]);
  });

  it('does not take a host that lists no directories for one without documents', async () => {
    const list = host.list.bind(host);
    host.list = async options => {
      const listing = await list(options);
      return (
        listing && {
          ...listing,
          files: [],
          problems: [
            {
              subject: 'file',
              name: '.',
              reporter: 'files',
              message: 'The host lists no directories.',
            },
          ],
        }
      );
    };
    const collector = new DecisionsCollector({ files: host, schedule });
    host.write('shop', { 'docs/adr/1.md': '# X' });
    expect(await look(collector, [host.target('shop')])).toMatchObject([
      { status: 'failed', error: { name: 'NotImplementedError' } },
    ]);
  });

  it('reads a bounded number of documents, and says so', async () => {
    host.write(
      'shop',
      Object.fromEntries(
        Array.from({ length: 130 }, (_, index) => [
          `docs/reviews/${1000 + index}.md`,
          '# x',
        ]),
      ),
    );
    const [observation] = await look(reviews('search'), [host.target('shop')]);
    expect(observation).toMatchObject({
      status: 'observed',
      problems: [{ message: expect.stringMatching(/130 documents; only 100/) }],
    });
    const read = JSON.stringify(observation);
    expect(read).toContain('"path":"docs/reviews/1030.md"');
    expect(read).not.toContain('"path":"docs/reviews/1029.md"');
  });
});
