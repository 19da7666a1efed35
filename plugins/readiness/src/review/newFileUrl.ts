/** The page of a host on which a new file is made. */
export interface NewFilePage {
  host: 'GitHub' | 'GitLab';
  url: string;
  /** False: the text is too long for an address, only the name is filled in. */
  hasText: boolean;
}

// Hosts refuse longer addresses.
const longestUrl = 8_000;

const treePattern = /^\/(.+?)(\/-)?\/(tree|blob)\/([^/]+)(?:\/(.*))?$/;

function hostOf(hostname: string, isGitLabPath: boolean) {
  if (isGitLabPath || /(?:^|\.)gitlab\./.test(hostname)) {
    return 'GitLab';
  }
  return /(?:^|\.)github\./.test(hostname) ? 'GitHub' : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The directory of the entity within its repository, with a slash at its end; empty for the root. */
function directoryOf(kind: string, path: string): string {
  const isFile = kind === 'blob' || /\/?[^/]+\.ya?ml$/.test(path);
  const directory = isFile ? path.replace(/[^/]*$/, '') : path;
  const inside = directory.split('/').filter(Boolean).join('/');
  return inside ? `${inside}/` : '';
}

/**
 * The page on which GitHub or GitLab makes a new file, with name and text filled in.
 *
 * @param sourceUrl - where the source of the entity is: a directory or file of a branch
 * @param file - path relative to the directory of the entity, and text
 * @returns undefined for another host, or where the branch is not known; https only
 */
export function newFileUrl(
  sourceUrl: string | null,
  file: { path: string; text: string },
): NewFilePage | undefined {
  if (!sourceUrl || !URL.canParse(sourceUrl)) {
    return undefined;
  }
  const { protocol, host: address, hostname, pathname } = new URL(sourceUrl);
  const [, project, dash, kind, branch, rest = ''] =
    treePattern.exec(pathname) ?? [];
  const path = decoded(rest);
  const host = hostOf(hostname, dash !== undefined);
  if (protocol !== 'https:' || !project || !host || path === undefined) {
    return undefined;
  }
  // A name or password in the address of the source is left out.
  const page = `https://${address}/${project}${
    host === 'GitLab' ? '/-' : ''
  }/new/${branch}`;
  const [nameKey, textKey] =
    host === 'GitLab' ? ['file_name', 'content'] : ['filename', 'value'];
  const name = `${nameKey}=${encodeURIComponent(
    directoryOf(kind, path) + file.path,
  )}`;
  const whole = `${page}?${name}&${textKey}=${encodeURIComponent(file.text)}`;
  const hasText = whole.length <= longestUrl;
  return { host, url: hasText ? whole : `${page}?${name}`, hasText };
}
