/**
 * A made-up past of the demo organisation, as commits of a git repository: who worked on what, when
 * documents were written and changed, and when a service went into production.
 *
 * The same day gives the same history. Nothing of it is about people: names and addresses are those of the
 * organisation, which does not exist.
 */
import { spawnSync } from 'node:child_process';
import { DAY, hashOf } from './templates.mjs';

/** Days since the organisation came together in one repository. */
const beginning = 960;
const workDays = 180;
/** So that a git configuration of the machine changes nothing. */
const environment = {
  ...process.env,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
};
for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) {
  delete environment[name];
}

/** The file that a commit without a subject of its own changes, by language. */
const sources = {
  node: ['src/server.js', '//'],
  go: ['main.go', '//'],
  python: ['app.py', '#'],
  elixir: ['lib/service.ex', '#'],
  ruby: ['app.rb', '#'],
};
const subjects = [
  'Answer faster when the cache is cold',
  'Name the reason in the log',
  'Mend what the linter found',
  'Leave out a field that nobody reads',
  'Raise the time limit of the slowest call',
  'Test the case of last week',
  'Update libraries',
  'Say in the answer what went wrong',
];

/** Members of a team with their share of the work: the first takes the most. */
function authorOf(item, members, number) {
  const busiest = item.commits?.[1] ?? 0.5;
  if (members.length === 1) {
    return members[0];
  }
  const draw = (hashOf(`${item.name}/author/${number}`) % 1000) / 1000;
  if (draw < busiest) {
    // Whose turn it is differs from service to service.
    return members[hashOf(item.name) % members.length];
  }
  const others = members.filter(
    (_, index) => index !== hashOf(item.name) % members.length,
  );
  return others[number % others.length];
}

/** Versions of a file, oldest first, as `{ text, ago }`. */
function versionsOf({ text, ago, before = [] }) {
  return [{ text, ago }, ...before]
    .map(version => ({ ...version, ago: version.ago ?? beginning }))
    .sort((a, b) => b.ago - a.ago);
}

/** Turns of everyday work on a service: a file that changes, and its text today. */
function workOn(item, members) {
  const [path, comment] = sources[item.built] ?? ['NOTES.txt', '#'];
  const count = item.commits?.[0] ?? 0;
  const textOf = number =>
    `${comment} ${item.name}, change ${number} of the demo's made-up history\n`;
  const ages = Array.from(
    { length: count },
    (_, number) =>
      1 + (hashOf(`${item.name}/day/${number}`) % (workDays * 10 - 40)) / 10,
  ).sort((a, b) => b - a);
  return {
    path,
    text: textOf(count),
    commits: ages.map((ago, index) => ({
      ago,
      author: authorOf(item, members, index + 1),
      subject: subjects[hashOf(`${item.name}/${index}`) % subjects.length],
      files: [[path, textOf(index + 1)]],
    })),
  };
}

/**
 * The commits in which a place's files came to be what they are today.
 *
 * @param {object} place - `directory`, `files` as in `documents.mjs`, `members` of the team
 * @param {object} [place.item] - the service, for everyday work on it
 * @returns {{files: object, commits: object[]}} files that only the history has, by path, and commits
 */
export function commitsOf({ directory, files, members, item }) {
  const commits = new Map();
  for (const [path, file] of Object.entries(files)) {
    versionsOf(file).forEach(({ text, ago }, index) => {
      const day = Math.min(ago, beginning);
      const verb = index === 0 ? 'Add' : 'Change';
      const known = commits.get(day) ?? {
        ago: day,
        author: members[hashOf(`${directory}/${day}`) % members.length],
        subject:
          day === beginning
            ? `Move ${directory} into one repository`
            : `${verb} ${path}`,
        files: [],
      };
      known.files.push([path, text]);
      commits.set(day, known);
    });
  }
  const work = item?.commits ? workOn(item, members) : undefined;
  const added = work ? { [work.path]: { text: work.text } } : {};
  const place = commit => ({
    ...commit,
    files: commit.files.map(([path, text]) => [
      directory ? `${directory}/${path}` : path,
      text,
    ]),
  });
  return {
    files: added,
    commits: [...commits.values(), ...(work?.commits ?? [])].map(place),
  };
}

const git = (folder, args, input) =>
  spawnSync('git', ['-C', folder, ...args], {
    env: environment,
    input,
    timeout: 60_000,
    windowsHide: true,
  }).status === 0;

/**
 * Makes a folder a git repository with these commits. Its files have to be those of the last commits.
 *
 * @param {object[]} commits - in any order
 * @param {Record<string, string>} people - display names by user name
 * @returns {boolean} false where there is no git: then there is no history
 */
export function writeHistory(folder, commits, { people, now }) {
  if (!git(folder, ['init', '--quiet', '--template=', '.'])) {
    return false;
  }
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const parts = [];
  const data = text => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const sorted = [...commits].sort((a, b) => b.ago - a.ago);
  sorted.forEach(({ ago, author, subject, files }, index) => {
    // Between eight and sixteen o'clock, and never after now.
    const hour = 8 + (hashOf(`${subject}/${index}`) % 8);
    const time =
      Math.floor((midnight - Math.floor(ago) * DAY) / 1000) + hour * 3600;
    const who = `${people[author]} <${author}@harbour.example> ${time} +0000`;
    parts.push(
      `commit refs/heads/main\nauthor ${who}\ncommitter ${who}\n${data(
        subject,
      )}`,
    );
    for (const [path, text] of files) {
      parts.push(`M 100644 inline ${path}\n${data(text)}`);
    }
    parts.push('\n');
  });
  return (
    git(folder, ['symbolic-ref', 'HEAD', 'refs/heads/main']) &&
    git(folder, ['fast-import', '--quiet'], parts.join('')) &&
    git(folder, ['reset', '--quiet'])
  );
}
