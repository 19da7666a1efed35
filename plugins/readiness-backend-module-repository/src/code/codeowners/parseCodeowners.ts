/**
 * Reads CODEOWNERS.
 *
 * Two dialects: that of GitHub, and that of GitLab, which a section heading or the place in `.gitlab/`
 * gives away. They differ in what a line may hold and in what a pattern means:
 *
 * - GitHub: one list of rules, the last that matches a file counts. A line with a word that is no owner,
 *   with `!` or with `[ ]` is passed over, as GitHub does. `#` after an owner begins a comment.
 *   Patterns mean what they mean in .gitignore, but `docs/*` are the files in `docs` and none below.
 * - GitLab: a list in each section, whose last match counts, so that a file can have owners of
 *   several. Owners of the heading are those of rules without own ones; `!` takes files out of the
 *   section; words that are no owners are passed over. A pattern without a slash in front matches
 *   at any depth, and means a file unless it ends in a slash.
 *
 * One pass over the lines, and no expression that can go back: the time grows with the text alone.
 *
 * Sources: GitHub, "About code owners"; GitLab, "Syntax of CODEOWNERS file".
 */

/** What a pattern matches: the file of that path, what is below that directory, or both. */
export type PatternReach = 'self' | 'below' | 'both';

/** A pattern for paths relative to the root of the repository. */
export interface PathPattern {
  /** Names between slashes; `**` stands for any number of directories, `*` and `?` as usual. */
  segments: readonly string[];
  reach: PatternReach;
}

/** A line that gives owners, or none, to files. */
export interface CodeownersRule {
  pattern: PathPattern;
  /** In lower case, without doubles. */
  owners: readonly string[];
  /** Does it take files out of its section? */
  exclusion: boolean;
}

/** What was read of CODEOWNERS. */
export interface Codeowners {
  /** The rules of each section, as in the file; those before the first heading are one, too. */
  sections: ReadonlyArray<readonly CodeownersRule[]>;
  /** Lines that are passed over, at most 20. */
  issues: Array<{ message: string; line: number }>;
}

const maxIssues = 20;
const maxSections = 1_000;
/** Longer ones cannot match a path that is looked at. */
const maxPatternLength = 1_000;
const maxSegments = 32;

const heading = /^\^?\[([^[\]]+)\](?:\[\d{1,9}\])?(?:[ \t]+(.*))?$/;
const account = /^@@?[A-Za-z0-9_][\w.-]{0,99}(?:\/[\w.-]{1,100}){0,20}$/;
const mailAddress = /^[\w.+-]{1,64}@[A-Za-z0-9][\w.-]{0,190}$/;

function isOwner(word: string): boolean {
  return account.test(word) || mailAddress.test(word);
}

function words(text: string): string[] {
  return text.split(/[ \t]+/).filter(Boolean);
}

function ownersOf(found: readonly string[]): string[] {
  return [...new Set(found.filter(isOwner).map(owner => owner.toLowerCase()))];
}

/** Splits a line into its pattern, without escapes, and what follows. */
function splitLine(line: string): {
  pattern: string;
  rest: string;
  escaped: boolean;
} {
  let pattern = '';
  let escaped = false;
  let at = 0;
  for (; at < line.length && line[at] !== ' ' && line[at] !== '\t'; at++) {
    if (line[at] === '\\' && at + 1 < line.length) {
      at++;
      escaped ||= /[*?[\]!\\]/.test(line[at]);
    }
    pattern += line[at];
  }
  return { pattern, rest: line.slice(at), escaped };
}

/**
 * @param text - without escapes
 * @returns undefined for one that no path can match
 */
function readPattern(
  text: string,
  dialect: 'github' | 'gitlab',
): PathPattern | undefined {
  const directory = text.endsWith('/');
  const body = text.replace(/^\//, '').replace(/\/$/, '');
  const names = body.split('/');
  const bad = names.some(name => name === '' || name === '.' || name === '..');
  if (bad || names.length > maxSegments || text.length > maxPatternLength) {
    return undefined;
  }
  const anchored =
    text.startsWith('/') || (dialect === 'github' && names.length > 1);
  const segments = anchored ? names : ['**', ...names];
  if (directory && segments.at(-1) === '**') {
    // The directories below, whatever their names are; not the files beside them.
    segments.push('*');
  }
  let reach: PatternReach = dialect === 'github' ? 'both' : 'self';
  if (directory || segments.at(-1) === '**') {
    reach = 'below';
  } else if (anchored && segments.at(-1) === '*') {
    reach = 'self';
  } else if (body === '*') {
    reach = 'both';
  }
  while (segments.at(-1) === '**') {
    segments.pop();
  }
  return { segments, reach };
}

/**
 * Reads the text of a CODEOWNERS file. Never throws.
 *
 * @param path - of the file, relative to the root of the repository: `.gitlab/CODEOWNERS` is one of GitLab
 */
export function parseCodeowners(text: string, path: string): Codeowners {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const dialect =
    path.startsWith('.gitlab/') || lines.some(line => heading.test(line.trim()))
      ? 'gitlab'
      : 'github';
  const issues: Codeowners['issues'] = [];
  const first: CodeownersRule[] = [];
  const sections = new Map<string, CodeownersRule[]>([['', first]]);
  let rules = first;
  let defaults: string[] = [];

  const readRule = (line: string): string | undefined => {
    const { pattern: written, rest, escaped } = splitLine(line);
    const exclusion = written.startsWith('!');
    if (exclusion && dialect === 'github') {
      return 'A rule cannot begin with `!`: the line is passed over, as GitHub does.';
    }
    if (escaped || /[[\]]/.test(written)) {
      return 'A pattern with `[ ]`, or with an escaped wildcard, is not read: the line is passed over.';
    }
    const pattern = readPattern(
      exclusion ? written.slice(1) : written,
      dialect,
    );
    if (!pattern) {
      return 'The pattern is no path of the repository: the line is passed over.';
    }
    const found = words(rest);
    const comment = found.findIndex(word => word.startsWith('#'));
    const named =
      comment >= 0 && dialect === 'github' ? found.slice(0, comment) : found;
    if (dialect === 'github' && !named.every(isOwner)) {
      return 'It names something that is no owner (`@user`, `@organisation/team` or a mail address): the line is passed over, as GitHub does.';
    }
    const own = ownersOf(named);
    rules.push({
      pattern,
      owners: own.length > 0 ? own : defaults,
      exclusion,
    });
    return undefined;
  };

  lines.forEach((written, index) => {
    const line = written.trim();
    const [, title, owners] =
      (dialect === 'gitlab' && heading.exec(line)) || [];
    if (title !== undefined) {
      // Names are compared without regard to case, and sections of one name are one.
      const name = sections.size < maxSections ? title.toLowerCase() : '';
      rules = sections.get(name) ?? [];
      sections.set(name, rules);
      defaults = ownersOf(words(owners ?? ''));
    } else if (line !== '' && !line.startsWith('#')) {
      const message = readRule(line);
      if (message && issues.length < maxIssues) {
        issues.push({ message, line: index + 1 });
      }
    }
  });
  return {
    sections: [...sections.values()].filter(section => section.length > 0),
    issues,
  };
}
