import { Command } from 'commander';
import {
  FactPushItemAnswer,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';
import { text as readStream } from 'node:stream/consumers';
import { loadDocuments } from '../../documents';
import { formatReader, plural, textTable } from '../../formats';
import { createPortalClient, readPortalAddress } from '../../portal';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';
import { pushItems } from './pushItems';
import { readPushItems } from './readPushItems';

const formats = ['text', 'json'] as const;
const maxTold = 20;

interface PushOptions {
  portal?: string;
  fact?: string;
  entity?: string;
  collectors: string[];
  dryRun: boolean;
  format: (typeof formats)[number];
}

async function readInput(file: string, terminal: Terminal): Promise<string> {
  try {
    return file === '-'
      ? await readStream(process.stdin)
      : await fs.readFile(resolve(terminal.cwd, file), 'utf8');
  } catch (error) {
    const { code = 'an unknown error' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be read (${code})`);
  }
}

function writeText(
  answers: readonly FactPushItemAnswer[],
  terminal: Terminal,
): void {
  const counts = new Map<string, number>();
  answers.forEach(({ status }) => {
    counts.set(status, (counts.get(status) ?? 0) + 1);
  });
  terminal.write(
    textTable(
      [{ title: 'ITEMS', align: 'right' }, { title: 'STATUS' }],
      [...counts].map(([status, count]) => [String(count), status]),
    ),
  );
  const refused = answers.filter(({ status }) => status === 'refused');
  for (const { collector, entityRef, message } of refused.slice(0, maxTold)) {
    terminal.note(
      `${terminal.colors.red(
        'refused',
      )} ${collector} of ${entityRef}: ${message}`,
    );
  }
  if (refused.length > maxTold) {
    terminal.note(`… and ${refused.length - maxTold} more were refused`);
  }
}

async function push(
  file: string,
  options: PushOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!options.dryRun && !options.portal) {
    throw new UsageError('push needs --portal, or --dry-run');
  }
  const address = options.portal ? readPortalAddress(options.portal) : null;
  const documents =
    options.collectors.length > 0
      ? await loadDocuments(options.collectors, { cwd: terminal.cwd })
      : null;
  if (documents?.problems.length) {
    noteProblems(documents.problems, documents.texts, terminal);
    return exitCodes.broken;
  }
  const { items, problems } = readPushItems(
    await readInput(file, terminal),
    file === '-' ? 'standard input' : file,
    { facts: documents?.facts ?? factSchemas, defaults: options },
  );
  problems.slice(0, maxTold).forEach(problem => {
    terminal.note(`${terminal.colors.red('error')} ${problem}`);
  });
  if (problems.length) {
    terminal.note(
      `Nothing was pushed: ${plural(problems.length, 'item')} of ${
        items.length + problems.length
      } cannot be.`,
    );
    return exitCodes.failing;
  }
  if (options.dryRun || !address) {
    terminal.note(`${plural(items.length, 'item')} could be pushed.`);
    return exitCodes.good;
  }
  const answers = await pushItems(
    createPortalClient(address, terminal.env.READINESS_TOKEN),
    items,
    terminal,
  );
  if (options.format === 'json') {
    terminal.write(`${JSON.stringify({ items: answers }, null, 2)}\n`);
  } else {
    writeText(answers, terminal);
  }
  return answers.some(({ status }) => status === 'refused')
    ? exitCodes.failing
    : exitCodes.good;
}

/** `readiness push`. */
export function pushCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('push')
    .description(
      'Push facts to a portal: what a pipeline or a script knows, and nothing asks for.',
    )
    .argument('<file>', 'items as JSON, NDJSON or YAML; - is standard input')
    .option(
      '--portal <url>',
      'the backend that takes them; a token is read from READINESS_TOKEN',
    )
    .option('--fact <id>', 'id of the fact, where items do not name it')
    .option(
      '--entity <ref>',
      'ref of the entity, where items do not name it; with --fact a file may be the data itself',
    )
    .option(
      '--collectors <paths...>',
      'documents that describe facts of your own',
      [],
    )
    .option('--dry-run', 'read and check the items only', false)
    .option(
      '--format <format>',
      `how to write the answers: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (file: string, options: PushOptions) => {
      end(await push(file, options, terminal));
    });
}
