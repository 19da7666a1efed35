import { ChildProcess } from 'child_process';

/**
 * Waits until a process has said something so many times, or has ended. Messages that come at once, as those of the
 * transform of TypeScript do besides ours, are all looked at: `once` of Node would miss the second one of them.
 *
 * @param times - default: once
 * @returns whether it was said
 */
export async function hears(
  process: ChildProcess,
  wanted: string,
  times = 1,
): Promise<boolean> {
  let heard = 0;
  return await new Promise(answer => {
    process.on('exit', () => answer(false));
    process.on('message', message => {
      heard += message === wanted ? 1 : 0;
      if (heard === times) {
        answer(true);
      }
    });
  });
}
