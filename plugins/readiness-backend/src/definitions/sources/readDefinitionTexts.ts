/**
 * Where documents come from: the built-in scorecards that are on, the configuration, files and
 * URLs.
 */
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { DefinitionsConfig } from '../../config';
import {
  DefinitionOrigin,
  DefinitionText,
  UnreadSource,
} from './DefinitionText';
import { readConfigDocuments } from './readConfigDocuments';
import { readFiles } from './readFiles';
import { UrlDocuments } from './UrlDocuments';

/** A document that a text declares, so far as it can be told from a text that may be broken. */
interface Declared {
  kind: string;
  name: string;
  /** Name of the scorecard that it changes. */
  base: string | undefined;
}

/** A text with the name by which the configuration knows it. */
export interface NamedSource extends ScorecardSource {
  name: string;
}

/** What was read. */
export interface DefinitionTexts {
  builtIn: DefinitionText[];
  /** Built-in scorecards that are off, and that documents of the organisation extend. */
  bases: DefinitionText[];
  own: DefinitionText[];
  unread: UnreadSource[];
  /** Names of scorecards in the order of pages: built-in ones as configured, then as they come. */
  names: string[];
  /** Texts that speak of a scorecard, by its name: a complete document and those that extend it. */
  textsByName: ReadonlyMap<string, readonly DefinitionText[]>;
  /** Texts that speak of a collector, by its name. */
  textsByCollector: ReadonlyMap<string, readonly DefinitionText[]>;
}

/** Which sources there are. */
export type DefinitionSourcesConfig = Pick<
  DefinitionsConfig,
  'builtIn' | 'files'
> &
  Partial<DefinitionsConfig>;

/**
 * Reads all documents. Never throws: what cannot be read is in `unread`.
 *
 * @param config - What is on, what stands in the configuration, and where files are.
 * @param builtInScorecards - Reads those that ship with the product.
 * @param urls - Documents behind URLs; none unless given.
 * @param builtInRecipes - Reads the recipes that ship with the product; none unless given.
 */
export async function readDefinitionTexts(
  config: DefinitionSourcesConfig,
  builtInScorecards: () => Promise<ScorecardSource[]>,
  urls?: UrlDocuments,
  builtInRecipes?: () => Promise<NamedSource[]>,
): Promise<DefinitionTexts> {
  const unread: UnreadSource[] = [];
  const builtIn = [
    ...(await readBuiltIn(config.builtIn, builtInScorecards, unread)),
    ...(await readRecipes(config.recipes ?? [], builtInRecipes, unread)),
  ];
  const own = new Map<string, DefinitionText>();
  const add = (texts: DefinitionText[]) =>
    texts.forEach(text => own.set(text.source, text));
  add(readConfigDocuments(config.documents ?? []));
  for (const pattern of config.files) {
    add(await readFiles(pattern, unread));
  }
  add((await urls?.read(unread)) ?? []);

  const declaredBy = new Map(
    [...builtIn, ...own.values()].map(text => [text, declared(text.text)]),
  );
  const off = [...declaredBy.values()]
    .flat()
    .flatMap(({ base }) => base ?? [])
    .filter(name => !config.builtIn.includes(name));
  // What is no built-in scorecard is a matter of whoever reads the documents.
  const bases = await readBuiltIn([...new Set(off)], builtInScorecards, []);

  const textsByName = new Map<string, DefinitionText[]>();
  const textsByCollector = new Map<string, DefinitionText[]>();
  for (const [text, documents] of declaredBy) {
    for (const { kind, name } of documents) {
      if (kind === 'ScorecardTest') {
        continue;
      }
      const index = kind === 'Collector' ? textsByCollector : textsByName;
      index.set(name, [...(index.get(name) ?? []), text]);
    }
  }
  return {
    builtIn,
    bases,
    own: [...own.values()],
    unread,
    names: [...textsByName.keys()],
    textsByName,
    textsByCollector,
  };
}

/** By which way a document came that may be put together of several: the last one changes the others. */
export function originOf(texts: readonly DefinitionText[]): DefinitionOrigin {
  return texts.at(-1)?.origin ?? 'config';
}

/** The recipes that are on. */
async function readRecipes(
  names: readonly string[],
  builtInRecipes: () => Promise<NamedSource[]> = async () => [],
  unread: UnreadSource[],
): Promise<DefinitionText[]> {
  if (!names.length) {
    return [];
  }
  let shipped: NamedSource[] = [];
  try {
    shipped = await builtInRecipes();
  } catch {
    unread.push({
      source: 'readiness-standards/',
      message: 'The built-in recipes cannot be read.',
    });
    return [];
  }
  return [...new Set(names)].flatMap(name => {
    const recipe = shipped.find(each => each.name === name);
    if (!recipe) {
      const known = shipped.map(each => each.name).join(', ');
      unread.push({
        source: 'readiness.definitions.recipes',
        message: `There is no built-in recipe '${name}'; there are ${known}.`,
      });
      return [];
    }
    const { source, text } = recipe;
    return [{ source, text, origin: 'built-in' as const }];
  });
}

async function readBuiltIn(
  names: readonly string[],
  builtInScorecards: () => Promise<ScorecardSource[]>,
  unread: UnreadSource[],
): Promise<DefinitionText[]> {
  if (!names.length) {
    return [];
  }
  let shipped: ScorecardSource[] = [];
  try {
    shipped = await builtInScorecards();
  } catch {
    unread.push({
      source: 'readiness-standards/',
      message: 'The built-in scorecards cannot be read.',
    });
    return [];
  }
  return names.flatMap(name => {
    const source = shipped.find(({ text }) =>
      declared(text).some(
        document => document.kind === 'Scorecard' && document.name === name,
      ),
    );
    if (!source) {
      unread.push({
        source: 'readiness.definitions.builtIn',
        message: `There is no built-in scorecard '${name}'.`,
      });
    }
    return source ? [{ ...source, origin: 'built-in' as const }] : [];
  });
}

function declared(text: string): Declared[] {
  return readYamlDocuments(text).documents.flatMap(({ data }) => {
    const metadata = isObject(data) ? data.metadata : undefined;
    const name = isObject(metadata) ? metadata.name : undefined;
    if (typeof name !== 'string' || !isObject(data)) {
      return [];
    }
    const base = isObject(data.spec) ? data.spec.extends : undefined;
    return [
      {
        kind: String(data.kind),
        name,
        base: typeof base === 'string' ? base : undefined,
      },
    ];
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
