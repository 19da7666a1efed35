/**
 * Says in the words of an author what the YAML parser has against a text.
 *
 * Its own sentences name what the grammar expected, often in the line before the
 * mistake. Nearly all mistakes are of four kinds, and each has a place: a line
 * that begins in the wrong column, a text that needs quotes, a bracket or a quote
 * that is not closed, and a key without ": ". Whatever is of no kind keeps the
 * sentence of the parser.
 */
import { YAMLParseError } from 'yaml';

/** What is wrong, and the offset of where to mend it. */
export interface YamlErrorText {
  message: string;
  offset: number;
}

/** A line of the text. */
interface Line {
  text: string;
  offset: number;
  /** 1-based; of what stands behind the indentation. */
  column: number;
}

/** How far above a line its neighbours are looked for. */
const maxLinesAbove = 500;
const keyPattern =
  /^ *(?:- +)*(?:"[^"]*"|'[^']*'|[^\s"'#&*!|>{}[\]-][^:]*):(?: |$)/;
const itemPattern = /^ *-(?: |$)/;
const blockPattern = /[:-] +[|>][+-]?\d*\s*$/;

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', start);
  const line = text.slice(start, next < 0 ? text.length : next);
  const indentation = line.length - line.trimStart().length;
  return { text: line, offset: start, column: indentation + 1 };
}

