import {
  scorecardJsonSchema,
  scorecardTestJsonSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Command } from 'commander';
import { promises as fs } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { starterScorecard, starterTest } from './starterDocuments';

const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const schemaDirectory = 'schemas';

async function isThere(path: string): Promise<boolean> {
  return fs.lstat(path).then(
    () => true,
    () => false,
  );
}

/** Writes a file that is not there. */
async function writeNew(path: string, source: string, text: string) {
  try {
    await fs.writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST'
        ? `${source} is there already, and is left as it is`
        : `${source} cannot be written (${code ?? 'unknown error'})`,
    );
  }
}

async function init(file: string, terminal: Terminal): Promise<ExitCode> {
  const path = resolve(terminal.cwd, file);
  const name = basename(path).replace(/\.ya?ml$/i, '');
  if (name === basename(path) || !idPattern.test(name) || name.length > 63) {
    throw new UsageError(
      'The file is named after the scorecard: lower-case words joined by dashes, and .yaml',
    );
  }
  const directory = dirname(path);
  const show = (target: string) =>
    relative(terminal.cwd, target).split(sep).join('/');
  const test = join(directory, `${name}.test.yaml`);
  for (const target of [path, test]) {
    if (await isThere(target)) {
      throw new UsageError(
        `${show(target)} is there already, and is left as it is`,
      );
    }
  }
  const schemas = join(directory, schemaDirectory);
  await fs.mkdir(schemas, { recursive: true }).catch(error => {
    throw new UsageError(
      `${show(schemas)} cannot be made (${
        (error as NodeJS.ErrnoException).code ?? 'unknown error'
      })`,
    );
  });
  const written = [path, test];
  const ofScorecard = './schemas/scorecard.schema.json';
  const ofTest = './schemas/scorecard-test.schema.json';
  await writeNew(path, show(path), starterScorecard(name, ofScorecard));
  await writeNew(test, show(test), starterTest(name, ofTest));
  for (const [schema, toSchema] of [
    [ofScorecard, scorecardJsonSchema],
    [ofTest, scorecardTestJsonSchema],
  ] as const) {
    const target = join(directory, schema);
    // Those of an earlier scorecard in the same directory serve this one too.
    if (!(await isThere(target))) {
      const json = `${JSON.stringify(toSchema(), null, 2)}\n`;
      await writeNew(target, show(target), json);
      written.push(target);
    }
  }
  written.forEach(target => terminal.write(`${show(target)}\n`));
  const quoted = /\s/.test(show(directory))
    ? `"${show(directory)}"`
    : show(directory) || '.';
  terminal.note(
    `Next: change ${show(
      path,
    )}, then run "readiness lint ${quoted}" and "readiness test ${quoted}".
Try it on a service: "readiness evaluate PATH --scorecards ${quoted}".`,
  );
  return exitCodes.good;
}

/** `readiness init`. */
export function initCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('init')
    .description(
      'Write a scorecard to begin with, its tests, and the JSON Schemas by which editors complete both.',
    )
    .argument('[file]', 'where to write it', 'scorecards/our-standards.yaml')
    .action(async (file: string) => {
      end(await init(file, terminal));
    });
}
