/** Names after a repository's own that begin the address of something in it. */
const insideRepository = new Set(
  '- tree blob raw edit blame src browse commit commits branch branches get archive'.split(
    ' ',
  ),
);

/** How many names of a URL's path name the repository. */
function repositoryLength(names: readonly string[]): number {
  const azure = names.indexOf('_git');
  if (azure >= 0) {
    return azure + 2;
  }
  const bitbucketServer = names.indexOf('repos');
  if (/^(?:projects|users)$/.test(names[bitbucketServer - 2] ?? '')) {
    return bitbucketServer + 2;
  }
  // GitLab's own mark of where the repository ends holds before words that may be names of it.
  const gitlab = names.indexOf('-', 2);
  if (gitlab >= 0) {
    return gitlab;
  }
  const inside = names.findIndex(
    (name, index) => index >= 2 && insideRepository.has(name),
  );
  return inside >= 0 ? inside : names.length;
}

/**
 * The repository that a URL leads into, so that URLs of different makers can be compared: those of
 * entities' locations and those of push events.
 *
 * It goes by the shapes of GitHub, GitLab, Gitea, Bitbucket and Azure DevOps and needs no configuration. It
 * only ever decides what is read again, never what may be read: see RepositoryPlace for that.
 *
 * @param url - of a repository, or of a branch, directory or file in it
 * @returns `https://<host>/<path>`, in lower case, without credentials, `.git` and a slash at the end, at most
 *   500 characters; undefined where it is no http(s) URL or names nothing on the host
 *
 * @public
 */
export function toRepositoryUrl(url: string): string | undefined {
  if (url.length > 2_000 || !URL.canParse(url)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(url);
  const names = pathname.toLowerCase().split('/').filter(Boolean);
  if (!/^https?:$/.test(protocol) || names.length === 0) {
    return undefined;
  }
  const path = names.slice(0, repositoryLength(names)).join('/');
  const result = `https://${host}/${path.replace(/\.git$/, '')}`;
  return result.length <= 500 ? result : undefined;
}
