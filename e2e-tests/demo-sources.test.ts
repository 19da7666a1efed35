/**
 * The demo connects what it can offline: every collector has run, recipes and pushes included, and no check of
 * any scorecard ends in an error.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';

const backend = process.env.E2E_BACKEND!;

interface Collector {
  id: string;
  status: string;
  counts: { observed: number; unchanged: number };
}
interface Check {
  id: string;
  area: string;
  connected: boolean;
  counts: { pass: number; fail: number; error: number };
}

async function get<T>(path: string, token: string): Promise<T> {
  const response = await fetch(`${backend}/api/readiness/v1${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  });
  assert.equal(response.status, 200, path);
  return response.json() as Promise<T>;
}

test('what the demo lights up', { timeout: 240_000 }, async () => {
  // 28 facts at the time of writing; a pushed fact is refused where its service is not known.
  assert.ok(Number(process.env.E2E_PUSHED) >= 20, process.env.E2E_PUSHED);
  const guest = await fetch(`${backend}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const { backstageIdentity } = (await guest.json()) as {
    backstageIdentity: { token: string };
  };
  const { token } = backstageIdentity;

  const recipesAndPushes = [
    ...['gitops', 'model-registry', 'on-call', 'questions', 'secret-scanning'],
    ...['sonarqube', 'prometheus', 'toil', 'unit-cost', 'model-monitoring'],
  ];
  const started = Date.now();
  let silent: string[] = ['?'];
  // Recipes and pushes may be behind the first evaluation of all teams.
  while (silent.length > 0 && Date.now() - started < 120_000) {
    const { items } = await get<{ items: Collector[] }>('/collectors', token);
    silent = items
      .filter(
        ({ id, status, counts }) =>
          status !== 'succeeded' ||
          (recipesAndPushes.includes(id) &&
            counts.observed + counts.unchanged === 0),
      )
      .map(({ id, status }) => `${id} ${status}`);
    if (silent.length > 0) {
      await new Promise(resolve => setTimeout(resolve, 3_000));
    }
  }
  assert.deepEqual(silent, []);

  const scorecards = await get<{ items: Array<{ id: string }> }>(
    '/scorecards',
    token,
  );
  let connected = 0;
  const lit = new Set<string>();
  for (const { id } of scorecards.items) {
    const { checks } = await get<{ checks: Check[] }>(
      `/scorecards/${id}`,
      token,
    );
    connected += checks.filter(check => check.connected).length;
    checks
      .filter(({ counts }) => counts.pass + counts.fail > 0)
      .forEach(({ area }) => lit.add(area));
    assert.deepEqual(
      checks.filter(({ counts }) => counts.error > 0).map(check => check.id),
      [],
    );
  }
  assert.ok(connected >= 105, `${connected} checks are connected`);
  assert.equal(lit.size, 11, [...lit].join(', '));
});
