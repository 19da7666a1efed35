import { Command, CommanderError } from 'commander';
import { collectCommand } from './commands/collect/collectCommand';
import { evaluateCommand } from './commands/evaluate/evaluateCommand';
import { explainCommand } from './commands/explain/explainCommand';
import { factsCommand } from './commands/facts/factsCommand';
import { functionsCommand } from './commands/facts/functionsCommand';
import { initCommand } from './commands/init/initCommand';
import { lintCommand } from './commands/lint/lintCommand';
import { pushCommand } from './commands/push/pushCommand';
import { testCommand } from './commands/test/testCommand';
import { ExitCode, exitCodes, Terminal, UsageError } from './terminal';

function createProgram(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  const program = new Command('readiness')
    .description(
      'Scorecards as code: lint, test and evaluate them, and look up what they can read.',
    )
    .showHelpAfterError('(run it with --help to see what it takes)');
  const commands = [
    lintCommand,
    testCommand,
    evaluateCommand,
    explainCommand,
    initCommand,
    factsCommand,
    functionsCommand,
    collectCommand,
    pushCommand,
  ];
  commands.forEach(create => program.addCommand(create(terminal, end)));
  // Of every command: it ends by an error that main() takes, and writes to the terminal that it was given.
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: text => terminal.write(text),
      writeErr: text => terminal.note(text.trimEnd()),
    });
  }
  return program;
}

/** The system's own messages hold absolute paths. */
function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code && /^E[A-Z]+$/.test(code)
    ? `It failed with ${code}`
    : String(message ?? error).split('\n')[0];
}

/**
 * Runs a command. Never throws.
 *
 * @param args - without the program's own name
 * @returns the exit code
 */
export async function main(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.good;
  try {
    await createProgram(terminal, ended => {
      code = ended;
    }).parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    terminal.progress(null);
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.good : exitCodes.broken;
    }
    if (!(error instanceof UsageError) && terminal.env.READINESS_DEBUG) {
      terminal.note(String((error as Error).stack));
    }
    terminal.note(`${terminal.colors.red('error')} ${describe(error)}`);
    return exitCodes.broken;
  }
}
