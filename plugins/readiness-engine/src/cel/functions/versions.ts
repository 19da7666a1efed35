/**
 * Versions by https://semver.org, 2.0.0.
 *
 * Taken besides the strict form: a leading `v`, a version of one or two numbers
 * (`v1`, `18-alpine`, `1.2` stand for `1.0.0`, `18.0.0-alpine`, `1.2.0`), leading
 * zeros (`2024.01.15`), and a pre-release without its hyphen (`1.2.3beta`).
 */
import { SemVer } from 'semver';
import { spend } from '../runBudget';
import { CheckFunction } from './CheckFunction';

/** The longest version that the semver package takes, too. */
const maxVersionLength = 256;
/** Taking a version apart costs about half a microsecond. */
const unitsPerVersion = 0.5;
/** Numbers of a version, and what follows them. */
const versionPattern =
  /^v?(\d{1,16}(?:\.\d{1,16}){0,2})((?:[-+][0-9A-Za-z]|[A-Za-z])[0-9A-Za-z.+-]*)?$/;

/** @returns null for a text that is no version */
function readVersion(text: string): SemVer | null {
  if (text.length > maxVersionLength) {
    return null;
  }
  spend(unitsPerVersion);
  const match = versionPattern.exec(text);
  if (!match) {
    return null;
  }
  const [, numbers, rest = ''] = match;
  const missing = '.0'.repeat(3 - numbers.split('.').length);
  if (missing && /^[A-Za-z]/.test(rest)) {
    return null;
  }
  try {
    return new SemVer(`${numbers}${missing}${rest}`, { loose: true });
  } catch {
    return null;
  }
}

function describe(name: string): string {
  return `${name}() takes versions such as 1.4.2; this is none`;
}

function toVersion(name: string, text: string): SemVer {
  const version = readVersion(text);
  if (!version) {
    throw new Error(describe(name));
  }
  return version;
}

function findVersionProblem(name: string) {
  return (text: string) => (readVersion(text) ? null : describe(name));
}

/** Is a text a version? */
export const isSemver: CheckFunction = {
  name: 'isSemver',
  parameters: [{ name: 'text', types: ['string'] }],
  returns: { types: ['bool'] },
  description:
    'Is the text a version that can be compared: 1.4.2, also v1.4.2, 1.4 or 1?',
  example: 'isSemver("v1.4.2-rc.1")',
  answer: true,
  overloads: ['isSemver(string): bool'],
  call: (text: string): boolean => readVersion(text) !== null,
};

/** The order of two versions. */
export const semverCompare: CheckFunction = {
  name: 'semverCompare',
  parameters: [
    { name: 'a', types: ['string'] },
    { name: 'b', types: ['string'] },
  ],
  returns: { types: ['int'] },
  description:
    'Order of two versions: -1 where the first is older, 0 where they are equal, 1 where it is newer; builds (+…) do not count.',
  example: 'semverCompare("1.10.0", "1.9.3")',
  answer: 1,
  overloads: ['semverCompare(string, string): int'],
  findLiteralProblem: findVersionProblem('semverCompare'),
  call(a: string, b: string): bigint {
    const other = toVersion('semverCompare', b);
    return BigInt(toVersion('semverCompare', a).compare(other));
  },
};

/** How far a version is behind. */
export const majorsBehind: CheckFunction = {
  name: 'majorsBehind',
  parameters: [
    { name: 'current', types: ['string'] },
    { name: 'latest', types: ['string'] },
  ],
  returns: { types: ['int'] },
  description:
    'How many major versions the first is behind the second; 0 where it is level or ahead.',
  example: 'majorsBehind("16.2", "18.1.0")',
  answer: 2,
  overloads: ['majorsBehind(string, string): int'],
  findLiteralProblem: findVersionProblem('majorsBehind'),
  call(current: string, newest: string): bigint {
    const behind =
      toVersion('majorsBehind', newest).major -
      toVersion('majorsBehind', current).major;
    return BigInt(Math.max(0, behind));
  },
};
