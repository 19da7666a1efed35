import { InvalidArgumentError } from 'commander';

/** How a command writes what it found. */
export type Format = 'text' | 'json' | 'junit' | 'markdown' | 'sarif';

/**
 * Makes the reader of `--format`.
 *
 * @param formats - those that the command knows
 */
export function formatReader<T extends Format>(
  formats: readonly T[],
): (value: string) => T {
  return value => {
    const format = formats.find(known => known === value);
    if (!format) {
      throw new InvalidArgumentError(
        `One of ${formats.join(', ')} is expected.`,
      );
    }
    return format;
  };
}
