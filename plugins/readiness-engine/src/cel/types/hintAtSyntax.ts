/**
 * Hints for what is written out of habit from other languages. The parser only
 * says which character it did not expect, which leads nobody to `&&`.
 */
import { CelProblem } from '../CelEngine';

/** A sign or word that CEL does not have, and what to write for it. */
interface Habit {
  pattern: RegExp;
  hint(written: string): string;
}

/** Words that stand for signs of CEL. */
const signs: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  is: '==',
  'is not': '!=',
};

/** The first that matches at a place wins. */
const habits: readonly Habit[] = [
  { pattern: /!==/, hint: () => 'to compare, write !=' },
  { pattern: /<>/, hint: () => 'to compare, write !=' },
  { pattern: /===/, hint: () => 'to compare, write ==' },
  {
    pattern: /[=-]>/,
    hint: () =>
      'a macro takes a name and an expression, as in list.all(x, x.done)',
  },
  { pattern: /(?<![=!<>])=(?!=)/, hint: () => 'to compare, write ==' },
  {
    pattern: /\?\./,
    hint: () => 'there is no ?.: guard it, as in a != null && a.b',
  },
  {
    pattern: /\?\?/,
    hint: () => 'there is no ??: write a != null ? a : b',
  },
  { pattern: /(?<!&)&(?!&)/, hint: () => 'write && for "&"' },
  { pattern: /(?<!\|)\|(?!\|)/, hint: () => 'write || for "|"' },
  {
    pattern: /(?<![.\w])(?:is\s+not|is|and|or|not)\b/i,
    hint: written => {
      const word = written.toLowerCase().replace(/\s+/g, ' ');
      return `write ${signs[word]} for "${word}"`;
    },
  },
];

/** Texts, so that nothing in them is taken for a sign; their length stays. */
const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;

/** How far behind the place that the parser names the reason may begin. */
const lookAhead = 2;

/**
 * What was probably meant where an expression cannot be parsed.
 *
 * @param source - of the expression
 * @param problem - of kind `syntax`
 * @returns the end of a sentence, `; write && for "and"`, or nothing
 */
export function hintAtSyntax(
  source: string,
  { message, start }: Pick<CelProblem, 'message' | 'start'>,
): string {
  if (!message.startsWith('Unexpected')) {
    return '';
  }
  const bare = source.replace(quoted, text => ' '.repeat(text.length));
  let best: { at: number; hint: string } | null = null;
  for (const { pattern, hint } of habits) {
    for (const match of bare.matchAll(new RegExp(pattern, 'gi'))) {
      const { index } = match;
      if (index <= start + lookAhead && (!best || index > best.at)) {
        best = { at: index, hint: `; ${hint(match[0])}` };
      }
    }
  }
  return best?.hint ?? '';
}

/** Names that other languages have for what CEL has, in lower case. */
const otherNames: Readonly<Record<string, string>> = {
  any: 'exists',
  some: 'exists',
  find: 'exists',
  every: 'all',
  each: 'all',
  len: 'size',
  length: 'size',
  count: 'size',
  tolower: 'lowerAscii',
  tolowercase: 'lowerAscii',
  lower: 'lowerAscii',
  toupper: 'upperAscii',
  touppercase: 'upperAscii',
  upper: 'upperAscii',
  tostring: 'string',
  none: 'null',
  nil: 'null',
  null: 'null',
  undefined: 'null',
  true: 'true',
  false: 'false',
};

/** `; did you mean null?` for a name of another language; else nothing. */
export function hintAtName(
  kind: 'function' | 'variable',
  name: string,
): string {
  const lower = name.toLowerCase();
  if (kind === 'function' && /^(includes|has_?key|in)$/.test(lower)) {
    return '; whether a list holds something is asked by x in list';
  }
  const meant = Object.hasOwn(otherNames, lower) ? otherNames[lower] : null;
  const isLiteral = meant === 'null' || meant === 'true' || meant === 'false';
  if (meant === null || isLiteral !== (kind === 'variable')) {
    return '';
  }
  return isLiteral ? `; did you mean ${meant}?` : `; did you mean "${meant}"?`;
}

/**
 * What was probably meant by a variable that is not there: a part of a name with
 * a dash, or a text without its quotes.
 *
 * @param start - offset of the variable
 */
export function hintAtVariable(
  source: string,
  name: string,
  start: number,
): string {
  const [, root, first] =
    /\b(facts|params|results)\.([\w-]+-)$/.exec(source.slice(0, start)) ?? [];
  if (root) {
    const [rest] = /^[\w-]+/.exec(source.slice(start)) ?? [name];
    return `; a name with a dash stands in brackets, as in ${root}["${first}${rest}"]`;
  }
  return /^[A-Z]/.test(name)
    ? `; a text stands in quotes, as in "${name}"`
    : '';
}
