import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import {
  cart,
  collectorHealth,
  problem,
  readiness,
  result,
} from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';
import { refreshedSources } from './refreshedSources';

const unknown = result({
  outcome: 'unknown',
  reason: 'not-observed',
  message: 'The SLO documents were not observed.',
});
const failure = {
  ...problem,
  subject: 'collector' as const,
  name: 'slo',
  message: 'The host git.example did not answer.',
  source: null,
};
const entityOf = (changes: Partial<EntityReadiness>): EntityReadiness => ({
  ...cart,
  scorecards: [readiness({ results: [unknown], fixes: [] })],
  problems: [],
  ...changes,
});
const render = (
  entity: EntityReadiness,
  changes: Partial<InMemoryReadinessApi> = {},
) =>
  renderService(
    Object.assign(new InMemoryReadinessApi(), { entity, ...changes }),
  );

async function openEvidence() {
  const article = await screen.findByRole('article', { name: 'SLO' });
  await userEvent.click(within(article).getByRole('heading', { name: 'SLO' }));
  return article;
}

describe('SourceFailures', () => {
  it('says which source of an unknown result failed, since when, and what it said', async () => {
    render(entityOf({ problems: [problem, failure] }));
    const article = await openEvidence();
    const said = await within(article).findByText('What went wrong');
    expect(said.nextElementSibling).toHaveTextContent(
      /^SLO documents, since .*: The host git\.example did not answer\.SLO documents, slo\/old\.yaml, since .*: Expected an indicator/,
    );
  });

  it('says how the source is where nothing is known of the entity', async () => {
    render(entityOf({}));
    const article = await openEvidence();
    const said = await within(article).findByText('What went wrong');
    expect(said.nextElementSibling).toHaveTextContent(
      /^Failed SLO documents, last look .*: The host answered 503\. Health of all data sources$/,
    );
  });

  it('says nothing where the sources work, or the result has its data', async () => {
    render(
      entityOf({
        scorecards: [
          readiness({
            results: [unknown, result({ checkId: 'b', title: 'B' })],
          }),
        ],
        problems: [{ ...failure, reporter: 'other' }],
      }),
      {
        collectors: [{ ...collectorHealth, status: 'succeeded' }],
      },
    );
    const article = await openEvidence();
    expect(within(article).getByText('What we found')).toBeInTheDocument();
    expect(screen.queryByText('What went wrong')).toBeNull();
  });
});

describe('EntityProblems', () => {
  it('shows the first problems with their source, and the others on request', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({
      ...failure,
      message: `Message ${index}`,
    }));
    render(entityOf({ problems: many }));
    const table = await screen.findByRole('table', { name: 'Problems' });
    expect(within(table).getAllByRole('row')).toHaveLength(6);
    expect(table).toHaveTextContent('Message 0SLO documents');
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all 7 problems' }),
    );
    expect(within(table).getAllByRole('row')).toHaveLength(8);
  });
});

describe('a refresh', () => {
  const source = (
    collector: string,
    title: string,
    observedAt: string | null,
  ) => ({
    collector,
    title,
    location: null,
    observedAt,
    expiresAt: null,
  });
  const withSources = (
    sources: ReturnType<typeof source>[],
    problems: EntityReadiness['problems'] = [],
  ) =>
    entityOf({
      scorecards: [readiness({ results: [result({ sources })] })],
      problems,
    });
  const old = '2026-10-01T08:00:00Z';
  const now = '2026-10-02T08:00:00Z';
  const before = withSources([
    source('slo', 'SLO documents', old),
    source('repository', 'Documents', old),
    source('policy', 'Policy', old),
    source('cost', 'Cost', null),
  ]);
  const after = withSources(
    [
      source('slo', 'SLO documents', old),
      source('repository', 'Documents', now),
      source('policy', 'Policy', old),
      source('cost', 'Cost', now),
    ],
    [failure],
  );

  it('tells what was seen, what failed, and what is as before', () => {
    expect(refreshedSources(before, after)).toEqual({
      seen: ['Documents', 'Cost'],
      failed: ['SLO documents'],
      others: ['Policy'],
    });
    expect(refreshedSources(undefined, after).others).toEqual([]);
    // What is not connected was not asked, and there is nothing to say of it.
    const absent = withSources([source('cost', 'Cost', null)]);
    expect(refreshedSources(absent, absent)).toEqual({
      seen: [],
      failed: [],
      others: [],
    });
  });

  it('shows which data sources were asked', async () => {
    render(before, { afterRefresh: after });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refresh' }),
    );
    const asked = await screen.findByText(
      'Refreshed just now from 3 data sources, 1 failed',
    );
    await userEvent.click(asked);
    expect(asked.closest('[role="status"]')).toHaveTextContent(
      /SeenCost, DocumentsFailedSLO documentsAs beforePolicy$/,
    );
  });
});
