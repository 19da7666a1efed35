import {
  Block,
  dependenciesNamed,
  DocumentOutline,
  DocumentPart,
  normalizeText,
  openDocument,
  tableRows,
} from '../documents';

/**
 * Headings of the architecture overview below which fallbacks are looked for, by words in lower case.
 *
 * @public
 */
export const fallbackSynonyms: readonly string[] = [
  'fallback',
  'fallbacks',
  'graceful degradation',
  'degradation',
  'degraded mode',
  'degraded operation',
];

/** What is written of one dependency being away. */
export interface WrittenFallback {
  dependency: string;
  words: number;
}

/** The names in a heading or cell; `orders-db` names that, and not `orders` too. */
function named(text: string, dependencies: readonly string[]): string[] {
  const names = dependenciesNamed(text, dependencies);
  const normal = names.map(name => ` ${normalizeText(name)} `);
  return names.filter(
    (_, index) =>
      !normal.some(
        (other, place) =>
          place !== index &&
          other.includes(normal[index]) &&
          other !== normal[index],
      ),
  );
}

function inRows(
  blocks: readonly Block[],
  dependencies: readonly string[],
): WrittenFallback[] {
  const rows = tableRows(blocks).filter(([first]) => !first.cell?.head);
  return rows.flatMap(([first, ...others]) => {
    const words = others.reduce((sum, cell) => sum + cell.words, 0);
    return named(first.title, dependencies).map(dependency => ({
      dependency,
      words,
    }));
  });
}

/**
 * Reads what is written of dependencies being away: sections whose heading names one, and rows of tables
 * whose first cell does. Never throws; only words are counted.
 *
 * @param options.dependencies - names as in the catalog
 * @param options.everywhere - is the whole document about fallbacks? Otherwise only what stands below a
 *   heading of {@link fallbackSynonyms}
 * @returns one for each section or row, in order
 */
export function readFallbacks(
  text: string,
  options: {
    dependencies: readonly string[];
    everywhere: boolean;
    now: Date;
  },
): WrittenFallback[] {
  const { dependencies, everywhere, now } = options;
  const outline = new DocumentOutline(openDocument(text, now).blocks);
  const inside = new Set<DocumentPart>();
  const add = (part: DocumentPart) => {
    if (!inside.has(part)) {
      inside.add(part);
      part.parts.forEach(add);
    }
  };
  (everywhere ? outline.parts : outline.named(fallbackSynonyms)).forEach(add);
  const title = outline.parts.find(({ level }) => level === 1);
  return outline.parts
    .filter(part => inside.has(part))
    .flatMap(part => [
      ...(part === title ? [] : named(part.title, dependencies)).map(
        dependency => ({ dependency, words: part.words }),
      ),
      ...inRows(part.blocks, dependencies),
    ]);
}
