import {
  FactSchema,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Command } from 'commander';
import { loadDocuments } from '../../documents';
import { formatReader } from '../../formats';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';
import {
  writeFactList,
  writeFactsJson,
  writeFactsMarkdown,
  writeFactText,
} from './writeFacts';

const formats = ['text', 'json', 'markdown'] as const;

interface FactsOptions {
  collectors: string[];
  format: (typeof formats)[number];
}

function choose(facts: readonly FactSchema[], name: string | undefined) {
  if (name === undefined) {
    return [...facts].sort((a, b) => (a.collector < b.collector ? -1 : 1));
  }
  const found = facts.filter(({ collector }) => collector === name);
  if (found.length === 0) {
    throw new UsageError(
      `There is no fact "${name}"; "readiness facts" lists those that there are`,
    );
  }
  return found;
}

async function showFacts(
  name: string | undefined,
  { collectors, format }: FactsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const documents =
    collectors.length > 0
      ? await loadDocuments(collectors, { cwd: terminal.cwd })
      : null;
  const facts = choose(documents?.facts ?? factSchemas, name);
  switch (format) {
    case 'json':
      terminal.write(writeFactsJson(facts));
      break;
    case 'markdown':
      terminal.write(writeFactsMarkdown(facts));
      break;
    default:
      terminal.write(
        name === undefined
          ? writeFactList(facts, terminal)
          : writeFactText(facts[0], terminal),
      );
  }
  if (!documents) {
    return exitCodes.good;
  }
  noteProblems(documents.problems, documents.texts, terminal);
  return documents.problems.length > 0 ? exitCodes.broken : exitCodes.good;
}

/** `readiness facts`. */
export function factsCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('facts')
    .description(
      'Show what conditions can read: all facts, or one with its fields and an example.',
    )
    .argument('[fact]', 'id of a fact, e.g. repository')
    .option(
      '--collectors <paths...>',
      'recipes of collectors of your own, whose facts are shown too',
      [],
    )
    .option(
      '--format <format>',
      `how to write it: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (name: string | undefined, options: FactsOptions) => {
      end(await showFacts(name, options, terminal));
    });
}
