import { setTimeout } from 'timers/promises';
import { ClaimedBatch, QueueClaim } from '../database/operations/queue';
import { ClaimBuffer } from './ClaimBuffer';

const claims = (...entityIds: number[]): QueueClaim[] =>
  entityIds.map(entityId => ({
    entityId,
    stratum: 0,
    ticket: 't',
    attempts: 1,
    hasFailed: false,
  }));
const nothing: ClaimedBatch = { claims: [], settled: 0, isSuspect: false };

/** Two workers over what several looks into the queue come to. */
async function work(
  looks: Array<(suspects: boolean) => ClaimedBatch>,
  batchSize: number,
) {
  const asked: boolean[] = [];
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const buffer = new ClaimBuffer(async suspects => {
    asked.push(suspects);
    await setTimeout(1);
    return looks.shift()?.(suspects) ?? nothing;
  }, batchSize);
  const process = async (batch: readonly QueueClaim[]) => {
    running += 1;
    most = Math.max(most, running);
    const names = batch.map(({ entityId }) => entityId).join(',');
    log.push(`${names}${running > 1 ? ' beside another' : ''}`);
    await setTimeout(5);
    running -= 1;
  };
  const worker = async () => {
    let goesOn = true;
    while (goesOn) {
      goesOn = await buffer.takeNext(process);
    }
  };
  await Promise.all([worker(), worker()]);
  return { asked, log, most, buffer };
}

describe('ClaimBuffer', () => {
  it('hands out one look to all workers, batch by batch, and looks again', async () => {
    const { log, most, buffer } = await work(
      [
        () => ({ ...nothing, claims: claims(1, 2, 3, 4, 5) }),
        () => ({ ...nothing, settled: 7 }),
        () => ({ ...nothing, claims: claims(6), settled: 2 }),
      ],
      2,
    );
    expect(log.map(each => each.replace(/ .*/, ''))).toEqual([
      '1,2',
      '3,4',
      '5',
      '6',
    ]);
    expect(most).toBe(2);
    expect(buffer.settled).toBe(9);
  });

  it('asks for what must be worked on alone only when nothing runs, and hands out nothing beside it', async () => {
    const suspect = { ...nothing, claims: claims(9), isSuspect: true };
    const { asked, log } = await work(
      [
        suspects => (suspects ? suspect : nothing),
        () => ({ ...nothing, claims: claims(1, 2) }),
        suspects => (suspects ? suspect : nothing),
      ],
      1,
    );
    // The other worker has ended; nobody looks into the queue meanwhile.
    expect(log).toEqual(['9', '1', '2', '9']);
    expect(asked).toEqual([true, true, true, true]);

    const busy = await work(
      [() => ({ ...nothing, claims: claims(1, 2, 3) }), () => nothing],
      1,
    );
    expect(busy.log.filter(each => each.includes('beside'))).not.toEqual([]);
    expect(busy.asked.slice(0, 2)).toEqual([true, false]);
  });

  it('gives back what nobody began with, and hands out nothing afterwards', async () => {
    const buffer = new ClaimBuffer(
      async () => ({ ...nothing, claims: claims(1, 2, 3) }),
      1,
    );
    const seen: number[] = [];
    await buffer.takeNext(async ([{ entityId }]) => {
      seen.push(entityId);
    });
    expect(buffer.close().map(({ entityId }) => entityId)).toEqual([2, 3]);
    expect(await buffer.takeNext(async () => {})).toBe(false);
    expect(seen).toEqual([1]);
  });

  it('ends with what the database or the work throws, and goes on after it', async () => {
    let isDown = true;
    const buffer = new ClaimBuffer(async () => {
      if (isDown) {
        throw new Error('Down');
      }
      return { ...nothing, claims: claims(1) };
    }, 1);
    await expect(buffer.takeNext(async () => {})).rejects.toThrow('Down');
    isDown = false;
    await expect(
      buffer.takeNext(async () => {
        throw new Error('Broken');
      }),
    ).rejects.toThrow('Broken');
    expect(await buffer.takeNext(async () => {})).toBe(true);
  });
});
