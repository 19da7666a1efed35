import { Remediation } from '@team-readiness/backstage-plugin-readiness-common';

const placeholder = /\{\{\s*([\w./[\]'"-]{1,200}?)\s*\}\}/g;

/**
 * A text for no entity in particular: `{{ entity.metadata.name }}` reads
 * `{name}`.
 */
export function generalText(text: string): string {
  return text.replace(placeholder, (_all, path: string) => {
    const words = path.split(/\W+/).filter(Boolean);
    return `{${words[words.length - 1] ?? 'value'}}`;
  });
}

/**
 * A remediation for no entity in particular: `{{ entity.metadata.name }}`
 * reads `{name}`. On the page of an entity its own names are filled in.
 *
 * @param remediation - as the scorecard has it
 */
export function generalRemediation(remediation: Remediation): Remediation {
  const { text, path, example, link } = remediation;
  return {
    text: generalText(text),
    path: path && generalText(path),
    example: example && generalText(example),
    link,
  };
}
