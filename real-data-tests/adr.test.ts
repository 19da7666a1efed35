/**
 * Decision records of others: what is read of 80 files, and how often that is right in twenty that were read by
 * eye.
 */
import { DecisionsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DecisionsCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import { localFiles, observeAll, targetIn } from './localFiles';
import { Reading } from './Reading';
import { realFiles } from './realData';

type Decision = DecisionsFact['decisions'][number];

const files = realFiles('adr/**/*.md').map(({ name }) => name);
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

/** Where the records of each repository are: by default, or as its own annotation would say. */
const places = [
  { name: 'madr', folder: 'adr/adr__madr' },
  { name: 'madr-template', folder: 'adr/adr__madr', location: 'template' },
  { name: 'backstage', folder: 'adr/backstage__backstage' },
  {
    name: 'govuk',
    folder: 'adr/alphagov__govuk-aws',
    location: 'docs/architecture/decisions',
  },
];

const madr = 'adr/adr__madr';
const backstage = 'adr/backstage__backstage/docs/architecture-decisions';
const govuk = 'adr/alphagov__govuk-aws/docs/architecture/decisions';

/**
 * What a reader finds in twenty files, drawn by the fixed seed 80 before anything was measured: status, number of
 * options, consequences. Undefined: a template, which is no record.
 */
const readByEye = new Map<string, [string | null, number, boolean] | undefined>(
  [
    // "on hold": not decided yet. What it costs stands in half a sentence of the decision.
    [
      `${madr}/docs/decisions/0003-provide-own-madr-tools.md`,
      ['proposed', 5, false],
    ],
    [`${madr}/docs/decisions/0010-support-categories.md`, [null, 7, true]],
    [
      `${madr}/docs/decisions/0011-use-asterisk-as-list-marker.md`,
      [null, 2, false],
    ],
    [
      `${madr}/docs/decisions/0013-use-yaml-front-matter-for-meta-data.md`,
      [null, 2, true],
    ],
    [`${madr}/docs/decisions/0014-allow-neutral-arguments.md`, [null, 5, true]],
    [
      `${madr}/docs/decisions/0017-use-same-format-for-outcomes-and-options.md`,
      [null, 3, false],
    ],
    [
      `${madr}/docs/decisions/0018-use-confirmation-as-heading.md`,
      [null, 3, false],
    ],
    [
      `${madr}/template/0000-use-markdown-architectural-decision-records.md`,
      [null, 5, false],
    ],
    [`${madr}/template/adr-template-bare-minimal.md`, undefined],
    [`${madr}/template/adr-template.md`, undefined],
    [`${govuk}/0005-terraform-module-location.md`, ['accepted', 0, true]],
    [`${govuk}/0010-terraform-directory-structure.md`, ['accepted', 0, true]],
    [`${govuk}/0013-userdata-provisioning-snippets.md`, ['proposed', 0, true]],
    [`${govuk}/0015-dns-infrastructure.md`, ['accepted', 0, true]],
    [
      `${govuk}/0020-merge-api-postgresql-instance-into-main-postgresql-instance.md`,
      ['accepted', 0, true],
    ],
    [`${govuk}/0025-use-elasticache-for-redis.md`, ['accepted', 0, true]],
    [
      `${govuk}/0027-move-publicapi-away-from-frontend-lb.md`,
      ['accepted', 0, true],
    ],
    [
      `${govuk}/0028-combine-api-mongo-cluster-into-mongo-cluster.md`,
      ['accepted', 0, true],
    ],
    [`${govuk}/0038-mongo_replacement_by_documentdb.md`, ['accepted', 0, true]],
    [`${govuk}/0039-non-govuk-domain-policy.md`, ['accepted', 0, true]],
  ],
);

describe('decision records of others', () => {
  const reading = new Reading('Decision records');
  const found = new Map<string, Decision>();

  beforeAll(async () => {
    const targets = places.map(({ name, folder, location }) =>
      targetIn(folder, {
        name,
        annotations: location ? { 'backstage.io/adr-location': location } : {},
      }),
    );
    const collector = new DecisionsCollector({ files: localFiles(), schedule });
    const observed = await observeAll(
      collector,
      targets,
      new Date('2026-11-01T00:00:00Z'),
    );
    for (const { name, folder } of places) {
      const it = observed.get(`component:default/${name}`);
      const { decisions } = it?.data as DecisionsFact;
      decisions.forEach(each => found.set(`${folder}/${each.path}`, each));
      reading.addRead(decisions.length);
      it?.problems.forEach(problem =>
        reading.addUnread(
          `${folder}/${problem.source}:${problem.line ?? 1}`,
          problem.message,
        ),
      );
    }
    files
      .filter(name => !found.has(name))
      .forEach(name => reading.addUnread(name, 'an index or a template'));
  });

  afterAll(() => reading.print());

  it('reads every record, and leaves out indexes and templates', () => {
    expect(files).toHaveLength(80);
    expect(reading.read).toBe(71);
    expect(reading.unread.map(({ place }) => place)).toEqual([
      `${madr}/docs/decisions/adr-template.md`,
      `${madr}/docs/decisions/index.md`,
      `${madr}/template/README.md`,
      `${madr}/template/adr-template-bare-minimal.md`,
      `${madr}/template/adr-template-bare.md`,
      `${madr}/template/adr-template-minimal.md`,
      `${madr}/template/adr-template.md`,
      `${backstage}/adr000-template.md`,
      `${backstage}/index.md`,
    ]);
  });

  it('finds as much as before', () => {
    const all = [...found.values()];
    const count = (holds: (decision: Decision) => boolean) =>
      all.filter(holds).length;
    const statuses = Object.fromEntries(
      ['proposed', 'accepted', 'rejected', 'deprecated', 'superseded'].map(
        status => [status, count(it => it.status === status)],
      ),
    );
    expect({
      ...statuses,
      none: count(it => it.status === null),
      dated: count(it => it.date !== null),
      twoOptions: count(it => it.options >= 2),
      problem: count(it => it.hasProblem),
      consequences: count(it => it.hasConsequences),
      operability: count(it => it.hasOperability),
      rollout: count(it => it.rollout !== null),
      technologies: count(it => it.technologiesNamed.length > 0),
    }).toEqual({
      proposed: 8,
      accepted: 30,
      rejected: 0,
      deprecated: 0,
      superseded: 1,
      none: 32,
      dated: 38,
      twoOptions: 20,
      problem: 70,
      consequences: 57,
      operability: 0,
      rollout: 0,
      technologies: 26,
    });
  });

  it('agrees with what was read by eye', () => {
    // At first, one of eighteen was wrong: an option that is called "Neutral, because" was taken for an argument.
    const read = [...readByEye.keys()].map(name => {
      const it = found.get(name);
      return [name, it && [it.status, it.options, it.hasConsequences]];
    });
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(readByEye));
  });
});
