import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';

type Params = Scorecard['spec']['params'];

const placeholder = /\{\{\s*params\.(\w{1,100})\s*\}\}/g;
const longestList = 20;

/**
 * Fills the params of a scorecard into a text that is about no entity in
 * particular: `{{ params.days }}` reads `30`. Whatever else stands between
 * braces is left as it is.
 *
 * @param text - as the check has it
 * @param params - of the scorecard; long and empty lists are not filled in
 */
export function fillParams(text: string, params: Params): string {
  return text.replace(placeholder, (written, name: string) => {
    if (!Object.hasOwn(params, name)) {
      return written;
    }
    const value = params[name];
    if (!Array.isArray(value)) {
      return String(value);
    }
    return value.length > 0 && value.length <= longestList
      ? value.join(', ')
      : written;
  });
}
