/**
 * Writes the demo organisation from `examples/` into a folder, with dates relative to today.
 *
 * Placeholders in templates are `{{word}}`; in scorecards `{{day n}}` is the date n days from
 * today (braces with other content, such as message templates, are left alone).
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { root } from '../toolchain.mjs';

const examples = path.join(root, 'examples');

/** Where `npm start` keeps the demo organisation. */
export const demoFolder = path.join(root, '.demo/organisation');

const DAY = 24 * 3600 * 1000;

const dayFromNow = (now, days) =>
  new Date(now.getTime() + days * DAY).toISOString().slice(0, 10);

const titleOf = name =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replace(/-/g, ' ');

const templates = new Map();
function template(name) {
  if (!templates.has(name)) {
    templates.set(
      name,
      readFileSync(path.join(examples, 'templates', name), 'utf8'),
    );
  }
  return templates.get(name);
}

function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (all, key) => values[key] ?? all);
}

const ref = (kind, name) => (name.includes(':') ? name : `${kind}:${name}`);

/** A multiple of everything that differs from day to day, yet is the same for the same day. */
function wobble(name, day) {
  let hash = 2166136261;
  for (const character of `${name}/${day}`) {
    hash = Math.imul(hash ^ character.codePointAt(0), 16777619);
  }
  return 0.9 + ((hash >>> 0) % 200) / 1000;
}

function catalogOf(organisation) {
  const documents = [];
  const add = (kind, metadata, spec) =>
    documents.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata,
      spec,
    });
  for (const group of organisation.groups) {
    const annotations = group.onCall
      ? { 'pagerduty.com/service-id': group.onCall }
      : undefined;
    const links = group.chat
      ? [{ url: group.chat, title: 'Chat', type: 'chat' }]
      : undefined;
    add(
      'Group',
      { name: group.name, title: group.title, annotations, links },
      {
        type: group.type,
        profile: { displayName: group.title, email: group.email },
        parent: group.parent,
        children: [],
        members: group.members,
      },
    );
  }
  for (const [name, displayName] of Object.entries(organisation.users)) {
    const memberOf = organisation.groups
      .filter(group => group.members?.includes(name))
      .map(group => group.name);
    add('User', { name }, { profile: { displayName }, memberOf });
  }
  for (const { name, title, owner } of organisation.domains) {
    add('Domain', { name, title }, { owner });
  }
  for (const { name, domain, owner } of organisation.systems) {
    add('System', { name, title: titleOf(name) }, { owner, domain });
  }
  for (const { name, type, owner, system } of organisation.resources) {
    add('Resource', { name, title: titleOf(name) }, { type, owner, system });
  }
  return documents;
}

/** What an item declares of itself: recovery, blast radius, data. */
function declarationsOf(item) {
  const [rto, rpo] = item.recovery ?? [];
  const declared = {
    rto,
    rpo,
    'blast-radius': item.radius,
    'data-classification': item.data,
    'personal-data': item.personal ? 'true' : undefined,
    retention: item.personal ? 'P2Y' : undefined,
    encryption: item.personal ? 'at-rest, in-transit' : undefined,
    'processing-record':
      item.personal === 'full'
        ? `https://privacy.harbour.example/records/${item.name}`
        : undefined,
  };
  return Object.fromEntries(
    Object.entries(declared)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [`team-readiness.dev/${key}`, value]),
  );
}

/** The annotations of an item's SLO, as lines of YAML below its metadata. */
function promiseLines({ promise }, now) {
  if (!promise) {
    return '  # Nobody has written down yet for whom this is.';
  }
  const lines = ['  annotations:'];
  lines.push(`    team-readiness.dev/journey: ${promise.journey}`);
  if (promise.reviewed !== undefined) {
    const day = dayFromNow(now, -promise.reviewed);
    lines.push(`    team-readiness.dev/reviewed: '${day}'`);
  }
  return lines.join('\n');
}

