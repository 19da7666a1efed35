import { createMockDirectory } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  decisionsFact,
  drillsFact,
  fallbacksFact,
  impactFact,
  modelCardsFact,
  onboardingFact,
  postmortemsFact,
  repositoryFact,
  reviewsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  describeCollector,
  SourceChange,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { DocumentHost } from './__testUtils__/DocumentHost';
import { ListedEntities } from './code';
import { documentCollectors } from './documentCollectors';

const root = createMockDirectory();
const host = new DocumentHost(root.path);
const now = new Date('2026-06-15T12:00:00Z');
const own = 'Customers cannot pay, and orders pile up quickly.';
const secret = 'ghp_0123456789abcdefSECRET';

const person = (name: string, group: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: { memberOf: [group] },
  relations: [{ type: 'memberOf', targetRef: `group:default/${group}` }],
});

const owned = {
  relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
};

/** Files by path, and one of them as it is changed. */
interface Documents {
  files: Record<string, string>;
  changed: Record<string, string | null>;
  broken: Record<string, string>;
}

const documents: Record<string, Documents> = {
  repository: {
    files: {
      'README.md': `# Shop\n\n${own} See [it](docs/missing.md).`,
      'docs/runbook.md': `---\nreviewed: 2026-06-01\nreviewed_by: li\n---\n## Impact\n\n${own} ${secret}`,
      'docs/architecture.md': `Uses pricing. ${own}`,
    },
    changed: { 'docs/runbook.md': `## Rollback\n\n${own}` },
    broken: { 'README.md': `---\nreviewed: [\n---\n${own}` },
  },
  decisions: {
    files: {
      'docs/adr/0001-redis.md': `---\nstatus: accepted\ndate: 2026-01-31\nconsulted: li\n---\n# Use Redis\n\n## Options\n\n* Redis\n* Kafka\n\n${own} ${secret}`,
      'docs/adr/0002-x.md': `# Canary\n\n## Status\n\nDraft`,
      'docs/adr/template.md': '# {title}',
    },
    changed: { 'docs/adr/0002-x.md': `# Canary\n\n## Status\n\nAccepted` },
    broken: { 'docs/adr/0001-x.md': '---\nstatus: [\n---\n# X' },
  },
  reviews: {
    files: {
      'docs/reviews/2026-03.md': `---\ndate: 2026-03-01\nreviewers: [li, mara]\ndecision: ready\n---\n## Cost\n\n${own} ${secret}`,
    },
    changed: { 'docs/reviews/2026-03.md': null },
    broken: { 'docs/reviews/2026-03.md': '---\ndate: soon\n---\n# X' },
  },
  impact: {
    files: {
      'docs/impact/spend.md': `---\nkind: improvement\nmetric: spend\nunit: EUR\nbefore: 840\nafter: 310\nfrom: 2026-04-01\nto: 2026-05-20\nevidence: https://dashboards.example.org/a\n---\n${secret}`,
    },
    changed: { 'docs/impact/second.md': '---\nkind: toil\n---\n' },
    broken: { 'docs/impact/spend.md': '---\nbefore: many\n---\n' },
  },
  fallbacks: {
    files: { 'docs/fallbacks.md': `# Away\n\n## pricing\n\n${own} ${secret}` },
    changed: { 'docs/fallbacks.md': `# Away\n\n## Pricing\n\n${own} ${own}` },
    broken: { 'docs/fallbacks.md': `${'x'.repeat(2_000_000)}` },
  },
  drills: {
    files: {
      'docs/drills/rollback.md': `---\nkind: rollback\ndate: 2026-04-14\nduration: PT6M\nsucceeded: true\n---\n${secret}`,
    },
    changed: {
      'docs/drills/rollback.md': '---\nkind: restore\ndate: 2026-04-14\n---\n',
    },
    broken: { 'docs/drills/rollback.md': '---\nkind: party\n---\n' },
  },
  postmortems: {
    files: {
      'docs/postmortems/orders.md': `---\nincident: INC-204\npublished: 2026-05-21\n---\n# Orders\n\n## Impact\n\n${own} ${secret}\n\n## Timeline\n\n- 02:40 detected by li\n\n## Action items\n\n- [x] Add an alert, owner: li, due 2026-06-01, done 2026-06-02\n- [ ] ${own}`,
      'docs/postmortems/form.md': '# Incident title\n\n## Impact',
    },
    changed: {
      'docs/postmortems/orders.md': `---\npublished: 2026-05-21\n---\n# Orders\n\n${own} ${own}`,
    },
    broken: {
      'docs/postmortems/orders.md': `---\npublished: soon\n---\n# Orders\n\n${own} ${own}`,
    },
  },
  'model-cards': {
    files: {
      'MODEL_CARD.md': `---\nevaluated: 2026-05-09\n---\n# fraud\n\n## Uses\n\n${own} ${own} ${own} ${secret}\n\n## Results\n\n- recall: 0.91`,
      'docs/retraining.md': `---\ntrigger: schedule\n---\n${own}`,
      '.github/workflows/retrain.yaml': `on:\n  schedule: []\n# ${secret}`,
    },
    changed: { 'docs/retraining.md': '---\ntrigger: manual\n---\n' },
    broken: { 'MODEL_CARD.md': `---\nevaluated: [\n---\n${own}` },
  },
  onboarding: {
    files: { 'docs/onboarding.md': `# Hello\n\n## Access\n\n${own} ${secret}` },
    changed: { 'docs/onboarding.md': `# Hello\n\n## Contacts\n\n${own}` },
    broken: { 'docs/onboarding.md': '---\na: [\n---\n' },
  },
};

