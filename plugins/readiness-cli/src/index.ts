/**
 * The command line of Readiness.
 *
 * @packageDocumentation
 */
import { main } from './main';
import { processTerminal } from './terminal';

/** Runs the command of this process, and sets its exit code. @public */
export function run(): void {
  // Whoever reads may stop reading, as `head` does; that is no error.
  process.stdout.on('error', error => {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') {
      throw error;
    }
  });
  void main(process.argv.slice(2), processTerminal()).then(code => {
    process.exitCode = code;
  });
}
