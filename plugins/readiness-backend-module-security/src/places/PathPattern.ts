import { InputError } from '@backstage/errors';

const placeholders = ['kind', 'namespace', 'name', 'version'] as const;

/** What the path of a file says of whose it is. @public */
export interface PathMeaning {
  entityRef: string;
  /** Undefined where the pattern has no `{version}`. */
  version: string | undefined;
}

/**
 * Says by the path of a file whose it is.
 *
 * A pattern is a path with `{name}` in it, and with `{namespace}` (default `default`), `{kind}` (default `component`) and
 * `{version}` where it has them; `*` stands for anything within a name, and `**` as a whole name for any number of directories.
 *
 * @public
 */
export class PathPattern {
  readonly #expression: RegExp;

  /**
   * @param pattern - e.g. `{namespace}/{name}.sarif`
   * @param options.key - of the configuration that holds it, for messages
   * @param options.requires - placeholders that have to be in it
   * @throws InputError that names the key
   */
  constructor(
    readonly pattern: string,
    options: { key: string; requires: readonly string[] },
  ) {
    const { key, requires } = options;
    const used = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
    const unknown = used.find(
      name => !(placeholders as readonly string[]).includes(name),
    );
    if (unknown !== undefined || /[{}]/.test(pattern.replace(/\{\w+\}/g, ''))) {
      throw new InputError(
        `${key} knows the placeholders ${placeholders
          .map(name => `{${name}}`)
          .join(', ')}`,
      );
    }
    const missing = requires.find(name => !used.includes(name));
    if (
      missing !== undefined ||
      new Set(used).size < used.length ||
      pattern.length > 300
    ) {
      throw new InputError(
        `${key} takes a path of at most 300 characters with ${requires
          .map(name => `{${name}}`)
          .join(' and ')}, each once`,
      );
    }
    const names = pattern.split('/').filter(Boolean).map(toExpression);
    this.#expression = new RegExp(
      `^${names
        .map((name, index) => {
          const isLast = index === names.length - 1;
          if (name === null) {
            return isLast ? '.*' : '(?:[^/]+/)*';
          }
          return isLast ? name : `${name}/`;
        })
        .join('')}$`,
    );
  }

  /**
   * @param path - with forward slashes
   * @returns undefined where the path is of another form
   */
  read(path: string): PathMeaning | undefined {
    const groups =
      path.length <= 1_000 ? this.#expression.exec(path)?.groups : undefined;
    if (!groups) {
      return undefined;
    }
    const { kind = 'component', namespace = 'default', name, version } = groups;
    return {
      entityRef: `${kind}:${namespace}/${name}`.toLowerCase(),
      version,
    };
  }
}

/** @returns null for `**` */
function toExpression(name: string): string | null {
  if (name === '**') {
    return null;
  }
  return name
    .split(/(\{\w+\}|\*+)/)
    .map(part => {
      if (part.startsWith('{')) {
        const placeholder = part.slice(1, -1);
        // A version may hold a plus, which the name of an entity may not.
        const letters = placeholder === 'version' ? '\\w.+-' : '\\w.-';
        return `(?<${placeholder}>[${letters}]+)`;
      }
      return part.startsWith('*')
        ? '[^/]*'
        : part.replace(/[.+?^$()|[\]\\-]/g, '\\$&');
    })
    .join('');
}
