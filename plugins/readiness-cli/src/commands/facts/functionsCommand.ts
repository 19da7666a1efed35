import {
  checkFunctions,
  writeSignature,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Command } from 'commander';
import {
  formatReader,
  markdownCode,
  markdownTable,
  toJson,
  wrapText,
} from '../../formats';
import { ExitCode, exitCodes, Terminal } from '../../terminal';

const formats = ['text', 'json', 'markdown'] as const;
type FunctionsFormat = (typeof formats)[number];

const described = checkFunctions.map(each => ({
  name: each.name,
  signature: writeSignature(each),
  description: each.description,
  example: each.example,
  answer: each.answer,
}));

function write(
  format: FunctionsFormat,
  { colors, width }: Pick<Terminal, 'colors' | 'width'>,
): string {
  switch (format) {
    case 'json':
      return toJson('functions', { functions: described });
    case 'markdown':
      return `# Functions of conditions\n\n${markdownTable(
        ['Function', 'What it answers', 'Example'],
        described.map(({ signature, description, example, answer }) => [
          markdownCode(signature),
          description,
          `${markdownCode(example)} is ${markdownCode(JSON.stringify(answer))}`,
        ]),
      )}`;
    default:
      return described
        .map(
          ({ signature, description, example, answer }) =>
            `${colors.bold(signature)}\n${wrapText(
              description,
              width,
              2,
            )}\n  ${example} ${colors.dim('=')} ${JSON.stringify(answer)}\n`,
        )
        .join('\n');
  }
}

/** `readiness functions`. */
export function functionsCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('functions')
    .description(
      'Show the functions that conditions can call beside those of CEL.',
    )
    .option(
      '--format <format>',
      `how to write it: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(({ format }: { format: FunctionsFormat }) => {
      terminal.write(write(format, terminal));
      end(exitCodes.good);
    });
}
