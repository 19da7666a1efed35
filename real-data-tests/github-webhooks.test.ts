/**
 * Webhooks of GitHub as its own schemas show them: which ones say something about delivery.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { GitHubReader } from '@team-readiness/backstage-plugin-readiness-backend-module-delivery';
import { Reading } from './Reading';
import { realFiles } from './realData';

const files = realFiles('github-webhooks/**/*.json');

const eventOf = (name: string) => path.basename(path.dirname(name));

const payloadOf = (file: { path: string }) =>
  JSON.parse(readFileSync(file.path, 'utf8'));

const read = (event: string, eventPayload: unknown) =>
  new GitHubReader().read({
    topic: 'github',
    eventPayload,
    metadata: { 'x-github-event': event },
  });

/** Of what kinds of events there are how many. */
const counts: Record<string, number> = {
  check_run: 8,
  check_suite: 8,
  code_scanning_alert: 5,
  deployment: 3,
  deployment_review: 1,
  deployment_status: 3,
  push: 6,
  release: 12,
  workflow_run: 4,
};

const started = {
  kind: 'deployment',
  status: 'started',
  commit: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
};

/** What stands in the files, found by hand. */
const delivery: Record<string, object> = {
  'deployment/gh-pages.payload.json': {
    kind: 'deployment',
    status: 'started',
    environment: 'github-pages',
  },
  'deployment/payload.json': { ...started, environment: 'production' },
  'deployment/with-installation.payload.json': started,
  'deployment_status/gh-pages.payload.json': {
    kind: 'deployment',
    status: 'started',
    environment: 'github-pages',
  },
  'deployment_status/payload.json': {
    kind: 'deployment',
    status: 'succeeded',
    environment: 'production',
    at: '2019-05-15T15:20:55.000Z',
    targets: ['repository:https://github.com/codertocat/hello-world'],
  },
  'deployment_status/with-installation.payload.json': {
    kind: 'deployment',
    status: 'succeeded',
  },
  'push/with-new-branch.payload.json': { kind: 'change' },
  'push/with-no-username-committer.payload.json': { kind: 'change' },
};

/** Why the others say nothing, by event. */
const reasons: Record<string, string> = {
  check_run: 'checks are no deployments',
  check_suite: 'checks are no deployments',
  code_scanning_alert: 'read from SARIF files',
  deployment_review: 'asks for a review, and approves nothing',
  push: 'removes a tag',
  release: 'names neither an artifact with its digest nor a deployment',
  workflow_run: 'a run is linked by the deployment that it makes',
};

describe('webhooks of GitHub', () => {
  const reading = new Reading('Webhooks of GitHub that say something');
  afterAll(() => reading.print());

  it('are all there', () => {
    const found: Record<string, number> = {};
    for (const { name } of files) {
      found[eventOf(name)] = (found[eventOf(name)] ?? 0) + 1;
    }
    expect(found).toEqual(counts);
    expect(files).toHaveLength(50);
  });

  it.each(files)('are read and never refused: $name', file => {
    const event = eventOf(file.name);
    const expected = delivery[`${event}/${path.basename(file.name)}`];
    if (expected) {
      reading.addRead();
    } else {
      reading.addUnread(file.name, reasons[event]);
    }
    expect(read(event, payloadOf(file))).toMatchObject({
      status: 'read',
      events: expected ? [expected] : [],
    });
  });

  it('say something in eight of fifty, and nothing of people', () => {
    expect([reading.read, reading.unread.length]).toEqual([8, 42]);
    for (const file of files) {
      const payload = payloadOf(file);
      const text = JSON.stringify(read(eventOf(file.name), payload));
      expect(text).not.toContain('@');
      // The owner of a repository is part of its address; who pushed or sent is nowhere else.
      expect(text.replace(/codertocat\//gi, '')).not.toMatch(/codertocat/i);
    }
  });
});
