/**
 * Parses YAML that may be hostile into the syntax tree of the `yaml` package.
 *
 * Model: the package reads a text in three steps. The lexer and the parser turn
 * it into a tree and keep their place in an array; the composer, which makes
 * documents of trees, descends by recursion, and so does the end of a deep tree
 * in the parser. Close to the end of the stack the engine of Node.js may abort
 * the whole process, which nothing can catch. So the parser is moved on token
 * by token, and stopped as soon as a tree is too deep to be descended.
 *
 * The depth is the parser's own: the rules by which columns, indicators and
 * brackets make levels cannot be told from the tokens alone (`a: a: a:` is an
 * error, but three levels of tree before it is one).
 */
import { CST, Lexer, Parser } from 'yaml';

/**
 * What a YAML text may hold.
 *
 * @public
 */
export interface YamlLimits {
  /** Lists and mappings within each other; at most a few hundred, or the stack may end. */
  nesting: number;
  /** Documents in one text, empty ones too. */
  documents: number;
  /** Keys, values, indicators, comments, line ends and white space together: about eight for a line. */
  tokens: number;
}

/**
 * Where a text holds too much.
 *
 * @public
 */
export interface YamlExcess {
  /** Of the token that is too much, in characters. */
  offset: number;
  /** The limit that it passes. */
  limit: keyof YamlLimits;
}

/** The lexer marks the beginning of documents and scalars, and the early end of brackets, with characters that are not in the text. */
function isMark(token: string): boolean {
  return token === '\u0002' || token === '\u001f' || token === '\u0018';
}

/** Counts the lists and mappings that are open. */
function countOpen(stack: readonly CST.Token[]): number {
  // The lowest is the document; a scalar is on the stack until it is known what it is part of.
  const top = stack.at(-1)?.type;
  const isCollection =
    top === 'block-map' || top === 'block-seq' || top === 'flow-collection';
  return stack.length - (isCollection ? 1 : 2);
}

/**
 * Parses a text for the composer of the `yaml` package. Throws nothing; what is
 * wrong with the text is in the tokens.
 *
 * @param limits - where to stop
 * @param onNewLine - called with the offset of each line's beginning, as by the package's parser
 * @returns the tokens of the syntax tree, those of documents that are whole; in the end, where the text
 *   passes a limit, or null
 * @public
 */
export function* parseYamlWithin(
  text: string,
  limits: YamlLimits,
  onNewLine?: (offset: number) => void,
): Generator<CST.Token, YamlExcess | null, undefined> {
  const parser = new Parser(onNewLine);
  let offset = 0;
  let tokens = 0;
  let documents = 0;
  let document: CST.Token | undefined;
  onNewLine?.(0);
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > limits.tokens) {
      return { offset, limit: 'tokens' };
    }
    yield* parser.next(token);
    const [lowest] = parser.stack;
    if (lowest !== document) {
      document = lowest;
      documents += lowest?.type === 'document' ? 1 : 0;
    }
    if (documents > limits.documents) {
      return { offset, limit: 'documents' };
    }
    if (countOpen(parser.stack) > limits.nesting) {
      return { offset, limit: 'nesting' };
    }
    offset += isMark(token) ? 0 : token.length;
  }
  yield* parser.end();
  return null;
}
