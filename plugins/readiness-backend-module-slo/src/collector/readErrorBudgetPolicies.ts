import { SloFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { ResolvedSlo } from '../openslo/SloResolver';

type Policy = NonNullable<SloFact['slos'][number]['errorBudgetPolicy']>;

/** Where a policy is looked for that no annotation names. */
export const defaultPolicyPaths: readonly string[] = [
  'docs/error-budget-policy.md',
  'slo/error-budget-policy.md',
  'openslo/error-budget-policy.md',
];

const maxCharacters = 262_144;
const maxPolicies = 50;
const frontMatter =
  /^\uFEFF?---[ \t]*\r?\n[\s\S]{0,32768}?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const word = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;

/** The words of a Markdown text outside code blocks and front matter. */
export function countPolicyWords(text: string): number {
  const body = text.slice(0, maxCharacters).replace(frontMatter, '');
  let open = '';
  let words = 0;
  for (const line of body.split('\n')) {
    const mark = fence.exec(line)?.[1];
    if (mark && (open === '' || mark.startsWith(open))) {
      open = open === '' ? mark : '';
    } else if (open === '') {
      words += line.match(word)?.length ?? 0;
    }
  }
  return words;
}

function isAddress(link: string): boolean {
  return /^https?:/i.test(link);
}

function pathOf(link: string): string {
  return link.replace(/#.*$/s, '');
}

/**
 * Looks up the error budget policies that SLOs name, and the one at a default
 * path for those that name none.
 *
 * @param options.slos - of one entity
 * @param options.list - lists files of the entity by glob
 * @returns the same SLOs with what is known of their policies
 * @throws what `list` and reading a file throw: then it is not known whether there is a policy
 */
export async function readErrorBudgetPolicies(options: {
  slos: ResolvedSlo[];
  list(globs: string[]): Promise<EntityFilesListing | undefined>;
}): Promise<SloFact['slos']> {
  const { slos, list } = options;
  const named = [
    ...new Set(
      slos
        .map(slo => slo.errorBudgetPolicy)
        .filter(link => link !== null && !isAddress(link))
        .map(link => pathOf(String(link))),
    ),
  ].slice(0, maxPolicies);
  const needsDefault = slos.some(slo => slo.errorBudgetPolicy === null);
  const globs = [...named, ...(needsDefault ? defaultPolicyPaths : [])];
  const files = globs.length > 0 ? (await list(globs))?.files ?? [] : [];
  const byPath = new Map<string, EntityFile>(
    files.map(file => [file.path, file]),
  );
  const counted = new Map<string, number>();
  const countAt = async (path: string): Promise<number> => {
    const file = byPath.get(path);
    const known = counted.get(path);
    if (known !== undefined || !file) {
      return known ?? 0;
    }
    const words = countPolicyWords(await file.content());
    counted.set(path, words);
    return words;
  };

  const defaultPath = defaultPolicyPaths.find(path => byPath.has(path));
  const described: SloFact['slos'] = [];
  for (const slo of slos) {
    const link = slo.errorBudgetPolicy ?? defaultPath ?? null;
    let errorBudgetPolicy: Policy | null = null;
    if (link !== null) {
      const words = isAddress(link) ? null : await countAt(pathOf(link));
      errorBudgetPolicy = { link, words };
    }
    described.push({ ...slo, errorBudgetPolicy });
  }
  return described;
}
