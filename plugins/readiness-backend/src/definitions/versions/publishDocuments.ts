/**
 * Makes versions of documents active.
 *
 * A replica moves the pointer of a document only when what it reads of that document differs from
 * what it read before; its first read counts. So replicas with different files, or of different
 * releases, do not move pointers back and forth, and take away nothing that only others know.
 */
import { Knex } from 'knex';
import {
  activateDefinitions,
  ActiveDefinitionRow,
  recordActivation,
  registerDefinition,
  RegisteredDefinition,
  selectActiveDefinitions,
  selectLastDefinitions,
} from '../../database/operations/definitions';
import { DefinitionsRow } from '../../database/tables';

/** A document that is good. */
export interface GoodDocument {
  contentHash: string;
  /** Canonical JSON with defaults. */
  document: string;
  /** Where it comes from, for people. */
  source: string;
  /** `built-in`, `config`, `file`, `url`, or a user entity ref. */
  createdBy: string;
}

/** What a replica read last, by name of the document; '' for one that was never good. */
export type SeenDocuments = ReadonlyMap<string, string>;

/** What {@link publishDocuments} takes. */
export interface PublishOptions {
  kind: string;
  /** By name. */
  good: ReadonlyMap<string, GoodDocument>;
  /** Names of documents, the broken ones too, in the order of pages. */
  names: readonly string[];
  /** Must the version that serves stay, since something of its documents is broken? */
  isHeld: (active: ActiveDefinitionRow) => boolean;
  /** Undefined at the first read. */
  seen: SeenDocuments | undefined;
  /**
   * What is to be stored of the terms on which a version becomes active.
   *
   * @returns undefined: it must wait, and is asked about again at the next call
   */
  plan: (
    name: string,
    version: RegisteredDefinition,
    before: Omit<DefinitionsRow, 'kind'> | null,
  ) => { enforcement: string | null } | undefined;
  at: Date;
}

/** What came of it. */
export interface Publication {
  /** Names that have another active version than before. */
  published: string[];
  /** Names that are no longer active. */
  inactive: string[];
  seen: SeenDocuments;
}

type Pointer = { name: string; definition_id: number; position: number };

/** What is to be done about the pointer of one document. */
function decide(
  document: GoodDocument | undefined,
  row: ActiveDefinitionRow | undefined,
  seen: string | undefined,
  options: PublishOptions,
): 'keep' | 'register' | 'remove' {
  if (row && options.isHeld(row)) {
    return 'keep';
  }
  if (document) {
    return row && seen === signatureOf(document) ? 'keep' : 'register';
  }
  // What this replica never saw, others may know.
  return row && (!options.seen || seen !== undefined) ? 'remove' : 'keep';
}

function signatureOf({ contentHash, source }: GoodDocument): string {
  return `${contentHash} ${source}`;
}

/**
 * Registers versions and moves pointers. A fixed number of statements, and up to four for each
 * version that is new.
 *
 * @param trx - A transaction; to be tried again on conflicts and unique keys.
 */
export async function publishDocuments(
  trx: Knex.Transaction,
  options: PublishOptions,
): Promise<Publication> {
  const { kind, good, at } = options;
  const stored = new Map(
    (await selectActiveDefinitions(trx, { kind })).map(row => [row.name, row]),
  );
  const isAdded = [...good.keys()].some(name => !stored.has(name));
  const last = isAdded ? await selectLastDefinitions(trx, { kind }) : new Map();
  const mine = new Set(options.names);
  const pointers: Pointer[] = [];
  const activated: Array<{ id: number; enforcement: string | null }> = [];
  const seen = new Map<string, string>();
  const published: string[] = [];
  const inactive: string[] = [];
  for (const [index, name] of [
    ...new Set([...options.names, ...stored.keys()]),
  ].entries()) {
    const document = good.get(name);
    const row = stored.get(name);
    const seenBefore = options.seen?.get(name);
    const position = row && !mine.has(name) ? row.position : index;
    const step = decide(document, row, seenBefore, options);
    if (step === 'remove') {
      inactive.push(name);
      continue;
    }
    if (mine.has(name) || seenBefore !== undefined) {
      seen.set(name, seenBefore ?? '');
    }
    let pointer = row?.id;
    if (step === 'register' && document) {
      const version = await registerDefinition(trx, {
        kind,
        name,
        ...document,
        createdAt: at,
      });
      const terms =
        version.id === row?.id
          ? row
          : options.plan(name, version, row ?? last.get(name) ?? null);
      if (terms) {
        seen.set(name, signatureOf(document));
        pointer = version.id;
      }
      if (terms && version.id !== row?.id) {
        published.push(name);
        activated.push({ id: version.id, enforcement: terms.enforcement });
      }
    }
    if (pointer !== undefined) {
      pointers.push({ name, definition_id: pointer, position });
    }
  }
  await activateDefinitions(trx, { kind, active: pointers, inactive });
  const deactivated = [...published, ...inactive].flatMap(
    name => stored.get(name)?.id ?? [],
  );
  await recordActivation(trx, { activated, deactivated, at });
  return { published, inactive, seen };
}
