/**
 * The page of a workflow run, wherever in it a link leads: GitHub links to jobs, checks and attempts.
 *
 * @param url - http(s) link to the log of a deployment or a job, or null
 * @returns the link without what comes after the run; other links as they are
 */
export function runLink(url: string | null): string | null {
  return (
    url &&
    url.replace(
      /^(https?:\/\/[^/]+\/[^/]+\/[^/]+\/actions\/runs\/\d+).*$/s,
      '$1',
    )
  );
}
