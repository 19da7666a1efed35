import { Environment } from '@marcbachmann/cel-js';
import { SemVer } from 'semver';

/** Semantic Versioning 2.0 to the letter; the package reads more than that. */
const strict =
  /^(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})\.(0|[1-9]\d{0,15})(-[0-9A-Za-z.-]{1,200})?(\+[0-9A-Za-z.-]{1,200})?$/;

/**
 * Makes a version of what people write: a leading v goes, missing numbers are
 * zero, leading zeros go (apiserver, cel/library/semverlib.go).
 */
function normalized(text: string): string {
  const [, core, rest] = /^v?([0-9.]{1,60})(.*)$/s.exec(text) ?? [];
  const numbers = (core ?? '').split('.');
  if (core === undefined || numbers.length > 3) {
    return text;
  }
  while (numbers.length < 3) {
    numbers.push('0');
  }
  return numbers.map(it => it.replace(/^0+(?=\d)/, '')).join('.') + rest;
}

function read(text: string, normalize: boolean): SemVer | null {
  const version = normalize ? normalized(text) : text;
  if (!strict.test(version)) {
    return null;
  }
  try {
    return new SemVer(version);
  } catch {
    return null;
  }
}

function parse(text: string, normalize = false): SemVer {
  const version = read(text, normalize);
  if (!version) {
    throw new Error('semver(): the text is not a semantic version');
  }
  return version;
}

/**
 * The functions on versions: `semver`, `isSemver`, `major`, `minor`, `patch`,
 * `compareTo`, `isLessThan`, `isGreaterThan` and `==`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-semver-library
 */
export function registerVersionFunctions(environment: Environment): void {
  environment.registerType('Semver', { ctor: SemVer, fields: {} });
  environment.registerOperator(
    'Semver == Semver',
    (a: SemVer, b: SemVer) => a.compare(b) === 0,
  );
  const register = (
    signature: string,
    handler: (...values: never[]) => unknown,
  ) => environment.registerFunction(signature, handler, { async: false });
  register('semver(string): Semver', (text: string) => parse(text));
  register('semver(string, bool): Semver', parse);
  register(
    'isSemver(string): bool',
    (text: string) => read(text, false) !== null,
  );
  register(
    'isSemver(string, bool): bool',
    (text: string, normalize: boolean) => read(text, normalize) !== null,
  );
  register('Semver.major(): int', (it: SemVer) => BigInt(it.major));
  register('Semver.minor(): int', (it: SemVer) => BigInt(it.minor));
  register('Semver.patch(): int', (it: SemVer) => BigInt(it.patch));
  register('Semver.compareTo(Semver): int', (a: SemVer, b: SemVer) =>
    BigInt(a.compare(b)),
  );
  register(
    'Semver.isLessThan(Semver): bool',
    (a: SemVer, b: SemVer) => a.compare(b) < 0,
  );
  register(
    'Semver.isGreaterThan(Semver): bool',
    (a: SemVer, b: SemVer) => a.compare(b) > 0,
  );
}
