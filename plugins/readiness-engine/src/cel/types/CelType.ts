/**
 * Types of values in CEL, as the static check knows them.
 *
 * A type is the list of what a value may be; no alternative at all means that
 * there can be no value, which is so in parts that are never reached. Two
 * alternatives are no values but what keeps one away: `null`, and `absent` (a
 * property, key or item that may not be there). Both have to be ruled out
 * before a value is used; whoever selects, compares or calls asks for that.
 */

/** One thing that a value may be. */
export type CelAlternative =
  | {
      readonly kind:
        | 'dyn'
        | 'null'
        | 'absent'
        | 'bytes'
        | 'uint'
        | 'timestamp'
        | 'duration'
        | 'type';
    }
  /** `value`: the only one that it can have. */
  | { readonly kind: 'bool'; readonly value?: boolean }
  /** `nonZero`: it is safe to divide by it. */
  | { readonly kind: 'int' | 'double'; readonly nonZero?: boolean }
  /** `values`: all that it can have. */
  | { readonly kind: 'string'; readonly values?: ReadonlySet<string> }
  /** `min`: so many items are there at least. */
  | { readonly kind: 'list'; readonly item: CelType; readonly min: number }
  /** Keys are texts. */
  | { readonly kind: 'map'; readonly value: CelType }
  /** A map whose keys are known; `rest`: the type of all other ones. */
  | {
      readonly kind: 'object';
      readonly properties: ReadonlyMap<string, CelType>;
      readonly rest?: CelType;
    };

/** @see CelType.ts */
export type CelType = readonly CelAlternative[];

/** Kinds that are numbers. */
export const numberKinds: ReadonlySet<string> = new Set([
  'int',
  'uint',
  'double',
]);

/** Objects of different form that a value may be; beyond it is any map. */
const maxObjects = 6;

export const dynType: CelType = [{ kind: 'dyn' }];
export const nullType: CelType = [{ kind: 'null' }];
export const absentType: CelType = [{ kind: 'absent' }];
export const boolType: CelType = [{ kind: 'bool' }];
export const stringType: CelType = [{ kind: 'string' }];
export const intType: CelType = [{ kind: 'int' }];
export const doubleType: CelType = [{ kind: 'double' }];
export const timestampType: CelType = [{ kind: 'timestamp' }];

/** A list of items of one type. */
export function listOf(item: CelType, min = 0): CelType {
  return [{ kind: 'list', item, min }];
}

/** A map from texts to values of one type. */
export function mapOf(value: CelType): CelType {
  return [{ kind: 'map', value }];
}

/** A map with these keys; a property that may be missing holds `absent`. */
export function objectOf(
  properties: Readonly<Record<string, CelType>>,
): CelType {
  return [{ kind: 'object', properties: new Map(Object.entries(properties)) }];
}

/** May a value be of this kind? */
export function may(type: CelType, kind: CelAlternative['kind']): boolean {
  return type.some(each => each.kind === kind);
}

/** The type without some kinds. */
export function without(
  type: CelType,
  ...kinds: Array<CelAlternative['kind']>
): CelType {
  return type.some(each => kinds.includes(each.kind))
    ? type.filter(each => !kinds.includes(each.kind))
    : type;
}

/** Nothing is known of the type. */
export function isDyn(type: CelType): boolean {
  return may(type, 'dyn');
}

type ObjectAlternative = CelAlternative & { kind: 'object' };

function mergeObjects(
  a: ObjectAlternative,
  b: ObjectAlternative,
): ObjectAlternative | null {
  if (a === b) {
    return a;
  }
  const names = [...a.properties.keys()];
  const isSame =
    names.length === b.properties.size &&
    names.every(name => b.properties.has(name)) &&
    (a.rest === undefined) === (b.rest === undefined);
  if (!isSame) {
    return null;
  }
  const properties = new Map(
    names.map(name => [
      name,
      unionOf(a.properties.get(name) ?? [], b.properties.get(name) ?? []),
    ]),
  );
  return a.rest && b.rest
    ? { kind: 'object', properties, rest: unionOf(a.rest, b.rest) }
    : { kind: 'object', properties };
}

