import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { stringify } from 'yaml';
import {
  markdownCode,
  markdownTable,
  markdownText,
  textTable,
  toJson,
  wrapText,
} from '../../formats';
import { Terminal } from '../../terminal';
import { factPath, listFields } from './listFields';

function writeExample(example: FactSchema['example']): string {
  return example === null
    ? ''
    : stringify(example, { lineWidth: 100, aliasDuplicateObjects: false });
}

/** One line a fact. */
export function writeFactList(
  facts: readonly FactSchema[],
  { colors }: Pick<Terminal, 'colors'>,
): string {
  return textTable(
    [{ title: 'fact' }, { title: 'what it is' }],
    facts.map(({ collector, title }) => [colors.bold(collector), title]),
  );
}

/** All of one fact. */
export function writeFactText(
  fact: FactSchema,
  { colors, width }: Pick<Terminal, 'colors' | 'width'>,
): string {
  const { collector, title, description, example } = fact;
  const fields = listFields(fact).map(
    ({ path, type, description: text }) =>
      `  ${colors.bold(path)}  ${colors.dim(type)}\n${
        text ? `${wrapText(text, width, 6)}\n` : ''
      }`,
  );
  const lines = [
    `${colors.bold(factPath(collector))}: ${title}\n`,
    `${wrapText(description, width)}\n`,
    fields.length > 0 ? `\nFields\n${fields.join('')}` : '',
    example
      ? `\nExample\n${writeExample(example).replace(/^(?=.)/gm, '  ')}`
      : '',
  ];
  return lines.join('');
}

/** For programs: the schemas as they are. */
export function writeFactsJson(facts: readonly FactSchema[]): string {
  return toJson('facts', {
    facts: facts.map(({ collector, title, description, schema, example }) => ({
      collector,
      title,
      description,
      schema,
      example,
    })),
  });
}

/** The catalogue of facts as a page. */
export function writeFactsMarkdown(facts: readonly FactSchema[]): string {
  const sections = facts.map(fact => {
    const { collector, title, description, example } = fact;
    const rows = listFields(fact).map(({ path, type, description: text }) => [
      markdownCode(path),
      markdownCode(type),
      // Written by us: the code marks in it are meant.
      text.replace(/\s+/g, ' ').replace(/\|/g, '\\|'),
    ]);
    const table =
      rows.length > 0
        ? `\n${markdownTable(['Field', 'Type', 'What it is'], rows)}`
        : '';
    const shown = example
      ? `\n\`\`\`yaml\n${writeExample(example)}\`\`\`\n`
      : '';
    return `## ${markdownCode(factPath(collector))}\n\n${markdownText(
      title.replace(/^./, first => first.toUpperCase()),
    )}. ${description}\n${table}${shown}`;
  });
  return `# Facts\n\nWhat conditions can read.\n\n${sections.join('\n')}`;
}