const facts = [
  repositoryFact,
  decisionsFact,
  reviewsFact,
  impactFact,
  fallbacksFact,
  drillsFact,
  onboardingFact,
  postmortemsFact,
  modelCardsFact,
];

function targetOf(id: string, name: string) {
  const kind = id === 'onboarding' ? 'Group' : 'Component';
  const spec = { type: id === 'model-cards' ? 'ml-service' : 'service' };
  return host.target(name, {
    entity: { kind, spec, ...owned },
    annotations: { 'team-readiness.dev/rto': 'PT10M' },
    dependencies: ['pricing'],
  });
}

function change(name: string, id: string): SourceChange {
  const { changed } = documents[id];
  return {
    name,
    apply: async () => {
      const before = Object.fromEntries(
        Object.keys(changed).map(file => [file, host.read(`${id}-one`, file)]),
      );
      host.write(`${id}-one`, changed);
      return async () => host.write(`${id}-one`, before);
    },
  };
}

function failing(name: string, error: Error): SourceChange {
  return {
    name,
    apply: async () => {
      host.failure = error;
      return async () => {
        host.failure = undefined;
      };
    },
  };
}

beforeAll(() => {
  for (const [id, { files, broken }] of Object.entries(documents)) {
    host.write(`${id}-one`, { ...files, 'catalog-info.yaml': '' });
    host.write(`${id}-empty`, { 'catalog-info.yaml': '' });
    host.write(`${id}-broken`, { ...broken, 'catalog-info.yaml': '' });
  }
});

for (const fact of facts) {
  const id = fact.collector;
  describeCollector(id, {
    fact,
    now,
    create: () => {
      const collectors = documentCollectors({
        files: host,
        entities: new ListedEntities([
          person('mara', 'payments'),
          person('li', 'search'),
        ]),
        schedule: () => ({
          frequency: { hours: 24 },
          timeToLive: { days: 3 },
        }),
      });
      const found = collectors.find(collector => collector.id === id);
      if (!found) {
        throw new Error(`There is no collector ${id}`);
      }
      return found;
    },
    targets: () => [targetOf(id, `${id}-one`), targetOf(id, `${id}-empty`)],
    brokenTargets: () => [targetOf(id, `${id}-broken`)],
    changes: [change('a document changes', id)],
    breakages: [failing('the host is down', new Error('connect refused'))],
    secrets: [secret, own, root.path],
  });
}
