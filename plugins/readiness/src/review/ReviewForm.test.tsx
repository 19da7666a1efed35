import { renderInTestApp } from '@backstage/frontend-test-utils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { cart } from '../__testUtils__/examples';
import { keepReviewDraft, readReviewDraft } from './reviewDrafts';
import { ReviewForm } from './ReviewForm';
import { emptyForm } from './ReviewFormState';

const render = (changes: Partial<EntityReadiness> = {}) =>
  renderInTestApp(<ReviewForm entity={{ ...cart, ...changes }} />);
const found = 'Nothing of this fails without being noticed.';

/** Every key makes the whole page anew, which takes long in a test. */
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fillIn() {
  await screen.findByLabelText('Reviewers');
  write('Reviewers', 'Mara, group:platform');
  await userEvent.click(screen.getByLabelText('Ready'));
  write('Reliability: what was found', found);
}

beforeEach(() => window.localStorage.clear());

describe('the form of a review', () => {
  it('writes the file, keeps the draft, and copies it', async () => {
    const user = userEvent.setup();
    render();
    await fillIn();
    await user.click(
      screen.getByRole('button', { name: 'Add the fix to level 2' }),
    );
    write('Due', '2099-01-31');
    const preview = screen.getByRole('region', {
      name: /^Preview of docs\/reviews\/\d{4}-\d{2}-\d{2}\.md$/,
    });
    expect(preview).toHaveTextContent(
      'reviewers: ["user:default/mara", "group:default/platform"] decision: "ready"',
    );
    expect(preview).toHaveTextContent(
      `# Readiness review of Cart ## Reliability ${found} ## Follow-ups | Follow-up | Owner | Due | | --- | --- | --- | | SLO | group:default/checkout | 2099-01-31 |`,
    );
    const writeText = jest.spyOn(window.navigator.clipboard, 'writeText');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText(/^Copied\. Put it into/)).toBeVisible();
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining(found));
    expect(readReviewDraft(cart.ref, '')).toMatchObject({
      reviewers: 'Mara, group:platform',
      decision: 'ready',
    });
  });

  it('goes on with the draft that was kept, and discards it when asked twice', async () => {
    const user = userEvent.setup();
    keepReviewDraft(cart.ref, {
      ...emptyForm('2026-06-01'),
      lenses: {
        ...emptyForm('').lenses,
        reliability: { found, tradeOffs: '' },
      },
    });
    render();
    expect(
      await screen.findByLabelText('Reliability: what was found'),
    ).toHaveValue(found);
    expect(screen.getByText(/draft that was kept/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Discard draft' }));
    expect(screen.getByRole('button', { name: 'Keep it' })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Yes, discard it' }));
    expect(screen.getByLabelText('Reliability: what was found')).toHaveValue(
      '',
    );
    expect(readReviewDraft(cart.ref, '')).toBeUndefined();
  });

  it('says what is wrong in a summary that takes focus and leads to the fields', async () => {
    const user = userEvent.setup();
    render();
    const reviewers = await screen.findByLabelText('Reviewers');
    expect(screen.queryByText(/to be mended/)).toBeNull();
    write('Cost: what was found', 'Too much.');
    await user.click(screen.getByLabelText('Ready, with follow-ups'));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    const summary = screen.getByRole('group', {
      name: '3 things have to be mended first',
    });
    await waitFor(() => expect(summary).toHaveFocus());
    await user.click(
      within(summary).getByRole('link', {
        name: 'Name at least one reviewer.',
      }),
    );
    expect(reviewers).toHaveFocus();
    expect(reviewers).toBeInvalid();
    expect(reviewers).toHaveAccessibleDescription(
      'Name at least one reviewer.',
    );
    expect(
      screen.getByLabelText('Cost: what was found'),
    ).toHaveAccessibleDescription(
      'Cost: write at least 5 words, or leave it empty.',
    );
    write('Reviewers', 'group:checkout');
    expect(reviewers).toHaveAccessibleDescription(
      /The owner alone cannot review it/,
    );
    await user.click(screen.getByRole('button', { name: 'Add a follow-up' }));
    expect(screen.getByLabelText('What')).toHaveFocus();
    expect(screen.getByLabelText('Due')).toBeInvalid();
  });

  it('opens the page of the host that makes the file', async () => {
    const open = jest.spyOn(window, 'open').mockReturnValue(null);
    render({ sourceUrl: 'https://github.com/harbour/cart/tree/main/' });
    await fillIn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Open on GitHub' }),
    );
    expect(open).toHaveBeenCalledWith(
      expect.stringMatching(
        /^https:\/\/github\.com\/harbour\/cart\/new\/main\?filename=docs%2Freviews%2F.*&value=---%0Adate/,
      ),
      '_blank',
      'noopener,noreferrer',
    );
    open.mockRestore();
  });
});