/** Two alternatives as one, or null where they stay two. */
function merge(a: CelAlternative, b: CelAlternative): CelAlternative | null {
  if (a.kind === 'object' && b.kind === 'object') {
    return mergeObjects(a, b);
  }
  if (a.kind !== b.kind) {
    return null;
  }
  if (a.kind === 'string' && b.kind === 'string') {
    return a.values && b.values
      ? { kind: 'string', values: new Set([...a.values, ...b.values]) }
      : { kind: 'string' };
  }
  if (a.kind === 'list' && b.kind === 'list') {
    return {
      kind: 'list',
      item: unionOf(a.item, b.item),
      min: Math.min(a.min, b.min),
    };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return { kind: 'map', value: unionOf(a.value, b.value) };
  }
  if (a.kind === 'bool' && b.kind === 'bool') {
    return a.value === b.value ? a : { kind: 'bool' };
  }
  if (
    (a.kind === 'int' && b.kind === 'int') ||
    (a.kind === 'double' && b.kind === 'double')
  ) {
    return a.nonZero && b.nonZero ? a : { kind: a.kind };
  }
  return a;
}

/** What is of one of the types. */
export function unionOf(...types: readonly CelType[]): CelType {
  const [first, ...others] = types;
  if (others.length === 0) {
    return first ?? [];
  }
  const all = types.flat();
  if (all.some(({ kind }) => kind === 'dyn')) {
    return may(all, 'absent') ? [...dynType, ...absentType] : dynType;
  }
  const merged: CelAlternative[] = [];
  for (const each of all) {
    let found = false;
    for (let i = 0; i < merged.length && !found; i++) {
      const both = merge(merged[i], each);
      if (both) {
        merged[i] = both;
        found = true;
      }
    }
    if (!found) {
      merged.push(each);
    }
  }
  return merged.filter(({ kind }) => kind === 'object').length > maxObjects
    ? [...merged.filter(({ kind }) => kind !== 'object'), ...mapOf(dynType)]
    : merged;
}

function isMap({ kind }: CelAlternative): boolean {
  return kind === 'map' || kind === 'object';
}

function mayEqualEach(a: CelAlternative, b: CelAlternative): boolean {
  if (a.kind === 'dyn' || b.kind === 'dyn') {
    return true;
  }
  if (a.kind === 'string' && b.kind === 'string') {
    const { values } = b;
    return !a.values || !values || [...a.values].some(each => values.has(each));
  }
  if (a.kind === 'bool' && b.kind === 'bool') {
    return (
      a.value === undefined || b.value === undefined || a.value === b.value
    );
  }
  return (
    a.kind === b.kind ||
    (numberKinds.has(a.kind) && numberKinds.has(b.kind)) ||
    (isMap(a) && isMap(b))
  );
}

/** Can a value of one type ever equal one of the other? */
export function mayEqual(a: CelType, b: CelType): boolean {
  return a.some(left => b.some(right => mayEqualEach(left, right)));
}

/** What remains of a type where its value equals one of another type. */
export function narrowToEqual(type: CelType, other: CelType): CelType {
  return type
    .filter(each => other.some(right => mayEqualEach(each, right)))
    .map(each => {
      const texts = other.filter(right => right.kind === 'string');
      const isKnown =
        each.kind === 'string' && texts.every(({ values }) => values);
      if (!isKnown || isDyn(other)) {
        return each;
      }
      const allowed = new Set(texts.flatMap(({ values }) => [...values!]));
      const values = each.values
        ? new Set([...each.values].filter(value => allowed.has(value)))
        : allowed;
      return { kind: 'string', values };
    });
}

/** What remains of a type where its value differs from a known one. */
export function narrowToDiffer(type: CelType, other: CelType): CelType {
  const [only, ...more] = other;
  if (!only || more.length > 0) {
    return type;
  }
  if (only.kind === 'null') {
    return without(type, 'null');
  }
  const excluded =
    only.kind === 'string' && only.values?.size === 1 ? only.values : null;
  return excluded
    ? type.flatMap(each => {
        if (each.kind !== 'string' || !each.values) {
          return [each];
        }
        const values = new Set(
          [...each.values].filter(value => !excluded.has(value)),
        );
        return values.size > 0 ? [{ kind: 'string' as const, values }] : [];
      })
    : type;
}

/** What a type is called: `string`, `list`, `double or null`. */
export function writeType(type: CelType): string {
  const names = without(type, 'absent').map(({ kind }) =>
    kind === 'object' ? 'map' : kind,
  );
  return [...new Set(names)].join(' or ') || 'dyn';
}

/** What a type is called in a sentence, with its article: `an int`. */
export function describeType(type: CelType): string {
  const name = writeType(type);
  if (name.startsWith('bytes') || name.startsWith('null')) {
    return name;
  }
  return name.startsWith('int') ? `an ${name}` : `a ${name}`;
}
