/**
 * What was changed, deployed and broken in the demo organisation: 200 days before it was written, and every
 * day since. What happens on a day is the same whenever it is asked for: it depends on the service and on
 * the date alone.
 *
 * A service says of itself, under `ships`:
 *   week      production deployments in five working days
 *   lead      hours from the last commit to production, on a quiet day
 *   fails     share of deployments that fail
 *   friday    share of those on Fridays, until the team has answered it
 *   answered  days since (before the organisation was written) nothing is deployed on Friday afternoons
 *   trace     full | thin      (thin: no approval, no run, no trial in a lower environment)
 *   severe    share of failures that became an incident that customers noticed
 */
import { createHash } from 'node:crypto';
import { DAY, hashOf } from './templates.mjs';

/** Days of history before the day on which the organisation is written. */
export const historyDays = 200;
const HOUR = 3600 * 1000;
const MINUTE = 60 * 1000;
const friday = 5;

/** A share from 0 to 1 that is the same for the same words. */
const share = words => (hashOf(words) % 100_003) / 100_003;
const commitOf = words => createHash('sha1').update(words).digest('hex');
const artifactOf = (name, words) =>
  `pkg:oci/${name}@sha256%3A${createHash('sha256')
    .update(words)
    .digest('hex')}`;

/** How many deployments a day brings: the whole part for certain, the rest by chance. */
function countOn(words, perDay) {
  const rest = perDay % 1;
  return Math.floor(perDay) + (share(`${words}/count`) < rest ? 1 : 0);
}

/**
 * The deployments of one service on one day (midnight UTC).
 *
 * @returns objects with `at` (production, ms), `mergedAt`, `committedAt`, `commit`, `failure` and `words`
 */
function deploymentsOn(item, day, born) {
  const weekday = new Date(day).getUTCDay();
  if (weekday === 0 || weekday === 6) {
    return [];
  }
  const { ships, name } = item;
  const answered =
    ships.answered !== undefined && day >= born - ships.answered * DAY;
  const date = new Date(day).toISOString().slice(0, 10);
  const quiet = answered && weekday === friday;
  const perDay = (ships.week / 5) * (quiet ? 0.6 : 1);
  const risk =
    weekday === friday && ships.friday && !answered
      ? ships.friday
      : ships.fails;
  return Array.from({ length: countOn(`${name}/${date}`, perDay) }, (_, k) => {
    const words = `${name}/${date}/${k}`;
    // Between eight and sixteen; on Fridays after the answer before noon.
    const at = day + (8 + share(`${words}/hour`) * (quiet ? 3.5 : 8)) * HOUR;
    const waited = (0.4 + share(`${words}/lead`) * 1.6) * ships.lead * HOUR;
    const mergedAt = at - Math.min(0.35 * waited, 20 * HOUR) - 30 * MINUTE;
    return {
      words,
      at,
      mergedAt,
      committedAt: at - waited - 30 * MINUTE,
      commit: commitOf(words),
      failure: share(`${words}/fails`) < risk ? failureOf(item, words) : null,
    };
  });
}

function failureOf({ ships, tier, name }, words) {
  const severe = share(`${words}/severe`) < (ships.severe ?? 0.3);
  const noticed = (4 + share(`${words}/noticed`) * 25) * MINUTE;
  const mended = noticed + (12 + share(`${words}/mended`) * 80) * MINUTE;
  return {
    severe,
    noticed,
    mended,
    // Half of them are rolled back, the others are mended by one more deployment.
    way: share(`${words}/way`) < 0.5 ? 'rolled-back' : 'hotfix',
    incident: severe ? `INC-${10_000 + (hashOf(words) % 90_000)}` : null,
    severity: tier === 1 ? 'P1' : 'P2',
    updated:
      (6 + share(`${words}/updated`) * (name.length % 3 ? 18 : 60)) * MINUTE,
  };
}

/**
 * Severe incidents up to a day, oldest first.
 *
 * @param {object} organisation - as `readOrganisation` of `../demo.mjs` returns it
 * @param {{born: Date, until: Date}} range - `born`: when the organisation was written
 */
export function incidentsOf({ items }, { born, until }) {
  return eachDeployment(items, { born, until })
    .filter(({ deployment }) => deployment.failure?.severe)
    .map(({ item, deployment }) => {
      const { at, failure } = deployment;
      return {
        item,
        id: failure.incident,
        severity: failure.severity,
        detectedAt: new Date(at + failure.noticed),
        mitigatedAt: new Date(at + failure.mended),
        resolvedAt: new Date(at + failure.mended + 40 * MINUTE),
        updatedAt: new Date(at + failure.noticed + failure.updated),
      };
    });
}

function eachDeployment(items, { born, until, from }) {
  const today = Math.floor(born.getTime() / DAY) * DAY;
  const first = today - historyDays * DAY;
  const begin = Math.max(first, from ? Math.floor(from / DAY) * DAY : first);
  const found = [];
  for (let day = begin; day <= until.getTime(); day += DAY) {
    for (const item of items) {
      if (item.ships) {
        for (const deployment of deploymentsOn(item, day, today)) {
          found.push({ item, deployment });
        }
      }
    }
  }
  return found.sort((a, b) => a.deployment.at - b.deployment.at);
}

const kinds = {
  merged: 'dev.cdevents.change.merged.0.2.0',
  packaged: 'dev.cdevents.artifact.packaged.0.2.0',
  deployed: 'dev.cdevents.service.deployed.0.2.0',
  rolledBack: 'dev.cdevents.service.rolledback.0.2.0',
  detected: 'dev.cdevents.incident.detected.0.2.0',
  resolved: 'dev.cdevents.incident.resolved.0.2.0',
};

