/**
 * The pipeline of the demo organisation: it tells of changes, deployments and incidents, those of the last 200
 * days on the first start.
 */
import { deliveryEventsOf } from '../organisation/deliveries.mjs';
import { DAY } from '../organisation/templates.mjs';

/** What the API takes at once. */
const batchSize = 1000;
const pauseMs = 10 * 60 * 1000;

async function send(backend, token, events) {
  const response = await fetch(`${backend}/api/readiness/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) {
    throw new Error(
      `The backend answered ${response.status}: ${(await response.text()).slice(
        0,
        300,
      )}`,
    );
  }
  return (await response.json()).counts;
}

/**
 * Sends everything that has happened, and every ten minutes what has happened since. What the backend
 * knows already changes nothing there, so that each start may send all of it.
 *
 * @param {string} backend - e.g. `http://localhost:7007`
 * @param {string} token - of somebody who may send events
 * @param {object} organisation - as `readOrganisation` of `../demo.mjs` returns it
 * @param {Date} born - when the organisation was written
 * @returns {Promise<{sent: number, stored: number, known: number, refused: number}>} of the first time
 */
export async function sendDeliveries(backend, token, organisation, born) {
  let sentUntil;
  const once = async () => {
    const until = new Date();
    const events = deliveryEventsOf(organisation, {
      born,
      until,
      // A hotfix or an incident may be of a deployment of the day before.
      from: sentUntil && sentUntil.getTime() - DAY,
    });
    const sums = { sent: events.length, stored: 0, known: 0, refused: 0 };
    for (let start = 0; start < events.length; start += batchSize) {
      const batch = events.slice(start, start + batchSize);
      const counts = await send(backend, token, batch);
      for (const status of ['stored', 'known', 'refused']) {
        sums[status] += counts[status];
      }
    }
    sentUntil = until;
    return sums;
  };
  // What is missed now is sent ten minutes later.
  setInterval(() => once().catch(() => {}), pauseMs).unref();
  return once();
}
