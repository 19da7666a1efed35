/** Characters that could make one text look like another, or end a line. */
const control =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/**
 * A name that somebody wrote, fit to be shown.
 *
 * @returns undefined for what is no text, empty, longer than 300 characters, or holds control characters
 */
export function plainName(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 300 || control.test(text)
    ? undefined
    : text;
}

/** A branch, tag, commit or version without git's own prefix; null for none, and for a URL. */
export function plainRef(value: unknown): string | null {
  const name = plainName(value);
  return name === undefined || name.includes('://')
    ? null
    : name.replace(/^refs\/(?:heads|tags)\//, '');
}

/**
 * The address behind a URL, without scheme, user, password, query, fragment and `.git`:
 * `https://me:secret@git.example.org/a/b.git?ref=v1` is `git.example.org/a/b`.
 *
 * @param value - a URL, or the short form of git for SSH (`git@git.example.org:a/b.git`)
 * @returns undefined for what is no such address
 */
export function sourceAddress(value: unknown): string | undefined {
  const text = plainName(value)?.replace(/[?#].*$/, '');
  if (text === undefined) {
    return undefined;
  }
  const short = /^[\w.-]{1,100}@([\w.-]{1,200}):(?!\/)(.*)$/.exec(text);
  const long = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/]+)\/(.*)$/i.exec(text);
  const [, authority, path] = short ?? long ?? [];
  if (authority === undefined) {
    return undefined;
  }
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const inside = path.replace(/^\/+|\/+$/g, '').replace(/\.git(?=$|\/\/)/, '');
  return host && inside ? `${host}/${inside}` : undefined;
}
