/**
 * Conditions as lists of tokens: enough to say whether two of them ask the
 * same, whatever their white space and comments, and which parameters and
 * results one reads. Works on any text, also on one that does not compile any more.
 */

const rawString = String.raw`(?:[bB]?[rR]|[rR][bB])(?:"""[^]*?"""|'''[^]*?'''|"[^"\n]*"|'[^'\n]*')`;
const string = String.raw`[bB]?(?:"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')`;

/** A comment, a string of any form, a word or number, or one sign. */
const tokenPattern = new RegExp(
  String.raw`//[^\n]*|${rawString}|${string}|\w+|[^\s\w]`,
  'g',
);

/**
 * The tokens of a condition, in order; comments and white space are none.
 *
 * @param condition - CEL, at most as long as a document allows (4,000 characters)
 */
export function conditionTokens(condition: string): string[] {
  return (condition.match(tokenPattern) ?? []).filter(
    token => !token.startsWith('//'),
  );
}

/**
 * The names below a variable that a condition reads, as in `params.days` or `results["has-slo"]`.
 *
 * @returns `all` where the variable is used otherwise than by a name that can be seen
 */
export function namesReadBelow(
  condition: string,
  variable: 'params' | 'results',
): ReadonlySet<string> | 'all' {
  const tokens = conditionTokens(condition);
  const names = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    const isVariable = token === variable && tokens[at - 1] !== '.';
    if (!isVariable) {
      continue;
    }
    const name = readName(tokens, at + 1);
    if (name === null) {
      return 'all';
    }
    names.add(name);
  }
  return names;
}

/** The member behind a variable: `.name`, or `["name"]`. */
function readName(tokens: readonly string[], at: number): string | null {
  if (tokens[at] === '.' && /^\w+$/.test(tokens[at + 1] ?? '')) {
    return tokens[at + 1];
  }
  const quoted = /^["']([\w-]+)["']$/.exec(tokens[at + 1] ?? '');
  return tokens[at] === '[' && quoted && tokens[at + 2] === ']'
    ? quoted[1]
    : null;
}
