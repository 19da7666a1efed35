import { SourceChange } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { mkdtempSync, promises as fs, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test, and what may happen to files in it. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'security-'));

  /**
   * @param content - a text, or what is written as JSON
   * @param writtenAt - default: now
   */
  async write(name: string, content: unknown, writtenAt?: string) {
    const file = join(this.path, name);
    await fs.mkdir(dirname(file), { recursive: true });
    await fs.writeFile(
      file,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    if (writtenAt) {
      await fs.utimes(file, new Date(writtenAt), new Date(writtenAt));
    }
  }

  remove(name: string) {
    return fs.rm(join(this.path, name));
  }

  /** A file is written anew, and is as it was when that is undone. */
  rewrite(name: string, content: unknown): SourceChange {
    return {
      name: `${name} changes`,
      apply: async () => {
        const file = join(this.path, name);
        const before = await fs.readFile(file);
        const { mtime } = await fs.stat(file);
        await this.write(name, content);
        return async () => {
          await fs.writeFile(file, before);
          await fs.utimes(file, mtime, mtime);
        };
      },
    };
  }

  moveAway(name: string): SourceChange {
    return {
      name: `${name} is gone`,
      apply: async () => {
        const file = join(this.path, name);
        // Out of the folder, so that it is not found under another name.
        await fs.rename(file, `${this.path}.away`);
        return () => fs.rename(`${this.path}.away`, file);
      },
    };
  }

  delete() {
    rmSync(this.path, { recursive: true });
  }
}