function isBlank({ text }: Line): boolean {
  return /^\s*(?:#.*)?$/.test(text);
}

/** Lines above an offset that hold something, the nearest first. */
function linesAbove(text: string, offset: number): Line[] {
  const lines: Line[] = [];
  let at = lineAt(text, offset).offset;
  for (let i = 0; i < maxLinesAbove && at > 0; i++) {
    const line = lineAt(text, at - 1);
    at = line.offset;
    if (!isBlank(line)) {
      lines.push(line);
    }
  }
  return lines;
}

/** The next line that holds something. */
function lineBelow(text: string, offset: number): Line | null {
  let at = text.indexOf('\n', offset);
  while (at >= 0) {
    const line = lineAt(text, at + 1);
    if (!isBlank(line)) {
      return line;
    }
    at = text.indexOf('\n', line.offset);
  }
  return null;
}

/** The column of the first key of a line, behind its dashes. */
function keyColumn({ text }: Line): number {
  return (/^ *(?:- +)*/.exec(text)?.[0].length ?? 0) + 1;
}

/** Columns in which a line like this one may begin: those of the maps or lists that are open above it. */
function openColumns(line: Line, above: readonly Line[]): number[] {
  const isItem = itemPattern.test(line.text);
  const columns: number[] = [];
  let innermost = Infinity;
  for (const each of above) {
    if (each.column < innermost && (keyPattern.test(each.text) || isItem)) {
      const item = itemPattern.test(each.text) ? each.column : null;
      const column = isItem ? item : keyColumn(each);
      if (column !== null) {
        columns.push(column);
      }
      innermost = each.column;
    }
  }
  return columns;
}

function describeColumn(text: string, line: Line): YamlErrorText {
  const offset = line.offset + line.column - 1;
  const begins = `this line begins in column ${line.column}`;
  if (!keyPattern.test(line.text) && !itemPattern.test(line.text)) {
    const message = `${begins}, and is neither a key nor an item: what continues the value above is indented deeper than its key`;
    return { message, offset };
  }
  const columns = openColumns(line, linesAbove(text, line.offset));
  const nearest = columns.reduce<number | null>(
    (best, column) =>
      best === null ||
      Math.abs(column - line.column) < Math.abs(best - line.column)
        ? column
        : best,
    null,
  );
  const what = itemPattern.test(line.text)
    ? 'items of a list'
    : 'keys of a map';
  const hint =
    nearest === null || nearest === line.column
      ? ''
      : `; did you mean column ${nearest}?`;
  return {
    message: `the indentation does not fit: ${what} begin in one column, and ${begins}${hint}`,
    offset,
  };
}

/** A value with ": " in it, or a line below that is indented too deep. */
function describeNested(text: string, offset: number): YamlErrorText {
  const line = lineAt(text, offset);
  const isWithin = offset > line.offset + line.column - 1;
  const value = line.text.slice(offset - line.offset);
  if (isWithin && /:(?: |$)/.test(value)) {
    return { message: 'a text that holds ": " has to be in quotes', offset };
  }
  const below = isWithin ? lineBelow(text, offset) : line;
  return describeColumn(text, below ?? line);
}

/** What stands before an offset in its line, from the beginning of the value. */
function valueBefore(text: string, offset: number): string {
  const { text: line, offset: start } = lineAt(text, offset);
  const before = line.slice(0, offset - start);
  const colon = before.lastIndexOf(': ');
  return (colon < 0 ? before : before.slice(colon + 1)).trimStart();
}

function describeToken(text: string, offset: number): string | null {
  const value = valueBefore(text, offset);
  const [first = ''] = value;
  if (first === '"' || first === "'") {
    return 'nothing may follow the closing quote: put the whole text in the other kind of quotes, or below ">-"';
  }
  if ('*&!|>%@`'.includes(first) && first !== '') {
    return `a text that begins with "${first}" has to be in quotes`;
  }
  if (/[[\]{}]/.test(text.charAt(offset))) {
    return 'a text with brackets or braces in it has to be in quotes here';
  }
  return null;
}

/** The last quote that is opened and not closed in its line. */
function findOpenQuote(text: string, quote: string): number | null {
  const opening = new RegExp(`[:[{,-] +(${quote})[^${quote}\\n]*$`, 'gm');
  let found: number | null = null;
  for (const match of text.matchAll(opening)) {
    found = match.index + match[0].indexOf(quote);
  }
  return found;
}

function describeMissing(text: string, offset: number, said: string) {
  const quote = /^Missing closing (["'])/.exec(said)?.[1];
  if (quote) {
    const message = `a quote (${quote}) is not closed`;
    return { message, offset: findOpenQuote(text, quote) ?? offset };
  }
  const line = lineAt(text, offset);
  return said.startsWith('Sequence item')
    ? describeColumn(text, line)
    : describeNoKey(text, line);
}

/** A line without a key, where one is expected. */
function describeNoKey(text: string, line: Line): YamlErrorText {
  const offset = line.offset + line.column - 1;
  const [above] = linesAbove(text, line.offset);
  const continues =
    above !== undefined &&
    (blockPattern.test(above.text) ||
      /(?:&&|\|\||[?+(,])\s*$/.test(above.text));
  return {
    message: continues
      ? 'what continues the value above is indented deeper than its key'
      : 'a key is followed by ": " and its value',
    offset,
  };
}

function describe(
  text: string,
  { code, message, pos: [offset] }: YAMLParseError,
): YamlErrorText | null {
  const quoted = (what: string | null) =>
    what === null ? null : { message: what, offset };
  switch (code) {
    case 'NON_STRING_KEY':
      return quoted(
        'a key must be plain text; a value that begins with {{ has to be in quotes',
      );
    case 'BLOCK_AS_IMPLICIT_KEY':
      return describeNested(text, offset);
    case 'BLOCK_IN_FLOW':
      return quoted(
        'between braces or brackets a text that holds ": " has to be in quotes',
      );
    case 'BAD_SCALAR_START':
      return quoted(
        `a text that begins with "${text.charAt(offset)}" has to be in quotes`,
      );
    case 'BAD_ALIAS':
    case 'UNEXPECTED_TOKEN':
      return quoted(describeToken(text, offset));
    case 'TAB_AS_INDENT':
      return quoted('tabs are not allowed as indentation; write spaces');
    case 'MULTILINE_IMPLICIT_KEY':
      return valueBefore(text, offset) === '' && text.charAt(offset - 2) === ':'
        ? quoted('between braces a "," ends each entry, and "}" the last one')
        : describeNoKey(text, lineAt(text, offset));
    case 'MISSING_CHAR':
      return describeMissing(text, offset, message);
    case 'BAD_INDENT': {
      const bracket = /end with an? ([}\]])/.exec(message)?.[1];
      return bracket
        ? quoted(
            `a "${
              bracket === '}' ? '{' : '['
            }" above is not closed with "${bracket}"`,
          )
        : describeColumn(text, lineAt(text, offset));
    }
    default:
      return null;
  }
}

/**
 * @param text - that was parsed
 * @param error - of the parser, without pretty printing
 * @returns one sentence without a place, and where it belongs
 */
export function describeYamlError(
  text: string,
  error: YAMLParseError,
): YamlErrorText {
  // The first line says what is wrong, the rest draws it.
  const [said] = error.message.split('\n');
  return (
    describe(text, error) ?? {
      message: said.replace(/ at line \d+.*$/, ''),
      offset: error.pos[0],
    }
  );
}
