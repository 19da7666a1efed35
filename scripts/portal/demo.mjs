/**
 * Writes the demo organisation from `examples/` into a folder, with dates relative to today, and makes
 * the folder a git repository with a past of its own, where there is git.
 *
 * Placeholders in templates are `{{word}}`; in scorecards `{{day n}}` is the date n days from
 * today (braces with other content, such as message templates, are left alone).
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { root } from '../toolchain.mjs';
import { billOf } from './organisation/bill.mjs';
import {
  componentOf,
  groupOf,
  resourceOf,
  sharedEntries,
} from './organisation/catalog.mjs';
import { documentsOf, valuesOf } from './organisation/documents.mjs';
import { commitsOf, writeHistory } from './organisation/history.mjs';
import { modelCardOf, postmortemsOf } from './organisation/learning.mjs';
import {
  drillsOf,
  practicesOf,
  repositoryFiles,
} from './organisation/practices.mjs';
import {
  conftestReport,
  gatekeeperConstraint,
  openReport,
  policyReports,
} from './organisation/reports.mjs';
import { scanFiles } from './organisation/scans.mjs';
import {
  dayFromNow,
  examples,
  fillTemplate,
} from './organisation/templates.mjs';

/** Where `npm start` keeps the demo organisation. */
export const demoFolder = path.join(root, '.demo/organisation');

/** Changes with what is written, so that an organisation of an earlier version is told. */
const version = '4';
const versionFile = '.demo-version';
const bornFile = '.demo-born';

/** What is no part of the services' repository. */
const unversioned = [
  ...['conftest', 'cost', 'golden-path', 'policies', 'policy-reports'],
  ...['recipes', 'scorecards', 'security', versionFile, bornFile, '.gitignore'],
];

const yaml = document => stringify(document, { lineWidth: 120 });
const yamls = documents => documents.map(yaml).join('---\n');

/**
 * The organisation as `examples/organisation.yaml` describes it, each service with its practices.
 *
 * @returns {object} `groups`, `users`, `domains`, `systems`, `resources`, `items` (services and libraries)
 */
export function readOrganisation() {
  const { services, libraries, practices, ...organisation } = parse(
    readFileSync(path.join(examples, 'organisation.yaml'), 'utf8'),
  );
  const items = [
    ...services,
    ...libraries.map(item => ({ ...item, type: 'library' })),
  ].map(item => ({ ...item, ...practices[item.name] }));
  return { ...organisation, items };
}

/** Days for which a service is in production, unless it says otherwise. */
const bornAgo = 900;

/** The entry of a service, and what it said before: it was tried out first, and may have gained a dependency since. */
function entryOf(item, resources) {
  const [added] = Object.entries(item.added ?? {});
  const events = [
    ...(item.commits && (item.lifecycle ?? 'production') === 'production'
      ? [{ ago: item.born ?? bornAgo, before: { lifecycle: 'experimental' } }]
      : []),
    ...(added ? [{ ago: added[1], before: { without: added[0] } }] : []),
  ].sort((a, b) => a.ago - b.ago);
  // Before each event stands what was before all later ones as well.
  const states = events.map((_, index) =>
    Object.assign({}, ...events.slice(0, index + 1).map(it => it.before)),
  );
  return {
    text: yaml(componentOf(item, resources)),
    ago: events[0]?.ago,
    before: states.map((state, index) => ({
      text: yaml(componentOf(item, resources, state)),
      ago: events[index + 1]?.ago,
    })),
  };
}

