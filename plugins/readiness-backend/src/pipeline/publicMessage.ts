/** Paths of at least two parts, also of Windows. */
const machinePath = /(?:file:\/\/)?(?:[a-z]:)?(?:[\\/][\w.@+-]+){2,}[\\/]?/gi;

const longest = 500;

/**
 * Says in plain words what went wrong, for people who may see neither statements
 * nor paths of the machine.
 *
 * @param error - Whatever was thrown.
 * @returns At most 500 characters.
 */
export function publicMessage(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  if (typeof code === 'string' && /^[0-9A-Z_]{3,40}$/.test(code)) {
    return `The results could not be stored (database code ${code}).`;
  }
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(machinePath, '(path)').slice(0, longest);
}
