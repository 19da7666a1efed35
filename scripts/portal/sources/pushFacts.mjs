/**
 * A nightly job of the demo organisation: it pushes what no collector can ask for.
 */
import { ConfigSources } from '@backstage/config-loader';
import { randomBytes } from 'node:crypto';
import { DAY, dayFromNow, hashOf } from '../organisation/templates.mjs';
import { root } from '../../toolchain.mjs';

const subject = 'harbour-nightly';

/**
 * Who else the configuration lets in: whoever tries a token of their own on the demo.
 *
 * @returns {Promise<object[]>} `backend.auth.externalAccess` of app-config.yaml and app-config.local.yaml
 */
export async function readExternalAccess() {
  const config = await ConfigSources.toConfig(
    ConfigSources.default({ rootDir: root, watch: false }),
  );
  const access = config.getOptional('backend.auth.externalAccess') ?? [];
  config.close();
  return access;
}

/**
 * Lets the job in: a token that lives as long as the portal, known to its backend by the environment.
 *
 * @param {object[]} others - who else is let in: a list in the environment stands in place of the configured one
 * @returns {{token: string, environment: Record<string, string>}}
 */
export function grantPush(others = []) {
  const token = randomBytes(24).toString('base64url');
  const access = [
    ...others,
    {
      type: 'static',
      options: { token, subject },
      accessRestrictions: [
        {
          plugin: 'readiness',
          permission: ['readiness.fact.push', 'readiness.event.push'],
        },
      ],
    },
  ];
  return {
    token,
    environment: {
      APP_CONFIG_backend_auth_externalAccess: JSON.stringify(access),
    },
  };
}

const unitCost = ({ pushed: { cost, unit, ago = 6 } }, now) => ({
  units: [
    {
      unit,
      cost,
      currency: 'EUR',
      from: dayFromNow(now, -ago - 31),
      to: dayFromNow(now, -ago - 1),
      publishedAt: `${dayFromNow(now, -ago)}T06:00:00Z`,
      url: null,
    },
  ],
});

const statesOf = (item, now) => ({
  states: [
    {
      name: `harbour/${item.name}/production`,
      // Two teams write into the largest one, as it happens.
      owners: [
        `group:default/${item.owner}`,
        ...(item.pushed.resources > 600 ? ['group:default/warehouse'] : []),
      ].sort(),
      resources: item.pushed.resources,
      changedAt: `${dayFromNow(now, -3)}T12:00:00Z`,
    },
  ],
});

function monitoringOf(item, now) {
  const full = item.pushed.monitoring === 'full';
  const compared = ago => ({
    comparedAt: `${dayFromNow(now, -ago)}T04:00:00Z`,
    features: 42,
    exceeded: 1,
  });
  return {
    monitor: `https://monitor.harbour.example/${item.name}`,
    drift: compared(full ? 1 : 40),
    skew: full ? compared(2) : null,
    costPerThousand: full
      ? {
          amount: 0.0312,
          currency: 'EUR',
          publishedAt: `${dayFromNow(now, -5)}T00:00:00Z`,
        }
      : null,
  };
}

const feedbackOf = (item, now) => ({
  channel: `https://git.harbour.example/platform/${item.name}/issues`,
  received: 9,
  answered: item.pushed.feedback === 'answered' ? 9 : 6,
  oldestUnansweredAt:
    item.pushed.feedback === 'answered'
      ? null
      : `${dayFromNow(now, -44)}T10:00:00Z`,
  lastAnsweredAt: `${dayFromNow(now, -2)}T10:00:00Z`,
});

/** Surveys of teams with two and more people; Shipping is always too busy to answer. */
function toilOf({ groups }, now) {
  const measure = ({ name, members }) => ({
    from: dayFromNow(now, -24),
    to: dayFromNow(now, -12),
    percent: name === 'data' ? 61 : 18 + (hashOf(name) % 25),
    people: members.length,
    source: 'survey',
    measuredAt: `${dayFromNow(now, -11)}T08:00:00Z`,
    url: null,
  });
  return groups
    .filter(({ type, members }) => type === 'team' && members.length > 1)
    .map(group => [
      `group:default/${group.name}`,
      { measurements: group.name === 'shipping' ? [] : [measure(group)] },
    ]);
}

/** What the job pushes today, as items of `POST /api/readiness/v1/facts`. */
export function itemsOf(organisation, now = new Date()) {
  const of = (collector, entityRef, data) => ({ collector, entityRef, data });
  const items = organisation.items.filter(({ pushed }) => pushed);
  const each = (collector, has, data) =>
    items
      .filter(item => has(item.pushed))
      .map(item =>
        of(collector, `component:default/${item.name}`, data(item, now)),
      );
  return [
    ...each('unit-cost', ({ cost }) => cost !== undefined, unitCost),
    ...each('infrastructure-state', it => it.resources !== undefined, statesOf),
    ...each('feedback', ({ feedback }) => feedback !== undefined, feedbackOf),
    ...each(
      'model-monitoring',
      it => it.monitoring !== undefined,
      monitoringOf,
    ),
    ...toilOf(organisation, now).map(([ref, data]) => of('toil', ref, data)),
  ];
}

async function push(backend, token, items) {
  const response = await fetch(`${backend}/api/readiness/v1/facts`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ items }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) {
    throw new Error(`The backend answered ${response.status}`);
  }
  return (await response.json()).items;
}

/**
 * Pushes until everything was taken, and again every day. The catalog may take a moment until it knows the
 * services, and refuses what is about others.
 *
 * @returns {Promise<number>} how many items were taken the first time
 */
export async function pushDaily(backend, token, organisation) {
  const once = async () => {
    const items = itemsOf(organisation);
    let refused = items.length;
    for (let attempt = 0; attempt < 30 && refused > 0; attempt++) {
      if (attempt > 0) {
        await new Promise(resolve => setTimeout(resolve, 10_000));
      }
      const answers = await push(backend, token, items).catch(() => []);
      refused =
        items.length -
        answers.filter(({ status }) => status !== 'refused').length;
    }
    return items.length - refused;
  };
  setInterval(() => once(), DAY).unref();
  return once();
}
