/**
 * Conditions made up from the schema of a fact: comparisons, texts, lists with
 * macros, presence, joined by `&&`, `||`, `!` and `? :`. Null is looked at
 * beforehand in most of them, and not in some.
 */
import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';

interface Schema {
  type?: string | string[];
  anyOf?: Schema[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
}

const comparison = fc.constantFrom('==', '!=', '<', '<=', '>', '>=');
const number = fc.constantFrom('0', '1', '2.0', '3', '0.5', '100.0');
const text = fc.constantFrom('""', '"a"', '"orders"', '"1.4.2"', '"high"');

/** A text with expressions in its gaps. */
function write(
  parts: TemplateStringsArray,
  ...gaps: Array<fc.Arbitrary<string> | string>
): fc.Arbitrary<string> {
  return fc
    .tuple(
      ...gaps.map(gap => (typeof gap === 'string' ? fc.constant(gap) : gap)),
    )
    .map(texts =>
      parts.reduce((all, part, index) => `${all}${texts[index - 1]}${part}`),
    );
}

function overText(path: string): fc.Arbitrary<string> {
  return fc.oneof(
    write`${path} ${fc.constantFrom('==', '!=')} ${text}`,
    write`${path} in [${text}, ${text}]`,
    write`${path}.contains(${text})`,
    write`${path}.startsWith(${text})`,
    write`size(${path}) ${comparison} ${number}`,
    write`${path}.matches("${fc.constantFrom(
      '^[a-z]+$',
      '[0-9]+',
      'e$',
      '^$',
    )}")`,
    write`daysSince(${path}) ${comparison} ${fc.constantFrom('7', '90.0')}`,
    write`businessDaysSince(${path}) ${comparison} 20`,
    write`isSemver(${path})`,
    write`isSemver(${path}) && majorsBehind(${path}, "3.0.0") < 2`,
    write`pathMatches(${path}, "${fc.constantFrom('**', '*.md', 'docs/**')}")`,
  );
}

function overNumber(path: string): fc.Arbitrary<string> {
  return fc.oneof(
    write`${path} ${comparison} ${number}`,
    write`${number} ${comparison} ${path}`,
    write`${path} + 1.0 ${comparison} ${number}`,
    write`${path} * 2.0 > ${path}`,
    write`percent(${path}, ${number}) >= 50.0`,
    write`${path} in [1.0, 2.0, 3.0]`,
  );
}

function overList(path: string, items: Schema, depth: number) {
  const name = `v${depth}`;
  const inner = overValue(items, name, depth + 1);
  return fc.oneof(
    write`size(${path}) ${comparison} ${number}`,
    write`${path} == []`,
    ...(depth < 2
      ? [
          write`${path}.${fc.constantFrom(
            'exists',
            'all',
            'exists_one',
          )}(${name}, ${inner})`,
          write`${path}.filter(${name}, ${inner}).size() > 0`,
          write`${path}.map(${name}, ${inner}).exists(w, w)`,
        ]
      : []),
  );
}

function isNullable({ type, anyOf = [] }: Schema): boolean {
  return [type].flat().includes('null') || anyOf.some(isNullable);
}

function overMap(path: string, schema: Schema, depth: number) {
  const entries = Object.entries(schema.properties ?? {}).filter(([key]) =>
    /^[A-Za-z_]\w*$/.test(key),
  );
  const members = entries.map(([key, each]) => {
    const value = overValue(each, `${path}.${key}`, depth);
    // The implementation that is compared with takes null for absent.
    return isNullable(each)
      ? value
      : fc.oneof({ weight: 9, arbitrary: value }, write`has(${path}.${key})`);
  });
  const others = schema.additionalProperties;
  const keyed =
    typeof others === 'object' && depth < 2
      ? [
          // The same holds for a key with null.
          ...(others.type && !isNullable(others)
            ? [write`${text} in ${path}`]
            : []),
          write`size(${path}) > ${number}`,
          write`${path}.exists(k${String(depth)}, ${overValue(
            others,
            `${path}[k${depth}]`,
            depth + 1,
          )})`,
        ]
      : [];
  const all = [...members, ...keyed];
  return all.length > 0 ? fc.oneof(...all) : write`size(${path}) >= 0`;
}

function overValue(
  schema: Schema,
  path: string,
  depth: number,
): fc.Arbitrary<string> {
  const types = [schema.type ?? []].flat();
  const choices =
    schema.anyOf ??
    (types.length > 1 ? types.map(type => ({ ...schema, type })) : null);
  if (choices) {
    const known = choices.filter(({ type }) => type !== 'null');
    const over = known.map(each => overValue(each, path, depth));
    const value = over.length > 0 ? fc.oneof(...over) : fc.constant('true');
    return known.length === choices.length
      ? value
      : fc.oneof(
          { weight: 6, arbitrary: write`${path} != null && ${value}` },
          { weight: 2, arbitrary: write`${path} == null || ${value}` },
          { weight: 1, arbitrary: write`${path} == null` },
          { weight: 1, arbitrary: value },
        );
  }
  switch (types[0]) {
    case 'boolean':
      return fc.constantFrom(path, `!${path}`, `${path} == true`);
    case 'number':
    case 'integer':
      return overNumber(path);
    case 'string':
      return overText(path);
    case 'array':
      return overList(path, schema.items ?? {}, depth);
    case 'object':
      return overMap(path, schema, depth);
    default:
      return schema.enum ? overText(path) : write`${path} != null`;
  }
}

/** Conditions over one fact, of up to about ten parts. */
export function arbitraryCondition(fact: FactSchema): fc.Arbitrary<string> {
  const leaf = overMap(
    /^[A-Za-z_]\w*$/.test(fact.collector)
      ? `facts.${fact.collector}`
      : `facts["${fact.collector}"]`,
    fact.schema as Schema,
    0,
  );
  return fc.letrec<{ tree: string }>(tie => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      write`(${tie('tree')} && ${tie('tree')})`,
      write`(${tie('tree')} || ${tie('tree')})`,
      write`!(${tie('tree')})`,
      write`(${tie('tree')} ? ${tie('tree')} : ${tie('tree')})`,
    ),
  })).tree;
}
