import { HclError, HclLexer, HclToken } from './HclLexer';

/**
 * Reads the blocks of HCL, the language of Terraform and OpenTofu, and those of their attributes that are
 * literal texts or objects of such. It works nothing out.
 *
 * Why not a library: `hcl2-parser` (MIT) is a compiler's output of 4 MB that answers a syntax error with an
 * empty result and no place, overflows the stack at two thousand brackets and takes four seconds for a megabyte;
 * the other ones are of another licence, or a binary of each platform. What is needed of the language is its outer
 * shape: blocks, labels, `name = "text"`, and where comments, texts and heredocs end.
 *
 * Guarantees: never throws; the time grows with the text; nesting is bounded; what was read before a mistake
 * stays, and the mistake has a line.
 */

/** A literal text, an object, or null for an expression. */
export type HclValue = string | null | ReadonlyMap<string, HclValue>;

/** A block such as `module "database" { … }`. */
export interface HclBlock {
  type: string;
  labels: readonly string[];
  attributes: ReadonlyMap<string, HclValue>;
  blocks: readonly HclBlock[];
  /** 1-based. */
  line: number;
}

/** What was read of one file. */
export interface HclReading {
  blocks: readonly HclBlock[];
  /** What ended the reading before the end of the file. */
  issue?: { message: string; line: number };
}

const maxDepth = 50;
const maxBlocks = 10_000;
const opening = '([{';
const closing = ')]}';

class HclReader {
  readonly #lexer: HclLexer;
  #token: HclToken;
  #left = maxBlocks;

  constructor(text: string) {
    this.#lexer = new HclLexer(text);
    this.#token = this.#lexer.next();
  }

  /** @throws HclError */
  readBody(body: {
    attributes: Map<string, HclValue>;
    blocks: HclBlock[];
    depth: number;
  }) {
    while (this.#token.kind !== 'end') {
      const { kind, value, line } = this.#token;
      if (kind === 'newline') {
        this.#advance();
      } else if (this.#isSign('}') && body.depth > 0) {
        return;
      } else if (kind === 'name') {
        this.#advance();
        this.#readItem(value, line, body);
      } else {
        throw new HclError(
          'Expected the name of a block or an attribute.',
          line,
        );
      }
    }
    if (body.depth > 0) {
      throw new HclError('A block has no end.', this.#token.line);
    }
  }

  #readItem(
    type: string,
    line: number,
    body: {
      attributes: Map<string, HclValue>;
      blocks: HclBlock[];
      depth: number;
    },
  ) {
    if (this.#isSign('=')) {
      this.#advance();
      body.attributes.set(type, this.#readValue(body.depth));
      return;
    }
    const labels: string[] = [];
    while (this.#token.kind === 'name' || this.#token.kind === 'text') {
      labels.push(this.#token.value);
      this.#advance();
    }
    if (!this.#isSign('{')) {
      throw new HclError(
        'Expected `=`, or the `{` of a block.',
        this.#token.line,
      );
    }
    this.#advance();
    this.#left--;
    if (body.depth >= maxDepth || this.#left < 0) {
      throw new HclError(
        `Blocks are nested more than ${maxDepth} deep, or are more than ${maxBlocks}.`,
        line,
      );
    }
    const attributes = new Map<string, HclValue>();
    const blocks: HclBlock[] = [];
    this.readBody({ attributes, blocks, depth: body.depth + 1 });
    this.#advance();
    body.blocks.push({ type, labels, attributes, blocks, line });
  }

  /** The value of an attribute, up to the end of its line, its object or its block. */
  #readValue(depth: number): HclValue {
    const { kind, literal, value } = this.#token;
    let found: HclValue = null;
    if (kind === 'text') {
      found = literal ? value : null;
      this.#advance();
    } else if (this.#isSign('{') && depth < maxDepth) {
      this.#advance();
      found = this.#readObject(depth + 1);
    }
    // Whatever follows a text or an object makes it a part of an expression.
    return this.#passExpression() ? null : found;
  }

  /** The pairs of an object. What is no simple pair, as in `{ for … }`, is passed over. */
  #readObject(depth: number): HclValue {
    const pairs = new Map<string, HclValue>();
    for (;;) {
      const { kind, value, literal } = this.#token;
      if (this.#isSign('}')) {
        this.#advance();
        return pairs;
      }
      if (kind === 'newline' || this.#isSign(',')) {
        this.#advance();
      } else if (kind === 'end') {
        throw new HclError('An object has no end.', this.#token.line);
      } else {
        this.#advance();
        const isPair =
          (kind === 'name' || (kind === 'text' && literal)) &&
          (this.#isSign('=') || this.#isSign(':'));
        if (isPair) {
          this.#advance();
          pairs.set(value, this.#readValue(depth));
        } else {
          this.#passExpression(opening.includes(value) ? 1 : 0);
        }
      }
    }
  }

  /**
   * Goes on to where an expression ends: a newline, a comma or a closing bracket that is not its own.
   *
   * @param open - brackets that were opened already
   * @returns was there anything?
   */
  #passExpression(open = 0): boolean {
    let depth = open;
    let passed = false;
    for (;;) {
      const { kind, value, line } = this.#token;
      const isSign = kind === 'sign';
      const ends =
        kind === 'newline' ||
        (isSign && (value === ',' || closing.includes(value)));
      if (kind === 'end') {
        if (depth > 0) {
          throw new HclError('A bracket has no end.', line);
        }
        return passed;
      }
      if (depth === 0 && ends) {
        return passed;
      }
      if (isSign && opening.includes(value)) {
        depth++;
      } else if (isSign && closing.includes(value)) {
        depth--;
      }
      passed = true;
      this.#advance();
    }
  }

  #isSign(sign: string): boolean {
    return this.#token.kind === 'sign' && this.#token.value === sign;
  }

  #advance() {
    this.#token = this.#lexer.next();
  }
}

/** Reads the text of a `.tf` or `.tofu` file. */
export function readHcl(text: string): HclReading {
  const blocks: HclBlock[] = [];
  try {
    new HclReader(text).readBody({ attributes: new Map(), blocks, depth: 0 });
    return { blocks };
  } catch (error) {
    if (error instanceof HclError) {
      return { blocks, issue: { message: error.message, line: error.line } };
    }
    throw error;
  }
}
