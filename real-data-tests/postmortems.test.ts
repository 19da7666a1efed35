/**
 * Postmortems of others: what is read of 53 files and of five forms, and how often that is right in all fifty that are
 * postmortems.
 */
import { PostmortemsCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import {
  postmortemParts,
  PostmortemsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { localFiles, observeAll, renamedFiles, targetIn } from './localFiles';
import { PostmortemPart, readByEye, readByEyeLater } from './postmortemParts';
import { Reading } from './Reading';
import { realFiles } from './realData';

type Postmortem = PostmortemsFact['postmortems'][number];

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
/** Early enough that none of them is older than twelve months by the day in its name. */
const now = new Date('2019-06-01T00:00:00Z');
const files = realFiles('postmortems/**/*').map(({ name }) => name);

describe('postmortems of others', () => {
  const reading = new Reading('Postmortems');
  const found = new Map<string, Postmortem>();
  let fact: PostmortemsFact;

  beforeAll(async () => {
    const collector = new PostmortemsCollector({
      files: localFiles(),
      schedule,
    });
    const target = targetIn('.', { name: 'all' });
    const observed = await observeAll(collector, [target], now);
    const it = observed.get('component:default/all');
    fact = it?.data as PostmortemsFact;
    fact.postmortems.forEach(each => found.set(each.path, each));
    reading.addRead(found.size);
    it?.problems.forEach(({ source, line, message }) =>
      reading.addUnread(`${source}:${line ?? 1}`, message),
    );
    files
      .filter(name => !found.has(name))
      .forEach(name => reading.addUnread(name, 'an index or a template'));
  });

  afterAll(() => reading.print());

  it('reads every postmortem, and leaves out indexes and templates', () => {
    expect(files).toHaveLength(53);
    expect(reading.read).toBe(50);
    expect(reading.unread.map(({ place }) => place)).toEqual([
      'postmortems/PostHog__post-mortems/README.md',
      'postmortems/PostHog__post-mortems/investigations/template.md',
      'postmortems/kubernetes__test-infra/docs/post-mortems/README.md',
    ]);
    expect(fact.broken).toBe(0);
  });

  it('finds as much as before', () => {
    const all = [...found.values()];
    const parts = Object.fromEntries(
      postmortemParts.map(part => [
        part,
        all.filter(it => it.parts.includes(part)).length,
      ]),
    );
    expect({
      ...parts,
      incident: all.filter(it => it.incident !== null).length,
      followUps: fact.followUps.length,
      technical: fact.followUps.filter(it => it.kind === 'technical').length,
      process: fact.followUps.filter(it => it.kind === 'process').length,
      owned: fact.followUps.filter(it => it.hasOwner).length,
    }).toEqual({
      detected: 40,
      mitigated: 40,
      resolved: 44,
      roles: 0,
      impact: 39,
      'contributing-factors': 47,
      'technical-follow-up': 43,
      'process-follow-up': 24,
      incident: 38,
      followUps: 219,
      technical: 114,
      process: 33,
      owned: 4,
    });
  });

  it('takes no form for a postmortem, whatever it is called', async () => {
    const forms = [
      { folder: 'postmortem-templates', name: 'forms' },
      { folder: 'postmortems/PostHog__post-mortems', name: 'posthog' },
    ];
    const read = new Set<string>();
    const nameOf = (path: string) =>
      path.includes('emplate')
        ? `docs/postmortems/${path.replace(/[^a-z\d]+|template/gi, '')}.md`
        : null;
    const collector = new PostmortemsCollector({
      schedule,
      files: renamedFiles(nameOf, read),
    });
    const observed = await observeAll(
      collector,
      forms.map(({ folder, name }) => targetIn(folder, { name })),
      now,
    );
    expect(realFiles('postmortem-templates/**/*.md')).toHaveLength(5);
    expect(read.size).toBe(6);
    for (const { name } of forms) {
      const it = observed.get(`component:default/${name}`);
      expect(it?.data).toMatchObject({ postmortems: [], followUps: [] });
    }
  });

  /** How often a part is found rightly, found wrongly, and missed. */
  function judge(
    judged: ReadonlyMap<string, readonly PostmortemPart[]>,
  ): Record<string, [right: number, wrong: number, missed: number]> {
    return Object.fromEntries(
      postmortemParts.map(part => {
        const rows = [...judged].map(([name, parts]) => ({
          is: parts.includes(part),
          said: found.get(name)?.parts.includes(part) ?? false,
        }));
        return [
          part,
          [
            rows.filter(({ is, said }) => is && said).length,
            rows.filter(({ is, said }) => !is && said).length,
            rows.filter(({ is, said }) => is && !said).length,
          ],
        ];
      }),
    );
  }

  it('agrees with what was read by eye as often as it did', () => {
    expect([...readByEye.keys(), ...readByEyeLater.keys()].sort()).toEqual(
      [...found.keys()].sort(),
    );
    expect(judge(readByEye)).toEqual({
      detected: [28, 1, 2],
      mitigated: [29, 0, 3],
      resolved: [31, 1, 0],
      roles: [0, 0, 0],
      impact: [28, 0, 6],
      'contributing-factors': [34, 0, 1],
      'technical-follow-up': [27, 2, 4],
      'process-follow-up': [18, 1, 2],
    });
  });

  it('agrees with what was read by eye when the rules were finished', () => {
    // Roles that are told in one line of a timeline only, by name, are missed.
    expect(judge(readByEyeLater)).toEqual({
      detected: [11, 0, 1],
      mitigated: [10, 1, 4],
      resolved: [12, 0, 0],
      roles: [0, 0, 2],
      impact: [10, 1, 4],
      'contributing-factors': [13, 0, 1],
      'technical-follow-up': [14, 0, 1],
      'process-follow-up': [5, 0, 3],
    });
  });
});