function componentOf(item, resources, type) {
  const annotations = {
    ...(item.tier ? { 'team-readiness.dev/tier': String(item.tier) } : {}),
    ...(item.techdocs ? { 'backstage.io/techdocs-ref': 'dir:.' } : {}),
    ...(item.remote
      ? { 'backstage.io/source-location': `url:${item.remote}/` }
      : {}),
    ...(item.budget
      ? {
          'team-readiness.dev/budget': `${item.budget} ${
            item.budgetCurrency ?? 'EUR'
          }`,
        }
      : {}),
    ...declarationsOf(item),
    ...(item.latency
      ? { 'harbour.example/latency-budget-ms': item.latency }
      : {}),
    ...(type === 'library'
      ? {}
      : { 'backstage.io/kubernetes-namespace': item.name }),
  };
  const links =
    item.runbook === 'link'
      ? [
          {
            url: `https://wiki.harbour.example/runbooks/${item.name}`,
            title: 'Runbook',
            type: 'runbook',
          },
        ]
      : undefined;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: item.name,
      title: titleOf(item.name),
      description: `${titleOf(item.name)} ${item.purpose}.`,
      annotations,
      links,
    },
    spec: {
      type,
      lifecycle: item.lifecycle ?? 'production',
      owner: item.owner,
      system: item.system,
      ...(item.depends?.length
        ? {
            dependsOn: item.depends.map(name =>
              ref(resources.has(name) ? 'resource' : 'component', name),
            ),
          }
        : {}),
    },
  };
}

function filesOf(item, teamTitle, now) {
  const depends = item.depends ?? [];
  const values = {
    name: item.name,
    title: titleOf(item.name),
    team: teamTitle,
    namespace: item.name,
    purpose: item.purpose,
    version: `1.${item.name.length}.0`,
    reviewedLine:
      item.reviewed === undefined
        ? `owner: ${item.owner}`
        : `reviewed: ${dayFromNow(now, -item.reviewed)}`,
    promiseLines: promiseLines(item, now),
    dependsSentence: depends.length
      ? `It leans on ${depends.map(name => `\`${name}\``).join(', ')}.`
      : 'It leans on no other service.',
    dependsList: depends.length
      ? depends.map(name => `- \`${name}\`, asked on most requests`).join('\n')
      : '- nothing but its own disk',
    diagnosisDepends: depends.length
      ? `Check whether ${depends.join(
          ' or ',
        )} is in trouble: its dashboard is linked from the same page.`
      : 'It leans on no other service, so look at its own resources: memory, disk, open files.',
  };
  const files = {};
  const add = (target, prefix, variant, extension = 'md') => {
    if (variant && variant !== 'none' && variant !== 'link') {
      files[target] = fill(
        template(`${prefix}-${variant}.${extension}`),
        values,
      );
    }
  };
  add('README.md', 'readme', item.readme);
  add('docs/runbook.md', 'runbook', item.runbook);
  add('docs/architecture.md', 'overview', item.overview);
  add(`slo/${item.name}.yaml`, 'slo', item.slo, 'yaml');
  add('alerts/rules.yaml', 'alerts', item.alerts, 'yaml');
  if (item.promise?.policy) {
    add('docs/error-budget-policy.md', 'policy', 'shared');
  }
  add('deploy/workload.yaml', 'manifests', item.manifests, 'yaml');
  return files;
}

function policyReports(services, now) {
  const rows = services.filter(item =>
    ['resilient', 'safe', 'unsafe'].includes(item.manifests),
  );
  const seconds = days => Math.floor((now.getTime() - days * DAY) / 1000);
  return rows.map(item => ({
    apiVersion: 'wgpolicyk8s.io/v1alpha2',
    kind: 'PolicyReport',
    metadata: { name: `report-${item.name}`, namespace: item.name },
    summary: {
      pass: 3,
      fail: item.violations?.length ?? 0,
      warn: 0,
      error: 0,
      skip: 0,
    },
    results: [
      {
        policy: 'require-labels',
        rule: 'check-for-labels',
        result: 'pass',
        source: 'kyverno',
        scored: true,
        timestamp: { seconds: seconds(1), nanos: 0 },
        resources: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: item.name,
            namespace: item.name,
          },
        ],
      },
      ...(item.violations ?? []).map((violation, index) => ({
        policy: ['restrict-host-path', 'disallow-privilege-escalation'][
          index % 2
        ],
        rule: 'validate',
        result: 'fail',
        severity: violation.severity,
        source: 'kyverno',
        scored: true,
        message:
          'validation error: the field is set to a value that is not allowed',
        timestamp: { seconds: seconds(violation.age), nanos: 0 },
        resources: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: item.name,
            namespace: item.name,
          },
        ],
      })),
    ],
  }));
}

