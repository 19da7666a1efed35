/**
 * AsciiDoc and reStructuredText as Markdown, as far as documents are measured: headings, code, comments, links
 * and the rest as text. What a renderer would make of them does not matter here.
 *
 * Guarantees: never throws; line by line, in time linear in the text, of which twice as much is taken as is read; a text of another kind stays as it is.
 */

/** Links are looked for in lines up to this length: their expressions look back at each character. */
const maxLinkLine = 2_000;
/** Twice of what is read of a document, so that it is known to be too long. */
const maxCharacters = 524_288;

function withLinks(
  line: string,
  link: RegExp,
  replace: (...groups: string[]) => string,
): string {
  return line.length > maxLinkLine
    ? line
    : line.replace(link, (_, ...groups: string[]) => replace(...groups));
}

const asciiDocFence = /^(?:-{4,}|\.{4,}|\+{4,})\s*$/;
const asciiDocHeading = /^(={1,6})[ \t]+(\S.*)$/;
/** Attributes of blocks (`[source,bash]`, `[[anchor]]`) and of the document (`:toc:`). */
const asciiDocAttribute = /^(?:\[[^\]]*\]\]?|:!?[\w-]+!?:(?:\s.*)?)\s*$/;
const asciiDocLink =
  /(?:link:|xref:)?((?:https?:\/\/[^\s[\]]{1,1000})|(?<=link:|xref:)[^\s[\]]{1,1000})\[([^[\]]{0,300})\]/g;

function asciiDocToMarkdown(text: string): string {
  let fence: string | undefined;
  let comment = false;
  return text
    .split(/\r?\n/)
    .map(line => {
      const bare = line.trimEnd();
      if (fence !== undefined) {
        const closes = bare === fence;
        fence = closes ? undefined : fence;
        return closes ? '~~~~' : line.replaceAll('~~~~', '~~~');
      }
      if (/^\/{4,}$/.test(bare)) {
        comment = !comment;
        return '';
      }
      if (comment || /^\/\/(?!\/)/.test(bare)) {
        return '';
      }
      if (asciiDocFence.test(bare)) {
        fence = bare;
        return '~~~~';
      }
      const heading = asciiDocHeading.exec(bare);
      if (heading) {
        return `${'#'.repeat(heading[1].length)} ${heading[2]}`;
      }
      return asciiDocAttribute.test(bare)
        ? ''
        : withLinks(
            bare,
            asciiDocLink,
            (address, label) => `[${label || address}](${address})`,
          );
    })
    .join('\n');
}

const restUnderline = /^([=\-~^"'`#*+:.<>_])\1{2,}\s*$/;
const restDirective = /^\s*\.\.(?:\s|$)/;
const restCode = /^\s*\.\. (?:code-block|code|sourcecode|parsed-literal)::/;
const restLink = /`([^`<>]{0,300}) <([^<>\s]{1,1000})>`__?/g;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Headings by the order in which their marks are met, blocks of code, and no directives. */
function restToMarkdown(text: string): string {
  const lines = text.split(/\r?\n/);
  const marks: string[] = [];
  const out: string[] = [];
  /** The indentation below which the open block ends, and whether it is code. */
  let block: { indent: number; code: boolean; begun: boolean } | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    if (block) {
      if (line.trim() === '' || indentOf(line) > block.indent) {
        const option = !block.begun && /^\s+:[\w-]+:/.test(line);
        if (block.code && line.trim() !== '' && !option) {
          if (!block.begun) {
            out.push('', '~~~~');
          }
          block.begun = true;
          out.push(line.replaceAll('~~~~', '~~~'));
        }
        continue;
      }
      if (block.begun) {
        out.push('~~~~', '');
      }
      block = undefined;
    }
    const mark = restUnderline.exec(lines[index + 1] ?? '')?.[1];
    if (restUnderline.test(line)) {
      // Over a heading, or a line between paragraphs.
      out.push('');
    } else if (mark && line.trim() !== '') {
      const known = marks.indexOf(mark);
      const level = known < 0 ? marks.push(mark) : known + 1;
      out.push('', `${'#'.repeat(Math.min(level, 6))} ${line.trim()}`, '');
      index += 1;
    } else if (restDirective.test(line)) {
      const code = restCode.test(line);
      // Notes and the like hold text; comments, pictures and contents do not.
      const holdsText =
        /^\s*\.\. (?:note|warning|tip|important|caution|danger|hint|attention|admonition)::/.test(
          line,
        );
      if (!holdsText) {
        block = { indent: indentOf(line), code, begun: false };
      }
      out.push('');
    } else {
      const plain = line.trimStart().replace(/::\s*$/, ':');
      out.push(
        withLinks(
          plain,
          restLink,
          (label, address) => `[${label}](${address})`,
        ),
      );
      if (/::\s*$/.test(line)) {
        block = { indent: indentOf(line), code: true, begun: false };
      }
    }
  }
  return [...out, ...(block?.begun ? ['~~~~'] : [])].join('\n');
}

/**
 * The text of a document as Markdown.
 *
 * @param path - whose ending says what it is written in; anything but `.adoc`, `.asciidoc` and `.rst` is left as it is
 */
export function toMarkdown(path: string, text: string): string {
  const read = text.slice(0, maxCharacters);
  if (/\.(?:adoc|asciidoc)$/i.test(path)) {
    return asciiDocToMarkdown(read);
  }
  return /\.rst$/i.test(path) ? restToMarkdown(read) : text;
}
