import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { maxAttempts } from '../../database/operations/queue';
import {
  asUser,
  createTestServiceOptions,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { createReadinessServices } from '../createReadinessServices';
import { Organisation, startOfTests } from '../__testUtils__/Organisation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const cart = 'component:default/cart';
const ledger = 'component:default/ledger';

describe.each(databases.eachSupportedId())('the queue of readers, %s', id => {
  let knex: Knex;
  let organisation: Organisation;

  beforeEach(async () => {
    knex = await databases.init(id);
    organisation = new Organisation(knex);
    await knex('entities').insert(
      [cart, ledger].map((ref, index) => ({
        id: index + 1,
        ref,
        kind: 'component',
        namespace: 'default',
        name: ref.split('/')[1],
        owner_set_id: 1,
        created_at: startOfTests,
      })),
    );
    await knex('evaluation_queue').insert(
      [cart, ledger].map((_, index) => ({
        stratum: 0,
        entity_id: index + 1,
        ticket: `t${index}`,
        next_at: startOfTests + 3_600_000,
        attempts: maxAttempts - index,
        last_error: 'The condition took too long.',
        owner_set_id: 1,
      })),
    );
  });
  afterEach(() => knex.destroy());

  function servicesOf(policy: TestPolicy = {}) {
    const options = createTestServiceOptions(organisation, policy);
    return {
      queue: createReadinessServices(options).queue,
      audited: options.auditor.createEvent,
    };
  }

  it('says what could not be evaluated, and has it tried again', async () => {
    const { queue, audited } = servicesOf();
    expect(await queue.getQueue(asUser)).toEqual({
      waiting: 0,
      waitingSince: null,
      failed: 2,
      givenUp: 1,
      failures: [
        {
          entityRef: cart,
          attempts: maxAttempts,
          isGivenUp: true,
          lastError: 'The condition took too long.',
          nextAt: new Date(startOfTests + 3_600_000).toISOString(),
        },
        expect.objectContaining({ entityRef: ledger, isGivenUp: false }),
      ],
    });
    expect(
      await queue.retryEvaluations('Component:default/Cart', asUser),
    ).toMatchObject({
      waiting: 1,
      waitingSince: new Date(startOfTests).toISOString(),
      givenUp: 0,
    });
    expect(await queue.retryEvaluations(undefined, asUser)).toMatchObject({
      waiting: 2,
    });
    expect(audited).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'evaluation-retry',
        meta: { entityRef: 'all' },
      }),
    );
  });

  it('knows nothing of entities that went well, or that the reader may not see', async () => {
    await expect(
      servicesOf().queue.retryEvaluations('component:default/none', asUser),
    ).rejects.toThrow(NotFoundError);
    const { queue } = servicesOf({ hidesAll: true });
    expect(await queue.getQueue(asUser)).toMatchObject({
      failed: 0,
      failures: [],
    });
    await expect(queue.retryEvaluations(cart, asUser)).rejects.toThrow(
      NotFoundError,
    );
  });

  it('tells what went wrong to those alone who may read problems', async () => {
    const { queue } = servicesOf({ problems: false });
    expect(await queue.retryEvaluations(cart, asUser)).toMatchObject({
      waiting: 1,
      failures: [],
    });
    expect(await servicesOf().queue.getQueue(asUser)).toMatchObject({
      failures: [
        expect.objectContaining({ entityRef: ledger }),
        expect.objectContaining({ entityRef: cart }),
      ],
    });
  });

  it('is closed to those who may not', async () => {
    await expect(
      servicesOf({ problems: false }).queue.getQueue(asUser),
    ).rejects.toThrow(NotAllowedError);
    await expect(
      servicesOf({ retryEvaluations: false }).queue.retryEvaluations(
        undefined,
        asUser,
      ),
    ).rejects.toThrow(NotAllowedError);
    expect(await knex('evaluation_queue').where({ attempts: 0 })).toEqual([]);
  });
});