/** A CDEvent; what CDEvents have no word for stands in `customData.readiness`. */
const eventOf = (type, at, { id, subject, content, readiness }) => ({
  context: {
    version: '0.4.1',
    id,
    source: 'https://ci.harbour.example',
    type,
    timestamp: new Date(at).toISOString(),
  },
  subject: {
    id: subject,
    source: 'https://git.harbour.example',
    type: type.split('.')[2],
    content,
  },
  customData: { readiness },
  customDataContentType: 'application/json',
});

function eventsOf(item, deployment) {
  const { words, at, mergedAt, committedAt, commit, failure } = deployment;
  const { name, ships } = item;
  const full = ships.trace !== 'thin';
  const entityRef = `component:default/${name}`;
  const artifactId = artifactOf(name, words);
  const run = full
    ? { run: `https://ci.harbour.example/runs/${hashOf(words)}` }
    : {};
  const deployed = (environment, time, mark, more = {}) =>
    eventOf(kinds.deployed, time, {
      id: `${words}/${mark}`,
      subject: name,
      content: { environment: { id: environment }, artifactId },
      readiness: {
        entityRef,
        commit,
        ...(full ? { approved: true } : {}),
        ...run,
        ...more,
      },
    });
  const events = [
    eventOf(kinds.merged, mergedAt, {
      id: `${words}/merged`,
      subject: commit,
      content: {
        repository: {
          id: `harbour/${name}`,
          source: 'https://git.harbour.example',
        },
      },
      readiness: {
        entityRef,
        ...(full ? { approved: true } : {}),
        commits: [{ commit, at: new Date(committedAt).toISOString() }],
      },
    }),
    eventOf(kinds.packaged, mergedAt + 9 * MINUTE, {
      id: `${words}/packaged`,
      subject: artifactId,
      content: {
        change: { id: commit, source: 'https://git.harbour.example' },
      },
      readiness: { entityRef },
    }),
    ...(full ? [deployed('staging', mergedAt + 15 * MINUTE, 'staging')] : []),
    deployed('production', at, 'production'),
  ];
  if (failure) {
    events.push(...aftermath(item, deployment, deployed));
  }
  return events;
}

const troubles = [
  'Customers see errors on every third page',
  'Answers take eight seconds',
  'Orders are not confirmed',
  'A partner refuses our requests',
  'Nothing new reaches the queue',
];

/** What follows a deployment that failed. */
function aftermath({ name }, { words, at, failure }, deployed) {
  const { incident, severity, noticed, mended, updated, way } = failure;
  const entityRef = `component:default/${name}`;
  // The id under which the deployment that failed is known.
  const deployment = `${name}/production/${words}/production`;
  const mend =
    way === 'rolled-back'
      ? eventOf(kinds.rolledBack, at + mended, {
          id: `${words}/back`,
          subject: name,
          // What runs again afterwards.
          content: {
            environment: { id: 'production' },
            artifactId: artifactOf(name, `${words}/before`),
          },
          readiness: { entityRef, deployment },
        })
      : deployed('production', at + mended, 'hotfix', {
          planned: false,
          commit: commitOf(`${words}/hotfix`),
        });
  const told = (type, time, mark, more) =>
    eventOf(type, time, {
      id: `${words}/${mark}`,
      subject: incident,
      content: {
        description: troubles[hashOf(incident) % troubles.length],
        environment: { id: 'production' },
        service: { id: name },
      },
      readiness: {
        entityRef,
        severity,
        deployment,
        sendsUpdates: true,
        url: `https://incidents.harbour.example/${incident}`,
        ...more,
      },
    });
  return incident
    ? [
        told(kinds.detected, at + noticed, 'detected', {}),
        told(kinds.detected, at + noticed + updated, 'updated', {
          phase: 'updated',
        }),
        told(kinds.detected, at + mended, 'mitigated', { phase: 'mitigated' }),
        mend,
        told(kinds.resolved, at + mended + 40 * MINUTE, 'resolved', {}),
      ]
    : [mend];
}

/** Releases that were frozen when an error budget had run out, two days after. */
function freezesOf({ items }, { born }) {
  return items
    .filter(({ learns, measured }) => learns === 'good' && measured?.outages)
    .flatMap(({ name, measured }) =>
      measured.outages.map(({ ago }) => ({
        context: {
          version: '0.4.1',
          id: `${name}/freeze/${ago}`,
          source: 'https://ci.harbour.example',
          type: 'dev.cdeventsx.readiness-freeze.started.0.1.0',
          timestamp: new Date(born - (ago - 2) * DAY).toISOString(),
        },
        subject: {
          id: name,
          source: 'https://git.harbour.example',
          type: 'readiness-freeze',
          content: {
            title: 'Releases wait until the error budget is back',
            entityRef: `component:default/${name}`,
          },
        },
      })),
    );
}

/**
 * Everything that has happened by now, as CDEvents, oldest first.
 *
 * @param {object} organisation - as `readOrganisation` of `../demo.mjs` returns it
 * @param {{born: Date, until: Date, from?: number}} range - `from`: days before it (ms) are left out
 */
export function deliveryEventsOf(organisation, range) {
  const until = range.until.getTime();
  return eachDeployment(organisation.items, range)
    .flatMap(({ item, deployment }) => eventsOf(item, deployment))
    .concat(range.from ? [] : freezesOf(organisation, range))
    .filter(({ context }) => Date.parse(context.timestamp) <= until)
    .sort((a, b) => a.context.timestamp.localeCompare(b.context.timestamp));
}
