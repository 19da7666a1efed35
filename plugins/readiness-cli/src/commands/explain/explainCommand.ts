import { Command } from 'commander';
import { collectFacts, readEntities } from '../../collection';
import { formatReader } from '../../formats';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { addEntityArguments, EntityOptions } from '../entityArguments';
import { chooseEntities } from '../evaluate/chooseEntities';
import { chooseScorecards } from '../evaluate/chooseScorecards';
import { noteProblems } from '../noteProblems';
import { explainCheck } from './ExplanationReport';
import {
  writeExplanationJson,
  writeExplanationMarkdown,
  writeExplanationText,
} from './writeExplanation';

const formats = ['text', 'json', 'markdown'] as const;

interface ExplainOptions extends EntityOptions {
  check: string;
  format: (typeof formats)[number];
}

async function explain(
  paths: string[],
  options: ExplainOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  const scorecards = await chooseScorecards(options.scorecards, terminal);
  const having = scorecards.filter(({ checks }) =>
    checks.some(({ definition }) => definition.id === options.check),
  );
  if (having.length === 0) {
    throw new UsageError(`No scorecard has a check "${options.check}"`);
  }
  const read = await readEntities(paths, { cwd, more: options.catalog });
  noteProblems(read.problems, read.texts, terminal);
  const chosen = chooseEntities(read.entities, options.entity);
  const matching = chosen.filter(({ entity }) =>
    having.some(each => each.matches(entity)),
  );
  // Why it does not apply is an answer too, where one entity is asked about.
  const entities =
    matching.length > 0 || options.entity.length === 0 ? matching : chosen;
  if (entities.length === 0) {
    throw new UsageError(
      `"${options.check}" asks nothing of the entities in the files`,
    );
  }
  const now = terminal.now();
  const collected = await collectFacts(entities, {
    known: read.known,
    policies: options.policies,
    cwd,
    now,
    onCollector: title => terminal.progress(title),
  });
  terminal.progress(null);
  noteProblems(collected.problems, new Map(), terminal);
  const reports = entities.flatMap(local =>
    having.flatMap(
      scorecard =>
        explainCheck(scorecard, options.check, local, collected, now) ?? [],
    ),
  );
  switch (options.format) {
    case 'json':
      terminal.write(writeExplanationJson(reports));
      break;
    case 'markdown':
      terminal.write(writeExplanationMarkdown(reports));
      break;
    default:
      terminal.write(writeExplanationText(reports, terminal));
  }
  return read.problems.length > 0 ? exitCodes.broken : exitCodes.good;
}

/** `readiness explain`. */
export function explainCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  const command = new Command('explain').description(
    'Show why an entity has its result for a check: the condition part by part, with the values seen.',
  );
  return addEntityArguments(command, 'scorecards that have the check')
    .requiredOption('--check <id>', 'the check')
    .option(
      '--format <format>',
      `how to write it: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (paths: string[], options: ExplainOptions) => {
      end(await explain(paths, options, terminal));
    });
}