/** What lies where: a directory, its files, and who works on them. */
function placesOf(organisation, now) {
  const { groups, items, resources } = organisation;
  const teams = new Map(groups.map(group => [group.name, group]));
  const names = new Set(resources.map(({ name }) => name));
  const platform = teams.get('developer-platform').members;
  const membersOf = owner => teams.get(owner)?.members ?? platform;
  const folderOf = owner => (teams.has(owner) ? owner : 'unowned');
  const postmortems = postmortemsOf(
    organisation,
    now,
    ({ owner }) => teams.get(owner)?.title ?? 'nobody',
  );
  const services = items.map(item => {
    const directory = `catalog/${folderOf(item.owner)}/${item.name}`;
    const team = teams.get(item.owner);
    const values = valuesOf(item, {
      team: team?.title ?? 'nobody',
      directory,
      now,
    });
    const written = item.remote
      ? {}
      : {
          ...documentsOf(item, values),
          ...practicesOf(item, values, now),
          ...Object.fromEntries([
            ...(postmortems.get(item.name) ?? []),
            ...modelCardOf(item, values, now),
          ]),
        };
    return {
      item,
      values,
      directory,
      slug: team?.slug,
      members: membersOf(item.owner),
      files: { 'catalog-info.yaml': entryOf(item, names), ...written },
    };
  });
  const databases = resources.map(item => ({
    directory: `catalog/${folderOf(item.owner)}/${item.name}`,
    members: membersOf(item.owner),
    files: {
      'catalog-info.yaml': { text: yaml(resourceOf(item)) },
      ...Object.fromEntries(drillsOf(item, { name: item.name }, now)),
    },
  }));
  const guides = groups
    .filter(({ type }) => type === 'team')
    .map(group => ({
      directory: `catalog/${group.name}`,
      members: group.members,
      files: {
        'group.yaml': { text: yaml(groupOf(group)) },
        ...(group.onboarding
          ? {
              'docs/onboarding.md': {
                ago: 130,
                text: fillTemplate(`onboarding-${group.onboarding}.md`, {
                  team: group.title,
                  slug: group.name,
                  contact: organisation.users[group.members[0]],
                }),
              },
            }
          : {}),
      },
    }));
  const shared = {
    directory: '',
    members: platform,
    files: {
      'catalog/organisation.yaml': { text: yamls(sharedEntries(organisation)) },
      ...repositoryFiles(services),
    },
  };
  return { services, places: [shared, ...guides, ...databases, ...services] };
}

/** What nobody keeps in git: reports and bills. */
function writeReports(write, services, now) {
  const items = services.map(({ item }) => item);
  const reported = items.filter(({ type }) => type !== 'library');
  write('policy-reports/cluster.yaml', yamls(policyReports(reported, now)));
  write(
    'policy-reports/gatekeeper.yaml',
    yaml(gatekeeperConstraint(reported, now)),
  );
  const [scanned] = reported;
  write('policy-reports/scan.yaml', yaml(openReport(scanned, now)));
  const tested = services.filter(({ item }) => item.manifests === 'unsafe');
  write(
    'conftest/report.json',
    `${JSON.stringify(
      conftestReport(tested.map(it => [it.item, it.directory])),
      null,
      2,
    )}\n`,
  );
  write('cost/focus.csv', billOf(reported, now));
  for (const [file, { text, at }] of scanFiles(items, now)) {
    write(file, text, at);
  }
}

/**
 * Writes the whole organisation. Whatever was in the folder is removed first.
 *
 * @param {string} folder - absolute path
 * @param {Date} [now] - default: the current time
 */
export function writeDemo(folder, now = new Date()) {
  rmSync(folder, { recursive: true, force: true });
  const organisation = readOrganisation();
  const write = (file, text, at) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    if (at) {
      utimesSync(target, at, at);
    }
  };
  const { places, services } = placesOf(organisation, now);
  const commits = [];
  for (const place of places) {
    const past = commitsOf(place);
    commits.push(...past.commits);
    for (const [file, { text }] of Object.entries({
      ...place.files,
      ...past.files,
    })) {
      write(path.join(place.directory, file), text);
    }
  }
  write('.gitignore', unversioned.map(name => `/${name}\n`).join(''));
  writeHistory(folder, commits, { people: organisation.users, now });
  writeReports(write, services, now);
  cpSync(path.join(examples, 'golden-path'), path.join(folder, 'golden-path'), {
    recursive: true,
  });
  for (const folderName of ['policies', 'recipes', 'scorecards']) {
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
  write(bornFile, `${now.toISOString()}\n`);
  write(versionFile, `${version}\n`);
}

/** When the organisation in a folder was written; now, where nobody noted it. */
export function bornOf(folder) {
  const file = path.join(folder, bornFile);
  const born = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return new Date(Number.isNaN(Date.parse(born)) ? Date.now() : born);
}

/**
 * Writes the organisation if it is not there. What is there is left as it is.
 *
 * @returns {'written' | 'kept' | 'outdated'} outdated: what is there was written by an earlier version
 */
export function ensureDemo() {
  if (!existsSync(demoFolder)) {
    writeDemo(demoFolder);
    return 'written';
  }
  const mark = path.join(demoFolder, versionFile);
  return existsSync(mark) && readFileSync(mark, 'utf8').trim() === version
    ? 'kept'
    : 'outdated';
}
