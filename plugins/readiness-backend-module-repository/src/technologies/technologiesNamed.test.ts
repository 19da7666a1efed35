import { technologies } from './technologies';
import { technologiesNamed } from './technologiesNamed';

describe('technologiesNamed', () => {
  it.each([
    ['Use PostgreSQL instead of Mongo', ['mongodb', 'postgresql']],
    ['Write the gateway in Go', ['go']],
    ['Go with the second option; go on', []],
    ['The pods move to another node', []],
    ['Use Node.js 22', ['node']],
    ['Move from C# to Rust', ['dotnet', 'rust']],
    ['Run on .NET 9', ['dotnet']],
    ['The net effect is small', []],
    ['Rust never sleeps, and rust on iron neither', []],
    [
      'Amazon Web Services, or K8s on Google Cloud',
      ['aws', 'gcp', 'kubernetes'],
    ],
    ['Roll out with Argo-Rollouts', ['argo rollouts']],
    ['javascript, gopher, s3cr3t', []],
    ['', []],
  ])('finds in %j: %j', (text, expected) => {
    expect(technologiesNamed(text)).toEqual(expected);
  });

  it('finds each technology by its own name or by how it is written', () => {
    const missed = Object.entries(technologies).filter(([name, { exact }]) => {
      const text = `We take ${exact?.[0] ?? name} from now on.`;
      return !technologiesNamed(text).includes(name);
    });
    expect(missed).toEqual([]);
  });

  it('takes linear time', () => {
    const text = 'Go.'.repeat(300_000);
    const start = process.cpuUsage().user;
    expect(technologiesNamed(text)).toEqual([]);
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(3_000);
  });
});
