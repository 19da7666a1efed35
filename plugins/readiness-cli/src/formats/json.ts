/**
 * JSON for programs. Each report begins with the command and the version of its
 * form; fields are only ever added to a version.
 *
 * @param report - JSON
 */
export function toJson(command: string, report: object): string {
  return `${JSON.stringify({ command, version: 1, ...report }, null, 2)}\n`;
}
