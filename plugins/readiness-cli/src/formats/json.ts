// Left alone by JSON, and taken for more than a text by terminals, by whoever reads a log, and by CI systems.
const notPlain =
  /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|(?<=##)\[/g;

/** JSON in which nothing but text stands: the same value, with those characters escaped. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    notPlain,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
}

/**
 * JSON for programs. Each report begins with the command and the version of its
 * form; fields are only ever added to a version.
 *
 * @param report - JSON
 */
export function toJson(command: string, report: object): string {
  return safeJson({ command, version: 1, ...report });
}