/** FOCUS 1.0 rows, one a day and service, for this month until yesterday and three months before. */
function bill(services, now) {
  const header =
    'BilledCost,BillingAccountId,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargePeriodEnd,ChargePeriodStart,EffectiveCost,ListCost,ProviderName,ResourceId,ServiceCategory,ServiceName,SubAccountId,Tags';
  const lines = [header];
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 3, 1);
  const today = Date.UTC(
    now.getUTCFullYear(),
    now.getUTCMonth(),
    now.getUTCDate(),
  );
  // On the first of a month the bill of the new month has no day yet.
  for (let day = first; day < today; day += DAY) {
    const start = new Date(day);
    const month = (offset = 0) =>
      new Date(
        Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + offset, 1),
      ).toISOString();
    const row = (amount, name, tags) =>
      lines.push(
        [
          amount,
          'harbour',
          'EUR',
          month(1),
          month(),
          'Usage',
          new Date(day + DAY).toISOString(),
          start.toISOString(),
          amount,
          amount,
          'Harbour Cloud',
          `cluster/${name}`,
          'Compute',
          'Kubernetes',
          'production',
          `"${JSON.stringify(tags).replace(/"/g, '""')}"`,
        ].join(','),
      );
    for (const item of services) {
      if (item.daily) {
        row(
          (item.daily * wobble(item.name, start.toISOString())).toFixed(2),
          item.name,
          { service: item.name },
        );
      }
    }
    row(
      (18 * wobble('untagged', start.toISOString())).toFixed(2),
      'untagged',
      {},
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Writes the whole organisation. Whatever was in the folder is removed first.
 *
 * @param {string} folder - absolute path
 * @param {Date} [now] - default: the current time
 */
export function writeDemo(folder, now = new Date()) {
  rmSync(folder, { recursive: true, force: true });
  const organisation = parse(
    readFileSync(path.join(examples, 'organisation.yaml'), 'utf8'),
  );
  const write = (file, text) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  const yamls = documents =>
    documents
      .map(document => stringify(document, { lineWidth: 120 }))
      .join('---\n');

  write('catalog/organisation.yaml', yamls(catalogOf(organisation)));
  const resources = new Set(organisation.resources.map(({ name }) => name));
  const titles = new Map(
    organisation.groups.map(({ name, title }) => [name, title]),
  );
  const items = [
    ...organisation.services.map(item => [item, item.type ?? 'service']),
    ...organisation.libraries.map(item => [item, 'library']),
  ];
  for (const [item, type] of items) {
    const team = titles.has(item.owner) ? item.owner : 'unowned';
    const directory = `catalog/${team}/${item.name}`;
    write(
      `${directory}/catalog-info.yaml`,
      stringify(componentOf(item, resources, type), { lineWidth: 120 }),
    );
    const files = item.remote
      ? {}
      : filesOf(item, titles.get(item.owner) ?? 'nobody', now);
    for (const [file, text] of Object.entries(files)) {
      write(`${directory}/${file}`, text);
    }
  }
  write(
    'policy-reports/cluster.yaml',
    yamls(policyReports(organisation.services, now)),
  );
  write('cost/focus.csv', bill(organisation.services, now));
  for (const folderName of ['policies', 'scorecards']) {
    for (const name of readdirSync(path.join(examples, folderName))) {
      const text = readFileSync(path.join(examples, folderName, name), 'utf8');
      write(
        `${folderName}/${name}`,
        text.replace(/\{\{day (-?\d+)\}\}/g, (_, days) =>
          dayFromNow(now, Number(days)),
        ),
      );
    }
  }
}

/**
 * Writes the organisation if it is not there. What is there is left as it is.
 *
 * @returns {'written' | 'kept'}
 */
export function ensureDemo() {
  if (existsSync(demoFolder)) {
    return 'kept';
  }
  writeDemo(demoFolder);
  return 'written';
}
