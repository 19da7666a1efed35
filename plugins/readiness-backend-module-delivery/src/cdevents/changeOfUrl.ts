/**
 * The pull or merge request that a page shows.
 *
 * @param url - of anything
 * @returns the URL of its repository, and its id as our readers of GitHub and GitLab write it;
 *   undefined for other pages
 */
export function changeOfUrl(
  url: string,
): { repository: string; change: string } | undefined {
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(url);
  const gitHub = /^\/([^/]+\/[^/]+)\/pull\/(\d+)(?:\/|$)/.exec(pathname);
  const gitLab = /^\/(.+?)(?:\/-)?\/merge_requests\/(\d+)(?:\/|$)/.exec(
    pathname,
  );
  const parts = gitHub ?? gitLab;
  if (!parts || !/^https?:$/.test(protocol)) {
    return undefined;
  }
  const [, path, number] = parts;
  return {
    repository: `https://${host}/${path}`,
    change: `${path.toLowerCase()}${gitHub ? '#' : '!'}${number}`,
  };
}
