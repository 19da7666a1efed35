import { Command, InvalidArgumentError, Option } from 'commander';
import { ownerFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectedFacts,
  collectFacts,
  LocalEntity,
  readEntities,
} from '../../collection';
import { Format, formatReader, plural } from '../../formats';
import { readPortalAddress } from '../../portal';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { addEntityArguments, EntityOptions } from '../entityArguments';
import { noteProblems } from '../noteProblems';
import { askPortal } from './askPortal';
import { chooseEntities } from './chooseEntities';
import { chooseScorecards } from './chooseScorecards';
import { compareReports, Comparison } from './compareReports';
import { evaluateEntities } from './evaluateEntities';
import { EvaluationReport } from './EvaluationReport';
import { readEarlier } from './readEarlier';
import {
  writeEvaluationJson,
  writeEvaluationJunit,
  writeEvaluationMarkdown,
} from './writeEvaluationReport';
import { writeEvaluationText } from './writeEvaluationText';

const formats = ['text', 'json', 'junit', 'markdown'] as const;

interface EvaluateOptions extends EntityOptions {
  minLevel?: number;
  onTarget: boolean;
  notWorse: boolean;
  compare?: string;
  portal?: string;
  format: (typeof formats)[number];
}

function readLevel(value: string): number {
  if (!/^[0-9]$/.test(value)) {
    throw new InvalidArgumentError('A level from 0 to 9 is expected.');
  }
  return Number(value);
}

function write(
  report: EvaluationReport,
  comparison: Comparison | null,
  format: Format,
  terminal: Terminal,
): string {
  switch (format) {
    case 'json':
      return writeEvaluationJson(report, comparison);
    case 'junit':
      return writeEvaluationJunit(report);
    case 'markdown':
      return writeEvaluationMarkdown(report, comparison);
    default:
      return writeEvaluationText(report, comparison, terminal);
  }
}

/** What is asked of the result, and not so; one sentence each. */
function listFailures(
  { entities }: EvaluationReport,
  comparison: Comparison | null,
  { minLevel, onTarget, notWorse }: EvaluateOptions,
): string[] {
  const all = entities.flatMap(({ ref, scorecards }) =>
    scorecards.map(scorecard => ({ ref, scorecard })),
  );
  return [
    ...all
      .filter(({ scorecard }) => scorecard.level < (minLevel ?? 0))
      .map(
        ({ ref, scorecard }) =>
          `${ref} is below level ${minLevel} of ${scorecard.name}`,
      ),
    ...all
      .filter(({ scorecard }) => onTarget && scorecard.onTarget === false)
      .map(
        ({ ref, scorecard }) => `${ref} is not on target of ${scorecard.name}`,
      ),
    ...(notWorse && comparison?.worse
      ? ['something that was met is not, or a level is lower']
      : []),
  ];
}

const maxOwnersNamed = 5;

/** Says how to name owners that are not in the files: else it looks as if nobody owned anything. */
function noteUnknownOwners(
  entities: readonly LocalEntity[],
  { facts }: CollectedFacts,
  terminal: Terminal,
) {
  const owners = new Set(
    entities
      .filter(({ ref }) => !facts.get(ref)?.[ownerFact.collector])
      .flatMap(({ observation }) => observation.owners),
  );
  if (owners.size === 0) {
    return;
  }
  const named = [...owners].sort().slice(0, maxOwnersNamed).join(', ');
  const more =
    owners.size > maxOwnersNamed
      ? ` and ${owners.size - maxOwnersNamed} more`
      : '';
  terminal.note(
    owners.size === 1
      ? `Nothing is known of the owner ${named}, who is in none of the files: name those that have it with --catalog.`
      : `Nothing is known of the owners ${named}${more}, who are in none of the files: name those that have them with --catalog.`,
  );
}

async function evaluate(
  paths: string[],
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { cwd } = terminal;
  if (options.notWorse && !options.compare && !options.portal) {
    throw new UsageError('--not-worse needs --compare or --portal');
  }
  const address = options.portal ? readPortalAddress(options.portal) : null;
  const earlier = options.compare
    ? await readEarlier(options.compare, cwd)
    : null;
  const scorecards = await chooseScorecards(options.scorecards, terminal);
  const read = await readEntities(paths, { cwd, more: options.catalog });
  noteProblems(read.problems, read.texts, terminal);
  const entities = chooseEntities(read.entities, options.entity);
  const now = terminal.now();
  const collected = await collectFacts(entities, {
    known: read.known,
    policies: options.policies,
    cwd,
    now,
    onCollector: title =>
      terminal.progress(
        `${title} of ${plural(entities.length, 'entity', 'entities')}`,
      ),
  });
  const refs = entities
    .filter(({ entity }) => scorecards.some(each => each.matches(entity)))
    .map(({ ref }) => ref);
  const portal = address ? await askPortal(refs, { address, terminal }) : null;
  terminal.progress(null);
  const general = collected.problems.filter(({ entityRef }) => !entityRef);
  noteProblems(general, new Map(), terminal);
  const report: EvaluationReport = {
    at: now.toISOString(),
    entities: evaluateEntities(entities, collected, scorecards, {
      now,
      known: portal?.known,
    }),
    problems: [...read.problems, ...general],
  };
  if (report.entities.length === 0) {
    throw new UsageError(
      entities.length === 0
        ? 'The files hold no entity that can be read'
        : 'No scorecard asks anything of the entities in the files',
    );
  }
  const comparison = portal
    ? compareReports(portal.earlier, report.entities, portal.label)
    : earlier &&
      compareReports(earlier, report.entities, options.compare ?? '');
  terminal.write(write(report, comparison, options.format, terminal));
  noteUnknownOwners(
    entities.filter(({ ref }) => refs.includes(ref)),
    collected,
    terminal,
  );
  const failures = listFailures(report, comparison, options);
  failures.forEach(failure => terminal.note(failure));
  if (read.problems.length > 0) {
    return exitCodes.broken;
  }
  return failures.length > 0 ? exitCodes.failing : exitCodes.good;
}

/** `readiness evaluate`. */
export function evaluateCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  const command = new Command('evaluate').description(
    'Evaluate the entities of catalog files over what lies beside them, without a network.',
  );
  return addEntityArguments(command, 'scorecards to evaluate against')
    .option('--min-level <level>', 'fail below this level', readLevel)
    .option('--on-target', 'fail where an entity is not on target', false)
    .option(
      '--not-worse',
      'fail where something that was met is not, or a level is lower',
      false,
    )
    .addOption(
      new Option(
        '--compare <file>',
        'show the change since an earlier run with --format json',
      ).conflicts('portal'),
    )
    .option(
      '--portal <url>',
      'show the change against a portal, and take from it what files do not tell; a token is read from READINESS_TOKEN',
    )
    .option(
      '--format <format>',
      `how to write the report: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (paths: string[], options: EvaluateOptions) => {
      end(await evaluate(paths, options, terminal));
    });
}
