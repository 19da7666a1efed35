import { Lexer } from 'yaml';

/**
 * What a YAML text may hold.
 *
 * @public
 */
export interface YamlLimits {
  /** Brackets within each other, and columns before the content of a line. */
  nesting: number;
  /** Documents in one text. */
  documents: number;
  /** Keys, values, indicators and white space together: about four for a line. */
  tokens: number;
}

/** The lexer marks the beginning of documents and scalars with characters that are not in the text. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u001f' || token === '\u0018';
}

/**
 * Looks for what a parser must not be given.
 *
 * The parser of the `yaml` package descends by recursion. Close to the end of
 * the stack the engine of Node.js may abort the whole process, which nothing
 * can catch, so the depth has to be known before. The lexer does not recurse:
 * a megabyte takes it a third of a second at most.
 *
 * @returns the offset at which a limit is passed and which one, or null
 * @public
 */
export function findYamlExcess(
  text: string,
  limits: YamlLimits,
): { offset: number; limit: keyof YamlLimits } | null {
  let offset = 0;
  let brackets = 0;
  let documents = 1;
  let tokens = 0;
  /** Columns of white space and indicators at the beginning of the line; null once there was content. */
  let lead: number | null = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (isScalar) {
      isScalar = false;
      lead = token.endsWith('\n') ? 0 : null;
    } else if (token === '\u001f') {
      isScalar = true;
    } else if (token === '[' || token === '{') {
      brackets += 1;
      lead = null;
    } else if (token === ']' || token === '}') {
      brackets = Math.max(0, brackets - 1);
    } else if (token === '---') {
      documents += 1;
      brackets = 0;
      lead = 0;
    } else if (token === '\n' || token === '\r\n') {
      lead = 0;
    } else if (/^[ \t]+$|^[-?:]$/.test(token)) {
      lead = lead === null ? null : lead + token.length;
    } else if (!isMark(token)) {
      lead = null;
    }
    if (brackets > limits.nesting || (lead ?? 0) > limits.nesting) {
      return { offset, limit: 'nesting' };
    }
    tokens += 1;
    if (tokens > limits.tokens) {
      return { offset, limit: 'tokens' };
    }
    if (documents > limits.documents) {
      return { offset, limit: 'documents' };
    }
    offset += isMark(token) ? 0 : token.length;
  }
  return null;
}
