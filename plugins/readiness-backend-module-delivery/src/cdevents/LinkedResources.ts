import { Fields } from '../payload';
import { isCommit } from '../targets';
import { DomainId, parseDomainId } from './DomainId';

/** What the links of an event name; null where they name none. */
export interface LinkedResources {
  commit: string | null;
  /** Pull or merge request in the words of our readers of GitHub and GitLab, e.g. `acme/checkout#42`. */
  change: string | null;
  /** URL of the repository, where the host is plain from the provider. */
  repository: string | null;
  /** Id of the CDEvent that caused this one. */
  cause: string | null;
  /** Id of the CDEvent that this one undoes. */
  undone: string | null;
}

/** Kinds of relations, without regard to case and to what joins their words. */
const causes = new Set(['causedby']);
const undoes = new Set(['rollsback', 'reverts', 'undoes']);

const hosts = new Map([
  ['github', 'https://github.com'],
  ['gitlab', 'https://gitlab.com'],
  ['bitbucket', 'https://bitbucket.org'],
]);

/** How many links are looked at. */
const linksRead = 100;

/**
 * @param context - `context` of a valid CDEvent
 */
export function readLinkedResources(context: Fields): LinkedResources {
  const links = context.objects('links', linksRead);
  const ids = links.flatMap(link => {
    const end = link.optionalObject('target') ?? link.optionalObject('from');
    return parseDomainId(end?.optionalText('domainId') ?? '') ?? [];
  });
  const commit = ids.find(
    ({ type, resourceId }) => type === 'commit' && isCommit(resourceId),
  );
  const change = ids.find(({ type }) => type === 'pr' || type === 'mr');
  return {
    commit: commit?.resourceId ?? null,
    change: change ? requestOf(change) : null,
    repository: repositoryOf(commit ?? change) ?? null,
    cause: eventOf(links, causes),
    undone: eventOf(links, undoes),
  };
}

function eventOf(
  links: readonly Fields[],
  kinds: ReadonlySet<string>,
): string | null {
  const link = links.find(it =>
    kinds.has(
      (it.optionalText('linkKind') ?? '').toLowerCase().replace(/[\s_-]/g, ''),
    ),
  );
  return link?.optionalObject('target')?.optionalText('contextId') ?? null;
}

const pathOf = ({ namespace, groups }: DomainId) =>
  [namespace, groups].filter(Boolean).join('/');

function requestOf(id: DomainId): string {
  const mark = id.provider === 'gitlab' ? '!' : '#';
  return `${pathOf(id).toLowerCase()}${mark}${id.resourceId}`;
}

function repositoryOf(id: DomainId | undefined): string | undefined {
  // With an id, it is an installation of which nobody here knows the host.
  const host = id && !id.providerId ? hosts.get(id.provider) : undefined;
  return id && host && `${host}/${pathOf(id)}`;
}
